"""The trail tells what was done, and says so when somebody touched it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from sixin.audit import checking, sealing, trail
from sixin.audit.models import Entry, Mark

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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


def test_a_value_that_does_not_open_is_found_and_the_rest_is_read(three):
    raw("UPDATE audit_entry SET details = %s WHERE number = 2", b"\xa1nothing of the sort")
    assert checking.verify() == (3, ["Entry 2: what it says cannot be opened."])


def test_an_entry_put_back_in_line_again_is_found(three):
    raw("UPDATE audit_entry SET number = NULL, chain = NULL WHERE number = 2")
    read, wrong = checking.verify()
    assert (read, wrong[0]) == (3, "Entry 3: 1 entries before it are missing.")


def test_an_entry_in_the_place_of_the_next_one_is_found(three, now):
    raw("UPDATE audit_entry SET number = 4 WHERE number = 3")
    trail.note(DEED, by=None, now=now)
    with transaction.atomic():
        wrong = checking.verify()[1]
    assert wrong[0] == "New entries cannot be chained: another stands where they belong."


def test_it_goes_through_an_end_that_was_written_down(three, now):
    written = checking.end()
    trail.note(DEED, by=None, now=now)
    assert checking.verify(written) == (4, [])
    assert checking.verify((0, sealing.NOTHING)) == (4, [])


def test_an_older_copy_of_everything_does_not(three, now):
    written = checking.end()
    raw("DELETE FROM audit_entry WHERE number = 3")
    mark = Mark.objects.get(name="last")
    mark.number, mark.chain = 2, three[1].chain
    mark.seal = sealing.end(mark)
    mark.save()
    assert checking.verify() == (2, [])
    sentence = "The trail does not go through the end that was given, at entry 3."
    assert checking.verify(written) == (2, [sentence])


@given(
    at=st.builds(
        lambda us, zone: (EPOCH + timedelta(microseconds=us)).astimezone(zone),
        st.integers(0, 2 * 10**15),
        st.timezones(),
    ),
    details=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False),
                  st.dates(), st.uuids(), st.text(st.characters(exclude_categories=["Cs"]))),
    ),
)  # fmt: skip
def test_what_was_read_again_is_what_was_sealed(db, at, details):
    deed = trail.Deed(verb="person.changed", reason="因为", details=details)
    with transaction.atomic():
        (noted,) = trail.note(deed, by=uuid4(), now=at)
        assert trail.note_all([deed], by=None, now=at) == 1
        assert Entry.objects.get(pk=noted.pk).details == noted.details
        read, wrong = checking.verify()
        assert (read >= 2, wrong) == (True, [])


def test_many_at_once_are_noted_as_one_is(db, now):
    by = uuid4()
    trail.note(DEED, by=by, now=now)
    trail.note_all([DEED], by=by, now=now)
    one, other = Entry.objects.order_by("pk").values(
        "at", "by", "verb", "kind", "subject", "area", "reason", "details", "erased_by"
    )
    assert one == other
