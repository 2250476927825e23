"""What a report says against what is known: needs, consents, colleagues, those who left."""

from datetime import date

from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.registers.models import Person
from sixin.registers.queries import members
from sixin.visits.models import State
from sixin.visits.queries import asking
from sixin.visits.reports import BadReport, Report


def check(report: Report, day: date) -> None:
    """Raises BadReport with the sentence for the first thing that does not fit."""
    _check_still_here(report)
    if report.needs:
        known = {rule.when["need"] for rule in asking.needs(report.person.area, day)}
        if not set(report.needs) <= known:
            raise BadReport(_("需要清单里没有这一项。请重新选。"), field="needs")
    if report.child_told and not asking.may_tell_family(report.person, day):
        raise BadReport(
            _("老人没有同意走访后告知家人，不能记已告知。请先在老人的页面记下同意。"),
            field="child_told",
        )
    if report.colleagues:
        near = set(members.around(report.person.area, day).values_list("pk", flat=True))
        if not {member.pk for member in report.colleagues} <= near:
            raise BadReport(_("同去的人要是本社区的同事。"), field="colleagues")


def _check_still_here(report: Report) -> None:
    met = (report.person, *report.also_met) if report.outcome == State.COMPLETED else ()
    for person in met:
        if person.left_on and clock.day_of(report.occurred_at) > person.left_on:
            raise BadReport(_already_left(person), field="outcome")


def _already_left(person: Person) -> str:
    return _(
        "%(name)s已经记为%(reason)s（%(day)s）。要记见到了，请先撤销那次记录，或者在名册里改回来。"
    ) % {
        "name": person.name,
        "reason": person.get_left_reason_display(),
        "day": f"{person.left_on:%Y-%m-%d}",
    }
