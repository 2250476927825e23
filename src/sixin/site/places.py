"""Where this instance keeps its things: the data folder and its secrets."""

import base64
import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from sixin.base.crypto import keyfile

CHECKOUT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """The data folder: `SIXIN_HOME`, else `var/` in the checkout. Made if missing."""
    path = Path(os.environ.get("SIXIN_HOME") or CHECKOUT / "var").resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(name: str) -> str:
    """The instance's own secret of that name, made at first use, readable by its owner only."""
    return _made_once(home() / f"{name}.secret", lambda: secrets.token_urlsafe(48))


def master_key() -> str:
    """What wraps the keys, in base64: `SIXIN_MASTER_KEY`, else what its file holds.

    Without either it is made in the data folder: `sixin keys check` says that it should move.
    """
    path = master_key_file()
    return os.environ["SIXIN_MASTER_KEY"].strip() if path is None else make_master_key(path)


def master_key_file() -> Path | None:
    """Where the master key stands: `SIXIN_MASTER_KEY_FILE`; None if the environment holds it."""
    if os.environ.get("SIXIN_MASTER_KEY"):
        return None
    return Path(os.environ.get("SIXIN_MASTER_KEY_FILE") or home() / "master.key")


def make_master_key(path: Path) -> str:
    """The master key in that file, made if there is no such file."""
    return _made_once(path, _new_master_key)


def _new_master_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _made_once(path: Path, make: Callable[[], str]) -> str:
    """What stands in the file; made if there is none, readable by its owner only."""
    if not path.exists():
        # On the disk before anything is sealed with it, under a name of its own until it is whole.
        handle, new = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        # Of two that make it at once the first wins, and nobody reads half a secret.
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
        Path(new).unlink()
        keyfile.settle_folder(path.parent)
    return path.read_text().strip()
