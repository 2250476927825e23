"""The demo's authenticator app: its accounts with much power need one, and nobody holds a phone."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

from sixin.registers import powers
from sixin.registers.models import Member
from sixin.site.demo import accounts


def enrol(member: Member, role: str) -> None:
    """Give the member an app if the role asks for a second step."""
    if role in powers.PRIVILEGED:
        auth.TOTP.activate(member.user, auth.generate_totp_secret())


def has_app(role: str) -> bool:
    """Does an account of that role sign in with six digits as well?"""
    return role in powers.PRIVILEGED


def current(username: str) -> str:
    """The six digits that the app of a demo account shows now, "" where there is none.

    Only of the accounts that the demo made: any other app is in its owner's hand alone.
    """
    if username not in {account.username for account in accounts.kept()}:
        return ""
    app = Authenticator.objects.filter(
        user__username=username, type=Authenticator.Type.TOTP
    ).first()
    if app is None:
        return ""
    secret = auth.decrypt(app.data["secret"])
    period = auth.app_settings.TOTP_PERIOD
    return str(auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // period)))
