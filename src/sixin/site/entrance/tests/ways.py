"""How tests come in: by the same forms as people, with an app that shows the same six digits."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.http import HttpResponse
from django.test import Client

from sixin.registers.models import Member

PASSWORD = "一句只在测试里用的话"


def sign_in(client: Client, username: str, password: str = PASSWORD) -> HttpResponse:
    return client.post("/sign-in/", {"login": username, "password": password})


def digits(secret: str, steps: int = 0) -> str:
    """What an app that holds `secret` shows, `steps` half minutes from now."""
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def recovery_codes(member: Member) -> list[str]:
    """Give the member recovery codes."""
    return RecoveryCodes.activate(member.user).get_unused_codes()


def kinds(member: Member) -> set[str]:
    """What the member has besides a password."""
    return set(Authenticator.objects.filter(user=member.user).values_list("type", flat=True))


def who(client: Client) -> str:
    """The user name under which this browser is signed in, "" if under none."""
    answer = client.get("/my-account/")
    return answer.context["request"].user.username if answer.status_code == 200 else ""
