"""300 values that exist nowhere else are entered at a real server, then looked for in all it left.

Of the sealed kinds none may stand anywhere in clear. Names stand in the register, by decision 0009,
and nowhere else: not in logs, addresses, names of files, rows of work, caches, sessions, error pages.
"""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import requests

from tests.contracts import tree
from tests.journeys import instance as instances
from tests.security import databases
from tests.security.canaries import flock as canaries
from tests.security.canaries import places, setting_up
from tests.security.canaries.desk import Desk
from tests.security.canaries.flock import Flock, found_in
from tests.security.canaries.keepers import Keepers
from tests.security.canaries.life import Life

STARTING = 60.0  # seconds
SIXIN = [sys.executable, "-m", "sixin.site.cli"]
# Where names stand by decision.
REGISTER = {
    "registers_person.name", "registers_finder.token", "registers_member.name", "auth_user.username",
}  # fmt: skip


@dataclass
class Left:
    """What a life at the desk left. abroad: what another community's desk took away."""

    flock: Flock
    home: Path
    url: str
    desks: list[Desk]
    abroad: bytes
    columns: list[places.Place]

    def around(self) -> Iterator[places.Place]:
        """What the server said, to whom it may."""
        yield "log", (self.home / "serve.log").read_bytes()
        yield "export of another desk", self.abroad
        for desk in self.desks:
            yield "addresses", "\n".join(desk.asked).encode()
        for page in self.pages():
            if page.status_code >= 500 or page.url.endswith(("/healthz", "/metrics")):
                yield f"page that answered {page.status_code}", page.content

    def pages(self) -> Iterator[requests.Response]:
        """All that was answered."""
        return (page for desk in self.desks for page in desk.pages)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    """A served instance at which everything was entered; it is served still."""
    home, aside = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("aside")
    with databases.empty(home) as url:
        env = databases.environ(home, url) | {
            "SIXIN_MASTER_KEY_FILE": str(aside / "master.key"),
            "DJANGO_SETTINGS_MODULE": "tests.security.canaries.settings",
            "PYTHONPATH": os.pathsep.join([str(tree.ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        subprocess.run([*SIXIN, "init"], env=env, check=True, capture_output=True)
        made = [sys.executable, "-m", setting_up.__name__]
        subprocess.run(made, env=env, check=True, cwd=tree.ROOT)
        with instances.served(home, env) as served:
            flock, desk = Flock(), Desk(served.url)
            keepers = Keepers(flock, desk, Desk(served.url), Desk(served.url))
            keepers.lived(Life(flock, desk).lived())
            wait_for_jobs(url)
            abroad = export_abroad(served.url)
            desks = [keepers.li, keepers.lead, keepers.officer]
            yield Left(flock, home, url, desks, abroad, list(places.columns(url)))


def wait_for_jobs(url: str) -> None:
    """Until the worker has nothing to do."""
    until = time.monotonic() + STARTING
    while (
        b"READY" in (waiting := dict(places.columns(url))[f"{QUEUE}.status"]) or b"RUN" in waiting
    ):
        assert time.monotonic() < until, waiting
        time.sleep(0.2)


QUEUE = "django_tasks_database_dbtaskresult"


def export_abroad(address: str) -> bytes:
    """What the desk of another community takes away, unpacked."""
    desk = Desk(address)
    desk.sign_in("zhao-desk", setting_up.PASSWORD)
    book = desk.fill("/people/export/", why="report")
    assert book.status_code == 200
    whole = b"".join(places.unpacked(book.content))
    assert "邻里".encode() in whole
    return whole + desk.get("/people/").content


def test_enough_was_planted_of_every_kind(left: Left):
    assert len(left.flock) >= 200
    assert all(left.flock.kinds.values())
    assert len({value for values in left.flock.kinds.values() for value in values}) == len(
        left.flock
    )


def test_what_was_planted_arrived(left: Left):
    """Their names are on the register: else that nothing is found would say nothing."""
    register = dict(left.columns)["registers_person.name"]
    entered = [name for name in left.flock.kinds[canaries.NAME] if name.encode() in register]
    assert len(entered) >= 24
    statuses = dict(left.columns)[f"{QUEUE}.status"]
    assert b"FAIL" in statuses
    assert {page.status_code for page in left.pages()} >= {200, 404, 422, 500}


def test_nothing_sealed_stands_in_the_raw_database(left: Left):
    assert found_in(left.flock.sealed(), places.database(left.url)) == set()


def test_nothing_sealed_stands_in_any_column(left: Left):
    assert found_in(left.flock.sealed(), left.columns) == set()


def test_nothing_stands_in_any_file_or_in_its_name(left: Left):
    there = [place for place in places.files(left.home) if not place[0].startswith("sixin.sqlite3")]
    assert found_in([*left.flock.sealed(), *left.flock.names()], there) == set()


def test_nothing_stands_in_logs_error_pages_or_exports_of_others(left: Left):
    said = list(left.around())
    assert any(b"Incident" in data or b"incident" in data for _where, data in said)
    assert found_in([*left.flock.sealed(), *left.flock.names()], said) == set()


def test_names_stand_in_the_register_alone(left: Left):
    elsewhere = [place for place in left.columns if place[0] not in REGISTER]
    assert found_in(left.flock.names(), elsewhere) == set()


def test_one_that_stood_in_clear_in_the_database_would_be_found(left: Left):
    """Planted in a cache: the raw database and its column both tell."""
    kind, value = next(left.flock.sealed())
    run(left.url, "INSERT INTO sixin_cache VALUES ('planted', ?, '2030-01-01')", value)
    try:
        assert found_in([(kind, value)], places.database(left.url)) != set()
        assert found_in([(kind, value)], places.columns(left.url)) == {f"sixin_cache.value: {kind}"}
    finally:
        run(left.url, "DELETE FROM sixin_cache WHERE cache_key = ?", "planted")


@pytest.mark.parametrize("form", range(len(canaries.forms("金丝雀13909770001"))))
def test_one_that_stood_in_a_file_in_any_form_would_be_found(left: Left, form: int):
    kind, value = next(left.flock.sealed())
    written = canaries.forms(value)
    planted = left.home / "files/imports/planted.csv"
    planted.write_bytes(b"\0before" + written[form % len(written)] + b"after")
    try:
        found = found_in([(kind, value)], places.files(left.home))
        assert f"files/imports/planted.csv: {kind}" in found
    finally:
        planted.unlink()


def run(url: str, sql: str, *given: str) -> None:
    """A statement of somebody who has the database."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            connection.execute(sql.replace("?", "%s"), given)
        return
    # Closed before anybody reads the files: reading lets go of the locks that this process holds.
    with contextlib.closing(sqlite3.connect(urlsplit(url).path[1:], timeout=30)) as connection:
        connection.execute(sql, given)
        connection.commit()
