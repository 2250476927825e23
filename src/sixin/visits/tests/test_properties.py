"""Whatever the order in which reports arrive, and however often: the same standing and figures."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sixin.ledger import checking, counting
from sixin.ledger.periods import Period
from sixin.registers.models import Person
from sixin.visits import actions
from sixin.visits.models import FollowUp, Mode, Standing, State, Visit, Wellbeing
from sixin.visits.reports import Report
from sixin.visits.tests import cast

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
OUTCOMES = [State.COMPLETED, State.NO_ANSWER, State.AWAY, State.HOSPITAL, State.REFUSED]

outcomes = st.tuples(
    st.integers(0, 60),
    st.sampled_from(OUTCOMES),
    st.sampled_from([Mode.HOME, Mode.HOME, Mode.PHONE]),
    st.booleans(),
    st.sampled_from([None, 3, 30]),
)
# What was reported, and the order in which it arrives, some of it more than once.
arrivals = st.lists(outcomes, min_size=1, max_size=7).flatmap(
    lambda rows: st.tuples(
        st.just(rows),
        st.permutations(range(len(rows))),
        st.lists(st.integers(0, len(rows) - 1), max_size=4),
    )
)


def reports(rows, people, husband, now):
    made = []
    for number, (days, outcome, mode, together, agreed) in enumerate(rows):
        met = outcome == State.COMPLETED
        when = cast.ago(now, days).replace(minute=number)
        made.append(
            Report(
                person=people.zhang,
                outcome=outcome,
                mode=mode,
                occurred_at=when,
                wellbeing=Wellbeing.GOOD if met else "",
                also_met=(husband,) if met and together else (),
                next_on=None if agreed is None else when.date().replace(year=2027, day=agreed % 28),
            )
        )
    return made


def clear():
    """Back to nobody having come; the ledger keeps what it has, so it is counted by difference."""
    for visit in Visit.objects.filter(record__isnull=False):
        actions.take_back(visit=visit, because="", by=visit.recorded_by, now=visit.recorded_at)
    FollowUp.objects.all().delete()
    Standing.objects.all().delete()
    Visit.objects.all().delete()


def outcome_of(sent, people, now):
    """(standings, figures, people reached, open follow-ups) after recording these."""
    for report in sent:
        actions.record(report=report, by=people.wang, now=now)
    fields = ("person__name", "last_met_on", "last_visit", "last_knock_on", "failed_knocks",
              "absence", "next_on")  # fmt: skip
    found = (
        list(Standing.objects.order_by("pk").values_list(*fields)),
        counting.monthly(people.community, YEAR),
        FollowUp.objects.filter(closed_at__isnull=True).count(),
        Visit.objects.count(),
    )
    assert list(checking.differences()) == []
    clear()
    return found


@given(arrivals=arrivals)
def test_any_order_and_any_repetition_come_to_the_same(people, now, arrivals):
    rows, order, again = arrivals
    husband = Person.objects.filter(name="李国庆").first() or cast.elder(
        people.grid, "李国庆", ["empty_nest"], **cast.KEY
    )
    sent = reports(rows, people, husband, now)
    in_order = outcome_of(sent, people, now)
    fresh = [replace(report, id=_other(report.id)) for report in sent]
    shuffled = [fresh[n] for n in (*order, *again)]
    found = outcome_of(shuffled, people, now)
    assert _without_ids(found) == _without_ids(in_order)


@given(arrivals=arrivals)
def test_taking_all_back_comes_to_nothing(people, now, arrivals):
    rows, order, _again = arrivals
    sent = reports(rows, people, people.zhang, now)
    made = [actions.record(report=sent[n], by=people.wang, now=now) for n in order]
    for visit in made:
        actions.take_back(visit=visit, because="", by=people.wang, now=now)
    assert set(Standing.objects.values_list("last_met_on", "failed_knocks", "next_on")) == {
        (None, 0, None)
    }
    assert not FollowUp.objects.filter(closed_at__isnull=True).exists()
    assert {sum(sums) for sums in counting.monthly(people.community, YEAR).values()} <= {0}
    FollowUp.objects.all().delete()


def _other(pk):
    """Another id that sorts as this one does."""
    return UUID(int=pk.int ^ 1)


def _without_ids(found):
    standings, sums, waiting, count = found
    plain = [(row[0], row[1], *row[3:]) for row in standings]
    return plain, {key: value for key, value in sums.items() if any(value)}, waiting, count
