"""The demo community of 23 November 2026, made once and then kept; and empty instances."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from tests.journeys import instance

TELLING = Path(__file__).with_name("telling.py")


class Seeded:
    """An instance to be asked from outside, as people do: by commands."""

    def __init__(self, home: Path, url: str = "") -> None:
        self.home = home
        self.env = instance.environ(home, **({"DATABASE_URL": url} if url else {}))

    def sixin(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What `sixin WORDS` says and how it ends."""
        return self._run(instance.sixin(*words))

    def told(self) -> dict[str, Any]:
        """What `telling.py` finds in it."""
        done = self._run([sys.executable, str(TELLING)])
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines in its environment, Django loaded."""
        return self._run([sys.executable, "-c", f"from sixin.site import cli; cli.start()\n{code}"])

    def _run(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, env=self.env, capture_output=True, text=True, check=False)


def community(home: Path) -> Seeded:
    """The whole story, in a copy of the kept community. It lies in SQLite, whatever this run uses:
    entering two years takes a minute, and the first weeks are entered on either database elsewhere.
    """
    instance.copy_to(home)
    return Seeded(home)


def empty(home: Path) -> Seeded:
    """An instance with areas and rules alone, in a database that this test may destroy."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    made = Seeded(home, database(f"sixin_{home.name[-20:]}") if on_postgres else "")
    assert made.sixin("init").returncode == 0
    return made


def database(name: str) -> str:
    """The address of a database of that name beside the tests' own, made if it is missing."""
    default = settings.DATABASES["default"]
    where = {"host": default["HOST"], "port": default["PORT"], "user": default["USER"]}
    secret = {"password": default["PASSWORD"]} if default["PASSWORD"] else {}
    with psycopg.connect(dbname="postgres", autocommit=True, **where, **secret) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')
    base = os.environ["DATABASE_URL"].partition("?")
    return base[0].rsplit("/", 1)[0] + f"/{name}{base[1]}{base[2]}"
