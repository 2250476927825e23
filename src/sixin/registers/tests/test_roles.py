"""Roles given and taken, colleagues covered, and who may do it to whom."""

from datetime import date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession

from sixin.base.errors import NotAllowed
from sixin.registers import keeping, rules
from sixin.registers.actions import closing, devices, enrolling, inviting, roles
from sixin.registers.models import Area, Member, RoleName
from sixin.registers.powers import Power
from sixin.registers.tests.noted import role_of, verbs


def member_with(role: str, area: Area, name: str = "某人") -> Member:
    return enrolling.add_member(
        username=f"{role}-{name}", password=None, name=name, role=role, area=area,
        since=date(2025, 1, 1),
    )  # fmt: skip


def test_a_further_role_holds_at_once_and_is_noted(
    zhao_haiyan: Member, wang_fang: Member, second_grid: Area, today: date, now: datetime
):
    roles.give(member=wang_fang, role="grid_worker", area=second_grid, by=zhao_haiyan, now=now)
    assert rules.may(wang_fang, Power.VISIT, second_grid, today)
    assert verbs(wang_fang.pk) == ["member.added", "role.given", "role.given"]


def test_an_ended_role_is_over_at_once(
    zhao_haiyan: Member, wang_fang: Member, grid: Area, today: date, now: datetime
):
    roles.end(role=role_of(wang_fang), by=zhao_haiyan, now=now)
    assert not rules.may(wang_fang, Power.VISIT, grid, today)
    with pytest.raises(roles.CannotEnd):
        roles.end(role=role_of(wang_fang), by=zhao_haiyan, now=now)


def test_with_the_last_role_sessions_end_and_devices_forget(
    zhao_haiyan: Member, wang_fang: Member, second_grid: Area, session: UserSession, now: datetime
):
    device, _token = devices.register(member=wang_fang, name="Chrome", now=now)
    further = roles.give(
        member=wang_fang, role="grid_worker", area=second_grid, by=zhao_haiyan, now=now
    )
    roles.end(role=wang_fang.roles.exclude(pk=further.pk).get(), by=zhao_haiyan, now=now)
    device.refresh_from_db()
    assert (session.exists(), device.wipe_ordered_at) == (True, None)
    roles.end(role=further, by=zhao_haiyan, now=now)
    device.refresh_from_db()
    assert (session.exists(), device.wipe_ordered_at) == (False, now)
    assert not UserSession.objects.exists()
    assert verbs(wang_fang.pk)[-2:] == ["role.ended", "member.signed_out"]
    assert verbs(device.pk) == ["device.added", "device.wipe_ordered"]


def test_a_colleague_is_covered_until_a_day(
    zhao_haiyan: Member, wang_fang: Member, li_wei: Member, community: Area, today: date,
    now: datetime,
):  # fmt: skip
    last = today + timedelta(days=7)
    held = roles.cover(
        member=wang_fang, colleague=role_of(li_wei), until=last, by=zhao_haiyan, now=now
    )
    assert (held.covers, held.until) == (li_wei, last)
    assert rules.may(wang_fang, Power.KEEP_REGISTERS, community, last)
    assert not rules.may(wang_fang, Power.KEEP_REGISTERS, community, last + timedelta(days=1))


def test_roles_that_make_no_sense_are_refused(
    zhao_haiyan: Member, wang_fang: Member, grid: Area, second_grid: Area, today: date,
    now: datetime,
):  # fmt: skip
    by = {"by": zhao_haiyan, "now": now}
    with pytest.raises(roles.CannotGive, match="已经是网格员"):
        roles.give(member=wang_fang, role="grid_worker", area=grid, **by)
    with pytest.raises(roles.CannotGive, match="今天以前"):
        roles.give(
            member=wang_fang, role="volunteer", area=grid, until=today - timedelta(days=1), **by
        )
    with pytest.raises(roles.CannotGive, match="最后一天"):
        roles.give(member=wang_fang, role="grid_worker", area=second_grid, covers=zhao_haiyan, **by)


