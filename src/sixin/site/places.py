"""Where this instance keeps its things: the data folder and its secrets."""

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """The data folder: `SIXIN_HOME`, else `var/` in the checkout. Made if missing."""
    path = Path(os.environ.get("SIXIN_HOME") or CHECKOUT / "var").resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret(name: str) -> str:
    """The instance's own secret of that name, made at first use, readable by its owner only."""
    path = home() / f"{name}.secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        value = secrets.token_urlsafe(48)
        file.write(value)
    return value
