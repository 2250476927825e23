"""Dated facts of a person's life: state one, and say when it ended."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.audit import trail
from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import noting, rules, typed
from sixin.registers.actions import enrolling
from sixin.registers.models import Member, Person, PersonTag, Tag, TagSource


class CannotTag(Refused):
    """The fact holds already, has ended, or is none that the register knows."""


@transaction.atomic
def state(
    *,
    person: Person,
    tag: str,
    since: date,
    source: str,
    evidence: str = "",
    by: Member,
    now: datetime,
) -> PersonTag:
    """It is so since that day; source: TagSource, evidence: a certificate's number or a word.

    Raises CannotTag, BadEntry, NotAllowed.
    """
    rules.require_visiting(by, person.area, clock.day_of(now))
    rules.require_known(person)
    if tag not in Tag.values or source not in TagSource.values:
        raise CannotTag(_("请选一下是哪一项、怎么知道的。"), field="tag")
    if PersonTag.objects.filter(person=person, tag=tag, until__isnull=True).exists():
        raise CannotTag(_("“%(tag)s”已经记着。") % {"tag": Tag(tag).label}, field="tag")
    typed.past_day(since, clock.day_of(now), "since")
    return enrolling.tag(
        person=person,
        tag=tag,
        since=since,
        source=source,
        by=by,
        now=now,
        evidence=evidence.strip()[:200],
    )


@transaction.atomic
def end(*, fact: PersonTag, until: date, by: Member, now: datetime) -> PersonTag:
    """It was so until that day. Raises CannotTag, BadEntry, NotAllowed."""
    row = PersonTag.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    rules.require_visiting(by, row.person.area, clock.day_of(now))
    if row.until:
        raise CannotTag(_("这一项已经结束了。"), field="until")
    if typed.past_day(until, clock.day_of(now), "until") < row.since:
        raise CannotTag(_("结束的日子在开始（%(day)s）以前。") % {"day": row.since}, field="until")
    before = trail.values(row)
    row.until = until
    row.save(update_fields=["until"])
    said = {"tag": row.tag} | noting.told(row, before)
    noting.of_person("tag.ended", row.person, row, by=by, now=now, said=said)
    return row
