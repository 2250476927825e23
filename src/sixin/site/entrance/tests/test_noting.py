"""Coming in, being kept out and changing the ways in stand in the trail, without what was typed."""

from allauth.mfa.models import Authenticator
from django.test import Client

from sixin.audit.models import Entry
from sixin.registers.models import Member
from sixin.site.entrance.tests.ways import PASSWORD, digits, sign_in
from tests.cast.second_step import enrol


def told(subject: str) -> list[tuple[str, bool]]:
    """(verb, whether a member did it) of what is noted about a member after she was made."""
    rows = Entry.objects.filter(kind="registers.member", subject=subject).order_by("id")
    made = {"member.added", "role.given"}
    return [(row.verb, row.by is not None) for row in rows if row.verb not in made]


def test_who_comes_in_and_who_does_not(client: Client, li_wei: Member):
    sign_in(client, li_wei.user.username, "不是这一句话")
    sign_in(client, li_wei.user.username)
    assert told(str(li_wei.pk)) == [("member.sign_in_failed", False), ("member.signed_in", True)]


def test_of_an_unknown_name_it_is_noted_that_one_was_tried(client: Client, db: None):
    sign_in(client, "my-password-by-mistake", "不是这一句话")
    entry = Entry.objects.get(kind="registers.member")
    assert (entry.verb, entry.subject, entry.details) == ("member.sign_in_failed", "", {})


def test_wrong_digits(client: Client, li_wei: Member):
    enrol(li_wei)
    sign_in(client, li_wei.user.username)
    client.post("/sign-in/second-step/", {"code": "000000"})
    assert told(str(li_wei.pk)) == [("member.code_failed", False)]


def test_ways_in_that_come_and_go(
    client: Client, li_wei: Member, django_capture_on_commit_callbacks
):
    sign_in(client, li_wei.user.username)
    page = client.get("/my-account/codes/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/my-account/codes/", {"code": digits(page.context["form"].secret)})
        client.post("/my-account/recovery-codes/new/")
    client.post("/my-account/codes/stop/")
    new = "换了另外一句谁也猜不到的话"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/my-account/password/", given)
    verbs = [verb for verb, _by in told(str(li_wei.pk))]
    assert verbs.count("member.second_step_added") == 3
    assert verbs.count("member.second_step_removed") == 2
    assert verbs[-1] == "member.password_changed"
    assert all(by for _verb, by in told(str(li_wei.pk)))
    assert new not in str(list(Entry.objects.values()))
    assert not Authenticator.objects.exists()
