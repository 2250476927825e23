"""What a person decided by merging two rows, next month's lists do not overturn."""

from datetime import datetime, timedelta

import pytest

from sixin.registers.actions import merging
from sixin.registers.models import Area, Member, Merge, Person
from sixin.registers.roster import actions
from sixin.registers.roster.tests.sheets_made import roster

OURS = {"姓名": "张秀英", "出生日期": "1941-03-05", "住址": "3号楼2单元501", "电话": "13909771234"}
THEIRS = {
    "姓名": "张秀瑛",
    "出生日期": "1941-03-15",
    "住址": "3号楼2单元502",
    "电话": "13709771111",
}
HEADER = ["姓名", "出生日期", "住址", "电话", "备注"]


@pytest.fixture
def bring(community: Area, li_wei: Member, now: datetime):
    """Imports rows for 李伟, so many days after the first time."""

    def bring(*rows: dict[str, str], days: int = 0):
        later = now + timedelta(days=days)
        file = roster(*rows, header=HEADER)
        return actions.apply(file=file, community=community, by=li_wei, now=later)

    return bring


@pytest.fixture
def merge(bring, li_wei: Member, now: datetime) -> Merge:
    """Two lists, two rows; somebody found that it is one person, and that our list is right."""
    bring(OURS)
    bring(THEIRS)
    kept, merged = Person.objects.order_by("-name")
    return merging.merge(kept=kept, merged=merged, take=frozenset(), by=li_wei, now=now)


def counts(report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.rejected


def test_the_other_list_again_changes_nothing(bring, merge: Merge):
    assert merge.kept.name == "张秀英"
    before = Person.objects.values().get(pk=merge.kept_id)
    assert counts(bring(THEIRS, days=30)) == (0, 0, 1, 0)
    assert counts(bring(OURS, days=30)) == (0, 0, 1, 0)
    assert Person.objects.values().get(pk=merge.kept_id) == before
    assert Person.objects.count() == 2


def test_both_lists_in_one_file_are_one_person(bring, merge: Merge):
    assert counts(bring(OURS, THEIRS, days=30)) == (0, 0, 2, 0)


def test_what_the_other_list_newly_says_is_taken(bring, merge: Merge):
    report = bring({**THEIRS, "电话": "13809772222", "备注": "耳背"}, days=30)
    assert counts(report) == (0, 1, 0, 0)
    kept = Person.objects.get(pk=merge.kept_id)
    assert (kept.name, kept.phone, kept.note) == ("张秀英", "13809772222", "耳背")


def test_undone_each_list_speaks_of_its_own_row_again(bring, merge: Merge, li_wei, now):
    merging.undo(merge=merge, by=li_wei, now=now)
    bring({**THEIRS, "电话": "13809772222"}, days=30)
    assert Person.objects.get(pk=merge.merged_id).phone == "13809772222"
    assert Person.objects.get(pk=merge.kept_id).phone == "13909771234"
