"""A person's whole record as a document to read, and as JSON to carry elsewhere."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sixin.audit import verbs
from sixin.audit.models import Entry
from sixin.base import clock
from sixin.hazards.models import Hazard
from sixin.ledger.models import Record
from sixin.papers import pdf
from sixin.registers.models import Member, Person
from sixin.rulebook import queries as rules
from sixin.site.rights import collecting
from sixin.site.rights.collecting import Row
from sixin.site.rights.holding import Holding
from sixin.site.templatetags import words
from sixin.visits.models import Seen, SeenArea, Visit

KINDS: Final[dict[str, Any]] = {
    "visit.completed": gettext_lazy("走访"),
    "certification.done": gettext_lazy("认证"),
    "event.held": gettext_lazy("活动"),
    "volunteer.served": gettext_lazy("服务"),
}
TEMPLATE = Path(__file__).parent / "templates" / "record.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Who hands the record over, when, and why."""

    by: Member
    at: datetime
    because: str

    @property
    def sentence(self) -> str:
        """王芳 于 2026-11-23 09:30 导出；依据：…"""
        return _("%(who)s 于 %(when)s 导出；依据：%(because)s") % {
            "who": self.by.name,
            "when": f"{self.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}",
            "because": self.because,
        }


def as_json(person: Person, taken: Taken) -> bytes:
    """Every row about her in every table, whole, by table; and who took it, when, why."""
    rows = collecting.rows_of(person)
    tables = {holding.label: found for holding, found in collecting.everything(rows)}
    said = {
        "person": str(person.pk),
        "taken": {"by": taken.by.name, "at": taken.at, "because": taken.because},
        "tables": tables,
    }
    return json.dumps(said, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder).encode()


def as_pdf(person: Person, taken: Taken) -> bytes:
    """The same to read: what it is called, what it says, in words. Raises NoFont."""
    rows = collecting.rows_of(person)
    spoken = Speaker(person, clock.day_of(taken.at))
    sections = [
        _section(holding, found, spoken) for holding, found in collecting.everything(rows) if found
    ]
    data = {
        "title": _("个人信息副本"),
        "lead": [
            _("%(name)s，%(area)s") % {"name": person.name, "area": person.area.name},
            taken.sentence,
            _("这里是系统里关于本人的全部资料。要更正、删除或撤回同意，请告诉社区。"),
        ],
        "taken": taken.sentence,
        "sections": sections,
    }
    return pdf.set_in(TEMPLATE, data, made_at=taken.at)


def _section(holding: Holding, found: list[Row], spoken: "Speaker") -> dict[str, Any]:
    count = ngettext("%(n)s 条", "%(n)s 条", len(found)) % {"n": len(found)}
    lines = [spoken.row(holding, row) for row in found] if holding.shown else []
    note = "" if lines else _("只有编号，没有别的内容。")
    return {
        "word": str(holding.word), "count": count, "note": note,
        "rows": [line for line in lines if line],
    }  # fmt: skip


class Speaker:
    """Says the values of rows as people say them."""

    def __init__(self, person: Person, on: date) -> None:
        self._needs = _labels("visit.need", "need", person, on)
        self._items = _labels("hazard.item", "item", person, on)
        self._said: Final[dict[tuple[type[Model], str], Callable[[Any], str]]] = {
            (Visit, "needs"): lambda codes: self._list(self._needs.get(c, c) for c in codes),
            (Visit, "seen"): _seen,
            (Hazard, "item"): lambda code: self._items.get(code, code),
            (Entry, "verb"): verbs.word,
            (Record, "kind"): lambda kind: str(KINDS.get(kind, kind)),
        }

    def row(self, holding: Holding, row: Row) -> list[tuple[str, str]]:
        """(word, value) of everything that is shown and known."""
        pairs = [
            (str(word), self._value(holding.model, c, row)) for c, word in holding.shown.items()
        ]
        return [(word, value) for word, value in pairs if value]

    def _value(self, model: type[Model], column: str, row: Row) -> str:
        value = row.get(column)
        if value in (None, "", [], {}):
            return ""
        said = self._said.get((model, column))
        return said(value) if said else _plain(_field(model, column), value)

    def _list(self, parts: Any) -> str:
        return _("、").join(str(part) for part in parts)


def _labels(topic: str, key: str, person: Person, on: date) -> dict[str, str]:
    rows = rules.in_force(topic, area=person.area.rule_code, on=on)
    return {row.when[key]: words.rule_label(row) for row in rows}


def _seen(seen: dict[str, str]) -> str:
    parts = [f"{SeenArea(area).label} {Seen(how).label}" for area, how in seen.items()]
    return _("、").join(parts)


def _field(model: type[Model], path: str) -> "Field[Any, Any] | None":
    """The column at the end of `event__title`."""
    *relations, last = path.split("__")
    for name in relations:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    field = model._meta.get_field(last)
    return field if isinstance(field, Field) else None


def _plain(field: "Field[Any, Any] | None", value: Any) -> str:
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    if value in choices:
        return str(choices[value])
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
    return str(value)
