"""The list of docs/security.md: every requirement once, every named test there, every count right."""

import ast
import csv
import functools
import re
from collections import Counter
from pathlib import Path

from sixin.registers.powers import POWERS, Power
from tests.contracts import tree

PAGE = Path("docs/security.md")
EXPECTED = Path("tests/contracts/asvs.csv")  # numbers of levels 1 and 2, OWASP ASVS 5.0.0
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+) \|$", re.M)
NAMED = re.compile(r"`([\w/.]+\.py)::(\w+)`")
LINK = re.compile(r"\]\(([^)]+)\)")
REASONS = ("document", "operator", "does not apply", "not held")
KINDS = {"held by a test": "test", "held by a document": "document"} | {
    word: word for word in REASONS[1:]
}


def rows() -> list[tuple[str, str, str, str]]:
    """(number, level, matter, answer) of every line of the list."""
    return ROW.findall(tree.text(PAGE))


def expected() -> set[tuple[str, str]]:
    """{(number, level)} of the standard."""
    lines = csv.DictReader(tree.text(EXPECTED).splitlines())
    return {
        (f"{line['section']}.{number}", level)
        for line in lines
        for level in ("1", "2")
        for number in line[f"level_{level}"].split()
    }


def kind(answer: str) -> str:
    """`test`, or the word that the reason begins with."""
    return next((word for word in REASONS if answer.startswith(f"{word}: ")), "test")


@functools.cache
def names_in(path: str) -> frozenset[str]:
    """Names of the test functions in a file; none if it is not there."""
    if not (tree.ROOT / path).is_file():
        return frozenset()
    found = ast.walk(ast.parse(tree.text(Path(path))))
    return frozenset(node.name for node in found if isinstance(node, ast.FunctionDef))


def test_every_requirement_of_both_levels_stands_there_once():
    told = [(number, level) for number, level, _matter, _answer in rows()]
    assert Counter(told) == Counter(expected())
    assert Counter(level for _number, level in told) == {"1": 70, "2": 183}


def test_every_line_names_a_test_or_a_reason():
    bare = [
        number
        for number, _level, matter, answer in rows()
        if not (matter.strip() and (NAMED.search(answer) or kind(answer) != "test"))
    ]
    short = [
        number
        for number, _level, _matter, answer in rows()
        if kind(answer) not in {"test", "document"} and len(answer.partition(": ")[2].split()) < 2
    ]
    assert (bare, short) == ([], [])


def test_every_named_test_exists():
    named = set(NAMED.findall(tree.text(PAGE)))
    assert len(named) > 50
    missing = [f"{path}::{name}" for path, name in named if name not in names_in(path)]
    misnamed = [name for _path, name in named if not name.startswith("test_")]
    assert (sorted(missing), misnamed) == ([], [])


def test_every_document_that_is_named_has_that_part():
    lost = []
    for number, _level, _matter, answer in rows():
        targets = LINK.findall(answer)
        if kind(answer) == "document" and not targets:
            lost.append(number)
        lost += [f"{number}: {target}" for target in targets if not leads(target)]
    assert lost == []


def leads(target: str) -> bool:
    """Is there that file beside the page, with a heading of that name?"""
    name, _sign, anchor = target.partition("#")
    path = PAGE.parent / name if name else PAGE
    headings = (
        re.findall(r"^#+ (.+)$", tree.text(path), re.M) if (tree.ROOT / path).exists() else []
    )
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return bool(headings) and (not anchor or anchor in slugs)


def test_the_counts_are_right():
    counted = Counter((kind(answer), level) for _number, level, _matter, answer in rows())
    for words, counted_as in KINDS.items():
        one, two = (counted[counted_as, level] for level in "12")
        assert f"| {words} | {one} | {two} | {one + two} |" in tree.text(PAGE), words


def test_the_table_of_powers_is_the_code_s():
    for role, powers in POWERS.items():
        listed = ", ".join(power for power in Power if power in powers) or "none"
        assert f"| {role} | {listed} |" in tree.text(PAGE)
