"""Find somebody who asks for her rights, and hand her record over: each with a reason, each noted."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.audit import trail
from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules
from sixin.registers.models import Member, Person
from sixin.registers.powers import Power
from sixin.registers.queries import people
from sixin.registers.queries.search import search
from sixin.site.rights import document
from sixin.site.rights.document import Taken

FOUND = 10  # shown at once: who asks for her rights can say who she is
FORMS: Final[dict[str, Callable[[Person, Taken], bytes]]] = {
    "pdf": document.as_pdf,
    "json": document.as_json,
}


class NoReason(Refused):
    """Nothing says why somebody's data are looked for or taken away."""


@transaction.atomic
def find(*, text: str, because: str, by: Member, now: datetime) -> list[Person]:
    """Those whom `text` may mean among the people whose rights `by` answers, the likeliest first.

    Raises NoReason, NotAllowed.
    """
    day = clock.day_of(now)
    mine = rules.areas_of(by, day, Power.ANSWER_RIGHTS)
    if not mine.exists():
        raise NotAllowed(_("这里由数据保护员来办。"))
    _require(because)
    known = people.within(mine).select_related("area", "household")
    found = list(search(known, text, mine)[:FOUND])
    deed = trail.Deed(verb="person.sought", reason=because.strip(), details={"found": len(found)})
    trail.note(deed, by=by.pk, now=now)
    return found


@transaction.atomic
def hand_over(*, person: Person, form: str, because: str, by: Member, now: datetime) -> bytes:
    """Her whole record as `pdf` or `json`. Raises NoReason, NotAllowed, NoFont."""
    if not rules.may(by, Power.ANSWER_RIGHTS, person.area, clock.day_of(now)):
        raise NotAllowed(_("个人信息副本由数据保护员来导出。"))
    _require(because)
    deed = trail.Deed(
        verb="person.exported", kind="registers.person", subject=str(person.pk),
        area=person.area.path, reason=because.strip(), details={"form": form},
    )  # fmt: skip
    trail.note(deed, by=by.pk, now=now)
    # Noted first: the record that she is given tells of this too.
    return FORMS[form](person, Taken(by=by, at=now, because=because.strip()))


def _require(because: str) -> None:
    if not because.strip():
        raise NoReason(_("请写一下依据，如“本人 11月20日书面申请”。"), field="because")
