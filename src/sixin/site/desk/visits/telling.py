"""What was written down, in one sentence or two, for the line that confirms it."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sixin.base import clock
from sixin.site.recording import Told
from sixin.visits.models import State, Visit


def recorded(told: Told) -> str:
    """ "记下了：11月23日上门，见到了张秀英，精神好。报了 1 处隐患；养老金领取资格认证记了。"."""
    return _("记下了：%(visit)s。") % {"visit": _visit(told.visit)} + _sentence(_followed(told))


def taken_back(told: Told) -> str:
    """What is as before, and what came of the visit and is undone with it."""
    words = _("撤销了%(day)s那次走访，数字也退回去了。") % {"day": _day(told.visit)}
    came = _came_of_it(told)
    return words + (_("一起撤销的：%(what)s。") % {"what": _("；").join(came)} if came else "")


def _visit(visit: Visit) -> str:
    late = _("（补记）") if visit.is_late else ""
    values = {
        "day": _day(visit) + late,
        "mode": visit.get_mode_display(),
        "name": visit.person.name,
        "how": visit.get_wellbeing_display(),
        "outcome": visit.get_state_display(),
    }
    if visit.state == State.COMPLETED:
        return _("%(day)s%(mode)s，见到了%(name)s，精神%(how)s") % values
    return _("%(day)s%(mode)s看%(name)s，%(outcome)s") % values


def _followed(told: Told) -> list[str]:
    parts = _came_of_it(told)
    if told.visit.state in (State.MOVED, State.DIED):
        parts.append(_("名册里已经记为不在册"))
    if told.visit.child_told_at:
        parts.append(_("已告诉家人"))
    if told.visit.next_on:
        parts.append(
            _("约好%(day)s再来") % {"day": formats.date_format(told.visit.next_on, _("n月j日"))}
        )
    if told.follow_up:
        parts.append(_("紧急跟进开着，请接着找人"))
    return parts


def _came_of_it(told: Told) -> list[str]:
    parts = []
    if told.hazards:
        count = len(told.hazards)
        parts.append(ngettext("%(n)s 处隐患", "%(n)s 处隐患", count) % {"n": count})
    parts += [
        _("%(benefit)s认证") % {"benefit": one.get_benefit_display()} for one in told.certifications
    ]
    return parts


def _sentence(parts: list[str]) -> str:
    return _("%(parts)s。") % {"parts": _("；").join(parts)} if parts else ""


def _day(visit: Visit) -> str:
    if visit.occurred_at is None:
        return ""
    return formats.date_format(clock.day_of(visit.occurred_at), _("n月j日"))
