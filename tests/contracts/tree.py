"""The files of the checkout that belong to it: known to git, or new and not ignored."""

import functools
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What .gitignore leaves out, for where git is not there to say so.
NEVER = {".git", ".venv", ".boot", "var", "node_modules", "__pycache__", "test-results", "dist",
         ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}  # fmt: skip
BUILT = Path("src/sixin/site/static/front")


@functools.cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Our files, those with one of `suffixes` if any are given, relative to the checkout."""
    ours = [path for path in everything() if (ROOT / path).is_file()]
    return tuple(path for path in ours if not suffixes or path.suffix in suffixes)


def everything() -> list[Path]:
    """Names from git; from the folders themselves where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists() and shutil.which("git"):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return sorted(Path(name) for name in done.stdout.split("\0") if name)
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    ours = (path for path in found if NEVER.isdisjoint(path.parts) and path.suffix != ".mo")
    return sorted(path for path in ours if not path.is_relative_to(BUILT))


def text(path: Path) -> str:
    """A file's text; what is not UTF-8 in it is left out."""
    return (ROOT / path).read_text(encoding="utf-8", errors="ignore")
