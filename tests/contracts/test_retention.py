"""Every table has a term or a reason, every kind its rule row, every rule row its kind."""

import pytest
from django.apps import apps

from sixin.rulebook import loading
from sixin.rulebook.models import Status
from sixin.site.retention.for_good import FOR_GOOD
from sixin.site.retention.kinds import KINDS

ROWS = list(loading.read(loading.SHIPPED / "retention.csv"))
TABLES = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}


def test_every_table_has_a_term_or_a_reason_why_not():
    with_term = {table for kind in KINDS for table in kind.tables}
    assert with_term & set(FOR_GOOD) == set()
    assert with_term | set(FOR_GOOD) == TABLES
    assert [table for table, why in FOR_GOOD.items() if not why.strip()] == []


def test_the_ledger_has_no_term():
    assert [table for kind in KINDS for table in kind.tables if table.startswith("ledger.")] == []


def test_kinds_and_rule_rows_speak_of_the_same():
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))
    assert sorted(codes) == sorted(row["when"]["kind"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["rule_id"])
def test_a_row_says_how_many_days_and_on_what_it_rests(row):
    assert row["topic"] == "retention"
    assert isinstance(row["value"], int)
    assert row["value"] > 0
    assert row["unit"] == "天"
    assert row["source"]
    assert row["status"] == Status.UNVERIFIED
