"""How the pages of the way in, and of one's own account, are asked for."""

from typing import Any

from allauth.usersessions.models import UserSession

from sixin.base import clock
from sixin.registers.models import Member
from tests.matrix import passkeys
from tests.matrix.asks import Ask
from tests.matrix.sides import Side


def _passkey(_side: Side, by: Member) -> dict[str, Any]:
    return {"pk": passkeys.give(by, "办公桌").pk}


def _session(_side: Side, by: Member) -> dict[str, Any]:
    row = UserSession.objects.create(
        user=by.user, ip="127.0.0.1", session_key=by.pk.hex, data={}, user_agent="",
        last_seen_at=clock.now(),
    )  # fmt: skip
    return {"pk": row.pk}


def _signing_in(_side: Side, by: Member) -> dict[str, Any]:
    return {"login": by.user.username, "password": "一句只在测试里用的话"}


def _password(_side: Side, _by: Member) -> dict[str, Any]:
    new = "另一句只在测试里用的话"
    return {"oldpassword": "一句只在测试里用的话", "password1": new, "password2": new}


ENTRANCE: dict[str, Ask] = {
    "GET today": Ask(),
    "GET today · of an area": Ask(area=True),
    "GET healthz": Ask(),
    "GET set_language": Ask(),
    "POST set_language": Ask(data=lambda _s, _b: {"language": "en", "next": "/"}),
    "GET account_login": Ask(),
    "POST account_login": Ask(data=_signing_in),
    "GET account_inactive": Ask(),
    "GET account_logout": Ask(),
    "POST account_logout": Ask(),
    "GET mfa_authenticate": Ask(),
    "POST mfa_authenticate": Ask(data=lambda _s, _b: {"code": "000000"}),
    "GET mfa_login_webauthn": Ask(),
    "POST mfa_login_webauthn": Ask(data=lambda _s, _b: {"credential": "{}"}),
    "GET second-step": Ask(),
    "GET my-account": Ask(),
    "POST my-session-end": Ask(_session, ("pk",)),
    "POST my-sessions-end": Ask(),
    "GET account_reauthenticate": Ask(),
    "POST account_reauthenticate": Ask(data=_signing_in),
    "GET account_change_password": Ask(),
    "POST account_change_password": Ask(data=_password),
    "GET account_set_password": Ask(),
    "POST account_set_password": Ask(data=_password),
    "GET mfa_reauthenticate": Ask(),
    "POST mfa_reauthenticate": Ask(data=lambda _s, _b: {"code": "000000"}),
    "GET mfa_reauthenticate_webauthn": Ask(),
    "POST mfa_reauthenticate_webauthn": Ask(data=lambda _s, _b: {"credential": "{}"}),
    "GET mfa_activate_totp": Ask(),
    "POST mfa_activate_totp": Ask(data=lambda _s, _b: {"code": "000000"}),
    "GET mfa_deactivate_totp": Ask(),
    "POST mfa_deactivate_totp": Ask(),
    "GET mfa_add_webauthn": Ask(),
    "POST mfa_add_webauthn": Ask(data=lambda _s, _b: {"name": "钥匙", "credential": "{}"}),
    "GET mfa_edit_webauthn": Ask(_passkey, ("pk",)),
    "POST mfa_edit_webauthn": Ask(_passkey, ("pk",), data=lambda _s, _b: {"name": "钥匙"}),
    "GET mfa_remove_webauthn": Ask(_passkey, ("pk",)),
    "POST mfa_remove_webauthn": Ask(_passkey, ("pk",)),
    "DELETE mfa_remove_webauthn": Ask(_passkey, ("pk",)),
    "GET mfa_view_recovery_codes": Ask(),
    "GET mfa_generate_recovery_codes": Ask(),
    "POST mfa_generate_recovery_codes": Ask(),
}
