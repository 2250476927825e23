"""What our own code never does, read from its syntax: no test of behaviour could try every input."""

import ast
import functools
import re
import tomllib
from pathlib import Path

from tests.contracts import tree

# Modules that read objects back from bytes that could lie.
REVIVES = {"pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle"}
XML = {"xml.etree.ElementTree", "xml.dom.minidom", "xml.sax", "lxml.etree", "lxml"}
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
MARKUP = {"mark_safe", "SafeString", "SafeText", "RawSQL"}
WEAK = {"md5", "sha1", "new"}  # of hashlib
# Names of tables that the database itself told, of our own models, of our own triggers.
OWN_NAMES = {
    "src/sixin/audit/writing.py",
    "src/sixin/base/crypto/columns.py",
    "src/sixin/base/crypto/migrating.py",
    "src/sixin/base/crypto/raw.py",
    "src/sixin/base/crypto/rotation.py",
    "src/sixin/registers/roster/inserting.py",
    "src/sixin/site/demo/resetting.py",
}


@functools.cache
def python() -> list[tuple[Path, ast.AST]]:
    """Every node of every file that is delivered."""
    delivered = [path for path in tree.files(".py")
                 if path.parts[0] == "src" and not {"tests", "migrations"} & set(path.parts)]  # fmt: skip
    return [(path, node) for path in delivered for node in ast.walk(ast.parse(tree.text(path)))]


def imported(node: ast.AST) -> set[str]:
    """Dotted names that this statement brings in."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()


def importers(modules: set[str]) -> list[str]:
    return [f"{path}:{node.lineno}" for path, node in python() if imported(node) & modules]


def called(node: ast.AST) -> str:
    """The last name of what is called: `execute` of `cursor.execute(…)`; "" for no call."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def on(node: ast.Call) -> str:
    """What the method is called on: `hashlib` of `hashlib.md5()`."""
    return ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""


def is_fixed(node: ast.expr) -> bool:
    """A literal, a constant of the module, or made of these: nothing that a request could have written."""
    if isinstance(node, ast.Name):
        return node.id.isupper()
    if isinstance(node, ast.BinOp):
        return is_fixed(node.left) and is_fixed(node.right)
    if isinstance(node, ast.Tuple):
        return all(map(is_fixed, node.elts))
    return isinstance(node, ast.Constant)


def test_no_object_is_revived_from_bytes():
    assert importers(REVIVES) == []


def test_no_parser_of_xml_is_used_that_would_follow_entities():
    assert importers(XML) == []


def test_no_text_is_run_as_code():
    found = [f"{path}:{node.lineno}" for path, node in python()
             if called(node) in RUNS_TEXT and not on(node)]  # fmt: skip
    assert found == []


def test_no_markup_is_trusted():
    """`format_html` escapes what is put in, if the pattern is ours."""
    trusted = [
        f"{path}:{node.lineno}"
        for path, node in python()
        if called(node) in MARKUP
        or (called(node) == "format_html" and not is_fixed(node.args[0]))
        or any(name.endswith((".mark_safe", ".RawSQL")) for name in imported(node))
    ]
    switched_off = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off")
    pages = [str(path) for path in tree.files(".html") if switched_off.search(tree.text(path))]
    assert (trusted, pages) == ([], [])


def test_no_template_is_made_from_text():
    makers = {"Template", "from_string", "DocxTemplate"}
    found = [f"{path}:{node.lineno}" for path, node in python()
             if called(node) in makers and not (node.args and is_fixed(node.args[0]))]  # fmt: skip
    assert found == []


def test_sql_is_written_by_us_and_values_go_beside_it():
    found = [f"{path}:{node.lineno}" for path, node in python()
             if called(node) in {"execute", "executemany"} and "cursor" in on(node)
             and not is_fixed(node.args[0]) and str(path) not in OWN_NAMES]  # fmt: skip
    raw = [f"{path}:{node.lineno}" for path, node in python()
           if called(node) in {"raw", "extra"} and "objects" in on(node)]  # fmt: skip
    assert (found, raw) == ([], [])


def test_no_command_line_goes_through_a_shell():
    found = []
    for path, node in python():
        if called(node) in {"system", "popen"} and on(node) == "os":
            found.append(f"{path}:{node.lineno}")
        if isinstance(node, ast.Call) and on(node) == "subprocess":
            shell = any(word.arg == "shell" for word in node.keywords)
            if shell or isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_regular_expressions_are_written_by_us():
    """A pattern is a literal, made of constants of its module, or of the numbering plan."""
    plan = {"src/sixin/registers/roster/phones.py"}
    found = []
    for path, node in python():
        if isinstance(node, ast.Call) and on(node) == "re" and called(node) != "escape":
            parts = (
                node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else [node.args[0]]
            )
            inner = [p.value if isinstance(p, ast.FormattedValue) else p for p in parts]
            if not all(is_fixed(one) for one in inner) and str(path) not in plan:
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_chance_that_must_not_be_guessed_comes_from_the_system():
    """`random` tells the demo's story and nothing else."""
    assert [line for line in importers({"random"}) if "/site/demo/" not in line] == []


def test_no_broken_digest_is_used():
    found = [f"{path}:{node.lineno}" for path, node in python()
             if isinstance(node, ast.Call) and on(node) == "hashlib" and called(node) in WEAK]  # fmt: skip
    assert found == []


def test_a_form_takes_only_the_fields_that_it_names():
    found = []
    for path, node in python():
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"fields", "exclude"}:
            all_of_them = ast.unparse(node.value) == "'__all__'"
            if all_of_them or ast.unparse(node.targets[0]) == "exclude":
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_types_are_checked_strictly():
    """mypy runs with every test run; here: that nobody loosened it."""
    told = tomllib.loads(tree.text(Path("pyproject.toml")))["tool"]["mypy"]
    assert (told["strict"], told["packages"]) == (True, ["sixin"])
