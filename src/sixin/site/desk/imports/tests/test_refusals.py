"""What does not come in, and what happens where a worker ends: sentences, and nothing twice."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult

from sixin.base import clock
from sixin.base.errors import NotAllowed
from sixin.registers.models import Area, Member, Person, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.site.desk.imports import progress, starting
from sixin.site.desk.imports.tests import rosters
from sixin.site.desk.imports.tests.conftest import Bring
from sixin.site.desk.imports.tests.rosters import LI, WRONG, ZHANG


def names() -> list[str]:
    return sorted(Person.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7 ...", "名册.xlsx", "这是 PDF，不是表格"),
        (b"PK\x03\x04 broken", "名册.xlsx", "文件损坏，打不开"),
        (b"   \n", "名册.csv", "这个文件是空的"),
        (b"hello", "名册.docx", "这不是认得的表格文件"),
    ],
)
def test_a_foreign_file_is_refused_kindly(
    desk: Client, community: Area, content: bytes, name: str, sentence: str
) -> None:
    posted = {"community": community.pk, "file": rosters.upload(content, name)}
    answer = desk.post("/imports/", posted)
    assert (answer.status_code, RosterImport.objects.count()) == (422, 0)
    assert sentence in answer.text
    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_missing_file_is_asked_for(desk: Client, community: Area) -> None:
    assert "还没有选文件" in desk.post("/imports/", {"community": community.pk}).text


def test_what_only_reading_finds_out_becomes_a_sentence(bring: Bring, desk: Client) -> None:
    row = bring(content=rosters.broken())
    assert (row.state, names()) == (ImportState.FAILED, [])
    page = desk.get(f"/imports/{row.pk}/").text
    assert row.sentence in page
    assert "册子上什么都没有改动" in page


def test_a_worker_that_ended_is_noticed_and_replaced(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    row = bring(ZHANG)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    DBTaskResult.objects.all().delete()
    long_ago = clock.now() - timedelta(minutes=2)
    progress._tell(row.pk, "write", 10, 100, long_ago)
    page = desk.get(f"/imports/{row.pk}/").text
    assert "做到一半停了" in page
    assert "不会有人被导入两遍" in page
    desk.post(f"/imports/{row.pk}/again/")
    work()
    assert (RosterImport.objects.get().state, names()) == (ImportState.APPLIED, ["张桂兰"])


def test_a_queue_that_nobody_serves_is_noticed(desk: Client, community: Area) -> None:
    file = rosters.upload(rosters.workbook(ZHANG))
    desk.post("/imports/", {"community": community.pk, "file": file})
    row = RosterImport.objects.get()
    progress.queue(row.pk, clock.now() - timedelta(minutes=2))
    assert "后台好像没有在运行" in desk.get(f"/imports/{row.pk}/").text


def test_the_bar_tells_how_far_it_is_and_then_calls_for_the_page(
    desk: Client, bring: Bring
) -> None:
    row = bring(ZHANG)
    assert desk.get(f"/imports/{row.pk}/working/").headers["HX-Refresh"] == "true"
    RosterImport.objects.update(state=ImportState.APPLYING)
    progress._tell(row.pk, "write", 1200, 3000, clock.now())
    bar = desk.get(f"/imports/{row.pk}/working/").text
    assert 'max="3000" value="1200"' in bar
    assert "正在写进册子" in bar
    assert "<html" not in bar


def test_two_workers_at_one_job_leave_one_result(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    row = bring(ZHANG, LI)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    desk.post(f"/imports/{row.pk}/again/")
    assert work() == 2
    assert RosterImport.objects.get().report["created"] == 2
    assert names() == ["张桂兰", "李国庆"]


def test_giving_up_deletes_the_file(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    page = desk.post(f"/imports/{row.pk}/give-up/", follow=True).text
    assert "文件已经删掉" in page
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert "再读一次" not in desk.get(f"/imports/{row.pk}/").text


@pytest.mark.parametrize(("who", "code"), [("outsider", 404), ("wang_fang", 403)])
def test_only_the_community_s_desk_has_to_do_with_its_imports(
    request: pytest.FixtureRequest,
    sit: Callable[[Member], Client],
    bring: Bring,
    who: str,
    code: int,
) -> None:
    row = bring(ZHANG)
    browser = sit(request.getfixturevalue(who))
    for page in ("", "working/", "report.json", "marked.xlsx"):
        assert browser.get(f"/imports/{row.pk}/{page}").status_code == code
    for step in ("columns/", "confirm/", "again/", "give-up/"):
        assert browser.post(f"/imports/{row.pk}/{step}", {"mode": "valid"}).status_code == code
    assert RosterImport.objects.get().state == ImportState.READY
    assert "张桂兰家的名册" not in browser.get("/imports/").text


def test_nobody_imports_into_another_s_community(
    sit: Callable[[Member], Client], outsider: Member, wang_fang: Member, community: Area
) -> None:
    posted = {"community": community.pk, "file": rosters.upload(rosters.workbook(ZHANG))}
    assert "您不能往这个社区导入" in sit(outsider).post("/imports/", posted).text
    posted["file"] = rosters.upload(rosters.workbook(ZHANG))
    assert sit(wang_fang).post("/imports/", posted).status_code == 403
    assert RosterImport.objects.count() == 0


def test_the_steps_ask_by_themselves_whether_she_keeps_this_register(
    bring: Bring, wang_fang: Member, outsider: Member, community: Area
) -> None:
    row, now = bring(ZHANG), clock.now()
    before = list(RosterImport.objects.values())
    upload = rosters.upload(rosters.workbook(ZHANG))
    for by in (wang_fang, outsider):
        said: dict[str, Any] = {"by": by, "now": now}
        for step in (
            partial(starting.start, upload=upload, community=community),
            partial(starting.correct, row=row, sheet="台账", corrections={}),
            partial(starting.confirm, row=row, mode="valid"),
            partial(starting.again, row=row),
            partial(starting.give_up, row=row),
        ):
            with pytest.raises(NotAllowed):
                step(**said)
    assert list(RosterImport.objects.values()) == before
