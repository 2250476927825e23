"""Pages hold neither script nor style, so that the policy that forbids both can stand."""

import re
from pathlib import Path

import pytest

from tests.contracts import tree

# What a browser refuses under the policy, or what would write it into a page at run time.
IN_PAGES = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|\bhx-on\b"
    r"|hx-va(?:ls|rs)=[\"'](?:js|javascript):|javascript:|\bsrcdoc\b|<(?:object|embed|iframe|base)\b",
    re.IGNORECASE,
)
IN_SCRIPTS = re.compile(
    r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|setAttribute\([\"'](?:style|on)"
    r"|\beval\(|new Function|setTimeout\([\"']|setInterval\([\"']|srcdoc|\bcreateContextualFragment"
)


def found(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    """file:line for each hit; the marks of the template language are no part of the page."""
    lines = []
    for path in paths:
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            if pattern.search(re.sub(r"\{[%#].*?[%#]\}", "", line)):
                lines.append(f"{path}:{number}: {line.strip()[:100]}")
    return lines


def ours(*suffixes: str) -> list[Path]:
    return [path for path in tree.files(*suffixes) if path.parts[0] in {"src", "front"}]


def test_templates_hold_neither_script_nor_style():
    assert found(ours(".html", ".svg"), IN_PAGES) == []


def test_python_writes_neither_into_a_page():
    product = [path for path in ours(".py") if "tests" not in path.parts]
    assert found(product, re.compile(r"<script|<style|javascript:|csp_exempt|mark_safe\(")) == []


def test_scripts_write_neither_into_a_page():
    assert found(ours(".ts"), IN_SCRIPTS) == []


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>", '<p style="color:red">', "<style>p{}</style>",
        '<a onclick="x()">', "<body hx-on::load='x()'>", "<a href='javascript:x()'>",
        """<b hx-vals='js:{a: 1}'>""", '<base href="https://elsewhere.example/">',
    ],
)  # fmt: skip
def test_what_is_looked_for_is_found(line: str):
    assert IN_PAGES.search(line)
