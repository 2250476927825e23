"""A new key under fire: killed and run again, beside writers, nothing is lost and no old key is left."""

import subprocess
import sys

import pytest

from tests.contracts import tree
from tests.security import databases

SIXIN = [sys.executable, "-m", "sixin.site.cli"]
HOLDER = """
import sys
from sixin.site import cli
cli.start()
from django.db import transaction
from sixin.audit import trail
from sixin.base import clock
with transaction.atomic():
    trail.note(trail.Deed(verb="x.done", reason="late", details={"a": 1}), by=None, now=clock.now())
    print("sealed", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def env(tmp_path):
    """Processes of this test work on a database and a data folder of its own."""
    with databases.empty(tmp_path, "timeout=3") as url:
        yield databases.environ(tmp_path, url)


def test_killed_twice_and_run_again_everything_opens_and_nothing_has_the_old_key(env):
    words = [sys.executable, "-m", "bench.rotation", "--under-fire"]
    words += ["--values", "5000", "--kills", "2", "--seed", "4"]
    done = subprocess.run(
        words, cwd=tree.ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert done.stdout.count("kill ") == 2
    assert "5,000 values compared, 0 wrong" in done.stdout


def test_what_an_open_transaction_sealed_before_is_waited_for(env):
    """It commits only when the rotation says that it waits: the old key must still be there."""
    subprocess.run([*SIXIN, "init"], env=env, check=True, capture_output=True)
    piped = {"env": env, "stdout": subprocess.PIPE, "text": True}
    holder = subprocess.Popen([sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, **piped)
    assert holder.stdout.readline() == "sealed\n"
    rotating = subprocess.Popen([*SIXIN, "keys", "rotate"], stderr=subprocess.PIPE, **piped)
    for line in rotating.stderr:
        if "waiting for" in line and holder.stdin:
            holder.communicate("go on\n")
            holder.stdin = None
    assert (holder.returncode, rotating.wait()) == (0, 0)
    shown = subprocess.run([*SIXIN, "keys", "show"], check=True, **piped).stdout
    assert ("1  AES" in shown, "2  AES-256-GCM seals" in shown) == (False, True)
    checked = subprocess.run([*SIXIN, "keys", "check"], check=False, **piped)
    assert "DOES NOT OPEN" not in checked.stdout
    assert checked.returncode == 0, checked.stdout
