"""Whatever a roster holds: every row is accounted for, and a second time changes nothing."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from sixin.registers.models import Area, Contact, DuplicatePair, Member, Person, PersonTag
from sixin.registers.roster import actions
from sixin.registers.roster.report import Report
from tests.rosters.making import id_number, text

HEADER = ["姓名", "身份证号", "出生日期", "电话", "住址", "网格", "独居", "人员类别", "联系人", "联系人电话", "备注"]  # fmt: skip
DAYS = [date(1930, 1, 1) + timedelta(days=step * 1111) for step in range(8)]

names = some.sampled_from(
    ["张秀英", "张秀瑛", "王建国", "李文明", "马桂兰", "", "张*英", "张 秀英"]
)
numbers = some.one_of(
    some.just(""),
    some.builds(
        lambda day, sequence: id_number(f"{day:%Y%m%d}", sequence),
        some.sampled_from(DAYS),
        some.sampled_from([21, 22]),
    ),
    some.sampled_from(["6.32801E+17", "63280119410305", "632801410305123"]),
)
dates = some.sampled_from(
    ["", "1930-01-01", "1930.1", "1930", "30-1-1", "农历1930年正月初五", "1941-13-01", "春天"]
)
phones = some.sampled_from(["", "13909771234", "13709771111/13909771234", "8412345", "1.39E+10"])
doors = some.sampled_from(
    ["", "3-2-501", "育红小区3号楼2单元501", "祥和小区3栋2单元501", "三号楼", "育红巷", "平房12号"]
)
grids = some.sampled_from(["", "", "第一网格", "2", "第九网格"])
marks = some.sampled_from(["", "是", "否", "√", "×", "待核实"])
groups = some.sampled_from(["", "低保", "独居、残疾", "正常", "烈属"])
others = some.sampled_from(["", "李敏", "李强", "123"])
notes = some.sampled_from(["", "腿脚不便", "耳背"])
odd_cells = some.text(some.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
rows = some.tuples(
    names, numbers, dates, phones, doors, grids, marks, groups, others, phones, notes
).map(list)
wild_rows = some.lists(odd_cells, min_size=len(HEADER), max_size=len(HEADER))
odd_rows = some.sampled_from(
    [HEADER, ["合计", "3人"], [], ["第二网格"], ["注:完"], ["", "", "", "", "3-2-501"]]
)
rosters = some.lists(some.one_of(rows, rows, rows, wild_rows, odd_rows), max_size=14)


def imported(table: list[list[str]], community: Area, now: datetime, **options: Any) -> Report:
    content = text([HEADER, *table])
    return actions.apply(file=content, community=community, by=None, now=now, **options)


def balanced(report: Report) -> bool:
    outcomes = report.created + report.updated + report.unchanged + report.rejected
    return report.rows == outcomes


def register() -> list[Any]:
    """Everything that a roster may write."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Person, PersonTag, Contact, DuplicatePair)
    ]


def start_over() -> None:
    for model in (DuplicatePair, PersonTag, Contact, Person):
        model.objects.all().delete()


@given(table=rosters)
def test_rows_are_created_updated_unchanged_or_rejected(
    table: list[list[str]], community: Area, now: datetime
):
    start_over()
    report = imported(table, community, now)
    assert balanced(report)
    assert Person.objects.count() == report.created
    refused = {(p.sheet, p.row) for p in report.problems if p.severity == "row"}
    assert len(refused) == report.rejected


@given(table=rosters)
def test_a_second_time_everything_is_unchanged(
    table: list[list[str]], community: Area, now: datetime
):
    start_over()
    first = imported(table, community, now)
    before = register()
    again = imported(table, community, now + timedelta(days=30))
    assert (again.created, again.updated, again.rejected) == (0, 0, first.rejected)
    assert again.unchanged == first.rows - first.rejected
    assert register() == before


@given(table=rosters, later=rosters)
def test_next_months_roster_balances_and_settles(
    table: list[list[str]], later: list[list[str]], community: Area, now: datetime
):
    start_over()
    imported(table, community, now)
    held = {person.pk: person for person in Person.objects.all()}
    second = imported(later, community, now + timedelta(days=30))
    assert balanced(second)
    third = imported(later, community, now + timedelta(days=60))
    assert (third.created, third.updated) == (0, 0)
    for person in Person.objects.filter(pk__in=held):
        before = held[person.pk]
        for name in ("name", "phone", "birth_date", "id_number", "household_id", "note"):
            assert getattr(person, name) or not getattr(before, name)


@given(table=rosters)
def test_all_or_nothing_is_all_or_nothing(
    table: list[list[str]], community: Area, li_wei: Member, now: datetime
):
    start_over()
    report = imported(table, community, now, mode=actions.ALL)
    assert balanced(report)
    assert report.applied == (report.rejected == 0)
    assert Person.objects.count() == (report.created if report.applied else 0)
