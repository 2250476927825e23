"""Many write to the trail at once, in processes of their own: one chain comes of it."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

BESIDE = "sixin_trail_together"
WRITERS, DEEDS = 4, 20
# Some deeds are noted and taken back again, some many at a time, as an import does.
WRITE = """
import random, sys
from sixin.site import cli
cli.start()
from uuid import uuid4
from django.db import transaction
from sixin.audit import trail
from sixin.base import clock
chance = random.Random(int(sys.argv[1]))
for number in range(int(sys.argv[2])):
    with transaction.atomic():
        deeds = [trail.Deed(verb="person.changed", subject=sys.argv[1], details={"n": number})]
        trail.note_all(deeds * chance.choice([1, 1, 40]), by=uuid4(), now=clock.now())
        if chance.random() < 0.2:
            transaction.set_rollback(True)
"""


WAITING = """
from sixin.site import cli
cli.start()
from sixin.audit.models import Entry
print(Entry.objects.filter(number__isnull=True).count())
"""


@pytest.fixture
def environment(tmp_path):
    """An empty instance of its own, in the kind of database that the tests run on."""
    given = os.environ | {"SIXIN_HOME": str(tmp_path)}
    if connection.vendor != "postgresql":
        given.pop("DATABASE_URL", None)
        yield given
        return
    server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {BESIDE}")
        yield given | {"DATABASE_URL": f"{server}/{BESIDE}"}
        owner.execute(f"DROP DATABASE {BESIDE} WITH (FORCE)")


def run(environment, *words):
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def test_writers_beside_each_other_make_one_chain(environment):
    sixin = str(Path(sys.executable).with_name("sixin"))
    assert run(environment, sixin, "init").returncode == 0
    before = run(environment, sixin, "audit", "verify").stdout
    writing = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(n), str(DEEDS)], env=environment)
        for n in range(WRITERS)
    ]
    assert [process.wait(120) for process in writing] == [0] * WRITERS
    # Nothing waits any more, though nobody but the writers chained.
    waiting = run(environment, sys.executable, "-c", WAITING).stdout
    end = before.split()[-1]
    after = run(environment, sixin, "audit", "verify", "--since", end)
    assert (waiting.strip(), after.returncode) == ("0", 0), waiting + after.stdout + after.stderr
    assert int(after.stdout.split()[1]) > WRITERS * DEEDS / 2
