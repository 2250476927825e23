"""Entries of the trail as people read them: who did what to whom, from what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sixin.audit import verbs
from sixin.audit.models import Entry
from sixin.registers.models import Area, Member, Person
from sixin.site.desk.audit import fields
from sixin.site.desk.audit.fields import Known

# Said by the verb and the person already, or only ids.
UNSAID = frozenset({"row", "person", "other", "subjects", "before"})


@dataclass(frozen=True, slots=True)
class Change:
    """A field in words, and from what to what; `was` is None where one value is merely said."""

    word: str
    was: str | None
    now: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words. about: whom it is about, "" for nobody; where: the area's name."""

    entry: Entry
    who: str
    did: str
    about: str
    where: str
    changes: list[Change]

    @property
    def is_emptied(self) -> bool:
        """Whether it was emptied when the person was erased."""
        return self.entry.erased_by is not None


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Some entries in words, with four queries for all of them."""
    found = list(entries)
    details = [entry.details or {} for entry in found]
    known, who = Known.of(details), _members(found)
    people, places = _people(found), _places(found)
    return [
        Line(
            entry=entry,
            who=who.get(entry.by, "") if entry.by else str(verbs.MACHINE),
            did=verbs.word(entry.verb),
            about=people.get(entry.subject) or who.get(_id(entry.subject), ""),
            where=places.get(entry.area, ""),
            changes=_changes(entry, said, known),
        )
        for entry, said in zip(found, details, strict=True)
    ]


def _changes(entry: Entry, said: Mapping[str, Any], known: Known) -> list[Change]:
    found = []
    for name, one in said.items():
        if name in UNSAID or name.partition(".")[0] not in {*fields.FIELDS, "contact"}:
            continue
        if isinstance(one, list) and len(one) == 2:
            was, now = (fields.value(name, side, entry.kind, known) for side in one)
            found.append(Change(_word(name), was, now))
        else:
            found.append(Change(_word(name), None, fields.value(name, one, entry.kind, known)))
    return found


def _word(name: str) -> str:
    return fields.word("contacts" if name.startswith("contact.") else name)


def _members(entries: list[Entry]) -> dict[UUID | None, str]:
    asked = [one for entry in entries for one in (entry.by, _id(entry.subject))]
    rows = Member.objects.filter(pk__in={pk for pk in asked if pk})
    return dict(rows.values_list("pk", "name"))


def _people(entries: list[Entry]) -> dict[str, str]:
    ids = {pk for entry in entries if (pk := _id(entry.subject))}
    return {str(row.pk): row.name for row in Person.objects.filter(pk__in=ids).only("pk", "name")}


def _places(entries: list[Entry]) -> dict[str, str]:
    paths = {entry.area for entry in entries} - {""}
    return dict(Area.objects.filter(path__in=paths).values_list("path", "name"))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
