"""From nothing to a whole demo, or to nothing: it is one transaction."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from sixin.base import clock
from sixin.registers.actions import contacting, enrolling
from sixin.registers.actions.contacting import Who
from sixin.registers.models import Area, Person
from sixin.registers.roster import housing
from sixin.site import places
from sixin.site.demo import accounts, community, invention, registering

Say = Callable[[str], None]


def is_seeded() -> bool:
    """Whether the demo stands. It was committed whole, so its community stands for all of it."""
    return Area.objects.filter(code=community.CODE, codes__source=community.SOURCE).exists()


def holds_others() -> bool:
    """Whether there are people on the register who are not of the demo."""
    return Person.objects.exclude(area__code__startswith=community.CODE).exists()


def seed(today: date, say: Say) -> None:
    """Invent the community of that day and enter it. An interruption leaves nothing behind."""
    made = invention.invent(today)
    samples = places.home() / "samples"
    samples.mkdir(exist_ok=True)
    with transaction.atomic():
        say("areas, buildings, members")
        entered = registering.enter(made, samples)
        say(f"{len(made.elders)} elders")
        for elder in made.elders:
            person = enrolling.add_person(
                area=entered.grids[elder.grid],
                name=elder.name,
                registered_on=made.first_day,
                sex=elder.sex,
                birth_date=elder.born,
                id_number=elder.identity,
                phone=elder.phone,
                household=housing.door_at(
                    area=entered.grids[elder.grid], address=elder.door.address
                ),
            )
            for tag, evidence in elder.tags.items():
                enrolling.tag(
                    person=person, tag=tag, since=made.first_day, source="roster", by=None,
                    evidence=evidence,
                )  # fmt: skip
            for kin in elder.kin:
                contacting.add(
                    person=person,
                    who=Who(name=kin.name, relation=kin.relation, phone=kin.phone, place=kin.place),
                    by=entered.members["liwei"], now=clock.at(made.first_day, 9),
                )  # fmt: skip
        accounts.keep(entered.accounts)


def accounts_of_demo() -> list[accounts.Account]:
    """The accounts as kept; where the file is lost, with new passwords."""
    return accounts.kept() or registering.renew_accounts()
