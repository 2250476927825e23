"""Why an elder is on the list, in words, from the facts and the rule that put her there."""

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sixin.registers.models import Tag
from sixin.rulebook.models import Rule, Status
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
    """ "每 7 天看望一次：80 岁以上独居…（来源）"; "" when no rule asks."""
    rule = entry.cadence.frequency_rule
    if rule is None:
        return ""
    return _("%(every)s：%(label)s（%(source)s）") % {
        "every": every(entry),
        "label": label(rule),
        "source": rule.source,
    }


def every(entry: Due) -> str:
    """ "每 7 天看望一次"; "" when no rule asks."""
    days = entry.cadence.days
    if days is None:
        return ""
    return ngettext("每 %(n)s 天看望一次", "每 %(n)s 天看望一次", days) % {"n": days}


def unverified(entry: Due) -> bool:
    """Has nobody yet confirmed the rule that asks, or the one that gave the level it asks for?"""
    asks = entry.cadence.frequency_rule
    if asks is None:
        return False
    rules = [asks, entry.cadence.level_rule] if "level" in asks.when else [asks]
    return any(rule is not None and rule.status == Status.UNVERIFIED for rule in rules)


def agreed(entry: Due) -> str:
    """The day promised at the last visit, if that is what makes her due, or when she will be back."""
    if entry.agreed_on is None or not (entry.agreed_on == entry.due_on or entry.absence):
        return ""
    return _("约好 %(day)s再来") % {"day": formats.date_format(entry.agreed_on, _("n月j日"))}


def why(entry: Due) -> str:
    """What happened, without who she is and without the rule: "23 天前见过；敲门 2 次没人应"."""
    return _together([last_met(entry), since(entry), agreed(entry)])


def sentence(entry: Due) -> str:
    """The whole reason in one line, in the language that is active."""
    return _together([facts(entry), why(entry), policy(entry)])


def _together(parts: list[str]) -> str:
    return _("；").join(part for part in parts if part)


def label(rule: Rule) -> str:
    """The rule's words in the active language."""
    return rule.label_en if (get_language() or "").startswith("en") else rule.label


_TELLING = frozenset(Tag.values) - {Tag.PARTY_MEMBER, Tag.MIGRANT}
