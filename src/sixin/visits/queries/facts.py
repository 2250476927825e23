"""What the due list is made of, as it was at the end of a day; each read is one plain query."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from sixin.base import clock
from sixin.registers import rules
from sixin.registers.models import Area, Person, PersonTag
from sixin.registers.queries import people as registers
from sixin.visits.models import FollowUp, Standing
from sixin.visits.standing import Outcome, knocks_by_person, work_out

NOBODY_CAME = Outcome()
_NO_TAGS: frozenset[str] = frozenset()
_STANDING = tuple(
    f"standing__{name}"
    for name in ("last_met_on", "last_knock_on", "failed_knocks", "absence", "next_on")
)


class Known(NamedTuple):
    """A person, as the rules see one. age: whole years, None when the birth date is unknown.

    pk: as text where many are read, since making an id of each costs more than the query.
    """

    pk: UUID | str
    area_id: int
    age: int | None
    registered_on: date


def texts(pk: UUID) -> tuple[str, str]:
    """Both ways in which databases write an id as text."""
    return pk.hex, str(pk)


def people(area: Area, on: date) -> Iterator[tuple[Known, Outcome]]:
    """People of an area and below who were on the register that day, and their stored standing."""
    there = Q(left_on__isnull=True) | Q(left_on__gt=on)
    rows = registers.ever_in(area).filter(there, registered_on__lte=on).order_by()
    today = (on.month, on.day)
    for key, area_id, born, since, *stands in rows.values_list(
        _text("pk"), "area_id", "birth_date", "registered_on", *_STANDING
    ):
        age = on.year - born.year - (today < (born.month, born.day)) if born else None
        met, knocked, failed, absence, agreed = stands
        stored = Outcome(met, None, knocked, failed or 0, absence or "", agreed)
        yield Known(key, area_id, age, since), stored if knocked else NOBODY_CAME


def tags(area: Area, on: date) -> dict[str, frozenset[str]]:
    """{id as text: tags that held that day} of an area and below; those without any are absent."""
    found: dict[str, frozenset[str]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}
    rows = _held(PersonTag.objects.filter(rules.below(area.path, "person__area__path")), on)
    for key, tag in rows.values_list(_text("person_id"), "tag"):
        held = found.get(key, _NO_TAGS) | {tag}
        found[key] = shared.setdefault(held, held)
    return found


def tags_of(person: Person, on: date) -> frozenset[str]:
    """The tags that held of this person that day."""
    return frozenset(_held(person.tags.all(), on).values_list("tag", flat=True))


def sought(area: Area, on: date) -> set[UUID]:
    """People of an area and below for whom an urgent follow-up was open at the end of that day."""
    end = clock.end_of(on)
    still = Q(closed_at__isnull=True) | Q(closed_at__gte=end)
    rows = FollowUp.objects.filter(still, opened_at__lt=end).filter(_hers(area))
    return set(rows.values_list(Coalesce("person__merged_into", "person"), flat=True))


def anew(area: Area, on: date) -> dict[UUID, Outcome]:
    """{person: where she stood at the end of that day} of those whose stored standing won't do.

    They are those of whom several rows were merged, and those who were knocked at after that day.
    """
    rows_of = _merged(area)
    later = Standing.objects.filter(
        rules.below(area.path, "person__area__path"), last_knock_on__gt=on
    )
    for pk in later.values_list("person_id", flat=True):
        rows_of.setdefault(pk, [pk])
    return _worked_out(rows_of, on)


def _worked_out(rows_of: dict[UUID, list[UUID]], on: date) -> dict[UUID, Outcome]:
    wanted = [row for rows in rows_of.values() for row in rows]
    knocks = knocks_by_person(wanted, on)
    found = {}
    for pk, rows in rows_of.items():
        hers = {knock.pk: knock for row in rows for knock in knocks[row]}.values()
        found[pk] = work_out(sorted(hers, key=lambda k: (k.at, k.pk), reverse=True))
    return found


def _merged(area: Area) -> dict[UUID, list[UUID]]:
    """{person who is kept: all rows of hers} for those with more than one."""
    found: dict[UUID, list[UUID]] = {}
    rows = Person.objects.filter(rules.below(area.path, "merged_into__area__path")).order_by()
    for kept, row in rows.values_list("merged_into_id", "pk"):
        found.setdefault(kept, [kept]).append(row)
    return found


def _hers(area: Area) -> Q:
    """Follow-ups of people in the area, or of rows merged into theirs."""
    return rules.below(area.path, "person__area__path") | rules.below(
        area.path, "person__merged_into__area__path"
    )


def _held(rows: QuerySet[PersonTag, Any], on: date) -> QuerySet[PersonTag, Any]:
    still = Q(until__isnull=True) | Q(until__gt=on)
    return rows.filter(still, since__lte=on).order_by()


def _text(field: str) -> Cast:
    return Cast(field, CharField())
