"""What a page of figures is about: an area and days, from the address, with what was typed kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sixin.base.errors import Refused
from sixin.registers.models import Area
from sixin.registers.queries import areas
from sixin.site import asking

INDENT = "\u3000"


@dataclass(frozen=True, slots=True)
class Chosen:
    """An area and days that can be counted."""

    area: Area
    first: date
    last: date

    def query(self, **changes: object) -> str:
        """The address of the same, with changes: `area=632801001901&from=2026-01-01&to=…`."""
        said = {"area": self.area.code, "from": self.first.isoformat(), "to": self.last.isoformat()}
        return urlencode(said | changes)


class ChoiceForm(forms.Form):
    """The bar on top: which area, from when, to when."""

    def __init__(self, data: dict[str, str], choices: list[tuple[str, str]]) -> None:
        super().__init__(data)
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["area"] = forms.ChoiceField(label=_("片区"), choices=choices, required=False)
        self.fields["from"] = forms.CharField(label=_("从哪天"), widget=day, required=False)
        self.fields["to"] = forms.CharField(label=_("到哪天"), widget=day, required=False)


def read(request: HttpRequest) -> tuple[Chosen | None, ChoiceForm]:
    """What was chosen, None if it cannot be; the form then says why and keeps what was typed.

    Raises NotAllowed for an area outside the member's roles.
    """
    area = asking.area(request)
    try:
        first, last = asking.period(request)
    except Refused as refused:
        typed = {name: request.GET.get(name, "") for name in ("from", "to")}
        form = ChoiceForm({"area": area.code, **typed}, _choices(request, area))
        form.add_error("from", refused.sentence)
        return None, form
    said = {"area": area.code, "from": first.isoformat(), "to": last.isoformat()}
    return Chosen(area, first, last), ChoiceForm(said, _choices(request, area))


def presets(today: date) -> list[tuple[str, date, date]]:
    """今年, 本月, 上月, 去年: words, first day, last day."""
    year, month = today.replace(month=1, day=1), today.replace(day=1)
    before = month - timedelta(days=1)
    return [
        (str(_("今年")), year, today),
        (str(_("本月")), month, today),
        (str(_("上月")), before.replace(day=1), before),
        (str(_("去年")), year.replace(year=year.year - 1), year - timedelta(days=1)),
    ]


def _choices(request: HttpRequest, area: Area) -> list[tuple[str, str]]:
    """The way from the member's own areas down to this one, and what lies right below it."""
    seen = asking.areas_seen(request)
    home = asking.home_area(request)
    near = list(seen.filter(pk__in=areas.ancestors(area).values("pk")))
    tops = list(seen.filter(depth=home.depth)) if home.path != area.path else []
    places = {a.pk: a for a in [home, *tops, *near, area, *areas.children(area)]}
    rows = sorted(places.values(), key=lambda place: place.path)
    return [(a.code, INDENT * (a.depth - home.depth) + a.name) for a in rows]
