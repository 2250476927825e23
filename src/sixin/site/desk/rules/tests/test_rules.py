"""The rules in plain words: all of them, by topic, and which one counts here."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sixin.registers.models import Member
from sixin.rulebook.models import Rule

Sit = Callable[[Member], Client]


def rows(client: Client, asked: str = "") -> dict[str, str]:
    """{rule: what becomes of it here} of the page."""
    page = client.get(f"/rules/?{asked}")
    assert page.status_code == 200
    return {row.rule.pk: row.here for part in page.context["sections"] for row in part.rows}


@pytest.fixture
def local(db: None) -> Rule:
    """格尔木 asks for a visit every 10 days where Qinghai asks for one in 30."""
    known = Rule.objects.get(pk="visit.qinghai.2022")
    return Rule.objects.create(
        rule_id="visit.golmud", topic=known.topic, area="632801", valid_from=date(2025, 1, 1),
        when=known.when, value=10, unit="天", label="格尔木每十天一次", label_en="Golmud: every 10 days",
        source="格尔木市 2025", source_url="javascript:alert(1)", status="local", shipped=False,
    )  # fmt: skip


def test_every_rule_is_there_and_says_whether_it_counts_here(
    local: Rule, sit: Sit, li_wei: Member
) -> None:
    Rule.objects.filter(pk="need.errand").update(valid_to=date(2020, 1, 1))
    Rule.objects.filter(pk="need.clinic").update(valid_from=date(2999, 1, 1))
    found = rows(sit(li_wei))
    assert set(found) == set(Rule.objects.values_list("pk", flat=True))
    chosen = ["visit.golmud", "visit.qinghai.2022", "visit.innermongolia.high", "need.errand",
              "need.clinic"]  # fmt: skip
    assert [found[name] for name in chosen] == ["counts", "replaced", "elsewhere", "over", "early"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("topic=age.advanced", {"age.advanced"}),
        ("topic=visit.frequency&status=local", {"visit.golmud"}),
        ("q=格尔木", {"visit.golmud"}),
        ("q=GOLMUD", {"visit.golmud"}),
        ("q=每 10 天", {"visit.golmud"}),
        ("q=没有这样的字", set()),
        ("topic=visit.frequency&here=counts", {"visit.golmud"}),
    ],
)
def test_the_address_narrows_them(
    asked: str, found: set[str], local: Rule, sit: Sit, li_wei: Member
) -> None:
    assert set(rows(sit(li_wei), asked)) == found


def test_the_page_speaks_plainly_in_both_languages(local: Rule, sit: Sit, li_wei: Member) -> None:
    client = sit(li_wei)
    page = client.get("/rules/?topic=visit.frequency").text
    for words in [
        "多久看望一次",
        "每 10 天",
        "格尔木市",
        "内蒙古自治区",
        "全国",
        "让给了更近的规定",
        "未核实",
    ]:
        assert words in page
    assert 'href="https://javascript:alert(1)"' in page
    client.cookies["sixin_language"] = "en"
    page = client.get("/rules/?topic=visit.frequency").text
    for words in ["How often to visit", "Every 10 days", "Inner Mongolia", "Qinghai", "China"]:
        assert words in page


def test_it_asks_the_same_for_any_number_of_rules(
    local: Rule, sit: Sit, li_wei: Member, queries: Callable[[Client, str], int]
) -> None:
    client = sit(li_wei)
    few = queries(client, "/rules/")
    for number in range(200):
        Rule.objects.create(
            rule_id=f"x{number}", topic=f"new.topic{number % 5}", area="632801",
            valid_from=date(2025, 1, 1), when={"n": number}, value=number, unit="",
            label="新", label_en="new", source="x", status="local",
        )  # fmt: skip
    assert queries(client, "/rules/") == few
    assert "new.topic3" in client.get("/rules/").text
