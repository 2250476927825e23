"""The trail tells what was done, and says so when somebody touched it."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from sixin.audit import checking, trail
from sixin.audit.models import Entry, Mark

DEED = trail.Deed(
    verb="person.changed", kind="registers.person", subject="7", details={"a": [1, 2]}
)


@pytest.fixture
def three(db, now):
    """Three entries in the chain."""
    for _place in range(3):
        trail.note(DEED, by=uuid4(), now=now)
        trail.chain()
    return list(Entry.objects.order_by("number"))


def raw(sql: str, *given: object) -> None:
    """Write past the product, as somebody with the database would, its triggers taken off."""
    with connection.cursor() as cursor:
        for deed in ("update", "delete"):
            on_table = " ON audit_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS audit_entry_no_{deed}{on_table}")
        cursor.execute(sql, given)


def test_it_counts_and_holds(three):
    assert [entry.number for entry in three] == [1, 2, 3]
    assert checking.verify() == (3, [])


def test_what_waits_is_chained_before_it_is_checked(db, now):
    trail.note(DEED, DEED, by=None, now=now)
    assert checking.verify() == (2, [])


def test_the_database_refuses_to_alter_or_remove_an_entry(three):
    for sql in ("UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_an_altered_entry_is_found(three):
    raw("UPDATE audit_entry SET verb = 'person.revealed' WHERE number = 2")
    assert checking.verify() == (3, ["Entry 2 was altered."])


def test_an_altered_value_is_found(three):
    entry = three[1]
    entry.details = {"a": [1, 3]}
    raw("UPDATE audit_entry SET reason = reason WHERE number = 2")
    entry.save(update_fields=["details"])
    assert checking.verify() == (3, ["Entry 2: what it says was altered."])


def test_a_removed_entry_is_found(three):
    raw("DELETE FROM audit_entry WHERE number = 2")
    assert checking.verify() == (2, ["Entry 3: 1 entries before it are missing."])


def test_a_removed_entry_is_found_when_the_others_close_up(three):
    raw("DELETE FROM audit_entry WHERE number = 2")
    raw("UPDATE audit_entry SET number = 2 WHERE number = 3")
    read, wrong = checking.verify()
    assert (read, wrong[0]) == (2, "Entry 2 does not follow from the one before it.")


def test_a_removed_end_is_found(three):
    raw("DELETE FROM audit_entry WHERE number = 3")
    assert checking.verify() == (2, ["The trail ends at entry 2; it had reached 3."])


def test_an_end_moved_without_the_key_is_found(three):
    raw("DELETE FROM audit_entry WHERE number = 3")
    mark = Mark.objects.get(name="last")
    mark.number, mark.chain = 2, three[1].chain
    mark.save()
    assert checking.verify() == (2, ["The mark `last` was altered."])


def test_an_emptied_entry_without_an_erasure_is_found(three):
    raw("UPDATE audit_entry SET details = NULL, erased_by = id WHERE number = 1")
    Entry.objects.filter(number=1).update(erased_by=uuid4())
    sentence = "Entry 1 was emptied, and nothing says by which erasure."
    assert checking.verify() == (3, [sentence])


def test_only_what_changed_differs(three):
    row = three[0]
    before = trail.values(row)
    assert trail.differences(before, trail.values(row)) == {}
    row.verb = "y"
    assert trail.differences(before, trail.values(row)) == {"verb": ["person.changed", "y"]}
