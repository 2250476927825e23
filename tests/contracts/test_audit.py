"""The audit of dependencies: known weaknesses, none, and not having looked are three things."""

import json
import sys

import pytest

from boot import audit, places, testing
from boot.audit import Found

# As the tools write it; names and numbers are invented.
SOUND = {"name": "alpha", "version": "1.0", "vulns": []}
WEAK = {"name": "beta", "version": "2.0", "vulns": [
    {"id": "PYSEC-2026-1", "fix_versions": ["2.1", "3.0"], "aliases": ["CVE-2026-1"]},
    {"id": "GHSA-aaaa", "fix_versions": [], "aliases": []}]}  # fmt: skip
SKIPPED = {"name": "gamma", "skip_reason": "not found"}
NPM_NONE = {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}
NPM_WEAK = {"auditReportVersion": 2, "vulnerabilities": {
    "delta": {"severity": "high", "range": "<4.1", "via": [
        {"title": "It runs what it reads", "url": "https://x.example/advisories/GHSA-bbbb"}]},
    "epsilon": {"severity": "low", "range": "*", "via": ["delta"]}}}  # fmt: skip
NPM_REFUSED = {"message": "405 Method Not Allowed - POST https://x.example/advisories/bulk",
               "error": {"summary": ""}}  # fmt: skip


def found(python: dict, front: dict) -> Found:
    told = Found()
    audit.python(python, told)
    audit.front(front, told)
    return told


def test_known_weaknesses_are_listed():
    told = found({"dependencies": [SOUND, WEAK]}, NPM_WEAK)
    assert told.weak == [
        "beta 2.0: PYSEC-2026-1, mended in 2.1, 3.0",
        "beta 2.0: GHSA-aaaa, mended in no version yet",
        "delta <4.1: high, GHSA-bbbb",
        "epsilon *: low, through delta",
    ]
    assert (told.code, told.sentence) == (1, "4 known weaknesses, 0 faults of the locks")


def test_nothing_known_is_said_only_after_everything_was_looked_up():
    told = found({"dependencies": [SOUND]}, NPM_NONE)
    assert (told.code, told.sentence) == (0, "none known")


@pytest.mark.parametrize(
    ("python", "front", "why"),
    [
        ({"dependencies": [SOUND, SKIPPED]}, NPM_NONE, "Python: 1 of 2 packages not looked up"),
        ({"dependencies": [SKIPPED]}, NPM_NONE, "Python: 1 of 1 packages not looked up"),
        ({"dependencies": []}, NPM_NONE, "Python: no answer"),
        ({"message": "no answer in 300 s"}, NPM_NONE, "Python: no answer in 300 s"),
        ({"dependencies": [SOUND]}, NPM_REFUSED, "npm: 405 Method Not Allowed"),
        ({"dependencies": [SOUND]}, {"message": "no answer"}, "npm: no answer"),
    ],
)
def test_not_having_looked_is_neither(python: dict, front: dict, why: str):
    told = found(python, front)
    assert told.code == 3
    assert told.sentence == f"NOT AUDITED, advisories not reachable ({why})"


def test_a_weakness_counts_also_where_others_were_not_looked_up():
    assert found({"dependencies": [WEAK, SKIPPED]}, NPM_REFUSED).code == 1


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (Found(), ("dependencies: known weaknesses", 1, 0)),
        (Found(weak=["beta"]), ("dependencies: known weaknesses", 0, 1)),
        (Found(broken=["lock"]), ("dependencies: known weaknesses", 0, 1)),
        (Found(unknown=["npm"]), ("dependencies: NOT AUDITED", 0, 0)),
    ],
)
def test_the_line_of_the_test_run_is_honest(told: Found, line: tuple[str, int, int]):
    made = testing.audited(told)
    assert (made.name, made.passed, made.failed) == line


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print('no json')", "no answer"),
        ("raise SystemExit(2)", "no answer"),
        ("print([])", "no answer"),
    ],
)
def test_a_tool_that_says_nothing_useful_has_not_answered(code: str, message: str):
    assert audit.answer_of([sys.executable, "-c", code]) == {"message": message}


def test_a_tool_is_believed_whatever_its_exit_code():
    code = "import sys; print('{\"dependencies\": []}'); sys.exit(1)"
    assert audit.answer_of([sys.executable, "-c", code]) == {"dependencies": []}


def test_every_package_of_every_lock_is_pinned_to_its_contents():
    assert [line for lock in audit.LOCKS for line in audit.unhashed(lock.read_text(), "")] == []
    lock = json.loads(audit.FRONT_LOCK.read_text())
    assert len(lock["packages"]) > 10
    assert audit.unhashed_front(lock) == []


@pytest.mark.parametrize(
    "entry", ["alpha==1.0", "alpha>=1.0 --hash=sha256:00", "alpha==1.0 --hash=md5:00", "-e ."]
)
def test_an_entry_without_a_version_or_a_hash_is_named(entry: str):
    lock = f"# locked\nbeta==1.0 \\\n    --hash=sha256:00\n{entry}\n"
    assert audit.unhashed(lock, "x.lock") == [
        f"x.lock: {entry.split()[0]} has no version or no hash"
    ]
    front = {"packages": {"": {}, "alpha": {"version": "1.0", "integrity": "sha1-00"}}}
    assert len(audit.unhashed_front(front)) == 1


def test_the_environment_fits_together():
    assert audit.disagreements(places.PYTHON) == []
