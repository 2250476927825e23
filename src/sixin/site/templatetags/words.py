"""Filters that say things as people say them."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sixin.base import clock
from sixin.registers.models import Person
from sixin.rulebook.models import Rule

register = template.Library()
_WEEKDAYS = "一二三四五六日"


@register.filter
def day(value: date | datetime | None) -> str:
    """11月23日, or 23 Nov; with the year when it is another year than today's."""
    if value is None:
        return ""
    found = clock.day_of(value) if isinstance(value, datetime) else value
    same = found.year == clock.today().year
    if _english():
        return f"{found.day} {found:%b}" + ("" if same else f" {found.year}")
    text = f"{found.month}月{found.day}日"
    return text if same else f"{found.year}年{text}"


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
    near = {0: _("今天"), 1: _("昨天"), -1: _("明天")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("%(n)s 天前", "%(n)s 天前", days) % {"n": days}
    return ngettext("%(n)s 天后", "%(n)s 天后", -days) % {"n": -days}


@register.filter
def age(person: Person, on: date) -> str:
    """84 岁, or nothing when the birth date is unknown."""
    years = person.age_on(on)
    return "" if years is None else _("%(n)s 岁") % {"n": years}


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


@register.filter
def rule_label(rule: Rule) -> str:
    """A rule's words in the active language."""
    return rule.label_en if _english() else rule.label


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
