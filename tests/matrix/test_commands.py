"""Words behind `sixin` are for who runs the machine: they act in nobody's name, and no page calls one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sixin.site import cli
from tests.contracts import tree
from tests.matrix import drafting, finding, table

CLI = "src/sixin/site/cli/"
ROWS = table.told(table.COMMANDS)


def test_every_word_has_a_row_and_every_row_a_word():
    assert drafting.missing()[table.COMMANDS] == [], table.READ_FIRST
    assert set(ROWS) == finding.commands()


@pytest.mark.parametrize("word", cli.WORDS)
def test_a_word_acts_as_the_machine_and_as_nobody_else(word: str):
    said = list(_by(tree.text(Path(f"{CLI}{cli.WORDS[word]}.py"))))
    assert {ast.unparse(value) for value in said} <= {"None"}
    rows = [cells for name, cells in ROWS.items() if name.split(" ")[0] == word]
    assert any(cells[0] == "the machine" for cells in rows) or not said


def test_nothing_that_is_served_calls_a_word():
    served = [p for p in map(str, tree.files(".py")) if p.startswith("src/") and "/tests/" not in p]
    calling = {path for path in served if not path.startswith(CLI) and _imports_cli(path)}
    assert calling == set()


def _by(text: str) -> Iterator[ast.expr]:
    """Whatever is given as `by` in this file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg == "by":
            yield node.value
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (
                v for key, v in pairs if isinstance(key, ast.Constant) and key.value == "by"
            )


def _imports_cli(path: str) -> bool:
    for node in ast.walk(ast.parse(tree.text(Path(path)))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            names = {one.name for one in node.names}
        else:
            continue
        if any(f"{name}.".startswith("sixin.site.cli.") for name in names):
            return True
    return False
