"""Pages: people who may be one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers.actions import merging
from sixin.registers.models import DuplicatePair, Merge, Person
from sixin.registers.models.rosters import PairState
from sixin.registers.powers import Power
from sixin.registers.queries import duplicates as pairs
from sixin.site import asking
from sixin.site.desk import searching
from sixin.site.desk.imports import comparing, pairing
from sixin.site.desk.imports.forms import MergeForm, PairFilters

PAGE = 30
RECENT = 5


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.KEEP_REGISTERS)
@searching.moves
def listing(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, merges made, pairs found to be two: one at a time, by `?state=`."""
    state = request.GET.get("state", PairState.OPEN)
    visible = pairs.within(_visible(request), asking.area(request))
    asked = searching.asked(request)
    filters = PairFilters(asked)
    filtered = any(asked.get(name) for name in filters.fields)
    shown = _filtered(visible, filters)
    waiting, merges = pairs.open_ones(shown), _merges(request)
    rows: QuerySet[Any] = {
        PairState.MERGED.value: merges,
        PairState.DIFFERENT.value: pairs.apart(shown),
    }.get(str(state), waiting)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "state": state if state in PairState.values else PairState.OPEN.value,
        "filters": filters,
        "filtered": filtered,
        "page": page,
        "rows": [pairing.line_of(pair) for pair in page]
        if rows.model is DuplicatePair
        else list(page),
        "waiting": _waiting(visible, page, whole=rows is waiting and not filtered),
        "recent": merges[:RECENT] if rows is waiting else [],
    }
    return render(request, "imports/duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.KEEP_REGISTERS)
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two rows side by side; a POST merges them or says that they are two."""
    row = get_object_or_404(_with_everything(_visible(request)), pk=pk)
    facts = comparing.facts(row.first, row.second)
    form = MergeForm(request.POST or pairing.suggested(row, facts), facts=facts)
    if request.method == "POST":
        try:
            return _decide(request, row, form)
        except Refused as why:
            messages.error(request, why.sentence)
    return render(request, "imports/duplicate.html", _context(request, row, facts, form))


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take "two people" back."""
    row = get_object_or_404(_visible(request), pk=pk)
    merging.look_again(pair=row, by=asking.member(request), now=clock.now())
    messages.success(request, _("又放回“待看”了。"))
    return redirect("duplicate", pk)


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a merge."""
    row = get_object_or_404(_merges(request), pk=pk)
    merging.undo(merge=row, by=asking.member(request), now=clock.now())
    names = {"merged": row.merged.name, "kept": row.kept.name}
    messages.success(request, _("撤销了：“%(merged)s”和“%(kept)s”又是两个人。") % names)
    return redirect("duplicates")


def _visible(request: HttpRequest) -> QuerySet[DuplicatePair]:
    return pairs.visible_to(asking.member(request), asking.today(request))


def _merges(request: HttpRequest) -> QuerySet[Merge]:
    return pairs.merges_visible_to(asking.member(request), asking.today(request))


def _waiting(visible: QuerySet[DuplicatePair], page: Page[Any], *, whole: bool) -> int:
    """How many wait; counted once where the page shows all of them."""
    return page.paginator.count if whole else pairs.open_ones(visible).count()


def _with_everything(rows: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
    return rows.prefetch_related(
        "first__tags", "first__contacts", "second__tags", "second__contacts"
    )


def _filtered(rows: QuerySet[DuplicatePair], filters: PairFilters) -> QuerySet[DuplicatePair]:
    """Filters that make no sense show everything, with a word at the filter."""
    filters.is_valid()
    if reason := filters.cleaned_data.get("reason"):
        rows = pairs.because_of(rows, reason)
    if text := filters.cleaned_data.get("q"):
        rows = rows.filter(_named("first", text) | _named("second", text))
    return rows


def _named(side: str, text: str) -> Q:
    spelled = text.lower().replace(" ", "")
    return (
        Q(**{f"{side}__name__contains": text})
        | Q(**{f"{side}__pinyin__startswith": spelled})
        | Q(**{f"{side}__initials": spelled})
    )


def _context(
    request: HttpRequest, row: DuplicatePair, facts: list[comparing.Fact], form: MergeForm
) -> dict[str, Any]:
    waits = row.state == PairState.OPEN and not (
        row.first.merged_into_id or row.second.merged_into_id
    )
    return {
        "pair": row,
        "reasons": pairing.reasons(row),
        "alike": pairing.alike(row.score),
        "sides": list(zip(comparing.SIDES, (row.first, row.second), strict=True)),
        "facts": [pairing.choice(fact, form) for fact in facts],
        "brought": [one for one in comparing.brought(row.first, row.second) if any(one.counts)],
        "other_numbers": any(fact.code == "id_number" and fact.asks for fact in facts),
        "keep": form.data.get("keep"),
        "form": form,
        "waits": waits,
        "merge": None if waits else _merge_of(request, row),
    }


def _merge_of(request: HttpRequest, row: DuplicatePair) -> Merge | None:
    both: list[Person] = [row.first, row.second]
    return _merges(request).filter(kept__in=both, merged__in=both).first()


def _decide(request: HttpRequest, row: DuplicatePair, form: MergeForm) -> HttpResponse:
    by, now = asking.member(request), clock.now()
    if request.POST.get("decision") == "apart":
        merging.keep_apart(pair=row, by=by, now=now)
        again = reverse("duplicate-again", args=[row.pk])
        messages.success(request, _("记下了：这是两个人，以后不再提示。"), extra_tags=again)
        return redirect("duplicates")
    if not form.is_valid():
        raise merging.CannotMerge(_("还没有选好留下哪一条、用哪一边的内容。请选完再合并。"))
    people = dict(zip(comparing.SIDES, (row.first, row.second), strict=True))
    kept = people.pop(form.cleaned_data["keep"])
    merged = people.popitem()[1]
    made = merging.merge(kept=kept, merged=merged, take=form.take(), by=by, now=now)
    names = {"merged": merged.name, "kept": kept.name}
    undo_at = reverse("duplicate-undo", args=[made.pk])
    messages.success(
        request, _("已把“%(merged)s”并入“%(kept)s”，两边的记录都在。") % names, extra_tags=undo_at
    )
    return redirect("duplicates")
