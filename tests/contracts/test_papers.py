"""What the README tells people to type and open is there."""

import re
import shlex

import pytest

from sixin.site import cli
from tests.contracts import tree

READMES = ["README.md", "README.zh.md"]
OWN_WORDS = {"demo", "test", "help"}
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
SOURCE = re.compile(r'<img[^>]+src="(?!https?:)([^"]+)"')


def documents() -> list[str]:
    return [str(path) for path in tree.files(".md")]


def commands(name: str) -> list[list[str]]:
    """The `python3 run.py …` lines of a README's blocks, as lists of words."""
    lines = [line.strip() for block in BLOCK.findall(tree.text(tree.Path(name)))
             for line in block.splitlines()]  # fmt: skip
    split = [shlex.split(line, comments=True) for line in lines if "run.py" in line]
    return [words[words.index("run.py") + 1 :] for words in split if "run.py" in words]


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_the_readme_exists(name):
    words = {command[0] for command in commands(name) if command}
    assert {"demo", "test"} <= words
    assert words - OWN_WORDS - set(cli.WORDS) == set()


def test_both_readmes_tell_the_same_commands():
    english, chinese = ({tuple(words[:1]) for words in commands(name)} for name in READMES)
    assert english == chinese


def test_every_link_in_a_document_leads_somewhere():
    lost = []
    for name in documents():
        text, folder = tree.text(tree.Path(name)), (tree.ROOT / name).parent
        targets = LINK.findall(text) + SOURCE.findall(text)
        lost += [f"{name}: {target}" for target in targets if not (folder / target).exists()]
    assert lost == []


def test_the_pipeline_runs_what_the_readme_says_and_nothing_else():
    lines = tree.text(tree.Path(".ci/run")).splitlines()
    assert lines[-1] == "exec python3 run.py test"
    assert len(lines) == 4
