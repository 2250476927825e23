"""A file that comes in is looked at by its content, in one of the places made for that."""

import ast
import re

from tests.contracts import tree

# Who takes files, and what looks into them before anything else does.
TAKES_FILES = {
    "src/sixin/site/desk/imports/forms.py": "kinds.kind_of",
    "src/sixin/site/desk/hazards/forms.py": "uploads.picture",
}
LOOKS_INTO = re.compile(r"uploads\.picture\(|kinds\.kind_of\(")
# Where Pillow is used: nowhere else are pictures of others opened.
OPENS_PICTURES = {"src/sixin/base/uploads.py"}
FIELDS = {"FileField", "ImageField", "FilePathField", "MultipleFileField"}


def product() -> dict[str, str]:
    return {str(path): tree.text(path) for path in tree.files(".py")
            if path.parts[:2] == ("src", "sixin") and "tests" not in path.parts}  # fmt: skip


def takes_files(text: str) -> bool:
    """Whether there is a field for files, or a view that reaches for them itself."""
    for node in ast.walk(ast.parse(text)):
        called = node.func if isinstance(node, ast.Call) else None
        if getattr(called, "attr", getattr(called, "id", "")) in FIELDS:
            return True
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".FILES"):
            return True
    return False


def test_whoever_takes_files_has_them_looked_into():
    found = {name: text for name, text in product().items() if takes_files(text)}
    assert set(found) == set(TAKES_FILES)
    assert [name for name, text in found.items()
            if not LOOKS_INTO.search(text) or TAKES_FILES[name] not in text] == []  # fmt: skip


def test_pictures_are_opened_in_one_place():
    found = {
        name for name, text in product().items() if re.search(r"^(from|import) PIL", text, re.M)
    }
    assert found == OPENS_PICTURES
