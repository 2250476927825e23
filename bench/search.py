"""Search over many people, sealed: `python3 run.py bench search [--people N] [--postgres]`.

A million people in 8 counties, found as members of one community, of a county and of the whole
prefecture would find them. The baseline is a twin of the same rows in clear with the indexes that one would give it,
asked in the same steps and for the same rows. What is built stays in .boot for the next run.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from boot import places, postgres, system
from boot.console import Stop

BUILT = "built"
SHOWN = 9  # as many as the box suggests, and one more
# (account, in words, code of its area)
SCOPES = (
    ("near", "one community", "990001001001"),
    ("wide", "one county", "990001000000"),
    ("all", "one prefecture", "990000000000"),
)
KINDS = ("ID number", "phone", "last four", "full name", "initials", "part of a name", "surname")


def main() -> None:
    """Build what is not built yet, and print times beside those of the twin in clear."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--scope", choices=[name for name, *_rest in SCOPES], action="append")
    asked = parser.parse_args()
    kind = "postgres" if asked.postgres else "sqlite"
    home = places.BOOT / "bench" / f"search-{asked.people}-{kind}"
    if asked.postgres and "DATABASE_URL" not in os.environ:
        _clear(home)
        with _server(home / "server") as url:
            env = os.environ | {"DATABASE_URL": url}
            sys.exit(subprocess.run([sys.executable, "-m", "bench.search", *sys.argv[1:]], env=env,
                                    check=False).returncode)  # fmt: skip
    if not asked.postgres:
        _clear(home)
    os.environ["SIXIN_HOME"] = str(home)
    _prepare(home, asked.people)
    _measure(asked.queries, asked.scope)


