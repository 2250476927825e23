"""Taking something away: who, when and why stands in the file, and in the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.audit import trail
from sixin.base import clock
from sixin.registers import rules
from sixin.registers.models import Area, Member
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.templatetags import words


class Why(models.TextChoices):
    """What a list is taken away for."""

    VISIT = "visit", gettext_lazy("上门走访")
    REPORT = "report", gettext_lazy("上报材料")
    MEND = "mend", gettext_lazy("核对名册")
    OTHER = "other", gettext_lazy("其他")


@dataclass(frozen=True, slots=True)
class Taken:
    """Who takes something away, when, and why in words. whole: with whole numbers."""

    by: Member
    at: datetime
    because: str = ""
    whole: bool = False

    @property
    def sentence(self) -> str:
        """李伟 于 2026-11-23 09:30 导出；原因：上门走访."""
        when = f"{self.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
        said = {"who": self.by.name, "when": when, "why": self.because}
        if not self.because:
            return _("%(who)s 于 %(when)s 导出") % said
        return _("%(who)s 于 %(when)s 导出；原因：%(why)s") % said

    @property
    def about_numbers(self) -> str:
        """Whether the numbers in it are whole."""
        return _("证件号和电话是完整的，用后销毁。") if self.whole else _("证件号和电话只留头尾。")

    def shown(self, number: str | None) -> str:
        """An ID or telephone number as this file may show it."""
        return (number or "") if self.whole else words.masked(number)


class TakeForm(forms.Form):
    """Why, and whether with whole numbers."""

    why = forms.ChoiceField(
        label=gettext_lazy("为什么要导出"), choices=Why.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("会写进文件里，也会记在操作记录里。"),
        error_messages={"required": gettext_lazy("请选一下为什么要导出。")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("用自己的话说"), required=False, max_length=200,
        help_text=gettext_lazy("选了“其他”，写一句。"),
    )  # fmt: skip
    whole = forms.BooleanField(label=gettext_lazy("号码要完整的"), required=False)
    whole_because = forms.CharField(
        label=gettext_lazy("为什么号码要完整的"), required=False, max_length=200
    )

    def __init__(self, data: Any, *, offers_whole: bool) -> None:
        super().__init__(data)
        if not offers_whole:
            del self.fields["whole"], self.fields["whole_because"]

    def clean(self) -> dict[str, Any]:
        """Another reason needs words, and whole numbers need a reason of their own."""
        said = self.cleaned_data
        if said.get("why") == Why.OTHER and len(said.get("words", "").strip()) < 2:
            self.add_error("words", _("请写一句为什么要导出。"))
        if said.get("whole") and len(said.get("whole_because", "").strip()) < 2:
            self.add_error("whole_because", _("请写一句为什么号码要完整的。"))
        return said

    @property
    def because(self) -> str:
        """The reasons in words."""
        said = self.cleaned_data
        parts = [str(Why(said["why"]).label), said["words"].strip()]
        parts.append(said.get("whole_because", "").strip() if said.get("whole") else "")
        return _("；").join(part for part in parts if part)


def ask(
    request: HttpRequest, title: str, *, lead: str = "", act: str = "", offers_whole: bool = False
) -> Taken | HttpResponse:
    """Who takes it and why; the page that asks for the reason while none was given.

    act: the word of the button, 导出 without one. offers_whole: whole numbers may be had by those who may see each of them.
    """
    offers_whole = offers_whole and _may_see_numbers(request)
    form = TakeForm(request.POST or None, offers_whole=offers_whole)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": title, "lead": lead, "act": act or _("导出")}
        status = 422 if request.method == "POST" else 200
        return render(request, "take.html", context, status=status)
    whole = bool(form.cleaned_data.get("whole"))
    return Taken(asking.member(request), clock.now(), form.because, whole)


def freely(request: HttpRequest) -> Taken:
    """Who takes something that names nobody: no reason is asked."""
    return Taken(asking.member(request), clock.now())


def tell(verb: str, taken: Taken, area: Area, **said: Any) -> None:
    """Have the trail tell what was taken away: how much of what, never what stands in it."""
    details = said | ({"whole": True} if taken.whole else {})
    deed = trail.Deed(verb=verb, area=area.path, reason=taken.because, details=details)
    trail.note(deed, by=taken.by.pk, now=taken.at)


def _may_see_numbers(request: HttpRequest) -> bool:
    """Whether who asks may see whole numbers wherever they may export."""
    asked = (asking.member(request), asking.today(request))
    exports = rules.areas_of(*asked, Power.EXPORT)
    seen = rules.areas_of(*asked, Power.REVEAL)
    return not exports.exclude(pk__in=seen.values("pk")).exists()
