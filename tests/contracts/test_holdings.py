"""Every table is in the list of what is held of people, and every column of it has its end."""

import pytest
from django.apps import apps
from django.db import models

from sixin.base.crypto import fields
from sixin.registers.models import Person
from sixin.site.rights.holdings import EXEMPT, HOLDINGS

TABLES = {
    model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)
}  # fmt: skip
HELD = {holding.label: holding for holding in HOLDINGS}


def test_every_table_is_listed_once():
    assert len(HELD) == len(HOLDINGS)
    assert sorted(TABLES) == sorted([*HELD, *EXEMPT])


def test_no_table_that_points_at_a_person_is_exempt():
    pointing = {
        label
        for label, model in TABLES.items()
        if any(field.related_model is Person for field in model._meta.concrete_fields)
    }
    assert pointing
    assert pointing - set(HELD) == set()


def test_every_exemption_says_why():
    assert [label for label, why in EXEMPT.items() if not why.strip()] == []


@pytest.mark.parametrize("label", sorted(HELD))
def test_every_column_is_deleted_emptied_or_stays_for_a_reason(label):
    holding = HELD[label]
    columns = {field.name for field in holding.model._meta.concrete_fields}
    if holding.gone:
        assert (holding.emptied, holding.stays) == ({}, ())
        return
    ended = set(holding.emptied) | holding.settled
    assert ended.isdisjoint(holding.stays)
    assert ended | set(holding.stays) == columns
    assert holding.why


@pytest.mark.parametrize("label", sorted(HELD))
def test_what_stays_of_a_row_is_no_free_text(label):
    """Whoever adds a note to a table has to say what erasing does with it."""
    holding = HELD[label]
    free = {
        field.name
        for field in holding.model._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField)
        or type(field).__module__ == fields.__name__
        or (isinstance(field, models.CharField) and not field.choices and field.max_length > 60)
    }
    assert free & set(holding.stays) - WORDLESS == set()


WORDLESS = {"area", "counts"}  # where in the tree an entry of the trail belongs; numbers by table


@pytest.mark.parametrize("label", sorted(HELD))
def test_the_readable_document_shows_columns_of_the_export(label):
    holding = HELD[label]
    assert set(holding.shown) <= set(holding.exported)
