"""Put areas, members and people on the register by hand.

by: None when the machine's owner does it on the console; now: None for this moment.
"""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from sixin.audit import trail
from sixin.base import clock
from sixin.registers import names, noting
from sixin.registers.actions import finding
from sixin.registers.models import Area, AreaCode, Member, Person, PersonTag, Role

SHIPPED_AREAS = Path(__file__).parents[1] / "data" / "areas.csv"
_CODE_LENGTHS = {"county": 4, "street": 6, "community": 9, "grid": 12}


@transaction.atomic
def load_areas(
    path: Path = SHIPPED_AREAS, *, by: Member | None = None, now: datetime | None = None
) -> int:
    """Add the areas of a CSV file (code,name,level,valid_from,valid_to,source). Returns new ones.

    A code that is there already is left as it is, so loading twice changes nothing.
    """
    made = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if not Area.objects.filter(code=row["code"]).exists():
                _add_area(
                    code=row["code"],
                    name=row["name"],
                    level=row["level"],
                    valid_from=date.fromisoformat(row["valid_from"]),
                    source=row["source"],
                )
                made += 1
    if made:
        deed = trail.Deed(verb="areas.loaded", details={"file": path.name, "count": made})
        trail.note(deed, by=by.pk if by else None, now=now or clock.now())
    return made


@transaction.atomic
def add_area(
    *, code: str, name: str, level: str, valid_from: date, source: str,
    by: Member | None = None, now: datetime | None = None,
) -> Area:  # fmt: skip
    """Add one area below the one whose code it begins with. Raises Area.DoesNotExist."""
    area = _add_area(code=code, name=name, level=level, valid_from=valid_from, source=source)
    said = {"code": code, "name": name, "source": source}
    noting.of_place("area.added", area, area, by=by, now=now or clock.now(), said=said)
    return area


def _add_area(*, code: str, name: str, level: str, valid_from: date, source: str) -> Area:
    fields: dict[str, Any] = {"code": code, "name": name, "level": level}
    length = _CODE_LENGTHS.get(level)
    if length is None:
        area: Area = Area.objects.add_root(fields)
    else:
        parent = Area.objects.get(code=code[:length].ljust(12, "0"))
        area = Area.objects.add_child(parent, fields)
    AreaCode.objects.create(area=area, code=code, valid_from=valid_from, source=source)
    return area


@transaction.atomic
def recode(
    *, area: Area, code: str, on: date, source: str,
    by: Member | None = None, now: datetime | None = None,
) -> None:  # fmt: skip
    """The area has another division code from that day; it is still found by the old one."""
    said = {"code": [area.code, code], "source": source}
    AreaCode.objects.filter(area=area, valid_to__isnull=True).update(valid_to=on)
    AreaCode.objects.create(area=area, code=code, valid_from=on, source=source)
    Area.objects.filter(pk=area.pk).update(code=code)
    noting.of_place("area.recoded", area, area, by=by, now=now or clock.now(), said=said)


@transaction.atomic
def add_member(
    *, username: str, password: str | None, name: str, role: str, area: Area, since: date,
    until: date | None = None, by: Member | None = None, now: datetime | None = None,
) -> Member:  # fmt: skip
    """Make an account with one role in one area. password None: nobody signs in with it yet."""
    user = User.objects.create_user(username=username, password=password)
    member = Member.objects.create(user=user, name=name)
    noting.of_place("member.added", member, area, by=by, now=now or clock.now())
    give_role(member=member, role=role, area=area, since=since, until=until, by=by, now=now)
    return member


@transaction.atomic
def give_role(
    *, member: Member, role: str, area: Area, since: date, until: date | None = None,
    covers: Member | None = None, by: Member | None = None, now: datetime | None = None,
) -> Role:  # fmt: skip
    """A further role, from that day on. until: its last day; covers: the colleague who is away."""
    made = Role.objects.create(
        member=member, role=role, area=area, since=since, until=until, covers=covers
    )
    said = {"role": role, "since": since, "until": until, "covers": covers and covers.pk}
    noting.of_place("role.given", member, area, by=by, now=now or clock.now(), said=said)
    return made


@transaction.atomic
def add_person(
    *, area: Area, name: str, registered_on: date, by: Member | None = None,
    now: datetime | None = None, **known: Any,
) -> Person:  # fmt: skip
    """Put a person on the register; `known`: any further fields of `Person`."""
    pinyin, initials = names.pinyin_of(name)
    made = Person.objects.create(
        area=area,
        name=name,
        pinyin=pinyin,
        initials=initials,
        registered_on=registered_on,
        **known,
    )
    finding.refresh([made.pk])
    told = noting.told(made)
    noting.of_person("person.registered", made, by=by, now=now or clock.now(), said=told)
    return made


@transaction.atomic
def tag(
    *, person: Person, tag: str, since: date, source: str, by: Member | None,
    now: datetime | None = None, evidence: str = "",
) -> PersonTag:  # fmt: skip
    """State a dated fact; one that holds already is returned as it is."""
    row, created = PersonTag.objects.get_or_create(
        person=person,
        tag=tag,
        until=None,
        defaults={"since": since, "source": source, "recorded_by": by, "evidence": evidence},
    )
    if created:
        told = noting.told(row)
        noting.of_person("tag.stated", person, row, by=by, now=now or clock.now(), said=told)
    return row


@transaction.atomic
def untag(
    *, person: Person, tag: str, until: date, by: Member | None = None, now: datetime | None = None
) -> None:
    """The fact held until that day."""
    row = PersonTag.objects.get(person=person, tag=tag, until__isnull=True)
    row.until = until
    row.save(update_fields=["until"])
    said = {"tag": tag, "until": [None, until]}
    noting.of_person("tag.ended", person, row, by=by, now=now or clock.now(), said=said)
