"""Words and addresses that have no place in what we hand over."""

import re

import pytest

from tests.contracts import tree

HERE = "tests/contracts/test_words.py"
LOCKS = {"requirements.lock", "boot/uv.txt", "front/package-lock.json", "LICENSE"}
UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|(?i:for now|mocks?|mocked|dummy|lorem ipsum|placeholders?|stubs?))\b"
)
# The attribute and pseudo-class of HTML and CSS, and the name of a package, are not ours to choose.
ALLOWED = re.compile(r"placeholder=|::placeholder|:placeholder-shown|django-stubs|\.placeholder\b")
# Split, so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.])/(?:wo" r"rk|ro" r"ot|ho" r"me)/[\w.]")
REGISTRY = re.compile(
    r"pypi\.o"
    r"rg|pythonhosted|npmjs\.(?:o"
    r"rg|com)|registry\.|--(?:extra-)?index-url|"
    r"--find-links|_authT"
    r"oken"
)


def ours() -> list[str]:
    suffixes = (".py", ".ts", ".css", ".html", ".md", ".toml", ".yaml", ".yml", ".json", ".csv")
    return [str(path) for path in tree.files(*suffixes) if str(path) not in LOCKS | {HERE}]


def hits(names: list[str], pattern: re.Pattern[str]) -> list[str]:
    """file:line for every line that `pattern` finds, allowed uses taken out first."""
    found = []
    for name in names:
        for number, line in enumerate(tree.text(tree.Path(name)).splitlines(), 1):
            if pattern.search(ALLOWED.sub("", line)):
                found.append(f"{name}:{number}: {line.strip()[:100]}")
    return found


def test_nothing_is_left_for_later():
    assert hits([name for name in ours() if not name.endswith(".md")], UNFINISHED) == []


def test_no_file_knows_the_machine_it_was_written_on():
    assert hits(ours(), MACHINE) == []


def test_no_file_names_where_packages_come_from():
    names = [str(path) for path in tree.files() if str(path) != HERE and path.suffix != ".png"]
    assert hits(names, REGISTRY) == []


@pytest.mark.parametrize("name", ["requirements.lock", "boot/uv.txt"])
def test_every_locked_package_is_pinned_and_hashed(name):
    text = tree.text(tree.Path(name)).replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert [line for line in entries if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_front_end_s_lock_holds_no_addresses():
    assert hits(["front/package-lock.json"], re.compile(r'"resolved"|https?://[^"]*\.tgz')) == []
