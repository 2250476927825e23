"""Two years of a community, deed by deed. Pure: nothing here knows of a database."""

from dataclasses import dataclass
from datetime import date, timedelta

from sixin.base import clock
from sixin.site.demo import (
    care,
    cast,
    certifying,
    contacts,
    details,
    fates,
    mistakes,
    remarks,
    rounds,
    services,
    sessions,
    troubles,
    visiting,
    workdays,
)
from sixin.site.demo.care import Home
from sixin.site.demo.deeds import Agreed, Certified, Deed, Joined, Knock, Round, Widowed
from sixin.site.demo.invention import Invention


@dataclass(slots=True)
class _Visits:
    """met: the meetings of each home that the rules name; others: all other knocks."""

    met: dict[Home, list[Knock]]
    general: list[Knock]
    others: list[Knock]
    rounds: list[Round]

    @property
    def all(self) -> list[Knock]:
        return [*(k for knocks in self.met.values() for k in knocks), *self.general, *self.others]


def tell(made: Invention) -> list[Deed]:
    """Everything that happened, in the order in which it was written down."""
    visits = _visits(made)
    agreed = mistakes.agreements(made.chance("agreements"), made.elders, made.today)
    _fill(made, visits, {one.elder.key: one for one in agreed if one.purpose == "family_notice"})
    deeds: list[Deed] = [*visits.all, *visits.rounds, *agreed, *_register(made)]
    deeds += mistakes.withdrawals(agreed)
    deeds += _certifications(made, visits.all)
    held = [
        one
        for year in _years(made.today)
        for one in sessions.of_year(made.chance(f"sessions {year}"), year, made.elders, made.today)
    ]
    twice = mistakes.wrong_session(made.chance("session"), held, made.today)
    deeds += held + ([twice] if twice else [])
    for year in _years(made.today):
        deeds += services.of_year(made.chance(f"services {year}"), year, made.elders, made.today)
    deeds += mistakes.wrong_visits(made.chance("mistakes"), made.elders, made.today)
    # Certifications at a visit are written after it.
    deeds = [deed for deed in deeds if not (isinstance(deed, Certified) and deed.knock)]
    return sorted(deeds, key=lambda deed: deed.written_at)


def _visits(made: Invention) -> _Visits:
    homes = care.homes(made.elders, made.today)
    named = [home for home in homes if home.pace != "general"]
    urgent = troubles.now_urgent(named)
    calls = contacts.Calls(made.chance("contacts"), made.today, made.first_day)
    met = {
        home: calls.of_home(
            home,
            troubles.last_met(made.today, urgent.index(home)) if home in urgent else None,
        )
        for home in named
    }
    found = _Visits(met, [], [], [])
    chance = made.chance("rounds")
    keep_out = {elder for home in urgent for elder in home.elders}
    for name, window in rounds.past(made.today):
        found.rounds.append(rounds.plan_past(chance, name, window, made.today, met))
    current, missed = rounds.plan_current(chance, made.today, met, keep_out)
    found.rounds.append(current)
    general = [home for home in homes if home.pace == "general"]
    found.general = _to_general(made, general, found)
    visiting.instead_of_calls(made.chance("visits"), [*found.all], made.today)
    found.others += missed + _troubles(made, met, urgent) + list(_goodbyes(made))
    return found


def _to_general(made: Invention, homes: list[Home], found: _Visits) -> list[Knock]:
    """Visits to others: one to 李国庆 four workdays ago, the rest by chance."""
    day = workdays.at_or_before(made.today - timedelta(4))
    his = next(home for home in homes if home.elders[0].key == 1)
    at = clock.at(day, 11, 5)
    known = Knock(at=at, written_at=at, by="", elders=list(his.elders), mode="home",
                  hazards=[("hose", "")])  # fmt: skip
    so_far = visiting.person_times([*found.all, known])
    rest = [home for home in homes if home is not his]
    return [known, *visiting.to_general(made.chance("general"), rest, made.today, so_far)]


def _troubles(made: Invention, met: dict[Home, list[Knock]], urgent: list[Home]) -> list[Knock]:
    calm = {home: knocks for home, knocks in met.items() if home not in urgent}
    found = troubles.searches(made.chance("searches"), calm, made.today)
    searched = {knock.elders[0] for knock in found}
    rest = {home: knocks for home, knocks in calm.items() if home.elders[0] not in searched}
    found += troubles.some(made.chance("troubles"), rest, made.today)
    for place, home in enumerate(urgent):
        found += troubles.urgent_knocks(home, made.today, place)
    return found


def _goodbyes(made: Invention) -> list[Knock]:
    """The visit or call at which the team learnt that somebody had moved away or died."""
    chance, found = made.chance("goodbyes"), []
    for elder in (elder for elder in made.elders if elder.leaves):
        day, why = elder.leaves or (made.today, "")
        at = workdays.an_hour(chance, day, made.today)
        mode = "phone" if why == "moved" or chance.random() < 0.5 else "home"
        found.append(Knock(at=at, written_at=at, by="", elders=[elder], outcome=why, mode=mode))
    return found


def _register(made: Invention) -> list[Deed]:
    """Newcomers put on the register by hand, and wives who live alone since their husbands died."""
    found: list[Deed] = []
    for elder in made.elders:
        if elder.by_hand:
            at = clock.at(elder.joins, 9, 15)
            found.append(Joined(at=at, written_at=at, by="liwei", elder=elder))
        since = fates.widowed_on(elder)
        if since and since < made.today:
            at = clock.at(since, 10, 30)
            by = cast.worker_of(elder.grid)
            found.append(Widowed(at=at, written_at=at, by=by, elder=elder))
    return found


def _certifications(made: Invention, knocks: list[Knock]) -> list[Deed]:
    maker = certifying.Certifying(made.chance("certifications"), made.elders, made.today)
    found = [one for year in _years(made.today) for one in maker.of_year(year, knocks)]
    wrong = mistakes.wrong_certification(made.chance("certification"), found)
    return [*found, *([wrong] if wrong else [])]


def _years(today: date) -> tuple[int, int]:
    return today.year - 1, today.year


def _fill(made: Invention, visits: _Visits, consenting: dict[int, Agreed]) -> None:
    teller = details.Teller(made.chance("details"), made, consenting)
    knocks = sorted(visits.all, key=lambda knock: (knock.at, knock.elders[0].key))
    for knock in knocks:
        teller.tell(knock)
    details.find_hazards(made.chance("hazards"), knocks, made)
    details.agree_on_days(made.chance("agreed days"), visits.met, visits.general, made)
    writer = remarks.Remarks(made.chance("remarks"))
    for knock in knocks:
        knock.note = writer.note(knock, wordy=0.85 if knock.mode == "home" else 0.36)
