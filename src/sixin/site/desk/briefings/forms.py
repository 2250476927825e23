"""The form that issues a briefing."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sixin.registers.models import Area


class IssueForm(forms.Form):
    """Which area, from when, to when."""

    area = forms.ChoiceField(
        label=_("写哪里"), error_messages={"invalid_choice": _("请选您负责的片区。")}
    )
    first = forms.DateField(
        label=_("从哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请选开始那天。"),
            "invalid": _("日期看不懂。请写成 2026-11-23 这样。"),
        },
    )
    last = forms.DateField(
        label=_("到哪天"),
        help_text=_("两头都算在内。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请选结束那天。"),
            "invalid": _("日期看不懂。请写成 2026-11-23 这样。"),
        },
    )

    def __init__(self, data: Any, places: list[Area], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        choices = [(place.code, place.name) for place in places]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]


def usual_days(today: date) -> tuple[date, date]:
    """The year so far; in January, the year before."""
    if today.month == 1:
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(month=1, day=1), last
    return today.replace(month=1, day=1), today
