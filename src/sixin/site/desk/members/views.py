"""Pages for who keeps the members: the list, one member, and what is done with her."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import keeping
from sixin.registers.actions import closing, devices, inviting, roles
from sixin.registers.models import Device, Invitation, Member, Role
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk import searching
from sixin.site.desk.members import forms, listing
from sixin.site.entrance import mine, pictures

_SHOWN_AND_SENT = require_http_methods(["GET", "HEAD", "POST"])


def _member(request: HttpRequest, pk: UUID) -> Member:
    """One of those whom she keeps, else not found."""
    found = listing.one(pk, asking.member(request), asking.today(request))
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.KEEP_MEMBERS)
@searching.moves
def members(request: HttpRequest) -> HttpResponse:
    """Who works in the areas that one keeps; those who left stand apart."""
    by, on = asking.member(request), asking.today(request)
    asked, places = listing.asked(searching.asked(request)), listing.places(by, on)
    context = {
        "asked": asked,
        "form": forms.Filter(asked, places),
        "page": (page := listing.page(asked, by, on, request.GET.get("page"))),
        "rows": [(who, listing.grouped(who.now or who.over[:1])) for who in page],  # type: ignore[attr-defined]
    }
    return render(request, "members/list.html", context)


@require_safe
@asking.needs(Power.KEEP_MEMBERS)
def member(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One member: roles, invitations, devices."""
    found = _member(request, pk)
    by, on = asking.member(request), asking.today(request)
    context = {
        "who": found,
        "member_kept": found,
        "is_kept": keeping.keeps(by, found, on),
        "to_end": keeping.to_end(by, found.now, on),  # type: ignore[attr-defined]
        "invitations": inviting.open_invitations(found, clock.now()),
        "devices": Device.objects.filter(member=found),
        "ways": mine.ways(found.user),
    }
    return render(request, "members/member.html", context)


@_SHOWN_AND_SENT
@asking.needs(Power.KEEP_MEMBERS)
def new(request: HttpRequest) -> HttpResponse:
    """Invite somebody new: a name, a role, and then the picture for her camera."""
    by, on = asking.member(request), asking.today(request)
    form = forms.Invite(request.POST or None, by, listing.places(by, on), on)

    def invite(given: dict[str, Any]) -> HttpResponse:
        made = inviting.add(**given, by=by, now=clock.now())
        return _invited(request, made)

    return _done(request, form, invite) or render(request, "members/new.html", {"form": form})


@_SHOWN_AND_SENT
@asking.needs(Power.KEEP_MEMBERS)
def give_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A further role."""
    who = _member(request, pk)
    by, on = asking.member(request), asking.today(request)
    form = forms.GiveRole(request.POST or None, by, listing.places(by, on), on)

    def give(given: dict[str, Any]) -> HttpResponse:
        roles.give(member=who, **given, by=by, now=clock.now())
        messages.success(request, _("角色给好了，马上管用。"))
        return redirect("member", pk)

    shown = {"form": form, "who": who}
    return _done(request, form, give) or render(request, "members/role.html", shown)


@_SHOWN_AND_SENT
@asking.needs(Power.KEEP_MEMBERS)
def cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stand in for a colleague for a while."""
    who = _member(request, pk)
    by, on = asking.member(request), asking.today(request)
    form = forms.Cover(request.POST or None, listing.to_cover(who, by, on))

    def stand_in(given: dict[str, Any]) -> HttpResponse:
        roles.cover(member=who, **given, by=by, now=clock.now())
        messages.success(request, _("代班记好了，到日子自己停。"))
        return redirect("member", pk)

    shown = {"form": form, "who": who}
    return _done(request, form, stand_in) or render(request, "members/cover.html", shown)


@require_POST
@asking.needs(Power.KEEP_MEMBERS)
def end_role(request: HttpRequest, pk: UUID, role_pk: int) -> HttpResponse:
    """The role is over at once."""
    row = get_object_or_404(Role, pk=role_pk, member=_member(request, pk))
    roles.end(role=row, by=asking.member(request), now=clock.now())
    messages.success(request, _("这个角色结束了，马上就进不来了。"))
    return redirect("member", pk)


@require_POST
@asking.needs(Power.KEEP_MEMBERS)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A link for somebody who is a member already: the first one was lost, or the password."""
    return _invited(request, _member(request, pk))


@require_POST
@asking.needs(Power.KEEP_MEMBERS)
def withdraw(request: HttpRequest, pk: UUID, invitation_pk: UUID) -> HttpResponse:
    """The link opens nothing any more."""
    row = get_object_or_404(Invitation, pk=invitation_pk, member=_member(request, pk))
    inviting.withdraw(invitation=row, by=asking.member(request), now=clock.now())
    messages.success(request, _("邀请收回了。"))
    return redirect("member", pk)


@require_POST
@asking.needs(Power.KEEP_MEMBERS)
def forget(request: HttpRequest, pk: UUID, device_pk: UUID) -> HttpResponse:
    """One of her phones or browsers is to forget everything."""
    row = get_object_or_404(Device, pk=device_pk, member=_member(request, pk))
    devices.forget(device=row, by=asking.member(request), now=clock.now())
    messages.success(request, _("已经吩咐了。它下次联网时就忘掉。"))
    return redirect("member", pk)


@require_POST
@asking.needs(Power.KEEP_MEMBERS)
def sign_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Signed out everywhere; her devices stay known."""
    closing.sign_out(member=_member(request, pk), by=asking.member(request), now=clock.now())
    messages.success(request, _("各处的登录都退出了。"))
    return redirect("member", pk)


@require_POST
@asking.needs(Power.KEEP_MEMBERS)
def take_second_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Her phone is lost: no app, no passkey, no recovery code counts any more."""
    closing.take_second_step(
        member=_member(request, pk), by=asking.member(request), now=clock.now()
    )
    messages.success(request, _("第二道验证拿掉了。下次登录时重新设。"))
    return redirect("member", pk)


def _done(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], HttpResponse]
) -> HttpResponse | None:
    """What `act` answers to a sound form; None if the form is to be shown, with what was refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return None


def _invited(request: HttpRequest, who: Member) -> HttpResponse:
    """The picture for a camera. The code stands on this one page and nowhere else."""
    made, code = inviting.invite(member=who, by=asking.member(request), now=clock.now())
    link = f"{settings.SITE_URL}{reverse('join', args=[code])}"
    shown = {
        "who": who,
        "link": link,
        "picture": pictures.qr(link, _("邀请的二维码")),
        "until": made.expires_at,
    }
    return render(request, "members/invited.html", shown)
