"""The members' pages: who is listed, what is offered, what is done, and for whom nothing is."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from sixin.base import clock, tokens
from sixin.registers.actions import enrolling, roles
from sixin.registers.models import Area, Device, Invitation, Member, Role
from sixin.site.entrance.tests.ways import sign_in
from tests.cast.second_step import enrol

Sit = Callable[[Member], Client]
SINCE = date(2025, 1, 1)


@pytest.fixture
def desk(sit: Sit, zhao_haiyan: Member) -> Client:
    """赵海燕 at her desk."""
    return sit(zhao_haiyan)


def text(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def names(page: str) -> list[str]:
    return re.findall(r'<a class="name"[^>]*>(.*?)</a>', page)


def test_the_list_has_those_of_one_s_own_areas(
    desk: Client, wang_fang: Member, li_wei: Member, outsider: Member
):
    assert set(names(text(desk, "/members/"))) == {"王芳", "李伟", "赵海燕"}


def test_it_is_narrowed_by_name_role_and_area(
    desk: Client, wang_fang: Member, li_wei: Member, grid: Area, second_grid: Area
):
    assert names(text(desk, "/members/?q=王")) == ["王芳"]
    assert names(text(desk, "/members/?role=community_worker")) == ["李伟"]
    assert names(text(desk, f"/members/?area={grid.code}")) == ["王芳"]
    assert names(text(desk, f"/members/?area={second_grid.code}")) == []
    assert "没有找到" in text(desk, "/members/?q=谁也不是")
    assert len(names(text(desk, "/members/?role=nonsense&area=1&page=99"))) == 3


def test_who_left_stands_apart(desk: Client, wang_fang: Member, zhao_haiyan: Member):
    assert "没有离开的" in text(desk, "/members/?show=ended")
    roles.end(role=wang_fang.roles.get(), by=zhao_haiyan, now=clock.now())
    assert names(text(desk, "/members/?show=ended")) == ["王芳"]
    assert "王芳" not in names(text(desk, "/members/"))
    assert "以前做过的" in text(desk, f"/members/{wang_fang.pk}/")


def test_forty_five_members_ask_no_more_than_ten(
    desk: Client, grid: Area, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(desk, "/members/")
        return len(queries)

    def add(first: int, last: int) -> None:
        for n in range(first, last):
            enrolling.add_member(
                username=f"m{n}", password=None, name=f"成员{n}", role="volunteer", area=grid,
                since=SINCE,
            )  # fmt: skip

    add(0, 10)
    before = asked()
    add(10, 45)
    assert asked() == before


def test_somebody_new_is_invited_with_a_picture(desk: Client, grid: Area):
    given = {"name": "孙燕", "role": "grid_worker", "area": grid.code}
    page = desk.post("/members/new/", given)
    html = page.content.decode()
    member = Member.objects.get(name="孙燕")
    assert member.user.username == "sunyan"
    assert not member.user.has_usable_password()
    code = re.search(r"/join/([\w-]+)/", html)[1]
    assert Invitation.objects.get(member=member).digest == tokens.digest(code)
    assert '<svg role="img" aria-label="邀请的二维码"' in html
    assert "no-store" in page.headers["Cache-Control"]
    assert Client().get(f"/join/{code}/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "请写名字"),
        ({"role": "system_admin"}, "选择一个有效的选项"),
        ({"area": "632801001902001"}, "选择一个有效的选项"),
        ({"until": "2020-01-01"}, "最后一天在今天以前"),
        ({"until": "soon"}, "日期看不懂"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    desk: Client, grid: Area, changed: dict[str, str], sentence: str
):
    given = {"name": "孙燕", "role": "grid_worker", "area": grid.code} | changed
    answer = desk.post("/members/new/", given)
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_role_is_given_and_ended(desk: Client, wang_fang: Member, second_grid: Area):
    one = f"/members/{wang_fang.pk}/"
    given = {"role": "grid_worker", "area": second_grid.code}
    assert desk.post(f"{one}role/", given).headers["Location"] == one
    held = wang_fang.roles.get(area=second_grid)
    assert "第二网格" in text(desk, one)
    desk.post(f"{one}roles/{held.pk}/end/")
    held.refresh_from_db()
    assert held.ended_at is not None
    refused = desk.post(
        f"{one}role/",
        {"role": "grid_worker", "area": wang_fang.roles.filter(ended_at=None).get().area.code},
    )
    assert "已经是网格员" in refused.content.decode()


def test_only_what_one_may_end_is_offered_to_end(desk: Client, wang_fang: Member, community: Area):
    mine = wang_fang.roles.get()
    far = enrolling.give_role(
        member=wang_fang, role="system_admin", area=community, since=mine.since
    )
    page = desk.get(f"/members/{wang_fang.pk}/").content.decode()
    assert f"roles/{mine.pk}/end/" in page
    assert f"roles/{far.pk}/end/" not in page
    assert desk.post(f"/members/{wang_fang.pk}/roles/{far.pk}/end/").status_code == 403


def test_a_colleague_is_covered(desk: Client, wang_fang: Member, li_wei: Member):
    one, last = f"/members/{wang_fang.pk}/", clock.today() + timedelta(days=7)
    assert (
        "请选最后一天"
        in desk.post(f"{one}cover/", {"colleague": str(li_wei.roles.get().pk)}).content.decode()
    )
    given = {"colleague": str(li_wei.roles.get().pk), "until": last.isoformat()}
    desk.post(f"{one}cover/", given)
    held = wang_fang.roles.get(role="community_worker")
    assert (held.covers, held.until) == (li_wei, last)
    assert "（替李伟）" in text(desk, one)


def test_an_unused_invitation_is_withdrawn(desk: Client, wang_fang: Member):
    one = f"/members/{wang_fang.pk}/"
    html = desk.post(f"{one}invite/").content.decode()
    code = re.search(r"/join/([\w-]+)/", html)[1]
    invitation = Invitation.objects.get()
    assert "没用过的邀请" in text(desk, one)
    desk.post(f"{one}invitations/{invitation.pk}/withdraw/")
    assert Client().get(f"/join/{code}/").status_code == 410


def test_a_phone_is_told_to_forget_and_a_lost_step_taken(desk: Client, wang_fang: Member):
    from sixin.registers.actions import devices

    one = f"/members/{wang_fang.pk}/"
    device, _token = devices.register(member=wang_fang, name="手机", now=clock.now())
    enrol(wang_fang)
    assert "拿掉第二道验证" in text(desk, one)
    desk.post(f"{one}devices/{device.pk}/forget/")
    desk.post(f"{one}second-step/take/")
    page = text(desk, one)
    assert "等它联网" in page
    assert "拿掉第二道验证" not in page


def test_a_keeper_signs_somebody_out_everywhere(desk: Client, wang_fang: Member):
    sign_in(phone := Client(), wang_fang.user.username)
    assert phone.get("/my-account/").status_code == 200
    desk.post(f"/members/{wang_fang.pk}/sign-out/")
    assert phone.get("/my-account/").status_code == 302
    assert not Device.objects.filter(wipe_ordered_at__isnull=False).exists()


def test_of_oneself_and_of_higher_roles_one_sees_and_changes_nothing(
    desk: Client, zhao_haiyan: Member, community: Area
):
    admin = enrolling.add_member(
        username="admin", password=None, name="丁立新", role="system_admin", area=community,
        since=SINCE,
    )  # fmt: skip
    for other in (zhao_haiyan, admin):
        one = f"/members/{other.pk}/"
        assert "这里只能看" in text(desk, one)
        assert desk.post(f"{one}invite/").status_code == 403
        assert desk.post(f"{one}second-step/take/").status_code == 403
        assert desk.post(f"{one}roles/{other.roles.get().pk}/end/").status_code in {403, 409}
    assert Role.objects.filter(ended_at__isnull=False).count() == 0


ADDRESSES = ["", "role/", "cover/"]
DEEDS = ["invite/", "second-step/take/", "sign-out/"]


def test_another_community_s_members_are_not_found(desk: Client, outsider: Member):
    for end in ADDRESSES:
        assert desk.get(f"/members/{outsider.pk}/{end}").status_code == 404
    for end in DEEDS:
        assert desk.post(f"/members/{outsider.pk}/{end}").status_code == 404


def test_ids_of_one_are_not_taken_with_another(desk: Client, wang_fang: Member, outsider: Member):
    role, one = outsider.roles.get(), f"/members/{wang_fang.pk}/"
    assert desk.post(f"{one}roles/{role.pk}/end/").status_code == 404
    device = Device.objects.create(member=outsider, digest="x", made_at=clock.now())
    assert desk.post(f"{one}devices/{device.pk}/forget/").status_code == 404


def test_without_the_power_every_page_says_so(sit: Sit, li_wei: Member, wang_fang: Member):
    desk = sit(li_wei)
    for address in [
        "/members/",
        "/members/new/",
        *(f"/members/{wang_fang.pk}/{end}" for end in ADDRESSES),
    ]:
        answer = desk.get(address)
        assert (answer.status_code, "您的角色用不到这一页" in answer.content.decode()) == (
            403,
            True,
        )
    for end in DEEDS:
        assert desk.post(f"/members/{wang_fang.pk}/{end}").status_code == 403
    assert "/members/" not in text(desk, "/rules/")
