"""The due list of one community: `python3 run.py bench due_list [--elders N]`.

N elders (3,000) of 12 grids, with tags, doors and a standing each, a fifth of them planned. The
baseline is the least SQL with the same result for these rules: who is past the period that her
tags ask for. The page is what a browser gets: filters, headings, fifty rows, in full.
"""

import argparse
import random
from datetime import date, timedelta

from bench import instance

TODAY = date(2026, 11, 23)
SINCE = date(2024, 1, 1)
COMMUNITY = "632801001901"
TAGS = ["living_alone", "empty_nest", "no_family", "disabled_care", "chronic", "low_income"]
PLAIN = """
SELECT p.id, p.birth_date, COALESCE(MAX(s.last_met_on), p.registered_on)
FROM registers_person p
JOIN registers_area a ON a.id = p.area_id
JOIN registers_persontag t ON t.person_id = p.id AND t.until IS NULL
LEFT JOIN visits_standing s ON s.person_id = p.id
WHERE a.path >= %s AND a.path < %s AND p.left_on IS NULL AND p.merged_into_id IS NULL
  AND t.tag IN ('living_alone', 'empty_nest', 'left_behind', 'disabled_care', 'special_family')
GROUP BY p.id, p.birth_date, p.registered_on
HAVING COALESCE(MAX(s.last_met_on), p.registered_on) <= %s ORDER BY 3
"""


def main() -> None:
    """Fill a fresh instance and print how long the list takes, as rows and as a page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--elders", type=int, default=3000)
    wanted = parser.parse_args().elders
    with instance.fresh():
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        _fill(wanted)
        _measure(wanted)


def _fill(wanted: int) -> None:
    from django.db import connection

    from sixin.registers.actions import enrolling
    from sixin.registers.models import Building, Entrance

    rnd = random.Random(7)
    place = {"valid_from": SINCE, "source": "bench"}
    community = enrolling.add_area(code=COMMUNITY, name="社区", level="community", **place)
    enrolling.add_member(
        username="bench", password="bench", name="李伟", role="community_worker",
        area=community, since=SINCE,
    )  # fmt: skip
    entrances = []
    for n in range(1, 13):
        code = f"{COMMUNITY}{n:03}"
        grid = enrolling.add_area(code=code, name=f"第{n}网格", level="grid", **place)
        for number in range(1, 5):
            building = Building.objects.create(area=grid, name=f"{number}号楼", number=number)
            entrances += [
                Entrance.objects.create(building=building, name=f"{m}单元", number=m)
                for m in (1, 2, 3)
            ]
    _people(rnd, entrances, wanted)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people(rnd: random.Random, entrances: list[object], wanted: int) -> None:
    from sixin.registers.models import Household, Person, PersonTag
    from sixin.visits.models import Standing, Visit

    homes, people, tags, standings, planned = [], [], [], [], []
    for n in range(wanted):
        entrance = entrances[n % len(entrances)]
        area = entrance.building.area
        floor, door = rnd.randrange(1, 7), f"{rnd.randrange(1, 7)}0{rnd.randrange(1, 5)}"
        line = f"{entrance.building.name}{entrance.name}{door}-{n}"
        home = Household(
            area=area, building=entrance.building, entrance=entrance, floor=floor, door=door,
            address=line,
        )  # fmt: skip
        born = date(rnd.randrange(1930, 1966), rnd.randrange(1, 13), rnd.randrange(1, 29))
        person = Person(
            area=area, household=home, name=f"张秀英{n}", pinyin=f"zhangxiuying{n}",
            initials="zxy", birth_date=born, registered_on=SINCE, sex=rnd.choice("fm"),
        )  # fmt: skip
        met = TODAY - timedelta(days=rnd.randrange(60))
        homes.append(home)
        people.append(person)
        held = rnd.sample(TAGS, rnd.choice([1, 1, 2, 3]))
        tags += [PersonTag(person=person, tag=t, since=SINCE, source="roster") for t in held]
        standings.append(Standing(person=person, last_met_on=met, last_knock_on=met))
        if n % 5 == 0:
            planned.append(Visit(person=person, planned_on=TODAY + timedelta(days=1)))
    for rows in (homes, people, tags, standings, planned):
        type(rows[0]).objects.bulk_create(rows, batch_size=1000)


def _measure(wanted: int) -> None:
    from sixin.registers.models import Area
    from sixin.site.desk.visits.filters import Filters
    from sixin.site.desk.visits.listing import listing
    from sixin.visits.queries import due

    area = Area.objects.get(code=COMMUNITY)
    plain, rows = instance.best_of(7, lambda: _plain(area))
    queried, entries = instance.best_of(7, lambda: due.due(area, TODAY))
    listed, _found = instance.best_of(7, lambda: listing([area], TODAY, Filters()))
    page, _length = instance.best_of(7, _page())
    print(f"{wanted:,} elders, {len(entries):,} due (least SQL: {len(rows):,} rows)")
    print(f"{'what':<28}{'time':>10}{'elders/s':>14}{'ratio to least SQL':>20}")
    for name, seconds in [
        ("least SQL", plain),
        ("due.due", queried),
        ("ordered by door, planned", listed),
        ("the whole page, in HTML", page),
    ]:
        ratio = f"{seconds / plain:>20.1f}"
        print(f"{name:<28}{seconds * 1000:>7.1f} ms{wanted / seconds:>14,.0f}{ratio}")


def _page() -> object:
    from django.test import Client

    from sixin.site import asking

    asking.today = lambda _request: TODAY
    browser = Client()
    assert browser.login(username="bench", password="bench")

    def look() -> int:
        answer = browser.get("/due/")
        assert answer.status_code == 200, answer.status_code
        return len(answer.content)

    return look


def _plain(area: object) -> list[tuple[object, ...]]:
    from django.db import connection

    latest = TODAY + timedelta(days=6 - 30)
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [area.path, area.path + "zzzzz", latest])
        return list(cursor.fetchall())


if __name__ == "__main__":
    main()
