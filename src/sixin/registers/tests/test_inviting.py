"""Links that work once, and devices that are told to forget."""

from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User

from sixin.audit.models import Entry
from sixin.base import clock, tokens
from sixin.base.errors import NotAllowed
from sixin.registers.actions import closing, devices, inviting, roles
from sixin.registers.models import Area, Device, Invitation, Member
from sixin.registers.tests.noted import role_of, verbs

NEW = "换了另外一句谁也猜不到的话"


def invited(by: Member, grid: Area, now: datetime) -> tuple[Invitation, str]:
    member = inviting.add(name="孙燕", role="grid_worker", area=grid, by=by, now=now)
    return inviting.invite(member=member, by=by, now=now)


def test_a_link_opens_the_account_once(zhao_haiyan: Member, grid: Area, now: datetime):
    invitation, code = invited(zhao_haiyan, grid, now)
    joined = inviting.accept(code=code, username="sunyan", password=NEW, now=now)
    joined.user.refresh_from_db()
    assert joined.user.check_password(NEW)
    assert verbs(joined.pk) == ["member.added", "role.given", "member.invited", "member.joined"]
    with pytest.raises(inviting.NoInvitation, match="已经用过"):
        inviting.accept(code=code, username="sunyan", password=NEW, now=now)


def test_only_a_digest_of_the_code_is_kept(zhao_haiyan: Member, grid: Area, now: datetime):
    invitation, code = invited(zhao_haiyan, grid, now)
    assert invitation.digest == tokens.digest(code)
    assert code not in str(list(Invitation.objects.values()))
    assert all(code not in str([e.details, e.reason]) for e in Entry.objects.all())


def test_a_link_is_too_old_after_three_days(zhao_haiyan: Member, grid: Area, now: datetime):
    invitation, code = invited(zhao_haiyan, grid, now)
    assert invitation.expires_at == now + timedelta(days=3)
    assert inviting.find(code=code, now=now + timedelta(days=2, hours=23)) == invitation
    with pytest.raises(inviting.NoInvitation, match="过期"):
        inviting.accept(code=code, username="sunyan", password=NEW, now=now + timedelta(days=3))


def test_a_newer_link_an_end_and_a_withdrawal_shut_it(
    zhao_haiyan: Member, grid: Area, now: datetime
):
    invitation, first = invited(zhao_haiyan, grid, now)
    member = invitation.member
    newer, second = inviting.invite(member=member, by=zhao_haiyan, now=now)
    with pytest.raises(inviting.NoInvitation, match="收回"):
        inviting.find(code=first, now=now)
    inviting.withdraw(invitation=newer, by=zhao_haiyan, now=now)
    with pytest.raises(inviting.NoInvitation, match="收回"):
        inviting.find(code=second, now=now)
    _newest, third = inviting.invite(member=member, by=zhao_haiyan, now=now)
    roles.end(role=role_of(member), by=zhao_haiyan, now=now)
    with pytest.raises(inviting.NoInvitation, match="收回"):
        inviting.find(code=third, now=now)


def test_a_wrong_code_opens_nothing(zhao_haiyan: Member, grid: Area, now: datetime):
    _invitation, code = invited(zhao_haiyan, grid, now)
    for wrong in ("", code[:-1], f"{code}x", tokens.digest(code)):
        with pytest.raises(inviting.NoInvitation, match="不对"):
            inviting.find(code=wrong, now=now)


def test_an_invitation_after_a_forgotten_password_ends_sessions_and_keeps_the_second_step(
    zhao_haiyan: Member, wang_fang: Member, session: UserSession, now: datetime
):
    Authenticator.objects.create(user=wang_fang.user, type="totp", data={})
    _made, code = inviting.invite(member=wang_fang, by=zhao_haiyan, now=now)
    inviting.accept(code=code, username=wang_fang.user.username, password=NEW, now=now)
    assert not session.exists()
    assert Authenticator.objects.filter(user=wang_fang.user).exists()
    assert closing.take_second_step(member=wang_fang, by=zhao_haiyan, now=now) == 1
    assert not Authenticator.objects.filter(user=wang_fang.user).exists()
    assert verbs(wang_fang.pk)[-1] == "member.second_step_taken"


@pytest.mark.parametrize(
    ("username", "sentence"),
    [("", "1 到 30"), ("x" * 31, "1 到 30"), ("王 芳", "符号"), ("LI-WEI", "已经有人")],
)
def test_user_names_that_are_none_or_taken_are_refused(
    zhao_haiyan: Member, grid: Area, now: datetime, username: str, sentence: str
):
    User.objects.create_user("li-wei")
    _made, code = invited(zhao_haiyan, grid, now)
    with pytest.raises(inviting.CannotJoin, match=sentence):
        inviting.accept(code=code, username=username, password=NEW, now=now)
    assert inviting.find(code=code, now=now)


def test_user_names_are_proposed_from_the_name(db: None):
    assert inviting.free_username("孙燕") == "sunyan"
    User.objects.create_user("SunYan")
    assert inviting.free_username("孙燕") == "sunyan2"
    assert inviting.free_username("·") == "member"


def test_a_device_is_told_to_forget_by_its_owner_or_her_keeper(
    zhao_haiyan: Member, wang_fang: Member, outsider: Member, now: datetime
):
    first, _one = devices.register(member=wang_fang, name="Chrome", now=now)
    second, _two = devices.register(member=wang_fang, name="Edge", now=now)
    with pytest.raises(NotAllowed):
        devices.forget(device=first, by=outsider, now=now)
    devices.forget(device=first, by=wang_fang, now=now)
    devices.forget(device=second, by=zhao_haiyan, now=now)
    with pytest.raises(devices.CannotForget):
        devices.forget(device=first, by=wang_fang, now=now)
    later = now + timedelta(hours=1)
    for _twice in range(2):
        devices.wiped(device=first, now=later)
    first.refresh_from_db()
    assert first.wiped_at == later
    assert verbs(first.pk) == ["device.added", "device.wipe_ordered", "device.wiped"]


def test_only_a_digest_of_a_token_is_kept(wang_fang: Member, now: datetime):
    device, token = devices.register(member=wang_fang, name="x" * 200, now=now)
    assert (device.digest, len(device.name)) == (tokens.digest(token), devices.NAME)
    assert token not in str(list(Device.objects.values()))
    assert clock.day_of(device.made_at) == clock.day_of(now)
