"""Filters that say things as people say them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sixin.base import clock
from sixin.ledger.figures import Figure
from sixin.registers.models import Person
from sixin.rulebook.models import Rule
from sixin.visits import reasons
from sixin.visits.models import Seen, SeenArea, Visit
from sixin.visits.queries.due import Due

register = template.Library()
_WEEKDAYS = "一二三四五六日"
# An ID or telephone number among other words, and one that was written with gaps in it.
_NUMBER = re.compile(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|\d[\d ]{6,22}[\dXx])(?!\d)")


@register.filter
def day(value: date | datetime | None) -> str:
    """11月23日, or 23 Nov; with the year when it is another year than today's."""
    if value is None:
        return ""
    found = clock.day_of(value) if isinstance(value, datetime) else value
    if found.year == clock.today().year:
        return short_day(found)
    return f"{short_day(found)} {found.year}" if _english() else f"{found.year}年{short_day(found)}"


@register.filter
def short_day(value: date) -> str:
    """11月23日, or 23 Nov, where the year stands above."""
    return f"{value.day} {value:%b}" if _english() else f"{value.month}月{value.day}日"


@register.filter
def year(value: date) -> str:
    """2025年, or 2025."""
    return str(value.year) if _english() else f"{value.year}年"


@register.filter
def weekday(value: date) -> str:
    """周一, or Monday."""
    return f"{value:%A}" if _english() else f"周{_WEEKDAYS[value.weekday()]}"


@register.filter
def clocktime(value: datetime | None) -> str:
    """14:05."""
    return f"{value.astimezone(clock.CHINA):%H:%M}" if value else ""


@register.filter
def days_ago(value: date | None, today: date) -> str:
    """今天, 昨天, 23 天前; 明天, 3 天后."""
    if value is None:
        return ""
    days = (today - value).days
    near = {0: pgettext("哪天", "今天"), 1: pgettext("哪天", "昨天"), -1: pgettext("哪天", "明天")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("%(n)s 天前", "%(n)s 天前", days) % {"n": days}
    return ngettext("%(n)s 天后", "%(n)s 天后", -days) % {"n": -days}


@register.filter
def exact_day(value: date | datetime | None) -> str:
    """2026年11月14日 周六, or Saturday 14 November 2026: for hovering and for print."""
    if value is None:
        return ""
    found = clock.day_of(value) if isinstance(value, datetime) else value
    if _english():
        return f"{found:%A} {found.day} {found:%B} {found.year}"
    return f"{found.year}年{found.month}月{found.day}日 {weekday(found)}"


@register.filter
def whole_day(value: date) -> str:
    """2026年11月14日, or 14 November 2026."""
    if _english():
        return f"{value.day} {value:%B} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def born(person: Person) -> str:
    """1942年3月5日, 1942年3月 or 1942年, as exactly as it is known; "" when it is not."""
    found = person.birth_date
    if found is None:
        return ""
    if person.birth_precision == "year":
        return str(found.year) if _english() else f"{found.year}年"
    if person.birth_precision == "month":
        return f"{found:%B} {found.year}" if _english() else f"{found.year}年{found.month}月"
    return whole_day(found)


@register.filter
def month(value: date) -> str:
    """2019年5月, or May 2019."""
    return f"{value:%b} {value.year}" if _english() else f"{value.year}年{value.month}月"


@register.filter
def names(rows: Iterable[Any]) -> str:
    """王芳、李伟."""
    return _("、").join(str(row.name) for row in rows)


@register.filter
def seen_words(visit: Visit) -> list[tuple[str, dict[str, str]]]:
    """The five areas as they looked, in their order: (身体健康, {state, word})."""
    states = {Seen.FINE: "done", Seen.CONCERN: "urgent", Seen.UNSEEN: ""}
    return [
        (str(part.label), {"state": states[Seen(how)], "word": str(Seen(how).label)})
        for part in SeenArea
        if (how := visit.seen.get(part.value)) in Seen.values
    ]


@register.filter
def days_since(value: datetime, today: date) -> str:
    """今天, 昨天, 23 天前, of a moment."""
    return days_ago(clock.day_of(value), today)


@register.filter
def sought_why(entry: Due, today: date) -> str:
    """Why somebody is sought: 敲门 2 次没人应，上次见面 9 天前."""
    parts = [reasons.since(entry)]
    if entry.last_met_on:
        parts.append(_("上次见面：%(when)s") % {"when": days_ago(entry.last_met_on, today)})
    else:
        parts.append(_("还没有见过面"))
    return _("，").join(part for part in parts if part)


@register.filter
def due_word(entry: Due) -> str:
    """By when an elder is to be seen: 过了 3 天, 今天, 5 天后."""
    if entry.urgent:
        return _("要马上找到")
    if entry.days_over > 0 and entry.last_met_on is None:
        return _("还没见到")
    if entry.days_over > 0:
        return ngettext("过了 %(n)s 天", "过了 %(n)s 天", entry.days_over) % {"n": entry.days_over}
    return days_ago(entry.due_on, entry.due_on + timedelta(days=entry.days_over))


@register.filter
def due_state(entry: Due) -> str:
    """The shape beside it: see `cotton/mark.html`."""
    if entry.urgent:
        return "urgent"
    return "waiting" if entry.days_over > 0 else "open"


@register.filter
def age(person: Person, on: date) -> str:
    """84 岁, or nothing when the birth date is unknown."""
    years = person.age_on(on)
    return "" if years is None else _("%(n)s 岁") % {"n": years}


@register.filter
def years(person: Person, on: date) -> str:
    """84, under a heading that says what it is; a dash when the birth date is unknown."""
    found = person.age_on(on)
    return "—" if found is None else str(found)


@register.filter
def address_as(person: Person) -> str:
    """张秀英奶奶 and 李国庆爷爷 in Chinese from 60 on; the plain name otherwise and in English."""
    years = person.age_on(clock.today())
    if _english() or not person.sex or years is None or years < 60:
        return person.name
    return person.name + ("奶奶" if person.sex == "f" else "爷爷")


@register.filter
def masked(value: str | None) -> str:
    """632801********0012: the ends of an ID or telephone number, the middle hidden."""
    text = value or ""
    if len(text) >= 15:
        return text[:6] + "*" * (len(text) - 10) + text[-4:]
    return text[:3] + "****" + text[-4:] if len(text) >= 8 else text


def masked_in(text: str) -> str:
    """A text with every long number in it masked."""
    return _NUMBER.sub(lambda hit: masked(hit[0]), text)


@register.filter
def rule_label(rule: Rule) -> str:
    """A rule's words in the active language."""
    return rule.label_en if _english() else rule.label


@register.filter
def web_address(text: str) -> str:
    """A source's address as a link; most rows leave out the https://."""
    return text if text.startswith(("https://", "http://")) else f"https://{text}"


@register.filter
def measured(value: int | float | None, figure: Figure) -> str:
    """A figure's value with as many decimals as its definition says; a dash for none."""
    if value is None:
        return number(None)
    return formats.number_format(value, figure.decimals, use_l10n=True, force_grouping=True)


@register.filter
def number(value: int | float | None) -> str:
    """1,234 with a thin grouping of the language; a dash for none."""
    if value is None:
        return "—"
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def lookup(mapping: dict[Any, Any], key: Any) -> Any:
    """mapping[key], or "" when it is not there."""
    return mapping.get(key, "")


def _english() -> bool:
    return (translation.get_language() or "").startswith("en")
