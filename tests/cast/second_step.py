"""A second step for those of the cast whose roles ask for one: a real authenticator app."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

from sixin.registers import powers
from sixin.registers.models import Member


def enrol(member: Member) -> str:
    """Give the member an app. Returns its secret."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(member.user, secret)
    return secret


def enrol_if_privileged(member: Member) -> Member:
    """Give the member an app if a role asks for it and there is none. Returns the member."""
    has_one = Authenticator.objects.filter(user=member.user, type=Authenticator.Type.TOTP).exists()
    if not has_one and member.roles.filter(role__in=powers.PRIVILEGED).exists():
        enrol(member)
    return member
