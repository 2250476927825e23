"""The demo's accounts: passwords are generated, kept beside the data and shown to whoever runs it."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from sixin.site import places

FILE = "demo-accounts.json"
# No letters or digits that are mistaken for each other on paper.
_MARKS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in. area: a division code; area_name: what people call it."""

    username: str
    password: str
    name: str
    role: str
    area: str
    area_name: str


def new_password() -> str:
    """Twelve marks in three groups: some 59 bits."""
    return "-".join("".join(secrets.choice(_MARKS) for _ in range(4)) for _ in range(3))


def keep(accounts: list[Account]) -> None:
    """Write them to the data folder, for its owner only, in one step."""
    path = _path()
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([asdict(account) for account in accounts], file, ensure_ascii=False, indent=1)
    fresh.replace(path)


def kept() -> list[Account]:
    """The accounts as kept; none when the file is missing or is not ours."""
    try:
        return [Account(**row) for row in json.loads(_path().read_text(encoding="utf-8"))]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def forget() -> None:
    """Remove the file."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return places.home() / FILE
