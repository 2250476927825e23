"""From chosen elders to stops: who walks which grid, and on which day each door comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.registers.models import Area, Member, Person
from sixin.registers.queries import members
from sixin.site.desk.visits.doors import Door
from sixin.visits.actions import Stop

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Walk:
    """The doors of one grid in a round to be made, in walking order."""

    area: Area
    people: list[Person]

    @property
    def field(self) -> str:
        """The name of the form field that says who walks it."""
        return f"walker_{self.area.pk}"


class RoundForm(forms.Form):
    """Name, days, and who walks each grid."""

    name = forms.CharField(label=gettext_lazy("这一轮叫什么"), max_length=80)
    first_day = forms.DateField(
        label=gettext_lazy("从哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last_day = forms.DateField(
        label=gettext_lazy("到哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: object, walks: list[Walk], around: list[Member], on: date) -> None:
        name = _("敲门行动 %(day)s") % {"day": formats.date_format(on, _("n月j日"))}
        start = {"name": name, "first_day": on, "last_day": on + timedelta(days=4)}
        super().__init__(data, initial=start)  # type: ignore[arg-type]
        self.walks, self.around = walks, {str(member.pk): member for member in around}
        defaults = members.walkers(walks[0].area, on) if walks else {}
        choices = [("", _("先不定"))] + [(str(member.pk), member.name) for member in around]
        for walk in walks:
            likely = defaults.get(walk.area.pk, [])
            self.fields[walk.field] = forms.ChoiceField(
                label=walk.area.name,
                choices=choices,
                required=False,
                initial=str(likely[0].pk) if likely else "",
                help_text=_("%(n)s 位") % {"n": len(walk.people)},
            )

    def walkers(self) -> list[object]:
        """The bound fields that say who walks, in order."""
        return [self[walk.field] for walk in self.walks]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if not name:
            raise ValidationError(_("给这一轮起个名字，比如“冬至前看一遍”。"))
        return name

    def stops(self, urgent: set[UUID]) -> list[Stop]:
        """Every door on a day; those sought urgently on the first."""
        days = working_days(self.cleaned_data["first_day"], self.cleaned_data["last_day"])
        found: list[Stop] = []
        for walk in self.walks:
            walker = self.around.get(self.cleaned_data[walk.field])
            found += spread(walk.people, days, walker, urgent)
        return found


def working_days(first: date, last: date) -> list[date]:
    """Days from one to the other without weekends; the weekend where there is nothing else."""
    days = [first + timedelta(days=n) for n in range(max((last - first).days, 0) + 1)]
    return [day for day in days if day.weekday() < SATURDAY] or days


def spread(
    people: list[Person], days: list[date], walker: Member | None, urgent: set[UUID]
) -> list[Stop]:
    """As many doors each day, neighbours on the same day; the urgent ones on the first."""
    first = [person for person in people if person.pk in urgent]
    others = [person for person in people if person.pk not in urgent]
    each = max(1, -(-len(people) // len(days)))
    order = [*first, *others]
    return [
        Stop(person, days[min(number // each, len(days) - 1)], walker)
        for number, person in enumerate(order)
    ]


def walks(people: Iterable[Person], doors: Mapping[UUID, Door]) -> list[Walk]:
    """The people by grid, each grid in walking order."""
    ordered = sorted(people, key=lambda person: doors[person.pk].walking)
    found: dict[int, Walk] = {}
    for person in ordered:
        found.setdefault(person.area_id, Walk(person.area, [])).people.append(person)
    return list(found.values())
