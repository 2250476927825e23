"""allauth's ceremonies on our pages, and back to one's own account when they are done."""

import json
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from sixin.site.entrance import pictures

HOME = reverse_lazy("my-account")


def options(ceremony: Any) -> str:
    """What a browser is asked for, as the JSON that `passkeys.ts` reads from an attribute."""
    return json.dumps(ceremony, cls=DjangoJSONEncoder)


class ChangePassword(account.PasswordChangeView):
    """Change one's password; every other session ends with it."""

    success_url = HOME


class SetPassword(account.PasswordSetView):
    """A first password."""

    success_url = HOME


class SecondStep(second_step.AuthenticateView):
    """After the password: a code, a recovery code or a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["options"] = options(found["js_data"]["request_options"])
        kinds = set(
            Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        )
        found["has_codes"] = bool(kinds & {"totp", "recovery_codes"})
        found["has_passkey"] = "webauthn" in kinds
        return found


class SetUpCodes(totp.ActivateTOTPView):
    """Scan a picture, write back six digits."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["picture"] = pictures.qr(found["totp_url"], _("给验证器扫的二维码"))
        return found

    def get_success_url(self) -> str:
        return _after(self.did_generate_recovery_codes)


class TakeCodesAway(totp.DeactivateTOTPView):
    """No more codes from the app."""

    success_url = HOME


class AddPasskey(webauthn.AddWebAuthnView):
    """A passkey that this browser or a key makes and keeps."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["options"] = options(auth.begin_registration(self.request.user, passwordless=True))
        return found

    def get_success_url(self) -> str:
        return _after(self.did_generate_recovery_codes)


class NamePasskey(webauthn.EditWebAuthnView):
    """Call a passkey something else."""

    success_url = HOME


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """A passkey that shall open nothing any more."""

    success_url = HOME


class ConfirmByPasskey(webauthn.ReauthenticateWebAuthnView):
    """A passkey once more, before something that matters."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["options"] = options(found["js_data"]["request_options"])
        return found


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """The codes, shown once."""


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    """New codes instead of the old ones."""


def _after(made_codes: bool) -> str:
    """Fresh recovery codes are shown first; else back to one's account."""
    return reverse("mfa_view_recovery_codes") if made_codes else str(HOME)
