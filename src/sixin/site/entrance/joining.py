"""Coming in by an invitation: choose a user name, and a password or a passkey."""

from typing import Any

from allauth.account.internal.flows import login
from allauth.account.models import Login
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal import flows as passkeys
from django import forms
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import keeping
from sixin.registers.actions import inviting
from sixin.registers.models import Invitation
from sixin.site.entrance import passkey_forms, views
from sixin.site.entrance.forms import password_rules
from sixin.site.entrance.second_step import KINDS

GONE = 410


class Join(forms.Form):
    """How the member will come in. credential: of a passkey, which takes the place of a password."""

    username = forms.CharField(
        label=gettext_lazy("用户名"),
        help_text=gettext_lazy("登录时写它。可以改成您记得住的。"),
        max_length=inviting.USERNAME,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password1 = forms.CharField(
        label=gettext_lazy("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=gettext_lazy("密码，再写一遍"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        self.member = invitation.member
        kwargs["initial"] = {"username": self.member.user.username}
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_rules()
        self.may_use_passkey = not is_mfa_enabled(self.member.user, KINDS)
        if self.may_use_passkey and self.data.get("credential"):
            self.fields["password1"].required = self.fields["password2"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("credential") and self.may_use_passkey:
            passkey_forms.verify_new(given["credential"])
        elif not self.errors:
            given["credential"] = None
            self._require_password(given)
        return given

    def _require_password(self, given: dict[str, Any]) -> None:
        user = self.member.user
        user.username = given["username"]
        first, again = given["password1"], given["password2"]
        try:
            validate_password(first, user)
        except forms.ValidationError as error:
            self.add_error("password1", error)
        if first != again:
            self.add_error("password2", _("两遍写得不一样。请再写一遍。"))


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    """An invitation opened by whoever holds it."""
    try:
        invitation = inviting.find(code=code, now=clock.now())
    except inviting.NoInvitation as refusal:
        return render(request, "entrance/no_invitation.html", {"why": refusal}, status=GONE)
    form = Join(request.POST or None, invitation=invitation)
    if form.is_valid():
        try:
            return _joined(request, code, form)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    return render(request, "entrance/join.html", _shown(invitation, form))


def _joined(request: HttpRequest, code: str, form: Join) -> HttpResponse:
    given = form.cleaned_data
    credential, name = given["credential"], given["username"]
    with transaction.atomic():
        member = inviting.accept(
            code=code,
            username=name,
            password=None if credential else given["password1"],
            now=clock.now(),
        )
        made = webauthn.WebAuthn.add(member.user, _("第一把"), credential) if credential else None
    if request.user.is_authenticated:
        auth.logout(request)
    entering = Login(user=member.user)
    response: HttpResponse
    if made:
        response = passkeys.perform_passwordless_login(request, made.instance, entering)
    else:
        response = login.perform_password_login(request, {"username": name}, entering)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    return response


def _shown(invitation: Invitation, form: Join) -> dict[str, Any]:
    member = invitation.member
    asked = webauthn.begin_registration(member.user, passwordless=True)
    return {
        "form": form,
        "invited": member,
        "roles": keeping.to_come(member, clock.today()).select_related("area"),
        "options": views.options(asked) if form.may_use_passkey else "",
        "until": invitation.expires_at,
    }
