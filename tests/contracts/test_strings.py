"""Every Chinese word a person can see goes through gettext, and every one of them has its English."""

import ast
import re

from babel.messages import Message
from django.utils import translation

from sixin.site import catalogues
from tests.contracts import tree

HAN = re.compile(r"[\u3400-\u9fff]")
HAN_OR_ITS_SIGNS = re.compile(r"[\u3400-\u9fff\u3001\u3002\uff01-\uff1f]")
MARKED = re.compile(
    r"\{%-?\s*(?:blocktrans|blocktranslate)\b.*?\{%-?\s*endblocktrans(?:late)?\s*-?%\}"
    r"|\{%-?\s*(?:trans|translate)\s+(?:\"[^\"]*\"|'[^']*').*?%\}"
    r"|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|_\((?:\"[^\"]*\"|'[^']*')\)",
    re.S,
)
# Where Chinese is matter and not speech, and why.
EXEMPT = {
    "src/sixin/site/demo": "the invention of a community: its people, streets and remarks",
    "src/sixin/registers/roster": "what offices write in their lists, to be recognised",
    "src/sixin/registers/names.py": "surnames and their readings",
    "src/sixin/registers/queries/search.py": "how doors are typed into the search field",
    "src/sixin/site/templatetags/words.py": "how Chinese says a day or addresses an elder",
    "src/sixin/papers": "papers are issued in Chinese, whatever language the desk is in",
    "src/sixin/site/catalogues.py": "the two names that English keeps in Chinese",
}


def exempt(name: str) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in EXEMPT)


def product(suffix: str) -> list[str]:
    names = [str(path) for path in tree.files(suffix) if path.parts[:2] == ("src", "sixin")]
    inside = [name for name in names if not {"tests", "migrations"} & set(name.split("/"))]
    return [name for name in inside if not exempt(name)]


def unmarked(name: str) -> list[str]:
    """The Chinese strings of a Python file that are neither docstrings nor marked for gettext."""
    code = tree.text(tree.Path(name))
    module, words, fine = ast.parse(code), catalogues.keywords(code), set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            function = node.func
            word = getattr(function, "id", getattr(function, "attr", ""))
            if word in words:
                fine |= {id(part) for argument in node.args for part in ast.walk(argument)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            fine.add(id(node.value))
    return [
        f"{name}:{node.lineno}: {node.value}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and HAN.search(node.value) and id(node) not in fine
    ]  # fmt: skip


def test_python_speaks_chinese_only_through_gettext():
    assert [line for name in product(".py") for line in unmarked(name)] == []


def test_templates_speak_chinese_only_through_gettext():
    found = []
    for name in product(".html"):
        rest = MARKED.sub(lambda hit: "\n" * hit[0].count("\n"), tree.text(tree.Path(name)))
        for number, line in enumerate(rest.splitlines(), 1):
            if HAN_OR_ITS_SIGNS.search(line):
                found.append(f"{name}:{number}: {line.strip()}")
    assert found == []


def test_scripts_and_styles_speak_no_language():
    found = [f"{path}" for path in tree.files(".ts", ".css")
             if HAN.search(re.sub(r"//.*|/\*.*?\*/", "", tree.text(path), flags=re.S))]  # fmt: skip
    assert found == []


def test_every_string_has_its_english():
    assert [str(problem) for problem in catalogues.problems()] == []


def test_every_exemption_is_still_there():
    assert [place for place in EXEMPT if not (tree.ROOT / place).exists()] == []


def test_the_compiled_english_is_what_django_says():
    package = catalogues.HOME / "site"
    message = next(message for message in catalogues.kept(package)
                   if isinstance(message.id, str) and message.id and message.string)  # fmt: skip
    with translation.override("en"):
        said = translation.gettext(message.id)
    with translation.override("zh-hans"):
        assert (said, translation.gettext(message.id)) == (message.string, message.id)


def test_english_that_says_everything_twice_is_noticed():
    said = "Your role holds many people's details."
    for text, wrong in [(said, ""), (said * 2, "English says everything twice")]:
        wanted, english = Message("资料"), Message("资料", text)
        assert catalogues.fault(wanted, english) == wrong
