"""What the console says: each step with its time, and one sentence when it cannot go on."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from boot import places

TAIL = 40
PATIENCE = 20.0  # seconds


class Stop(Exception):  # noqa: N818 - reads aloud: raise Stop("…")
    """It cannot go on. `str()` is the sentence that says why, and what to do."""


def say(words: str = "") -> None:
    """One line, at once: programs started later write to the same console."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is done, and afterwards how many seconds it took."""
    began = time.monotonic()
    sys.stdout.write(f"  {words} … ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - began:.1f} s")


def quietly(
    command: Sequence[str | Path],
    *,
    log: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = places.ROOT,
) -> None:
    """Run `command` with its output in `.boot/logs/LOG.log`; raise Stop with the end of it."""
    places.LOGS.mkdir(parents=True, exist_ok=True)
    path = places.LOGS / f"{log}.log"
    with path.open("wb") as file:
        done = subprocess.run(
            [str(word) for word in command],
            env=None if env is None else dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise Stop(f"{last_lines(path)}\nThis failed; all it said is in {shown(path)}.")


def attended(command: Sequence[str], *, env: Mapping[str, str]) -> int:
    """Run `command` on this console and return its exit code.

    When this process is told to end, the command is asked to end first, as Ctrl-C asks, and killed
    only if it does not: it may have servers of its own to stop.
    """
    process = subprocess.Popen(command, env=dict(env), cwd=places.ROOT)
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def last_lines(path: Path, count: int = TAIL) -> str:
    """The end of a log, as text."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-count:])


def shown(path: Path) -> str:
    """A path as a person in the checkout would type it."""
    return str(path.relative_to(places.ROOT)) if path.is_relative_to(places.ROOT) else str(path)
