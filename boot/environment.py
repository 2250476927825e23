"""Makes `.venv` from the lock file, the front end and the catalogues; does nothing when all is new."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from boot import frontend, places, stamps, system
from boot.console import quietly, say, step

LOCK = places.ROOT / "requirements.lock"
UV_LOCK = places.ROOT / "boot" / "uv.txt"
UV_VENV = places.BOOT / "uv"
UV = UV_VENV / "bin" / "uv"


def prepare() -> None:
    """Bring the environment up to date. Two of these at once wait for each other."""
    with one_at_a_time():
        venv = installer()
        packages = locked_packages(venv)
        project(packages)
        frontend.build()
        catalogues()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the checkout's set-up lock; the system lets go of it when this process ends."""
    places.BOOT.mkdir(exist_ok=True)
    with (places.BOOT / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  Waiting: another run.py is setting up.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def base_python() -> Path:
    """The Python that runs this, or the one its virtual environment was made from."""
    return Path(getattr(sys, "_base_executable", "") or sys.executable)


def installer() -> str:
    """Have uv, in a small environment of its own. Returns what it was made from."""
    digest = stamps.of_files([UV_LOCK], sys.version, str(base_python()), str(places.ROOT))
    if not (UV.exists() and stamps.is_fresh("uv", digest)):
        system.supply([system.VENV], must=True)
        with step("Getting the installer (uv)"):
            quietly([base_python(), "-m", "venv", "--clear", UV_VENV], log="uv")
            python = UV_VENV / "bin" / "python"
            quietly([python, "-m", "pip", "install", "--require-hashes", "-r", UV_LOCK], log="uv")
        stamps.keep("uv", digest)
    return digest


def locked_packages(before: str) -> str:
    """Make `.venv` hold exactly what requirements.lock names. Returns what it was made from."""
    if not (places.PYTHON.exists() and stamps.is_fresh("venv", before)):
        with step("Making the virtual environment"):
            quietly([UV, "venv", "--clear", "--python", base_python(), places.VENV],
                    log="venv", env=installing())  # fmt: skip
        stamps.keep("venv", before)
    digest = stamps.of_files([LOCK], before)
    if not stamps.is_fresh("packages", digest):
        with step("Installing the locked packages"):
            quietly([UV, "pip", "sync", "--python", places.PYTHON, "--require-hashes", LOCK],
                    log="packages", env=installing())  # fmt: skip
        stamps.keep("packages", digest)
    return digest


def project(before: str) -> None:
    """Put `sixin` itself into `.venv`, by the locked build tool and editable."""
    digest = stamps.of_files([places.ROOT / "pyproject.toml"], before)
    if (places.VENV / "bin" / "sixin").exists() and stamps.is_fresh("project", digest):
        return
    with step("Installing sixin"):
        quietly([UV, "pip", "install", "--python", places.PYTHON, "--no-deps",
                 "--no-build-isolation", "-e", places.ROOT],
                log="project", env=installing())  # fmt: skip
    stamps.keep("project", digest)


def catalogues() -> None:
    """Compile the English catalogues that changed."""
    sources = list(places.PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))
    digest = stamps.of_files(sources)
    made = all(path.with_suffix(".mo").exists() for path in sources)
    if made and stamps.is_fresh("catalogues", digest):
        return
    with step("Compiling the English catalogues"):
        quietly([places.PYTHON, "-m", "sixin.site.catalogues"], log="catalogues", env=using())
    stamps.keep("catalogues", digest)


def installing() -> dict[str, str]:
    """The caller's environment for uv: its settings stand, pip's index is taken over.

    uv does not read pip's settings, and trusts its own certificates rather than the system's.
    """
    env = {"UV_NO_PROGRESS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    env |= os.environ
    if "PIP_INDEX_URL" in env:
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    env.pop("VIRTUAL_ENV", None)
    return env


def using(**more: str) -> dict[str, str]:
    """The caller's environment with `.venv` first in PATH."""
    path = os.environ.get("PATH", os.defpath)
    env = os.environ | {"PATH": f"{places.VENV / 'bin'}{os.pathsep}{path}"} | more
    env["VIRTUAL_ENV"] = str(places.VENV)
    return env
