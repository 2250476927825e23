"""Put areas, members and people on the register by hand."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from sixin.registers import names
from sixin.registers.models import Area, AreaCode, Member, Person, PersonTag, Role

SHIPPED_AREAS = Path(__file__).parents[1] / "data" / "areas.csv"
_CODE_LENGTHS = {"county": 4, "street": 6, "community": 9, "grid": 12}


@transaction.atomic
def load_areas(path: Path = SHIPPED_AREAS) -> int:
    """Add the areas of a CSV file (code,name,level,valid_from,valid_to,source). Returns new ones.

    A code that is there already is left as it is, so loading twice changes nothing.
    """
    made = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if not Area.objects.filter(code=row["code"]).exists():
                add_area(
                    code=row["code"],
                    name=row["name"],
                    level=row["level"],
                    valid_from=date.fromisoformat(row["valid_from"]),
                    source=row["source"],
                )
                made += 1
    return made


@transaction.atomic
def add_area(*, code: str, name: str, level: str, valid_from: date, source: str) -> Area:
    """Add one area below the one whose code it begins with. Raises Area.DoesNotExist."""
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
def recode(*, area: Area, code: str, on: date, source: str) -> None:
    """The area has another division code from that day; it is still found by the old one."""
    AreaCode.objects.filter(area=area, valid_to__isnull=True).update(valid_to=on)
    AreaCode.objects.create(area=area, code=code, valid_from=on, source=source)
    Area.objects.filter(pk=area.pk).update(code=code)


@transaction.atomic
def add_member(
    *, username: str, password: str | None, name: str, role: str, area: Area, since: date
) -> Member:
    """Make an account with one role in one area. password None: nobody signs in with it yet."""
    user = User.objects.create_user(username=username, password=password)
    member = Member.objects.create(user=user, name=name)
    give_role(member=member, role=role, area=area, since=since)
    return member


def give_role(*, member: Member, role: str, area: Area, since: date) -> Role:
    """A further role, from that day on."""
    return Role.objects.create(member=member, role=role, area=area, since=since)


def add_person(*, area: Area, name: str, registered_on: date, **known: Any) -> Person:
    """Put a person on the register; `known`: any further fields of `Person`."""
    pinyin, initials = names.pinyin_of(name)
    return Person.objects.create(
        area=area,
        name=name,
        pinyin=pinyin,
        initials=initials,
        registered_on=registered_on,
        **known,
    )


def tag(
    *, person: Person, tag: str, since: date, source: str, by: Member | None, evidence: str = ""
) -> PersonTag:
    """State a dated fact; one that holds already is returned as it is."""
    row, _created = PersonTag.objects.get_or_create(
        person=person,
        tag=tag,
        until=None,
        defaults={"since": since, "source": source, "recorded_by": by, "evidence": evidence},
    )
    return row


def untag(*, person: Person, tag: str, until: date) -> None:
    """The fact held until that day."""
    PersonTag.objects.filter(person=person, tag=tag, until__isnull=True).update(until=until)
