"""What the address of the people list asks for: filters, order, and a chip for each."""

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import pgettext_lazy as pg

from sixin.registers.models import Area, Tag
from sixin.site.desk import searching
from sixin.visits.policy import LEVELS

# Ages from, to (inclusive); None: no bound.
BANDS: dict[str, tuple[int | None, int | None]] = {
    "under60": (None, 59),
    "60": (60, 69),
    "70": (70, 79),
    "80": (80, 89),
    "90": (90, None),
    "unknown": (None, None),
}
BAND_WORDS = {
    "under60": gettext_lazy("60 岁以下"),
    "60": gettext_lazy("60 到 69 岁"),
    "70": gettext_lazy("70 到 79 岁"),
    "80": gettext_lazy("80 到 89 岁"),
    "90": gettext_lazy("90 岁以上"),
    "unknown": gettext_lazy("不知道年龄"),
}
LEVEL_WORDS = {
    "high": pg("关照等级", "高风险"),
    "key": pg("关照等级", "重点"),
    "general": pg("关照等级", "一般"),
}
SEEN_DAYS = ("7", "30", "90")
STATES = {
    "living": gettext_lazy("在册的"),
    "left": gettext_lazy("迁出和去世的"),
    "all": gettext_lazy("全部"),
}
SORTS = {
    "name": gettext_lazy("按姓名"),
    "age": gettext_lazy("按年龄，大的在前"),
    "door": gettext_lazy("按门牌"),
    "seen": gettext_lazy("按上次见面，久的在前"),
}


def seen_words(value: str) -> str:
    """7 → 7 天以上没见; never → 从没见过."""
    if value == "never":
        return _("从没见过")
    days = int(value)
    return ngettext("%(n)s 天以上没见", "%(n)s 天以上没见", days) % {"n": days}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that holds, in words, and the query that is left without it."""

    label: str
    without: str


@dataclass(slots=True)
class Filters:
    """The filters of one request; what the address says that is none of ours is left out.

    whole: not page by page, to be printed.
    """

    data: QueryDict
    today: date
    area: Area | None = None
    q: str = ""
    tags: list[str] = field(default_factory=list)
    age: str = ""
    level: str = ""
    seen: str = ""
    hazard: bool = False
    state: str = "living"
    sort: str = ""
    whole: bool = False

    @classmethod
    def of(cls, data: QueryDict, today: date, area: Area | None) -> "Filters":
        """Read the address. area: the one it names, already found to be the member's."""
        return cls(
            data=data,
            today=today,
            area=area,
            q=data.get("q", "").strip()[:60],
            tags=[tag for tag in dict.fromkeys(data.getlist("tag")) if tag in Tag.values],
            age=_one_of(data.get("age"), BANDS),
            level=_one_of(data.get("level"), LEVELS),
            seen=_one_of(data.get("seen"), (*SEEN_DAYS, "never")),
            hazard=data.get("hazard") == "open",
            state=_one_of(data.get("state"), STATES) or "living",
            sort=_one_of(data.get("sort"), SORTS),
            whole=data.get("show") == "all",
        )

    def chips(self) -> list[Chip]:
        """Every filter that holds, each with the way out of it."""
        found = [self._chip(_("“%(text)s”") % {"text": self.q}, "q")] if self.q else []
        if self.area:
            found.append(self._chip(self.area.name, "area"))
        found += [self._chip(str(Tag(tag).label), "tag", tag) for tag in self.tags]
        if self.age:
            found.append(self._chip(str(BAND_WORDS[self.age]), "age"))
        if self.level:
            found.append(self._chip(str(LEVEL_WORDS[self.level]), "level"))
        if self.seen:
            found.append(self._chip(seen_words(self.seen), "seen"))
        if self.hazard:
            found.append(self._chip(_("家里有隐患"), "hazard"))
        if self.state != "living":
            found.append(self._chip(str(STATES[self.state]), "state"))
        return found

    def _chip(self, label: str, name: str, value: str = "") -> Chip:
        left = self.data.copy()
        values = [one for one in left.getlist(name) if value and one != value]
        left.setlist(name, values)
        left.pop("page", None)
        if not values:
            left.pop(name, None)
        # What was searched for goes on sealed, and not at all without its own filter.
        left.pop(searching.TEXT, None)
        if name == searching.TEXT:
            left.pop(searching.SEALED, None)
        return Chip(label, left.urlencode())


class FilterForm(forms.Form):
    """The filter bar. A tag that is chosen already stays; the list offers one more."""

    q = forms.CharField(
        label=gettext_lazy("姓名、拼音、门牌、证件号、电话"), required=False, max_length=60
    )
    area = forms.ChoiceField(label=gettext_lazy("片区"), required=False)
    tag = forms.ChoiceField(label=gettext_lazy("情况"), required=False)
    seen = forms.ChoiceField(label=gettext_lazy("多久没见"), required=False)
    age = forms.ChoiceField(label=gettext_lazy("年龄"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("关照等级"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("在不在册"), required=False, choices=list(STATES.items())
    )
    sort = forms.ChoiceField(label=gettext_lazy("排列"), required=False)

    def __init__(self, filters: Filters, areas: list[tuple[str, str]]) -> None:
        super().__init__(
            initial={
                "q": filters.q,
                "area": filters.area.code if filters.area else "",
                "seen": filters.seen,
                "age": filters.age,
                "level": filters.level,
                "state": filters.state,
                "sort": filters.sort,
            }
        )
        tags = [(tag.value, tag.label) for tag in Tag if tag.value not in filters.tags]
        more = _("再加一项") if filters.tags else _("不限")
        seen = [(value, seen_words(value)) for value in (*SEEN_DAYS, "never")]
        self._offer("area", _("全部"), areas)
        self._offer("tag", more, tags)
        self._offer("seen", _("不限"), seen)
        self._offer("age", _("不限"), BAND_WORDS.items())
        self._offer("level", _("不限"), LEVEL_WORDS.items())
        self._offer("sort", _("按姓名"), [one for one in SORTS.items() if one[0] != "name"])

    def _offer(self, name: str, none: str, choices: "object") -> None:
        self.fields[name].choices = [("", none), *choices]  # type: ignore[attr-defined,misc]


def _one_of(value: str | None, known: "object") -> str:
    return value if value and value in known else ""  # type: ignore[operator]