def _clear(home: Path) -> None:
    """An empty folder, unless it holds everything."""
    if not (home / BUILT).exists():
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A PostgreSQL whose rows outlive the run."""
    programs = system.postgres_folder()
    if programs is None:
        raise Stop(system.sentence([system.POSTGRES]))
    new = not (folder / "data").exists()
    folder.mkdir(parents=True, exist_ok=True)
    server = postgres.Server(programs, folder, postgres.free_port(), "bench")
    if new:
        postgres.make(server)
    process = postgres.start(server)
    try:
        postgres.wait(server, process)
        if new:
            postgres.make_database(server)
        yield server.url
    finally:
        postgres.stop(process)


def _prepare(home: Path, people: int) -> None:
    from sixin.site import cli
    from sixin.site.cli import init

    cli.start()
    from bench import crowd

    built = home / BUILT
    began = time.perf_counter()
    init.prepare()
    if not built.exists():
        print(f"Building {people:,} people in {home} …", flush=True)
        crowd.build(people)
        built.touch()
        print(f"built in {time.perf_counter() - began:.0f} s")
    crowd.look()


def _member(username: str, code: str) -> Any:
    from bench import crowd
    from sixin.registers.actions import enrolling
    from sixin.registers.models import Area, Member

    known = Member.objects.filter(user__username=username).first()
    return known or enrolling.add_member(
        username=username, password="bench", name="李伟", role="community_worker",
        area=Area.objects.get(code=code), since=crowd.SINCE,
    )  # fmt: skip


def _measure(queries: int, scopes: list[str] | None) -> None:
    from django.conf import settings
    from django.db import connection

    from sixin.base import clock
    from sixin.registers.models import Finder, Person

    settings.ALLOWED_HOSTS = ["testserver"]
    print(f"{Person.objects.count():,} people, {Finder.objects.count():,} tokens, "
          f"{connection.vendor}; ms at p50 / p95")  # fmt: skip
    for username, scope, code in SCOPES:
        if scopes and username not in scopes:
            continue
        member = _member(username, code)
        typed = _typed(member, clock.today(), queries)
        print(f"\n{scope:<16}{'sealed':>16}{'in clear':>16}{'ratio':>14}{'box':>16}{'list':>16}")
        pages = _pages(username)
        for kind in KINDS:
            _line(kind, typed[kind], _ways(member, clock.today()), pages)


def _line(kind: str, typed: list[str], ways: Any, pages: Any) -> None:
    ours, theirs = _both(typed, *ways)
    some = typed[: len(typed) // 2]
    box, whole = (_times(some, page) for page in pages)
    ratio = "/".join(f"{a / b:.2f}" for a, b in zip(ours, theirs, strict=True))
    shown = "".join(f"{a:>9.2f}/{b:>6.2f}" for a, b in (ours, theirs))
    print(f"{kind:<16}{shown}{ratio:>14}{box[0]:>9.1f}/{box[1]:>6.1f}{whole[0]:>9.1f}/{whole[1]:>6.1f}",
          flush=True)  # fmt: skip


def _typed(member: Any, today: Any, queries: int) -> dict[str, list[str]]:
    """What is typed, of people whom the member may see, by kind."""
    from sixin.registers.queries import people

    chance = random.Random(3)
    rows = people.visible_to(member, today).exclude(phone="").exclude(id_number=None)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    known = list(rows.filter(pk__in=chance.sample(ids, min(queries, len(ids)))))
    return {
        "ID number": [p.id_number for p in known],
        "phone": [p.phone for p in known],
        "last four": [chance.choice([p.phone, p.id_number])[-4:] for p in known],
        "full name": [p.name for p in known],
        "initials": [p.initials for p in known],
        "part of a name": [chance.choice([p.name[:2], p.name[-2:]]) for p in known],
        "surname": [p.name[:1] for p in known],
    }


def _ways(member: Any, today: Any) -> tuple[Callable[[str], Any], Callable[[str], Any]]:
    from bench import crowd, twin
    from sixin.registers.queries import areas, people
    from sixin.registers.queries.search import search

    def ours(text: str) -> list[Any]:
        mine = areas.visible_to(member, today)
        ids = list(search(people.within(mine), text, mine).values_list("pk", flat=True)[:SHOWN])
        known = people.known().select_related("household", "area").in_bulk(ids)
        return [known[pk] for pk in ids]

    def theirs(text: str) -> list[Any]:
        mine = areas.visible_to(member, today)
        ids = list(twin.search(mine, text).values_list("pk", flat=True)[:SHOWN])
        known = crowd.Twin.objects.select_related("home", "area").in_bulk(ids)
        return [known[pk] for pk in ids]

    return ours, theirs


def _both(
    typed: list[str], ours: Callable[[str], Any], theirs: Callable[[str], Any]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Times of both, asked in turns, so that a busy moment falls on both; they find the same."""
    for text in typed[:5]:
        assert [p.pk for p in ours(text)] == [p.pk for p in theirs(text)], text
    taken: list[tuple[float, float]] = []
    for text in typed:
        began = time.perf_counter()
        ours(text)
        between = time.perf_counter()
        theirs(text)
        taken.append((between - began, time.perf_counter() - between))
    return _middle([a for a, _b in taken]), _middle([b for _a, b in taken])


def _times(typed: list[str], ask: Callable[[str], Any]) -> tuple[float, float]:
    taken = []
    ask(typed[0])
    for text in typed:
        began = time.perf_counter()
        ask(text)
        taken.append(time.perf_counter() - began)
    return _middle(taken)


def _middle(seconds: list[float]) -> tuple[float, float]:
    """p50 and p95 in ms."""
    ordered = sorted(seconds)
    return ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000


def _pages(username: str) -> tuple[Callable[[str], Any], Callable[[str], Any]]:
    """The box that suggests, and the whole list."""
    from django.contrib.auth.models import User
    from django.test import Client

    from sixin.registers.models import Member
    from sixin.site.desk import searching

    member = Member.objects.get(user__username=username)
    browser = Client()
    browser.force_login(User.objects.get(username=username))

    def box(text: str) -> None:
        answer = browser.post("/search/", {"q": text})
        assert answer.status_code == 200, answer.status_code

    def whole(text: str) -> None:
        answer = browser.get("/people/", {"s": searching.sealed(text, member)})
        assert answer.status_code == 200, answer.status_code

    return box, whole


if __name__ == "__main__":
    main()