def test_nobody_gives_or_ends_a_role_of_her_own(
    zhao_haiyan: Member, grid: Area, community: Area, now: datetime
):
    with pytest.raises(NotAllowed):
        roles.give(member=zhao_haiyan, role="grid_worker", area=grid, by=zhao_haiyan, now=now)
    with pytest.raises(roles.CannotEnd):
        roles.end(role=role_of(zhao_haiyan), by=zhao_haiyan, now=now)


@pytest.mark.parametrize("role", sorted(set(RoleName.values) - {"community_lead", "system_admin"}))
def test_without_the_power_nothing_is_given(
    wang_fang: Member, community: Area, grid: Area, role: str, now: datetime
):
    other = member_with(role, community)
    with pytest.raises(NotAllowed):
        roles.give(member=wang_fang, role="volunteer", area=grid, by=other, now=now)
    with pytest.raises(NotAllowed):
        inviting.invite(member=wang_fang, by=other, now=now)
    with pytest.raises(NotAllowed):
        inviting.add(name="新人", role="volunteer", area=grid, by=other, now=now)
    with pytest.raises(NotAllowed):
        roles.end(role=role_of(wang_fang), by=other, now=now)


@pytest.mark.parametrize(
    "role", ["system_admin", "data_protection", "county_viewer", "prefecture_viewer", "inspector"]
)
def test_a_lead_neither_gives_nor_takes_over_a_higher_role(
    zhao_haiyan: Member, wang_fang: Member, community: Area, role: str, now: datetime
):
    with pytest.raises(NotAllowed):
        roles.give(member=wang_fang, role=role, area=community, by=zhao_haiyan, now=now)
    high = member_with(role, community)
    with pytest.raises(NotAllowed):
        roles.end(role=role_of(high), by=zhao_haiyan, now=now)
    with pytest.raises(NotAllowed):
        inviting.invite(member=high, by=zhao_haiyan, now=now)
    with pytest.raises(NotAllowed):
        closing.take_second_step(member=high, by=zhao_haiyan, now=now)
    device, _token = devices.register(member=high, name="", now=now)
    with pytest.raises(NotAllowed):
        devices.forget(device=device, by=zhao_haiyan, now=now)


def test_one_role_out_of_reach_puts_the_whole_account_out_of_reach(
    zhao_haiyan: Member, wang_fang: Member, elsewhere: Area, today: date, now: datetime
):
    enrolling.give_role(member=wang_fang, role="grid_worker", area=elsewhere, since=today)
    with pytest.raises(NotAllowed):
        inviting.invite(member=wang_fang, by=zhao_haiyan, now=now)
    # Her own grid's role she may still end.
    roles.end(role=wang_fang.roles.exclude(area=elsewhere).get(), by=zhao_haiyan, now=now)


def test_another_community_is_out_of_reach(
    zhao_haiyan: Member, outsider: Member, elsewhere: Area, today: date, now: datetime
):
    assert outsider not in keeping.kept_members(zhao_haiyan, today)
    with pytest.raises(NotAllowed):
        inviting.invite(member=outsider, by=zhao_haiyan, now=now)
    with pytest.raises(NotAllowed):
        inviting.add(name="新人", role="volunteer", area=elsewhere, by=zhao_haiyan, now=now)


def test_who_left_can_be_asked_back(
    zhao_haiyan: Member, wang_fang: Member, grid: Area, now: datetime
):
    roles.end(role=role_of(wang_fang), by=zhao_haiyan, now=now)
    with pytest.raises(inviting.CannotInvite, match="没有角色"):
        inviting.invite(member=wang_fang, by=zhao_haiyan, now=now)
    roles.give(member=wang_fang, role="volunteer", area=grid, by=zhao_haiyan, now=now)
    assert inviting.invite(member=wang_fang, by=zhao_haiyan, now=now)
