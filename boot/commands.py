"""The words that `run.py` knows; every other word is passed on to `sixin`."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from types import FrameType

from boot import audit, environment, places, postgres, system, testing
from boot.console import Stop, attended, say

HELP = """\
python3 run.py demo [--reset] [--today DAY] [--no-serve]   set up, make a demo community, serve it
python3 run.py test [pytest's options]                     every check and test; options: only those
python3 run.py bench NAME [options]                         one benchmark of bench/
python3 run.py rotation [--values N] [--kills K] [--postgres]  a new key over N values, killed K times
python3 run.py fuzz [--cases N] [--seed N]                  the API against its own description
python3 run.py audit-dependencies                           known weaknesses of what is locked
python3 run.py WORD …                                      sixin WORD … in the same environment

SIXIN_HOME is the data folder (var/), DATABASE_URL the database, PORT the port (8000).
"""

# Word: the module that it runs.
CAMPAIGNS = {"fuzz": "tests.fuzz"}


def main(words: Sequence[str]) -> int:
    """Do what `words` ask. Returns the exit code; every refusal is a sentence."""
    signal.signal(signal.SIGTERM, on_terminate)
    if not words or words[0] in {"-h", "--help", "help"}:
        say(HELP)
        return 0
    try:
        began = time.monotonic()
        environment.prepare()
        if words[0] == "test":
            rest = list(words[1:])
            return testing.some(rest) if rest else testing.everything(time.monotonic() - began)
        if words[0] == "audit-dependencies":
            return audit.command()
        if words[0] == "bench":
            return bench(words[1:])
        if words[0] in CAMPAIGNS:
            return campaign(words)
        if words[0] == "rotation":
            return rotation(words[1:])
        if words[0] == "demo":
            system.supply([system.FONT], must=False)
        return become_sixin(words)
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 130


def bench(words: Sequence[str]) -> int:
    """Run `bench/NAME.py` with what follows its name. Raises Stop for a name that is none."""
    names = sorted(path.stem for path in (places.ROOT / "bench").glob("[!_]*.py"))
    names.remove("instance")
    if not words or words[0] not in names:
        raise Stop(f"Which benchmark? There are: {', '.join(names)}.")
    return attended(
        [str(places.PYTHON), "-m", f"bench.{words[0]}", *words[1:]], env=environment.using()
    )


def campaign(words: Sequence[str]) -> int:
    """Run a long proof of `tests/`, of which `run.py test` has a short version."""
    module = CAMPAIGNS[words[0]]
    return attended([str(places.PYTHON), "-m", module, *words[1:]], env=environment.using())


def rotation(words: Sequence[str]) -> int:
    """Run the campaign of `bench/rotation.py`; with --postgres on a server of its own. Raises Stop."""
    rest = [word for word in words if word != "--postgres"]
    if len(rest) == len(words):
        return bench(["rotation", *rest])
    system.supply([system.POSTGRES], must=True)
    with postgres.running() as url:
        os.environ["DATABASE_URL"] = url
        return bench(["rotation", *rest])


def become_sixin(words: Sequence[str]) -> int:
    """Let `sixin WORDS` take this process's place, so that signals and exit codes are its own."""
    sixin = places.VENV / "bin" / "sixin"
    sys.stdout.flush()
    os.execve(sixin, [str(sixin), *words], environment.using())


def on_terminate(_number: int, _frame: FrameType | None) -> None:
    """Leave by an exception, so that whatever was started is stopped."""
    raise KeyboardInterrupt
