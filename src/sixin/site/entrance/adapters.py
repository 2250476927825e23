"""What allauth asks of us: our sentences, who counts as just confirmed, how keys are kept."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows import login
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.base import clock
from sixin.registers.models import Member
from sixin.site.entrance import devices, limits, noting
from sixin.site.models import StepSecret

# What is said after a step that allauth has done, by the name it gives the sentence; else nothing.
SAID = {
    "account/messages/password_changed.txt": gettext_lazy("密码换好了。别处的登录都已经退出。"),
    "account/messages/password_set.txt": gettext_lazy("密码设好了。"),
    "mfa/messages/totp_activated.txt": gettext_lazy("手机验证器设好了。下次登录要写六位数。"),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("手机验证器停掉了。"),
    "mfa/messages/webauthn_added.txt": gettext_lazy("通行密钥加好了。"),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("这把通行密钥拿掉了。"),
}


class Entrance(DefaultAccountAdapter):
    """Name and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("这个账号停用了。请找社区负责人。"),
        "enter_current_password": gettext_lazy("现在的密码不对。请再写一遍。"),
        "incorrect_password": gettext_lazy("密码不对。请再写一遍。"),
        "rate_limited": gettext_lazy("试得太快了。请等一分钟再试。"),
        "too_many_login_attempts": gettext_lazy("试错的次数太多，先锁上了。请过一会儿再试。"),
        "username_password_mismatch": gettext_lazy(
            "用户名或密码不对。请看看大小写和输入法，再试一次。"
        ),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str = "",
        *_given: Any,
        message: str = "",
        **_more: Any,
    ) -> None:
        """Say our sentence for what was done."""
        if sentence := message or SAID.get(message_template):
            messages.add_message(request, level, str(sentence))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try. Raises ValidationError, saying how long, for a name or address too many.

        Names that nobody has are counted alike, so that a lock-out tells nothing of them.
        """
        key = self._get_login_attempts_cache_key(request, **credentials)
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action=limits.FAILED, key=key
        )
        if not self._login_failed_rl_usage:
            raise ValidationError(limits.sentence(request, key), code="too_many_login_attempts")

    def authentication_failed(self, _request: HttpRequest, **credentials: Any) -> None:
        """Note that it was tried, of whom if there is such a name; never what was typed."""
        noting.failed(str(credentials.get("username", "")))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Somebody came in: from now on this browser is known as hers."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        member = Member.objects.filter(user=user).first()
        if member:
            noting.signed_in(member)
            devices.remember(request, member, response)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether a password must be given again: not within minutes of having signed in with it."""
        request = context.request
        records = login.get_authentication_records(request, request.user)
        now = clock.now().timestamp()
        fresh = bool(records) and now - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not fresh and bool(super().is_reauthentication_required(app=app, **kwargs))


def forget_secrets(*, instance: Authenticator, **_signal: Any) -> None:
    """An authenticator is gone, and its secret with it."""
    kept = [instance.data.get(name) for name in ("secret", "seed")]
    StepSecret.objects.filter(pk__in=[pk for pk in kept if pk]).delete()


class SecondStep(DefaultMFAAdapter):
    """Codes and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy("先设好第二道验证，才有备用码。"),
        "incorrect_code": gettext_lazy("这一次没有通过验证。请再试一次。"),
    }

    def encrypt(self, text: str) -> str:
        """Where this secret is kept; allauth keeps that in its place."""
        return str(StepSecret.objects.create(text=text).pk)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises BadSeal, NoKey, StepSecret.DoesNotExist."""
        return str(StepSecret.objects.get(pk=encrypted_text).text)

    def get_totp_issuer(self) -> str:
        """How the entry is named in the member's app."""
        return _("四心")

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """What a passkey is called when nobody calls it anything."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("通行密钥 %(n)d") % {"n": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Under which name browsers keep our passkeys."""
        return {**super().get_public_key_credential_rp_entity(), "name": _("四心")}
