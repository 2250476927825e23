"""The questions of one visit. The outcome comes first; what it makes pointless is not asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.certifications.models import Benefit, Channel
from sixin.hazards.models import Kind
from sixin.registers import names
from sixin.registers.models import Consent, Member, Person
from sixin.rulebook.models import Rule
from sixin.site.recording import Certified, Findings
from sixin.visits.models import Mode, Seen, SeenArea, State, Wellbeing
from sixin.visits.reports import OUTCOMES, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the questions are made from. visit: id of what is to be recorded, planned or new."""

    visit: UUID
    person: Person
    by: Member
    now: datetime
    needs: list[Rule]
    checklist: list[Rule]
    household: list[Person]
    colleagues: list[Member]
    consent: Consent | None
    walkers: tuple[str, ...] = ()
    went: bool = True


class FirstAtHand(forms.RadioSelect):
    """Radios of which the first takes the focus, so that keys answer at once."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class RecordForm(forms.Form):
    """One visit. Every field but the outcome may stay as it is."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("敲门之后怎么样？"),
        choices=[(state.value, state.label) for state in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一下敲门之后怎么样。")},
    )
    wellbeing = forms.ChoiceField(
        label=gettext_lazy("今天看着怎么样？"),
        choices=Wellbeing.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("需要什么"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hazard_note = forms.CharField(
        label=gettext_lazy("在哪儿，怎么样"), required=False, max_length=300,
        help_text=gettext_lazy("比如“厨房灶台后面那一截”。"),
    )  # fmt: skip
    child_told = forms.BooleanField(required=False)
    also_met = forms.MultipleChoiceField(
        label=gettext_lazy("家里还见到了谁"), required=False, widget=forms.CheckboxSelectMultiple
    )
    next_on = forms.DateField(
        label=gettext_lazy("约好哪天再来"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("日期看不懂。请写成 2026-11-23 这样。")},
    )
    note = forms.CharField(
        label=gettext_lazy("还想记一句"), required=False, max_length=2000,
        help_text=gettext_lazy("写看到的和老人说的，不写猜的。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=gettext_lazy("怎么见的"), choices=Mode.choices, widget=forms.RadioSelect
    )
    day = forms.DateField(
        label=gettext_lazy("哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("日期看不懂。请写成 2026-11-23 这样。")},
    )
    time = forms.TimeField(
        label=gettext_lazy("几点"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("时间看不懂。请写成 09:30 这样。")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("待了几分钟"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 480}),
        error_messages={"invalid": gettext_lazy("分钟请写成整数，比如 20。")},
    )
    colleagues = forms.MultipleChoiceField(
        label=gettext_lazy("和谁一起去的"), required=False, widget=forms.CheckboxSelectMultiple
    )

    for_others = forms.BooleanField(label=gettext_lazy("我没去，是替同事录的"), required=False)

    def __init__(self, data: Any, asked: Asked) -> None:
        super().__init__(data, initial=_initial(asked))
        self.asked = asked
        if data is None:
            outcome = self.fields["outcome"]
            outcome.widget = FirstAtHand(choices=outcome.choices)  # type: ignore[attr-defined]
        self._offer("needs", ((r.when["need"], _words(r)) for r in asked.needs))
        self._offer("also_met", ((str(p.pk), p.name) for p in asked.household))
        self._offer("colleagues", ((str(m.pk), m.name) for m in asked.colleagues))
        self.fields["child_told"].label = _("已经告诉家人了")
        for area in SeenArea:
            self.fields[f"seen_{area.value}"] = _radio(area.label, Seen.choices)
        for kind in Kind:
            items = [(r.when["item"], _words(r)) for r in asked.checklist if _kind(r) == kind]
            if items:
                self.fields[f"hazard_{kind.value}"] = forms.MultipleChoiceField(
                    label=kind.label, choices=items, required=False,
                    widget=forms.CheckboxSelectMultiple,
                )  # fmt: skip
        for benefit in Benefit:
            name = f"certified_{benefit.value}"
            self.fields[name] = forms.BooleanField(label=benefit.label, required=False)
            self.fields[f"{name}_channel"] = _radio(_("怎么办的"), Channel.choices, Channel.HOME)
            self.fields[f"{name}_receipt"] = forms.CharField(
                label=_("回执号"), required=False, max_length=60
            )

    def seen(self) -> list[BoundField]:
        """The five areas."""
        return [self[f"seen_{area.value}"] for area in SeenArea]

    def hazards(self) -> list[BoundField]:
        """The checklist, a field for each kind of hazard."""
        return [self[name] for name in self.fields if name in _HAZARDS]

    def certified(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """(done, channel, receipt number) for each benefit."""
        found = [f"certified_{benefit.value}" for benefit in Benefit]
        return [(self[n], self[f"{n}_channel"], self[f"{n}_receipt"]) for n in found]

    def when(self) -> str:
        """Day, time and mode as they stand, for the line that opens to change them."""
        day, at = self["day"].value(), self["time"].value()
        if isinstance(day, date):
            day = formats.date_format(day, _("n月j日"))
        mode = dict(Mode.choices).get(self["mode"].value() or "", "")
        return " ".join(str(word)[:10] for word in (day, at and str(at)[:5], mode) if word)

    def opened(self) -> set[str]:
        """The parts that hold an answer or an error, so that nothing typed is out of sight."""
        parts = {
            "needs": [self["needs"]],
            "hazards": [*self.hazards(), self["hazard_note"]],
            "certified": [done for done, _channel, _receipt in self.certified()],
            "seen": self.seen(),
            "next": [self["next_on"], self["child_told"]],
        }
        when = ("day", "time", "minutes", "mode", "colleagues", "for_others")
        found = {name for name, fields in parts.items() if any(_answered(f) for f in fields)}
        return found | ({"when"} if any(self[name].errors for name in when) else set())

    def colleague_words(self) -> list[tuple[object, str]]:
        """(choice, what it is found by: name, pinyin, initials)."""
        found = [" ".join((m.name, *names.pinyin_of(m.name))) for m in self.asked.colleagues]
        return list(zip(self["colleagues"], found, strict=True))

    def report(self) -> Report:
        """The visit as reported; what a visit without a meeting cannot tell is left out."""
        values = self.cleaned_data
        met = values["outcome"] == State.COMPLETED
        by_id = {str(m.pk): m for m in self.asked.colleagues}
        family = {str(p.pk): p for p in self.asked.household}
        return Report(
            id=values["id"],
            person=self.asked.person,
            outcome=values["outcome"],
            occurred_at=datetime.combine(values["day"], values["time"], clock.CHINA),
            mode=values["mode"],
            minutes=values["minutes"],
            wellbeing=values["wellbeing"] if met else "",
            seen=self._seen() if met else {},
            needs=tuple(values["needs"]) if met else (),
            note=values["note"].strip(),
            colleagues=tuple(by_id[pk] for pk in values["colleagues"]),
            went=not values["for_others"],
            also_met=tuple(family[pk] for pk in values["also_met"]) if met else (),
            child_told=values["child_told"] and met,
            next_on=values["next_on"],
        )

    def findings(self) -> Findings:
        """Hazards and certifications of the visit; none without a meeting."""
        values = self.cleaned_data
        if values["outcome"] != State.COMPLETED:
            return Findings()
        return Findings(
            hazards=tuple(item for field in _HAZARDS for item in values.get(field, ())),
            hazard_note=values["hazard_note"].strip(),
            certified=tuple(
                Certified(
                    benefit.value,
                    values[f"certified_{benefit.value}_channel"] or Channel.HOME,
                    values[f"certified_{benefit.value}_receipt"].strip(),
                )
                for benefit in Benefit
                if values[f"certified_{benefit.value}"]
            ),
        )

    def _seen(self) -> dict[str, str]:
        found = {area.value: self.cleaned_data[f"seen_{area.value}"] for area in SeenArea}
        return {area: how for area, how in found.items() if how}

    def _offer(self, name: str, choices: Iterable[tuple[str, object]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


# Where the sentence of a refusal stands on this form.
FIELDS = {
    "occurred_at": "day",
    "seen": f"seen_{SeenArea.HEALTH.value}",
    "hazards": "hazard_note",
    "benefit": f"certified_{Benefit.PENSION.value}",
    "done_on": "day",
}
_HAZARDS = [f"hazard_{kind.value}" for kind in Kind]


def _initial(asked: Asked) -> dict[str, Any]:
    local = asked.now.astimezone(clock.CHINA)
    return {
        "id": asked.visit,
        "mode": Mode.HOME,
        "day": local.date(),
        "time": local.time().replace(second=0, microsecond=0),
        "colleagues": list(asked.walkers),
        "for_others": not asked.went,
    }


def _radio(label: Any, choices: Any, initial: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, initial=initial
    )


def _answered(field: BoundField) -> bool:
    return bool(field.errors or field.value())


def _kind(rule: Rule) -> str:
    return str(rule.when["kind"])


def _words(rule: Rule) -> str:
    return rule.label_en if (get_language() or "").startswith("en") else rule.label
