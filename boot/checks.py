"""The checks that read the code without running it."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from boot import environment, places

COMMANDS = {
    "ruff: mistakes and habits": ["ruff", "check", "."],
    "ruff: layout": ["ruff", "format", "--check", "."],
    "mypy: the product": ["mypy"],
    "mypy: run.py": ["mypy", "run.py", "boot"],
    "import-linter: who may import whom": ["lint-imports", "--no-cache"],
    "djlint: templates": ["djlint", "src", "--lint", "--quiet"],
}


@dataclass(frozen=True)
class Outcome:
    """One check: its name, whether it held, how long it took in seconds, and what it said."""

    name: str
    held: bool
    seconds: float
    said: str


def run_all() -> list[Outcome]:
    """Run every check, two at a time, and return them in their order."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(run_one, COMMANDS))


def run_one(name: str) -> Outcome:
    """Run the check of that name."""
    words = COMMANDS[name]
    began = time.monotonic()
    done = subprocess.run(
        [str(places.VENV / "bin" / words[0]), *words[1:]],
        cwd=places.ROOT,
        env=environment.using(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode == 0, time.monotonic() - began, done.stdout + done.stderr)
