"""Builds the front end with the Node that came from the Python package index."""

import os
from pathlib import Path

from boot import places, stamps
from boot.console import quietly, step

NPM = places.VENV / "bin" / "npm"
MODULES = places.FRONT / "node_modules"


def build() -> None:
    """Install the locked front-end packages and build, each only when its sources changed."""
    locked = stamps.of_files([places.FRONT / "package.json", places.FRONT / "package-lock.json"])
    if not (MODULES.exists() and stamps.is_fresh("node_modules", locked)):
        with step("Installing the front end's packages"):
            npm("ci", "--ignore-scripts", log="npm-ci")
        stamps.keep("node_modules", locked)
    digest = stamps.of_files(sources(), locked)
    if not (places.BUILT_FRONT.exists() and stamps.is_fresh("front", digest)):
        with step("Building the front end"):
            npm("run", "build", log="npm-build")
        stamps.keep("front", digest)


def sources() -> list[Path]:
    """Every file of `front/` but the installed packages."""
    found = []
    for folder, names, files in os.walk(places.FRONT):
        names[:] = [name for name in names if name != "node_modules"]
        found += [Path(folder, file) for file in files]
    return found


def npm(*words: str, log: str) -> None:
    """Run npm in `front/`. Its settings stand; Node trusts the system's certificates as well."""
    env = {"NODE_USE_SYSTEM_CA": "1", "NO_UPDATE_NOTIFIER": "1"} | os.environ
    env["PATH"] = f"{places.VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    quietly([NPM, *words], log=log, env=env, cwd=places.FRONT)
