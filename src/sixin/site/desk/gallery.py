"""Every component on believable pages, to look at while building. Routed only under DEBUG."""

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
WEEK = [
    {"label": _("一"), "value": 14},
    {"label": _("二"), "value": 21},
    {"label": _("三"), "value": 4, "now": True},
    {"label": _("四"), "value": 0},
    {"label": _("五"), "value": 0},
]
DUE_COLUMNS = ["name", "age", "door", "why", "unverified", "last", "state", "word"]
DUE = [
    (
        *(_("张秀英奶奶"), _("84 岁"), _("2单元501"), _("独居，84 岁，每 7 天看望一次"), True),
        *(_("9 天前"), "urgent", _("两次没人应")),
    ),
    (
        *(_("李国庆爷爷"), _("79 岁"), _("1单元202"), _("空巢，有心脏病，每 7 天看望一次"), False),
        *(_("8 天前"), "open", _("没排上")),
    ),
    (
        *(_("阿依古丽·买买提江奶奶"), _("91 岁"), _("2单元102")),
        *(_("高龄，失能在家，每 7 天看望一次"), False, _("6 天前"), "planned", _("周三去")),
    ),
    (
        *(_("马兰"), _("71 岁"), _("3单元301"), _("低保，每月看望一次"), False),
        *(_("今天"), "done", _("已见")),
    ),
]


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
    context = {
        "show": show,
        "week": WEEK,
        "due": [dict(zip(DUE_COLUMNS, row, strict=True)) for row in DUE],
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
