"""A file ends at 300 lines, a function at 40, and no file is named after nothing in particular."""

import ast
from pathlib import Path

from tests.contracts import tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
BIGGEST_FILE = 1_000_000
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "service", "common"}


def code() -> list[Path]:
    return [path for path in tree.files(".py", ".ts", ".css", ".html")
            if "migrations" not in path.parts]  # fmt: skip


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring not counted: saying more is welcome."""
    docstring = node.body[0] if ast.get_docstring(node) else None
    said = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
    return node.end_lineno - node.lineno + 1 - said


def test_no_file_is_longer_than_300_lines():
    sizes = {str(path): len(tree.text(path).splitlines()) for path in code()}
    assert {path: size for path, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    found = {}
    for path in (path for path in code() if path.suffix == ".py"):
        for node in ast.walk(ast.parse(tree.text(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{path}:{node.lineno} {node.name}"] = lines(node)
    assert {name: size for name, size in found.items() if size > LONGEST_FUNCTION} == {}


def test_no_file_has_an_empty_name():
    files = tree.files(".py", ".ts")
    assert [str(path) for path in files if path.stem.lower() in EMPTY_NAMES] == []


def test_no_file_is_too_big_for_a_clone():
    sizes = {str(path): (tree.ROOT / path).stat().st_size for path in tree.files()}
    assert {path: size for path, size in sizes.items() if size > BIGGEST_FILE} == {}
