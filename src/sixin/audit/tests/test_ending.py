"""What goes from the trail goes by rule, and the trail can tell."""

from datetime import timedelta
from uuid import uuid4

import pytest

from sixin.audit import checking, erasing, pruning, trail
from sixin.audit.models import Entry
from sixin.audit.tests.test_trail import raw

DAY = timedelta(days=1)


@pytest.fixture
def days(db, now):
    """One entry on each of five days, about 7 and about 8 by turns."""
    for day in range(5):
        deed = trail.Deed(
            verb="person.changed", subject=str(7 + day % 2), reason="本人说", details={"a": [1, 2]}
        )
        trail.note(deed, by=uuid4(), now=now + day * DAY)
    trail.chain()


def prune(days_after, now):
    return pruning.prune(before=now + days_after * DAY, by=None, now=now + 9 * DAY)


def test_old_entries_go_and_the_rest_holds(days, now):
    assert pruning.prunable(before=now + 3 * DAY) == 3
    assert prune(3, now) == 3
    assert checking.verify() == (3, [])
    told = Entry.objects.get(verb="audit.pruned").details
    assert (told["count"], told["through"]) == (3, 3)


def test_everything_may_go_and_the_trail_goes_on(days, now):
    assert prune(8, now) == 5
    assert checking.verify() == (1, [])
    assert prune(8, now) == 0
    assert checking.verify() == (1, [])


def test_a_younger_entry_keeps_all_that_were_chained_after_it(days, now):
    trail.note(trail.Deed(verb="person.changed"), by=None, now=now - 9 * DAY)
    trail.chain()
    assert pruning.prunable(before=now) == 0


def test_an_altered_trail_is_not_pruned(days, now):
    raw("UPDATE audit_entry SET verb = 'x' WHERE number = 2")
    with pytest.raises(pruning.Broken, match=r"Entry 2 was altered\."):
        prune(3, now)
    assert Entry.objects.count() == 5


def test_of_an_end_that_was_pruned_nothing_can_be_said(days, now):
    ends = [(e.number, bytes(e.chain)) for e in Entry.objects.order_by("number")]
    prune(3, now)
    assert checking.verify(ends[2]) == (3, [])
    said = "Entry 2 was pruned; nothing can be said of it any more."
    assert checking.verify(ends[1]) == (3, [said])


def erased(*subjects, now, named=()):
    deed = trail.Deed(verb="person.erased", subject=subjects[0], details={"subjects": list(named)})
    (because,) = trail.note(deed, by=uuid4(), now=now + 6 * DAY)
    return erasing.empty(subjects=subjects, because=because)


def test_an_erased_person_s_entries_say_no_more_and_still_hold(days, now):
    assert erased("7", now=now) == 3
    emptied = Entry.objects.filter(subject="7").exclude(verb="person.erased")
    assert set(emptied.values_list("reason", "details")) == {("", None)}
    assert [entry.reason for entry in Entry.objects.filter(subject="8")] == ["本人说"] * 2
    assert checking.verify() == (6, [])


def test_the_rows_merged_into_her_are_named_by_the_erasure(days, now):
    with pytest.raises(ValueError, match="has to name everybody"):
        erased("7", "8", now=now)
    assert erased("7", "8", now=now, named=["8"]) == 5
    assert checking.verify()[1] == []


def test_emptying_somebody_else_s_entry_in_its_name_is_found(days, now):
    erased("7", now=now)
    because = Entry.objects.get(verb="person.erased")
    Entry.objects.filter(number=2).update(reason="", details=None, erased_by=because.pk)
    sentence = "Entry 2 was emptied, and nothing says by which erasure."
    assert checking.verify() == (6, [sentence])


def test_altering_what_was_emptied_is_found(days, now):
    erased("7", now=now)
    Entry.objects.filter(number=1).update(reason="别的")
    assert checking.verify()[1] == ["Entry 1: what it says was altered."]
