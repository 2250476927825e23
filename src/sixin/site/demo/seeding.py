"""From nothing to a whole demo, or to nothing: it is one transaction."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction

from sixin.registers.models import Area, Person, RosterImport
from sixin.site import places
from sixin.site.demo import (
    accounts,
    community,
    fates,
    invention,
    listing,
    performing,
    registering,
    resetting,
    rosters,
    story,
)
from sixin.site.demo.deeds import Deed
from sixin.site.demo.invention import Invention
from sixin.site.demo.rosters import Roster

Say = Callable[[str], None]


def is_seeded() -> bool:
    """Whether the demo stands. It was committed whole, so its community stands for all of it."""
    ours = Area.objects.filter(code=community.CODE, codes__source=community.SOURCE)
    return bool(ours.exists())


def holds_others() -> bool:
    """Whether there are people on the register who are not of the demo."""
    return Person.objects.exclude(area__code__startswith=community.CODE).exists()


def seed(today: date, say: Say) -> None:
    """Invent the community of that day and enter it. An interruption leaves nothing behind."""
    made = invention.invent(today)
    deeds = story.tell(made)
    if not RosterImport.objects.exists():
        resetting.remove_files()
    samples = places.home() / "samples"
    samples.mkdir(exist_ok=True)
    with transaction.atomic():
        say("areas, buildings, members")
        entered = registering.enter(made, samples)
        stages = _stages(made, deeds)
        people: dict[int, Person] = {}
        stage = performing.Performance(entered, people)
        for on, written, part in stages:
            say(f"{written.file}")
            listing.take(written, on, entered)
            people.update(listing.found(made.elders, entered))
            stage.perform(_told(part, say))
        accounts.keep(entered.accounts)


def _stages(made: Invention, deeds: list[Deed]) -> list[tuple[date, Roster, list[Deed]]]:
    """(day, roster, what happened from then until the next roster)."""
    second = fates.second_roster_on(made.today)
    before = [deed for deed in deeds if deed.written_at.date() < second]
    after = [deed for deed in deeds if deed.written_at.date() >= second]
    return [
        (fates.first_roster_on(made.today), rosters.first(made), before),
        (second, rosters.second(made), after),
    ]


def _told(deeds: list[Deed], say: Say) -> Iterator[Deed]:
    """The deeds, with a word for each month that begins."""
    month = ""
    for deed in deeds:
        if f"{deed.written_at:%Y-%m}" != month:
            month = f"{deed.written_at:%Y-%m}"
            say(month)
        yield deed


def accounts_of_demo() -> list[accounts.Account]:
    """The accounts as kept; where the file is lost, with new passwords."""
    return accounts.kept() or registering.renew_accounts()
