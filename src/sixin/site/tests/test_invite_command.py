"""`sixin invite`: how the first of all comes in, and who cannot get in any other way."""

import re

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.test import Client

from sixin.audit.models import Entry
from sixin.registers.models import Area, Member
from sixin.site.cli import main
from tests.cast.second_step import enrol

NEW = "换了另外一句谁也猜不到的话"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["invite", *words])


def path(result: Result) -> str:
    return re.fullmatch(r"http://[^/]+(/join/[\w-]+/)", result.stdout.strip())[1]


def test_the_first_of_all_is_let_in(client: Client, community: Area):
    made = run("--name", "丁立新", "--role", "system_admin", "--area", community.code)
    assert made.exit_code == 0, made.output
    assert "once, until" in made.stderr
    given = {"username": "ding", "password1": NEW, "password2": NEW}
    assert client.post(path(made), given).status_code == 302
    assert client.get("/members/").headers["Location"] == "/second-step/"
    member = Member.objects.get(user__username="ding")
    verbs = set(Entry.objects.filter(subject=str(member.pk)).values_list("verb", flat=True))
    assert {"member.added", "role.given", "member.invited", "member.joined"} <= verbs


def test_who_lost_password_and_phone_is_let_in_again(client: Client, zhao_haiyan: Member):
    enrol_again = Authenticator.objects.filter(user=zhao_haiyan.user)
    made = run("--username", zhao_haiyan.user.username.upper())
    assert (made.exit_code, enrol_again.exists()) == (0, True)
    made = run("--username", zhao_haiyan.user.username, "--without-second-step")
    assert not enrol_again.exists()
    given = {"username": "zhao", "password1": NEW, "password2": NEW}
    assert client.post(path(made), given).headers["Location"] == "/"
    enrol(zhao_haiyan)
    assert client.get("/members/").status_code == 200


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Give either"),
        (["--name", "丁立新"], "Give either"),
        (["--name", "丁立新", "--username", "ding"], "Give either"),
        (["--name", "丁立新", "--role", "king", "--area", "632801001901"], "Which role?"),
        (["--name", "丁立新", "--role", "system_admin", "--area", "1"], "no area has the code"),
        (["--username", "nobody"], "No member has the user name"),
    ],
)
def test_what_was_said_wrongly_is_said(community: Area, words: list[str], sentence: str):
    refused = run(*words)
    assert refused.exit_code != 0
    assert sentence in refused.stderr
    assert not Member.objects.exists()
