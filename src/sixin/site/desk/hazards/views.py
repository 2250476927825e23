"""Photos of a hazard: seen, added and removed by who may, and only while she agrees."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sixin.base import clock
from sixin.base.crypto import files
from sixin.base.errors import NotAllowed, Refused
from sixin.hazards import actions, queries
from sixin.hazards.actions import photographing
from sixin.hazards.models import Hazard
from sixin.registers import rules
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk.hazards.forms import PhotoForm


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.VISIT)
def photos(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The photos of one hazard, and a way to add one; without her consent neither."""
    member, today = asking.member(request), asking.today(request)
    hazard = get_object_or_404(queries.visible_to(member, today), pk=pk)
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if request.method == "POST" and form.is_valid() and _added(request, hazard, form):
        messages.success(request, _("照片加上了。"))
        return redirect("hazard-photos", hazard.pk)
    person = hazard.person.merged_into or hazard.person
    context = {
        "hazard": hazard, "person": person, "form": form,
        "consent": queries.photo_consent(person, today),
        "photos": hazard.photos.select_related("added_by"),
        "rule": queries.rule_of(hazard, today),
        "may_note": rules.may_note_facts(member, person.area, today),
        "may_correct": rules.may(member, Power.PLAN, person.area, today),
    }  # fmt: skip
    return render(request, "hazards/photos.html", context)


@require_safe
@asking.needs(Power.SEE_PEOPLE)
def photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The picture itself. Nobody keeps a copy on the way, see `headers.KeptByNobody`."""
    seen = queries.photos_visible_to(asking.member(request), asking.today(request))
    one = get_object_or_404(seen, pk=pk)
    photographing.require_consent(one.hazard, clock.now())
    try:
        content = files.read(one.file)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = "inline"
    return response


@require_POST
@asking.needs(Power.VISIT)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not this photo after all."""
    member = asking.member(request)
    seen = queries.photos_visible_to(member, asking.today(request))
    one = get_object_or_404(seen, pk=pk)
    actions.remove_photo(photo=one, by=member, now=clock.now())
    messages.success(request, _("照片删掉了。"))
    return redirect("hazard-photos", one.hazard_id)


def _added(request: HttpRequest, hazard: Hazard, form: PhotoForm) -> bool:
    try:
        actions.add_photo(
            hazard=hazard, picture=form.cleaned_data["picture"], by=asking.member(request),
            now=clock.now(),
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error("picture", refused.sentence)
        return False
    return True
