"""What Sixin needs from the system, and how Debian is asked for it."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boot.console import Stop, quietly, say, step

NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/no-main-cluster.conf")
OLDEST_POSTGRES = 15


@dataclass(frozen=True)
class Need:
    """A thing from outside Python: its name, whether it is there, what it is for, its package."""

    name: str
    is_there: Callable[[], bool]
    purpose: str
    package: str


def chromium() -> str | None:
    """Where a Chromium stands."""
    return shutil.which("chromium") or shutil.which("chromium", path="/usr/bin:/snap/bin")


def has_chinese_font() -> bool:
    """Whether fontconfig, or a look at the folders, finds a font with Chinese in it."""
    if shutil.which("fc-list"):
        found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
        return bool(found.stdout.strip())
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(path for folder in folders for path in folder.rglob("*CJK*.[ot]t[cf]"))


def postgres_folder() -> Path | None:
    """The folder of the oldest PostgreSQL server that is new enough."""
    found = {
        int(path.parents[1].name): path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if path.parents[1].name.isdigit()
    }
    fitting = [version for version in found if version >= OLDEST_POSTGRES]
    if fitting:
        return found[min(fitting)]
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


VENV = Need(
    "Python's venv",
    lambda: importlib.util.find_spec("ensurepip") is not None,
    "the installation",
    "python3-venv",
)
FONT = Need("a Chinese font", has_chinese_font, "PDF briefings", "fonts-noto-cjk")
CHROMIUM = Need("Chromium", lambda: chromium() is not None, "the browser tests", "chromium")
POSTGRES = Need(
    "PostgreSQL 15",
    lambda: postgres_folder() is not None,
    "the tests on PostgreSQL",
    "postgresql-15",
)


def supply(needs: Sequence[Need], *, must: bool) -> None:
    """Install what is missing where that is ours to do, else name the one command to type.

    Raises Stop if something is still missing and `must`.
    """
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    if may_install():
        try:
            install([need.package for need in missing])
        except Stop as stop:
            say(str(stop))
        missing = [need for need in missing if not need.is_there()]
    if missing:
        words = sentence(missing)
        if must:
            raise Stop(words)
        say(words)


def may_install() -> bool:
    """Whether this is root on a Debian."""
    is_debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
    return is_debian and os.geteuid() == 0


def sentence(missing: Sequence[Need]) -> str:
    """What is missing, what for, and the one command."""
    things = "; ".join(f"{need.name} (for {need.purpose})" for need in missing)
    packages = " ".join(need.package for need in missing)
    return (
        f"Missing from this system: {things}. On Debian, type:\n"
        "  sudo apt-get update && "
        f"sudo apt-get install -y --no-install-recommends {packages}"
    )


def install(packages: Sequence[str]) -> None:
    """Ask apt for `packages`. Raises Stop."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    env["PATH"] = f"{env.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin:/sbin"
    with step("Asking Debian what it has (apt-get update)"):
        quietly(["apt-get", "update"], log="apt-update", env=env)
    with step(f"Installing {' '.join(packages)}"), no_main_cluster():
        quietly(["apt-get", "install", "-y", "--no-install-recommends", *packages],
                log="apt-install", env=env)  # fmt: skip


@contextmanager
def no_main_cluster() -> Iterator[None]:
    """Keep Debian's PostgreSQL package from making and starting a database server of its own."""
    if NO_CLUSTER.exists():
        yield
        return
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_CLUSTER.unlink(missing_ok=True)
