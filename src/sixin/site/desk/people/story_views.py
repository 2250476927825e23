"""A person's page, and taking back the visit one wrote down last."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers.models import Person
from sixin.registers.powers import Power
from sixin.registers.queries import people
from sixin.site import asking, recording
from sixin.site.desk import navigation
from sixin.site.desk.people import story, threads
from sixin.site.desk.people.forms import TakeBackForm
from sixin.site.templatetags import words
from sixin.visits.models import Visit
from sixin.visits.queries import visits as visit_queries

PAGE = 30
KIND_WORDS = {
    "visits": gettext_lazy("走访"),
    "hazards": gettext_lazy("隐患"),
    "certifications": gettext_lazy("认证"),
    "events": gettext_lazy("活动"),
    "services": gettext_lazy("服务"),
    "follow_ups": gettext_lazy("紧急跟进"),
    "merges": gettext_lazy("合并"),
}


def person_or_404(request: HttpRequest, pk: UUID) -> Person:
    """The person, if who asks may see her. A row that was merged is none of its own."""
    known = story.visible(asking.member(request), asking.today(request)).filter(pk=pk).first()
    if known is None:
        raise Http404
    return known


@require_safe
@asking.needs(Power.SEE_PEOPLE)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The story of one person; that of whom she was merged into, if her row was."""
    kept = people.kept_as(pk)
    if kept:
        return redirect("person", person_or_404(request, kept).pk)
    one = person_or_404(request, pk)
    member, today = asking.member(request), asking.today(request)
    moments = threads.of(one)
    counts = threads.counts(moments)
    kind = request.GET.get("kind", "")
    chosen = [m for m in moments if kind in m.kinds] if kind in counts else moments
    context = {
        "story": story.of(one, moments, member, today),
        "person": one,
        "kind": kind if kind in counts else "",
        "kinds": [(name, KIND_WORDS[name], number) for name, number in counts.items()],
        "count": len(moments),
        "page": Paginator(chosen, PAGE).get_page(request.GET.get("page")),
        "rules": story.rule_words(one, today),
        "follow_up_url": _follow_up_url(moments),
    }
    return render(request, "people/story.html", context)


def _follow_up_url(moments: list[threads.Moment]) -> str:
    """Where the follow-up that is open is worked on; "" without one."""
    for moment in moments:
        rows = [moment.row] if moment.kind == "follow_ups" else moment.follow_ups
        for row in rows:
            if row.closed_at is None:
                return navigation.address("follow-up", row.pk)
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.VISIT)
def take_back(request: HttpRequest, pk: UUID, visit_pk: UUID) -> HttpResponse:
    """Ask why, then take back the visit that who asks wrote down last about this person."""
    one = person_or_404(request, pk)
    rows = list(visit_queries.of_person(one).select_related("person"))
    if visit_pk not in {row.pk for row in rows}:
        raise Http404
    visit = story.latest_own(rows, asking.member(request))
    if visit is None or visit.pk != visit_pk:
        raise NotAllowed(_("只能撤销自己最近记的那一次。更早的请找社区负责人。"))
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recording.take_back(
                visit=visit,
                because=form.cleaned_data["because"],
                by=asking.member(request),
                now=clock.now(),
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("已撤销。这次走访划掉了，数字也减回去了。"))
            return redirect("person", one.pk)
    context = {"form": form, "person": one, "visit": visit, "hanging": _hanging(visit, request)}
    return render(request, "people/take_back.html", context)


def _hanging(visit: Visit, request: HttpRequest) -> list[str]:
    """What the visit found and did, in a word each."""
    told = recording.told(visit)
    items = story.rule_words(visit.person, asking.today(request))["hazards"]
    found = [
        words.rule_label(items[row.item]) if row.item in items else str(row.get_kind_display())
        for row in told.hazards
    ]
    return found + [str(row.get_benefit_display()) for row in told.certifications]
