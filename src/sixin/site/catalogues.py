"""The English of every package: found in its code, kept in its own catalogue, compiled by Babel.

Source strings are Chinese. `src/sixin/<package>/locale/en/LC_MESSAGES/django.po` holds their English,
in the order of the files that use them, without line numbers so that moving code changes nothing.
"""

import ast
import io
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message, extract, mofile, pofile
from django.utils.translation.template import templatize

HOME = Path(__file__).resolve().parents[1]
LEFT_OUT = {"tests", "migrations", "locale"}
Keywords = dict[str, tuple[int | tuple[int, str], ...] | None]
KEYWORDS: Keywords = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
NOTE = re.compile(r"\{#.*?#\}")
NAMED = re.compile(r"%\((\w+)\)")
HAN = re.compile(r"[\u3400-\u9fff]")
TWICE = re.compile(r"(.{12,}?)\1+", re.S)  # what joining two branches by hand leaves behind
OWN_NAMES = re.compile("四心|中文")  # what we call ourselves, and what the language calls itself


@dataclass(frozen=True)
class Problem:
    """What is wrong with one string of one package's catalogue."""

    package: str
    what: str
    msgid: str

    def __str__(self) -> str:
        return f"{self.package}: {self.what}: {self.msgid}"


def packages() -> list[Path]:
    """The folders of our packages, by name."""
    return sorted(path.parent for path in HOME.glob("*/__init__.py"))


def path_of(package: Path) -> Path:
    """Where a package's English stands."""
    return package / "locale" / "en" / "LC_MESSAGES" / "django.po"


def sources(package: Path) -> Iterator[Path]:
    """The package's own .py and .html files, tests and migrations left out."""
    for path in sorted(package.rglob("*")):
        inside = LEFT_OUT.isdisjoint(path.relative_to(package).parts)
        if path.suffix in {".py", ".html"} and inside:
            yield path


def found(package: Path) -> Catalog:
    """Every string that the package's code marks for translation, with the files that use it."""
    catalog = Catalog(locale="en")
    for path in sources(package):
        name = path.relative_to(HOME.parents[1]).as_posix()
        for line, msgid, _notes, context in strings(path):
            catalog.add(msgid, locations=[(name, line)], context=context)
    return catalog


def strings(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """The marked strings of one file: line, text or texts, notes, context."""
    text = path.read_text(encoding="utf-8")
    words = KEYWORDS
    if path.suffix == ".py":
        words = keywords(text)
    else:
        # Python's tokenizer reads what templatize makes of a template, but minds its indentation.
        code = templatize(NOTE.sub("", text), origin=str(path))
        text = "\n".join(line.lstrip() for line in code.split("\n"))
    yield from extract.extract("python", io.BytesIO(text.encode()), keywords=words)


def keywords(code: str) -> Keywords:
    """The functions that mark strings in a Python file, under the names it imports them by."""
    own = {
        name.asname or name.name: KEYWORDS[name.name]
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in KEYWORDS
    }
    return KEYWORDS | own


def kept(package: Path) -> Catalog:
    """The package's catalogue as it stands; empty if it has none."""
    path = path_of(package)
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return pofile.read_po(file, locale="en")


def update(package: Path) -> bool:
    """Bring the package's catalogue in line with its code, keeping every translation still used.

    New strings come without English, vanished ones go. Returns whether the file changed.
    """
    wanted, old, path = found(package), kept(package), path_of(package)
    if not len(wanted):
        gone = path.exists()
        path.unlink(missing_ok=True)
        return gone
    for message in wanted:
        before = old.get(message.id, message.context) if message.id else None
        if before and bool(before.pluralizable) == bool(message.pluralizable):
            message.string = before.string
            message.user_comments = before.user_comments
    text = as_text(wanted)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def as_text(catalog: Catalog) -> str:
    """The catalogue as a .po file, with nothing in it that changes by itself."""
    for message in catalog:
        files = sorted({name for name, _line in message.locations})
        message.locations = [(name, 0) for name in files]
    out = io.BytesIO()
    pofile.write_po(
        out, catalog, width=100, omit_header=True, sort_by_file=True, include_lineno=False
    )
    return HEADER + out.getvalue().decode().strip() + "\n"


def compile_all() -> list[Path]:
    """Compile every catalogue whose .mo differs from what it would be. Returns the files written."""
    written = []
    for package in packages():
        path = path_of(package)
        if not path.exists():
            continue
        out = io.BytesIO()
        mofile.write_mo(out, kept(package))
        target = path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != out.getvalue():
            target.write_bytes(out.getvalue())
            written.append(target)
    return written


def problems() -> list[Problem]:
    """Everything that keeps the English from being complete, package by package."""
    return [problem for package in packages() for problem in problems_of(package)] + clashes()


def problems_of(package: Path) -> Iterator[Problem]:
    """Strings without English, unsure ones, ones no longer used, and fields that do not agree."""
    wanted, old = found(package), kept(package)
    for message in wanted:
        if message.id:
            what = fault(message, old.get(message.id, message.context))
            if what:
                yield Problem(package.name, what, first(message))
    for message in old:
        if message.id and wanted.get(message.id, message.context) is None:
            yield Problem(package.name, "no longer used", first(message))
    for message in old.obsolete.values():
        yield Problem(package.name, "no longer used", first(message))


def fault(wanted: Message, english: Message | None) -> str:
    """What is wrong with the English of one string, or ""."""
    if english is None or not all(texts(english.string)):
        return "no English"
    if english.fuzzy:
        return "English not certain (fuzzy)"
    if bool(wanted.pluralizable) != bool(english.pluralizable):
        return "one has a plural, the other has none"
    if any(HAN.search(OWN_NAMES.sub("", text)) for text in texts(english.string)):
        return "Chinese in the English"
    if any(TWICE.fullmatch(text) for text in texts(english.string)):
        return "English says everything twice"
    asked = set().union(*map(fields, texts(wanted.id)))
    for text in texts(english.string):
        strange = fields(text) - asked
        if strange:
            return f"English has a field of its own ({', '.join(sorted(strange))})"
    if asked - fields(texts(english.string)[-1]):
        return f"English lacks a field ({', '.join(sorted(asked))})"
    return ""


def clashes() -> list[Problem]:
    """Strings that two packages translate differently: Django would use one English for both."""
    seen: dict[tuple[str, str | None], tuple[str, object]] = {}
    out: list[Problem] = []
    for package in packages():
        for message in kept(package):
            if not message.id:
                continue
            key = (first(message), message.context)
            name, english = seen.setdefault(key, (package.name, message.string))
            if english != message.string:
                out.append(Problem(package.name, f"other English than in {name}", key[0]))
    return out


def texts(value: object) -> list[str]:
    """A message's text, or its singular and plural."""
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value or "")]


def first(message: Message) -> str:
    """A message's text in the singular."""
    return texts(message.id)[0]


def fields(text: str) -> set[str]:
    """The names that a text expects to be filled in: %(name)s and {name}."""
    names = set(NAMED.findall(text))
    try:
        names |= {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return names  # a lone brace: the text is not meant for str.format
    return names


if __name__ == "__main__":
    compile_all()
