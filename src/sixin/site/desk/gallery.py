"""Every component on believable pages, to look at while building. Routed only under DEBUG."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

SHEETS = [
    ("today", _("今天")),
    ("due", _("名单")),
    ("story", _("一位老人")),
    ("form", _("表单")),
    ("pieces", _("零件")),
    ("paper", _("纸")),
]


ANSWERS = [("fine", _("都好")), ("concern", _("有问题")), ("unseen", _("没看"))]


class VisitSheet(forms.Form):
    on = forms.DateField(
        label=_("哪一天去的"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    outcome = forms.ChoiceField(
        label=_("敲门之后"),
        choices=[("met", _("在家")), ("no_answer", _("没人应")), ("hospital", _("住院"))],
        widget=forms.RadioSelect,
    )
    wellbeing = forms.ChoiceField(
        label=_("人怎么样"),
        choices=[("good", _("好")), ("fair", _("一般")), ("watch", _("要留心"))],
        widget=forms.RadioSelect,
    )
    health = forms.ChoiceField(label=_("身体"), choices=ANSWERS, widget=forms.RadioSelect)
    mind = forms.ChoiceField(label=_("心情"), choices=ANSWERS, widget=forms.RadioSelect)
    safety = forms.ChoiceField(label=_("水电气"), choices=ANSWERS, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("待了几分钟"),
        help_text=_("记个大概就行，从进门算起。"),
        min_value=1,
        max_value=480,
        error_messages={"max_value": _("一次走访最多记 480 分钟。待了更久，请分两次记。")},
    )
    note = forms.CharField(
        label=_("还想记一笔"),
        help_text=_("写看到的和她说的，不写猜的。"),
        required=False,
        widget=forms.Textarea,
    )
    told = forms.BooleanField(label=_("走访后告诉女儿李敏"), required=False)


class DueFilters(forms.Form):
    grid = forms.ChoiceField(label=_("网格"), required=False, choices=[("", _("全部网格"))])
    level = forms.ChoiceField(label=_("关照等级"), required=False, choices=[("", _("全部等级"))])
    name = forms.CharField(label=_("姓名或拼音"), required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    """Show one sheet of the gallery; 404 for a sheet that is not there."""
    show = request.GET.get("show", "today")
    if show not in dict(SHEETS):
        raise Http404
    context = _people() | {
        "show": show,
        "part": f"gallery/{show}.html",
        "sheets": SHEETS,
        "form": _form(request),
        "filters": DueFilters(),
        "page": Paginator(range(1034), 50).page(3),
    }
    return render(request, "gallery.html", context)


def _form(request: HttpRequest) -> forms.Form:
    start = {"on": "2026-11-23", "outcome": "met", "wellbeing": "good", "told": True} | {
        "health": "fine",
        "mind": "fine",
        "safety": "concern",
    }
    if "bad" in request.GET:
        return VisitSheet(start | {"wellbeing": "", "minutes": 900})
    return VisitSheet(initial=start | {"minutes": 25})


def _people() -> dict[str, Any]:
    return {
        "week": [
            {"label": label, "value": value, "now": value == 2}
            for label, value in [
                (_("一"), 14),
                (_("二"), 21),
                (_("三"), 4),
                (_("四"), 2),
                (_("五"), 0),
            ]
        ],
        "due": [
            {
                "name": _("张秀英奶奶"),
                "age": _("84 岁"),
                "door": _("2单元501"),
                "why": _("独居，84 岁，每 7 天看望一次"),
                "unverified": True,
                "last": _("9 天前"),
                "state": "urgent",
                "word": _("两次没人应"),
            },
            {
                "name": _("李国庆爷爷"),
                "age": _("79 岁"),
                "door": _("1单元202"),
                "why": _("空巢，有心脏病，每 7 天看望一次"),
                "unverified": False,
                "last": _("8 天前"),
                "state": "open",
                "word": _("没排上"),
            },
            {
                "name": _("阿依古丽·买买提江奶奶"),
                "age": _("91 岁"),
                "door": _("2单元102"),
                "why": _("高龄，失能在家，每 7 天看望一次"),
                "unverified": False,
                "last": _("6 天前"),
                "state": "planned",
                "word": _("周三去"),
            },
            {
                "name": _("马兰"),
                "age": _("71 岁"),
                "door": _("3单元301"),
                "why": _("低保，每月看望一次"),
                "unverified": False,
                "last": _("今天"),
                "state": "done",
                "word": _("已见"),
            },
        ],
    }
