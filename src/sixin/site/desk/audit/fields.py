"""The words of fields that entries of the trail speak of, and how their values are said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sixin.registers.actions.revealing import Why
from sixin.registers.models import Area, Household, Member, RoleName, Tag
from sixin.site.templatetags import words

# Field of an entry's details -> what people call it. What does not stand here is not shown.
FIELDS: Final[dict[str, Any]] = {
    "name": gettext_lazy("姓名"),
    "sex": gettext_lazy("性别"),
    "birth_date": gettext_lazy("出生日期"),
    "birth_precision": gettext_lazy("出生日期的精确度"),
    "id_number": gettext_lazy("身份证号"),
    "phone": gettext_lazy("电话"),
    "area_id": gettext_lazy("片区"),
    "household_id": gettext_lazy("住址"),
    "relation_to_owner": gettext_lazy("与户主关系"),
    "relation": gettext_lazy("关系"),
    "place": gettext_lazy("住处"),
    "priority": gettext_lazy("先打给谁"),
    "note": gettext_lazy("备注"),
    "registered_on": gettext_lazy("上册日期"),
    "left_on": gettext_lazy("离开日期"),
    "left_reason": gettext_lazy("离开原因"),
    "tag": gettext_lazy("情况"),
    "tags": gettext_lazy("情况"),
    "contacts": gettext_lazy("联系人"),
    "since": gettext_lazy("从哪天起"),
    "until": gettext_lazy("到哪天为止"),
    "source": gettext_lazy("来源"),
    "evidence": gettext_lazy("凭据"),
    "purpose": gettext_lazy("同意什么"),
    "given_on": gettext_lazy("哪天同意的"),
    "withdrawn_on": gettext_lazy("哪天撤回的"),
    "way": gettext_lazy("怎么说的"),
    "scope": gettext_lazy("说到哪一步"),
    "guardian": gettext_lazy("监护人"),
    "state": gettext_lazy("状态"),
    "members": gettext_lazy("谁去"),
    "outcome": gettext_lazy("结果"),
    "step": gettext_lazy("做了什么"),
    "item": gettext_lazy("隐患"),
    "benefit": gettext_lazy("待遇"),
    "role": gettext_lazy("角色"),
    "code": gettext_lazy("代码"),
    "file": gettext_lazy("文件"),
    "form": gettext_lazy("格式"),
    "count": gettext_lazy("数量"),
    "people": gettext_lazy("人数"),
    "found": gettext_lazy("找到几位"),
    "through": gettext_lazy("到第几条"),
    "created": gettext_lazy("新登记"),
    "updated": gettext_lazy("有改动"),
    "unchanged": gettext_lazy("没有改动"),
    "rejected": gettext_lazy("退回"),
    "mode": gettext_lazy("办法"),
    "first_day": gettext_lazy("开始日期"),
    "last_day": gettext_lazy("结束日期"),
    "field": gettext_lazy("哪一项"),
    "why": gettext_lazy("为什么"),
    "whole": gettext_lazy("号码完整"),
    "what": gettext_lazy("内容"),
}
_REVEALED: Final = {
    "phone": gettext_lazy("电话"),
    "id_number": gettext_lazy("身份证号"),
    "contact": gettext_lazy("联系人的电话"),
    "member": gettext_lazy("同事的电话"),
}
_NOTHING: Final = pgettext_lazy("操作记录里的值", "空")


@dataclass
class Known:
    """Names behind the ids that some entries speak of: read once for a page."""

    areas: dict[str, str] = field(default_factory=dict)
    doors: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, details: Iterable[Mapping[str, Any]]) -> "Known":
        """Read what these details need."""
        said = [(name, one) for each in details for name, one in _flat(each)]
        wanted = {kind: {str(v) for name, v in said if name == kind and v} for kind in
                  ("area_id", "household_id", "members")}  # fmt: skip
        areas = Area.objects.filter(pk__in=wanted["area_id"])
        doors = Household.objects.filter(pk__in=_ids(wanted["household_id"]))
        who = Member.objects.filter(pk__in=_ids(wanted["members"]))
        return cls(
            {str(pk): name for pk, name in areas.values_list("pk", "name")},
            {str(row.pk): row.address for row in doors},
            {str(pk): name for pk, name in who.values_list("pk", "name")},
        )


def value(name: str, said: Any, kind: str, known: Known) -> str:
    """One value in words, numbers masked."""
    if said in (None, "", [], {}):
        return str(_NOTHING)
    if isinstance(said, bool):
        return _("是") if said else _("否")
    if isinstance(said, list):
        return _("、").join(value(name, one, kind, known) for one in said)
    if isinstance(said, Mapping):
        return _("，").join(
            f"{word(key)} {value(key, one, kind, known)}" for key, one in said.items()
        )
    text = _named(name, str(said), known) or _chosen(name, str(said), kind)
    return words.masked_in(text)


def word(name: str) -> str:
    """A field in words."""
    return str(FIELDS.get(name.partition(".")[0], name))


def _named(name: str, said: str, known: Known) -> str:
    found = {"area_id": known.areas, "household_id": known.doors, "members": known.members}
    if name in found:
        return found[name].get(said, said)
    choices: dict[str, Any] = {"tags": Tag, "tag": Tag, "role": RoleName, "why": Why}
    if name in choices and said in choices[name].values:
        return str(choices[name](said).label)
    return str(_REVEALED.get(said, "")) if name == "field" else ""


def _chosen(name: str, said: str, kind: str) -> str:
    """The words of a choice of the model, where it is one."""
    try:
        chosen = dict(apps.get_model(kind)._meta.get_field(name).flatchoices)
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return said
    return str(chosen.get(said, said))


def _flat(details: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, said in details.items():
        pair = said if isinstance(said, list) else [said]
        for one in pair:
            yield from ((name, each) for each in (one if isinstance(one, list) else [one]))


def _ids(texts: Iterable[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
