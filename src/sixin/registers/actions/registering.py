"""Put one person on the register by hand."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.registers import noting, rules, typed
from sixin.registers.actions import changing, enrolling, finding
from sixin.registers.actions.changing import CannotChange, Identity
from sixin.registers.models import Area, Member, Person, Tag, TagSource
from sixin.registers.queries import areas, people


class PerhapsSame(CannotChange):
    """Somebody of that name is on the register: the same person? `known`: she."""

    def __init__(self, known: Person) -> None:
        sentence = _("%(area)s已经有一位%(name)s，生日也对得上。如果是同一个人，就不用再登记。")
        words = {"area": known.area.name, "name": known.name}
        super().__init__(sentence % words, field="another")
        self.known = known


@transaction.atomic
def register(
    *,
    area: Area,
    said: Identity,
    phone: str = "",
    address: str = "",
    tags: tuple[str, ...] = (),
    another: bool = False,
    by: Member,
    now: datetime,
) -> Person:
    """A new person lives in this grid. another: she is not the one of the same name and birthday.

    Tags count as told by herself from today. Raises BadEntry, CannotChange, PerhapsSame, NotAllowed.
    """
    on = clock.day_of(now)
    rules.require_keeper(by, area, on)
    row = Person(area=area, registered_on=on)
    changing.fill(row, said, by, on)
    changing.settle(row, area, address)
    known = None if another or row.id_number else _namesake(row)
    if known:
        raise PerhapsSame(known)
    row.phone = typed.phone(phone)
    row.save(force_insert=True)
    finding.refresh([row.pk])
    noting.of_person("person.registered", row, by=by, now=now, said=noting.told(row))
    for tag in tags:
        enrolling.tag(person=row, tag=Tag(tag), since=on, source=TagSource.SELF, by=by, now=now)
    return row


def _namesake(row: Person) -> Person | None:
    """Somebody of the community with the same name whose birth date is the same or unknown."""
    here = people.ever_in(areas.community_of(row.area)).filter(name=row.name)
    for known in here.select_related("area"):
        if known.birth_date is None or row.birth_date in (None, known.birth_date):
            return known
    return None
