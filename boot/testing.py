"""`run.py test`: the checks, pytest on SQLite, pytest on PostgreSQL, and one line that sums them up."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from boot import audit, checks, environment, places, postgres, system
from boot.console import Stop, attended, say

# A file's tests share what the file sets up, so they stay with one of the two workers.
SHARED = ["-n", "2", "--dist", "loadfile"]


@dataclass(frozen=True)
class Line:
    """One row of the closing table; `passed` and `failed` count tests, or one check."""

    name: str
    passed: int
    failed: int
    seconds: float


def everything(set_up: float) -> int:
    """Check and test all there is. Returns the exit code."""
    system.supply([system.CHROMIUM, system.FONT, system.POSTGRES], must=True)
    say("Checks")
    with ThreadPoolExecutor(max_workers=1) as pool:
        looking = pool.submit(audit.look)
        lines = [checked(outcome) for outcome in checks.run_all()]
        lines.append(audited(looking.result()))
    say("Tests on SQLite, the browser's included")
    lines.append(pytest_once("pytest on SQLite", SHARED))
    say("Tests on PostgreSQL")
    lines.append(on_postgres())
    return summed_up(set_up, lines)


def some(words: Sequence[str]) -> int:
    """Run pytest on SQLite with `words`, as they stand. Returns its exit code."""
    return attended([str(places.PYTHON), "-m", "pytest", *words], env=environ())


def checked(outcome: checks.Outcome) -> Line:
    """Say how a check went, all of what it said only if it did not hold."""
    say(f"  {outcome.name} … {'held' if outcome.held else 'FAILED'}, {outcome.seconds:.1f} s")
    if not outcome.held:
        say(outcome.said)
    return Line(outcome.name, int(outcome.held), int(not outcome.held), outcome.seconds)


def audited(found: audit.Found) -> Line:
    """Say what is known of the dependencies. Not having been able to look counts as neither."""
    say(f"  {audit.NAME} … {found.sentence}, {found.seconds:.1f} s")
    for line in [*found.weak, *found.broken]:
        say(f"    {line}")
    name = "dependencies: NOT AUDITED" if found.code == audit.UNKNOWN else audit.NAME
    held, failed = int(found.code == 0), int(found.code == audit.FOUND)
    return Line(name, held, failed, found.seconds)


def on_postgres() -> Line:
    """Everything that touches the database a second time, on a server of our own."""
    began = time.monotonic()
    name = "pytest on PostgreSQL"
    try:
        with postgres.running() as url:
            options = [*SHARED, "-m", "not browser and not served", "--ignore=tests/contracts"]
            return pytest_once(name, options, database_url=url)
    except Stop as stop:
        say(str(stop))
        return Line(name, 0, 1, time.monotonic() - began)


def pytest_once(name: str, options: Sequence[str], database_url: str = "") -> Line:
    """Run pytest once and count what it reports. A run that says nothing counts as one failure."""
    report = places.REPORTS / f"{name.split()[-1].lower()}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    began = time.monotonic()
    command = [str(places.PYTHON), "-m", "pytest", "-q", "--tb=short"]
    command += ["--durations=10", f"--junitxml={report}", *options]
    code = attended(command, env=environ(database_url))
    passed, failed = counted(report)
    if code and not failed:
        failed = 1
    return Line(name, passed, failed, time.monotonic() - began)


def environ(database_url: str = "") -> dict[str, str]:
    """The environment of a test run: a data folder of its own, and never the caller's database."""
    env = environment.using(SIXIN_HOME=str(places.BOOT / "test-home"))
    for name in ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE"):
        env.pop(name, None)
    if database_url:
        env["DATABASE_URL"] = database_url
    return env


def counted(report: Path) -> tuple[int, int]:
    """Tests passed and tests failed (errors among them) in a junit file."""
    if not report.exists():
        return 0, 0
    passed = failed = 0
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        wrong = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        failed += wrong
        passed += int(suite.get("tests", 0)) - wrong - int(suite.get("skipped", 0))
    return passed, failed


def summed_up(set_up: float, lines: Sequence[Line]) -> int:
    """Print the table of times, and last the line that counts. A failed check counts as failed."""
    say()
    say(f"  {'':<38}{'passed':>8}{'failed':>8}{'seconds':>9}")
    say(f"  {'set-up':<38}{'':>8}{'':>8}{set_up:>9.1f}")
    for line in lines:
        say(f"  {line.name:<38}{line.passed:>8}{line.failed:>8}{line.seconds:>9.1f}")
    is_test = [line.name.startswith("pytest") for line in lines]
    passed = sum(line.passed for line, test in zip(lines, is_test, strict=True) if test)
    failed = sum(line.failed for line in lines)
    say()
    say(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
