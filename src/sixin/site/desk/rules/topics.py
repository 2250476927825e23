"""What rule rows rule, in words: topics, values, places."""

import csv
import functools
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy, gettext_noop, ngettext
from django.utils.translation import gettext as _

from sixin.hazards.models import Kind
from sixin.registers.models import Area
from sixin.rulebook.models import Rule
from sixin.site.desk.people.filters import LEVEL_WORDS
from sixin.visits.policy import LEVELS

# topic: (heading, what it decides). Topics that stand here come first, in this order.
TOPICS: dict[str, tuple[Any, Any]] = {
    "care.level": (
        gettext_lazy("关照等级"),
        gettext_lazy("一位老人合上几条时，取最高的一级。等级只定多久看望一次，不作别用。"),
    ),
    "visit.frequency": (
        gettext_lazy("多久看望一次"),
        gettext_lazy("一位老人合上几条时，照最勤的一条。"),
    ),
    "visit.urgent_knocks": (
        gettext_lazy("几次没人应要马上找人"),
        gettext_lazy("到了这个次数，就开一件紧急跟进。"),
    ),
    "elder.age": (gettext_lazy("多大算老人"), gettext_lazy("不到这个年龄，不按老人的频次看望。")),
    "age.advanced": (gettext_lazy("多大算高龄"), gettext_lazy("由出生日期算，不用另外登记。")),
    "hazard.item": (gettext_lazy("上门看哪些隐患"), gettext_lazy("记走访时勾的就是这张单子。")),
    "hazard.photos": (
        gettext_lazy("一处隐患放几张照片"),
        gettext_lazy("只拍隐患，不拍人脸；本人同意了才能拍。"),
    ),
    "visit.need": (gettext_lazy("老人会有哪些需要"), gettext_lazy("记走访时勾的就是这张单子。")),
    "consent.guardian_age": (
        gettext_lazy("多大可以自己同意"),
        gettext_lazy("不到这个年龄，告知子女、拍照、公开心愿都要由监护人同意。"),
    ),
    "reveal.limit": (
        gettext_lazy("一个人能看多少次完整号码"),
        gettext_lazy("证件号和电话平时只露头尾；看完整的要写原因，看多了就先停一停。"),
    ),
    "access.invitation_days": (
        gettext_lazy("邀请的二维码多久有效"),
        gettext_lazy("过了这几天，没用过的邀请打不开，要重新邀请。"),
    ),
    "retention": (
        gettext_lazy("什么资料留多久"),
        gettext_lazy("过了期限的每天算一遍，由数据保护员确认以后清理。计过的数不动。"),
    ),
    "wording.approximate": (
        gettext_lazy("简报里的约数怎么写"),
        gettext_lazy("约数旁边总有准数。"),
    ),
}
# Units stand in the rule rows; their English stands in the catalogue.
UNITS = [
    gettext_noop("天"),
    gettext_noop("次"),
    gettext_noop("岁"),
    gettext_noop("月"),
    gettext_noop("张"),
]
PROVINCES = Path(__file__).with_name("provinces.csv")


def heading(topic: str) -> str:
    """The topic in words; its code where nobody has found words yet."""
    return str(TOPICS[topic][0]) if topic in TOPICS else topic


def lead(topic: str) -> str:
    """What rows of the topic decide, and which counts where several hold."""
    return str(TOPICS[topic][1]) if topic in TOPICS else ""


def value_words(rule: Rule) -> str:
    """What the row says: 每 30 天, 高风险, 燃气, 60 岁; "" where its label says it all."""
    if rule.topic == "visit.frequency":
        return ngettext("每 %(n)s 天", "每 %(n)s 天", rule.value) % {"n": rule.value}
    if rule.topic == "care.level":
        return str(LEVEL_WORDS.get(rule.value, rule.value))
    if rule.topic == "hazard.item":
        return str(Kind(rule.value).label) if rule.value in Kind.values else str(rule.value)
    if rule.topic in ("visit.need", "wording.approximate"):
        return ""
    unit = gettext(rule.unit) if rule.unit else ""
    return (
        _("%(value)s %(unit)s") % {"value": rule.value, "unit": unit} if unit else str(rule.value)
    )


def rank(rule: Rule) -> tuple[int, str]:
    """A sort key inside a topic: levels from the highest down, hazards by kind, the rest by id."""
    order = (*LEVELS, *Kind.values)
    return (order.index(rule.value) if rule.value in order else len(order), rule.rule_id)


def place_words(code: str, areas: dict[str, str]) -> str:
    """全国, 青海省, 格尔木市. areas: {code without trailing zeros: name}."""
    if not code:
        return _("全国")
    return areas.get(code) or _provinces().get(code, {}).get(_column(), code)


def known_areas(codes: set[str]) -> dict[str, str]:
    """The names of our own areas among these codes."""
    padded = {code.ljust(12, "0"): code for code in codes if len(code) > 2}
    rows = Area.objects.filter(code__in=[*padded, *codes]).values_list("code", "name")
    return {padded.get(code, code): name for code, name in rows}


def _column() -> str:
    return "name_en" if (get_language() or "").startswith("en") else "name"


@functools.cache
def _provinces() -> dict[str, dict[str, str]]:
    with PROVINCES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
