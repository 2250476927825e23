"""A demo community: made once, kept until the code that makes it changes, copied for each run."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.contracts import tree

DAY = "2026-11-23"
CACHE = tree.ROOT / "var" / "test-cache"
STARTING = 60.0  # seconds
STOPPING = 15.0
# What decides how the demo community turns out: code and rule rows, not the pages of the desk.
MAKES_IT = {".py", ".csv", ".lock"}
NO_PART_IN_IT = {"tests", "desk", "templatetags"}


@dataclass(frozen=True)
class Instance:
    """A served community: where its data are, and its address."""

    home: Path
    url: str


def sixin(*words: str) -> list[str]:
    """The command line of `sixin WORDS` in this environment."""
    return [str(Path(sys.executable).with_name("sixin")), *words]


def environ(home: Path, **more: str) -> dict[str, str]:
    """An environment in which `home` is the data folder and SQLite the database."""
    foreign = {"DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {"SIXIN_HOME": str(home)} | more


def code(instance: Instance, account: dict[str, str]) -> str:
    """The six digits that the account's app shows now."""
    done = subprocess.run(
        sixin("demo-code", account["username"]),
        env=environ(instance.home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def digest() -> str:
    """What the demo community is made from, in sixteen letters."""
    made = hashlib.sha256(DAY.encode())
    for path in tree.files(*MAKES_IT):
        if path.parts[0] in {"src", "requirements.lock"} and NO_PART_IN_IT.isdisjoint(path.parts):
            made.update(f"{path}\0".encode() + (tree.ROOT / path).read_bytes())
    return made.hexdigest()[:16]


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one process at a time make, copy or clear kept communities."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def copy_to(home: Path) -> None:
    """Put a fresh copy of the demo community into `home`, making the community first if needed."""
    with one_at_a_time():
        kept = CACHE / digest()
        if not kept.exists():
            for old in CACHE.glob("*/"):
                shutil.rmtree(old)
            make(kept)
        shutil.copytree(kept, home, dirs_exist_ok=True)


def make(kept: Path) -> None:
    """Seed the community in a folder beside, and move it to its place only when it is whole."""
    unfinished = CACHE / "unfinished"
    unfinished.mkdir()
    done = subprocess.run(
        sixin("demo", "--no-serve", "--today", DAY),
        env=environ(unfinished), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"sixin demo --no-serve failed:\n{done.stdout}{done.stderr}"
    unfinished.rename(kept)


@contextlib.contextmanager
def served(home: Path, env: dict[str, str] | None = None) -> Iterator[Instance]:
    """Serve `home` on a free port of loopback until the block ends; its log lies in `home`.

    env: the environment of the server, that of SQLite in `home` without one.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    instance = Instance(home, f"http://127.0.0.1:{port}")
    log = home / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            sixin("serve", "--port", str(port)), env=(env or environ(home)) | {"PORT": str(port)},
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait(instance, process, log)
        yield instance
    finally:
        stop(process)


def wait(instance: Instance, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when /healthz answers; fail with what the server said if it never does."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{instance.url}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError:
            break  # it answers, and not well: waiting mends nothing
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"sixin serve did not start:\n{log.read_text(errors='replace')}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, and make it end."""
    process.terminate()
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
