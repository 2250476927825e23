"""`run.py audit-dependencies`: known weaknesses of what is locked, told apart from not having looked.

Advisories come from the services that pip-audit and npm ask. Where those cannot be reached, or do not
know a package, nothing is known of it, and that is said: it is neither a weakness nor the lack of one.
"""

import json
import re
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from boot import environment, frontend, places
from boot.console import say

NAME = "dependencies: known weaknesses"
LOCKS = [environment.LOCK, environment.UV_LOCK]
FRONT_LOCK = places.FRONT / "package-lock.json"
PATIENCE = 300.0  # seconds
FOUND, UNKNOWN = 1, 3  # exit codes; 0: everything was looked up, and nothing is known


@dataclass
class Found:
    """weak: known weaknesses. broken: what is wrong with the locks. unknown: what was not looked up."""

    weak: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def code(self) -> int:
        """The exit code of `run.py audit-dependencies`."""
        if self.weak or self.broken:
            return FOUND
        return UNKNOWN if self.unknown else 0

    @property
    def sentence(self) -> str:
        """What it came to, in one line."""
        if self.weak or self.broken:
            return f"{len(self.weak)} known weaknesses, {len(self.broken)} faults of the locks"
        if self.unknown:
            return f"NOT AUDITED, advisories not reachable ({'; '.join(self.unknown)})"
        return "none known"


def command() -> int:
    """Look, and say all that was found. The exit code."""
    found = look()
    for line in [*found.weak, *found.broken]:
        say(f"  {line}")
    say(f"{NAME}: {found.sentence}")
    return found.code


def look() -> Found:
    """Ask both services, and see that the locks and the environment are sound."""
    began, found = time.monotonic(), Found()
    python(answer_of(pip_audit()), found)
    front(answer_of(npm_audit()), found)
    found.broken += [line for lock in LOCKS for line in unhashed(lock.read_text(), lock.name)]
    found.broken += unhashed_front(json.loads(FRONT_LOCK.read_text()))
    found.broken += disagreements()
    found.seconds = time.monotonic() - began
    return found


def pip_audit() -> list[str]:
    """pip-audit on the locks alone: it installs nothing and resolves nothing."""
    words = [str(places.VENV / "bin" / "pip-audit"), "--disable-pip", "--require-hashes"]
    words += ["--format", "json", "--progress-spinner", "off"]
    return [*words, *(word for lock in LOCKS for word in ("--requirement", str(lock)))]


def npm_audit() -> list[str]:
    """npm's audit of the front end's lock alone."""
    return [str(frontend.NPM), "audit", "--json", "--package-lock-only"]


def answer_of(command: Sequence[str]) -> dict[str, Any]:
    """What the command says as JSON; {"message": why} if it says none."""
    env = environment.using(NO_UPDATE_NOTIFIER="1", NODE_USE_SYSTEM_CA="1")
    try:
        done = subprocess.run(
            command, cwd=places.FRONT, env=env, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"message": f"no answer in {PATIENCE:.0f} s"}
    except (OSError, ValueError):
        return {"message": "no answer"}
    return said if isinstance(said, dict) else {"message": "no answer"}


def python(said: dict[str, Any], found: Found) -> None:
    """Take over what pip-audit says. It calls packages that it could not look up skipped."""
    packages = said.get("dependencies", [])
    for one in packages:
        for weakness in one.get("vulns", []):
            mended = ", ".join(weakness.get("fix_versions", [])) or "no version yet"
            found.weak.append(
                f"{one['name']} {one['version']}: {weakness['id']}, mended in {mended}"
            )
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    if not packages:
        found.unknown.append(f"Python: {short(said)}")
    elif skipped:
        found.unknown.append(f"Python: {len(skipped)} of {len(packages)} packages not looked up")


def front(said: dict[str, Any], found: Found) -> None:
    """Take over what npm says."""
    if "auditReportVersion" not in said:
        found.unknown.append(f"npm: {short(said)}")
        return
    for name, one in sorted(said.get("vulnerabilities", {}).items()):
        ids = [via["url"].rpartition("/")[2] for via in one["via"] if isinstance(via, dict)]
        through = [via for via in one["via"] if isinstance(via, str)]
        what = ", ".join(ids or [f"through {name}" for name in through])
        found.weak.append(f"{name} {one['range']}: {one['severity']}, {what}")


def short(said: dict[str, Any]) -> str:
    """Why there was no answer, without the address that was asked."""
    return str(said.get("message") or "no answer").partition(" - ")[0]


def unhashed(lock: str, name: str) -> list[str]:
    """Entries of a lock that are not pinned to a version and to contents."""
    entries = [line.strip() for line in re.sub(r"\\\n", " ", lock).splitlines()]
    wrong = [entry for entry in entries if entry and not entry.startswith("#")
             and not ("==" in entry and "--hash=sha256:" in entry)]  # fmt: skip
    return [f"{name}: {entry.split()[0]} has no version or no hash" for entry in wrong]


def unhashed_front(lock: dict[str, Any]) -> list[str]:
    """The same of the front end's lock."""
    packages: Iterable[tuple[str, dict[str, Any]]] = lock["packages"].items()
    return [
        f"{FRONT_LOCK.name}: {name} has no version or no hash"
        for name, one in packages
        if name and not (one.get("version") and one.get("integrity", "").startswith("sha512-"))
    ]


def disagreements(python: Path = places.PYTHON) -> list[str]:
    """What of the environment does not fit together."""
    done = subprocess.run(
        [str(environment.UV), "pip", "check", "--python", str(python)],
        capture_output=True, text=True, check=False, env=environment.installing(),
    )  # fmt: skip
    return done.stderr.strip().splitlines() if done.returncode else []
