"""Why an elder is on the list, in words, from the facts and the rule that put her there."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sixin.registers.models import Tag
from sixin.rulebook.models import Rule
from sixin.visits.models import State
from sixin.visits.queries.due import Due


def facts(entry: Due) -> str:
    """ "独居、84 岁": the tags that matter and the age."""
    words = [str(Tag(tag).label) for tag in sorted(entry.tags) if tag in _TELLING]
    if entry.age is not None:
        words.append(_("%(n)s 岁") % {"n": entry.age})
    return _("、").join(words)


def last_met(entry: Due) -> str:
    """ "23 天前见过", or that nobody has met her yet."""
    if entry.last_met_on is None:
        return _("还没有见过面")
    days = entry.days_over + (entry.due_on - entry.last_met_on).days
    if days == 0:
        return _("今天见过")
    return ngettext("%(n)s 天前见过", "%(n)s 天前见过", days) % {"n": days}


def since(entry: Due) -> str:
    """What happened since: failed knocks or an absence; "" when nothing did."""
    if entry.failed_knocks:
        knocks = entry.failed_knocks
        return ngettext("敲门 %(n)s 次没人应", "敲门 %(n)s 次没人应", knocks) % {"n": knocks}
    return str(State(entry.absence).label) if entry.absence else ""


def policy(entry: Due) -> str:
    """ "每 7 天看望一次:80 岁以上独居…(来源)"; "" when no rule asks."""
    rule = entry.cadence.frequency_rule
    if rule is None:
        return ""
    days = entry.cadence.days or 0
    every = ngettext("每 %(n)s 天看望一次", "每 %(n)s 天看望一次", days) % {"n": days}
    return _("%(every)s:%(label)s(%(source)s)") % {
        "every": every,
        "label": label(rule),
        "source": rule.source,
    }


def agreed(entry: Due) -> str:
    """The day promised at the last visit, if that is what makes her due."""
    if entry.agreed_on is None or entry.agreed_on != entry.due_on:
        return ""
    return _("上次约好 %(month)s月%(day)s日再来") % {
        "month": entry.agreed_on.month,
        "day": entry.agreed_on.day,
    }


def sentence(entry: Due) -> str:
    """The whole reason in one line, in the language that is active."""
    parts = [facts(entry), last_met(entry), since(entry), agreed(entry), policy(entry)]
    return _("；").join(part for part in parts if part)


def label(rule: Rule) -> str:
    """The rule's words in the active language."""
    return rule.label_en if (get_language() or "").startswith("en") else rule.label


_TELLING = frozenset(Tag.values) - {Tag.PARTY_MEMBER, Tag.MIGRANT}
