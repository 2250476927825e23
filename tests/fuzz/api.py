"""Schemathesis against a served community, with every check it has, as a member of one community.

`python3 run.py fuzz [--cases 5000] [--seed 1]`; the same, shorter, is a test.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys import instance as instances
from tests.journeys.instance import Instance

OPERATIONS = 3
# Two days in the wrong order are refused with 400: a schema cannot say that one lies before another.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = [200, 400, 401, 403, 404]
[auth.openapi.SessionAuth]
api_key = "{session}"
"""
SETTING_UP = Path(__file__).with_name("setting_up.py")


@dataclass(frozen=True)
class Outcome:
    """What a run came to. said: its report for people."""

    generated: int
    failures: int
    errored: int
    code: int
    said: str


def prepared(home: Path) -> dict[str, Any]:
    """Put a second community beside the demo's, and sign a member in: {session, own, foreign}."""
    done = subprocess.run(
        [sys.executable, str(SETTING_UP)],
        env=instances.environ(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def description(served: Instance, session: str) -> bytes:
    """The API's own description, which only those see who are signed in."""
    asked = urllib.request.Request(
        f"{served.url}/api/openapi.json", headers={"Cookie": f"sessionid={session}"}
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        found: bytes = answer.read()
    return found


def run(served: Instance, known: dict[str, Any], folder: Path, cases: int, seed: int) -> Outcome:
    """Let schemathesis make about `cases` cases against a served community."""
    (folder / "schemathesis.toml").write_text(CONFIG.format(session=known["session"]))
    (folder / "foreign").write_text("\n".join(known["foreign"]), encoding="utf-8")
    described, report = folder / "openapi.json", folder / "report.json"
    described.write_bytes(description(served, known["session"]))
    command = [
        str(Path(sys.executable).with_name("st")), "run", str(described), "--url", served.url,
        "--checks", "all", "--max-examples", str(cases // OPERATIONS), "--seed", str(seed),
        "--continue-on-failure", "--no-color", "--report", "json", "--report-json-path", str(report),
    ]  # fmt: skip
    root = str(Path(__file__).parents[2])
    env = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.fuzz.own_areas",
        "PYTHONPATH": root,
        "OWN_AREA": known["own"],
        "FOREIGN": str(folder / "foreign"),
    }
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    counted = json.loads(report.read_text())["test_cases"]
    said = f"{done.stdout}\n{done.stderr}"
    return Outcome(
        counted["generated"], counted["with_failures"], counted["errored"], done.returncode, said
    )


def campaign(cases: int, seed: int) -> int:
    """Serve, fuzz until there were at least `cases` cases, print what came of it. The exit code."""
    with tempfile.TemporaryDirectory(prefix="sixin-fuzz-") as name:
        folder = Path(name)
        home = folder / "home"
        instances.copy_to(home)
        known = prepared(home)
        generated = failures = code = 0
        with instances.served(home) as served:
            while generated < cases and not code:
                outcome = run(served, known, folder, max(cases - generated, 300), seed)
                sys.stdout.write(outcome.said if outcome.code else "")
                generated += outcome.generated
                failures += outcome.failures + outcome.errored
                code, seed = outcome.code, seed + 1
    sys.stdout.write(f"{generated} cases generated, {failures} with failures\n")
    return code
