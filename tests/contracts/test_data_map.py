"""docs/data-protection.md knows every column of every table, and how it is kept."""

import re
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.contracts import tree

PAGE = Path("docs/data-protection.md")
SECTION = re.compile(r"^### `(\w+)`\n(.*?)(?=^##)", re.M | re.S)
LINE = re.compile(r"^\| ((?:`\w+` ?)+) \| ([\w ]+) \| ([\w, ]+) \| (.+) \|$", re.M)
BARE = re.compile(r"^\| `(\w+)` \| [^|`]", re.M)
CLASSES = {"none", "ordinary", "sensitive", "credential"}
KEPT = {"clear", "sealed", "sealed, findable", "sealed within", "hashed", "digest"}
Row = tuple[str, str, str]  # column, class, kept


def mapped() -> dict[str, list[Row]]:
    """{table: rows} of the map."""
    return {
        table: [
            (column, level, kept)
            for columns, level, kept, _seen in LINE.findall(body)
            for column in re.findall(r"`(\w+)`", columns)
        ]
        for table, body in SECTION.findall(tree.text(PAGE))
    }


def without_personal_data() -> list[str]:
    part = tree.text(PAGE).partition("### Without personal data")[2].partition("\n### ")[0]
    return BARE.findall(part)


def tables() -> dict[str, type[models.Model]]:
    """Every table that there is, those between two others included."""
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def how(field: models.Field) -> str:
    """`sealed` or `sealed, findable`; else what the field itself does not tell: ""."""
    if "Sealed" not in type(field).__name__:
        return ""
    return "sealed, findable" if field.findable else "sealed"


def test_every_table_is_in_the_map_once():
    sections = [table for table, _body in SECTION.findall(tree.text(PAGE))]
    told = Counter(sections + without_personal_data())
    missing, gone = set(tables()) - set(told), set(told) - set(tables())
    assert (missing, gone) == (set(), set()), f"{PAGE}: say what they hold, or that they are gone"
    assert [table for table, times in told.items() if times > 1] == []


def test_every_column_is_in_the_map():
    wrong = {}
    for table, rows in mapped().items():
        told, there = Counter(column for column, *_ in rows), Counter(columns(tables()[table]))
        if told != there:
            wrong[table] = {"missing": [*(there - told)], "gone or twice": [*(told - there)]}
    assert wrong == {}, f"{PAGE}: each column of a table once, with class and how it is kept"


def test_classes_and_ways_of_keeping_are_those_explained():
    rows = [(table, *row) for table, found in mapped().items() for row in found]
    assert [row for row in rows if row[2] not in CLASSES or row[3] not in KEPT] == []


def test_what_the_map_calls_sealed_is_sealed_and_nothing_else():
    wrong = []
    for table, rows in mapped().items():
        fields = {field.column: how(field) for field in tables()[table]._meta.concrete_fields}
        sealed = ("sealed", "sealed, findable")
        told = {column: kept if kept in sealed else "" for column, _class, kept in rows}
        wrong += [
            f"{table}.{name}: {fields[name] or 'clear'}"
            for name in told
            if told[name] != fields[name]
        ]
    assert wrong == [], f"{PAGE}: the models keep these so"


def test_credentials_are_never_clear_but_for_sessions_and_a_table_that_stays_empty():
    clear = [f"{table}.{column}" for table, rows in mapped().items()
             for column, level, kept in rows if level == "credential" and kept == "clear"]  # fmt: skip
    assert set(clear) == {
        "site_session.session_key",
        "usersessions_usersession.session_key",
        "account_emailconfirmation.key",
    }
