"""What the address of the due list asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pg

from sixin.visits.queries.due import Due

WHEN = {
    "": _("全部"),
    "urgent": _("要找到人"),
    "overdue": _("过了日子"),
    "week": _("这七天里"),
}
LEVELS = {
    "high": pg("关照等级", "高风险"),
    "key": pg("关照等级", "重点"),
    "general": pg("关照等级", "一般"),
}
PLANNED = {"no": _("没排上的"), "yes": _("排上了的")}
SORTS = {"": _("按门牌走"), "urgency": _("急的在前")}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one request; what the address says that is none of ours is left out."""

    when: str = ""
    level: str = ""
    planned: str = ""
    q: str = ""
    sort: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        """Read the address."""
        return cls(
            when=_one_of(data.get("when"), WHEN),
            level=_one_of(data.get("level"), LEVELS),
            planned=_one_of(data.get("planned"), PLANNED),
            q=data.get("q", "").strip()[:60],
            sort=_one_of(data.get("sort"), SORTS),
        )


def stage(entry: Due) -> str:
    """Which of `WHEN` an entry is in."""
    if entry.urgent:
        return "urgent"
    return "overdue" if entry.days_over > 0 else "week"


class FilterForm(forms.Form):
    """The filter bar."""

    area = forms.ChoiceField(label=_("网格"), required=False)
    level = forms.ChoiceField(label=_("关照等级"), required=False)
    planned = forms.ChoiceField(label=_("安排"), required=False)
    q = forms.CharField(label=_("姓名、拼音、门牌"), required=False, max_length=60)
    sort = forms.ChoiceField(label=_("排列"), required=False)

    def __init__(self, filters: Filters, area: str, areas: list[tuple[str, str]]) -> None:
        super().__init__(
            initial={
                "area": area,
                "level": filters.level,
                "planned": filters.planned,
                "q": filters.q,
                "sort": filters.sort,
            }
        )
        everything = ("", _("全部"))
        self._offer("area", areas)
        self._offer("level", [everything, *LEVELS.items()])
        self._offer("planned", [everything, *PLANNED.items()])
        self._offer("sort", list(SORTS.items()))

    def _offer(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _one_of(value: str | None, known: object) -> str:
    return value if value and value in known else ""  # type: ignore[operator]
