"""The rules of the field, in plain words: what they say, where from, and which one counts here."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sixin.registers.models import Area
from sixin.registers.powers import Power
from sixin.rulebook import queries
from sixin.rulebook.models import Rule, Status
from sixin.site import asking
from sixin.site.desk.rules import topics

# What becomes of a row here and today: (words, the shape beside them).
HERE = {
    "counts": (_("这里照它办"), "done"),
    "replaced": (_("让给了更近的规定"), ""),
    "elsewhere": (_("别处的规定"), ""),
    "early": (_("还没开始"), "waiting"),
    "over": (_("已经过期"), ""),
}


class FilterForm(forms.Form):
    """The filter bar."""

    q = forms.CharField(label=_("规定里的字"), required=False, max_length=60)
    topic = forms.ChoiceField(label=_("管什么"), required=False)
    status = forms.ChoiceField(label=_("核实了没有"), required=False)
    here = forms.ChoiceField(
        label=_("在不在这里算"), required=False, choices=[("", _("全部")), ("counts", _("这里照它办的"))]
    )  # fmt: skip

    def __init__(self, data: dict[str, str], known: list[str]) -> None:
        super().__init__(initial=data)
        named = [(topic, topics.heading(topic)) for topic in known]
        self.fields["topic"].choices = [("", _("全部")), *named]  # type: ignore[attr-defined]
        states = [("", _("全部")), *Status.choices]
        self.fields["status"].choices = states  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Row:
    """A rule as the page says it. here: a key of HERE."""

    rule: Rule
    value: str
    place: str
    here: str

    @property
    def here_words(self) -> str:
        return str(HERE[self.here][0])

    @property
    def here_state(self) -> str:
        return HERE[self.here][1]


@dataclass(frozen=True, slots=True)
class Section:
    """One topic with its rows."""

    heading: str
    lead: str
    rows: list[Row]


@require_safe
@asking.needs(Power.SEE_RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule row that the filters leave, by topic."""
    area, on = asking.area(request), asking.today(request)
    every = list(queries.all_rules())
    known = _topics(every)
    chosen = {name: request.GET.get(name, "").strip()[:60] for name in FilterForm.base_fields}
    rows = [row for row in _rows(every, area, on) if _wanted(row, chosen)]
    context = {
        "area": area,
        "form": FilterForm(chosen, known),
        "filtered": any(chosen.values()),
        "count": len(rows),
        "unverified": sum(row.rule.status == Status.UNVERIFIED for row in rows),
        "sections": [
            Section(topics.heading(topic), topics.lead(topic), found)
            for topic in known
            if (found := [row for row in rows if row.rule.topic == topic])
        ],
    }
    return render(request, "rules/rules.html", context)


def _topics(every: list[Rule]) -> list[str]:
    there = {rule.topic for rule in every}
    return [topic for topic in topics.TOPICS if topic in there] + sorted(there - set(topics.TOPICS))


def _rows(every: list[Rule], area: Area, on: date) -> list[Row]:
    valid = [r for r in every if r.valid_from <= on and (r.valid_to is None or r.valid_to >= on)]
    winners = {rule.pk for rule in queries.nearest(valid, area.rule_code)}
    names = topics.known_areas({rule.area for rule in every})
    rows = [
        Row(
            rule,
            topics.value_words(rule),
            topics.place_words(rule.area, names),
            _here(rule, winners, area, on),
        )
        for rule in every
    ]
    return sorted(rows, key=lambda row: (row.here != "counts", topics.rank(row.rule)))


def _here(rule: Rule, winners: set[str], area: Area, on: date) -> str:
    if rule.pk in winners:
        return "counts"
    if rule.valid_from > on:
        return "early"
    if rule.valid_to and rule.valid_to < on:
        return "over"
    return "replaced" if area.rule_code.startswith(rule.area) else "elsewhere"


def _wanted(row: Row, chosen: dict[str, str]) -> bool:
    rule, text = row.rule, chosen["q"].lower()
    said = f"{rule.label} {rule.label_en} {rule.source} {row.place} {row.value}".lower()
    return (
        text in said
        and chosen["topic"] in ("", rule.topic)
        and chosen["status"] in ("", rule.status)
        and chosen["here"] in ("", row.here)
    )
