"""An empty database of a test's own, of the kind that this run of the tests is on."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg


@contextlib.contextmanager
def empty(folder: Path, options: str = "") -> Iterator[str]:
    """Its DATABASE_URL. options: of SQLite alone, as `timeout=3`. It is gone afterwards."""
    theirs = os.environ.get("DATABASE_URL", "")
    if not theirs.startswith("postgres"):
        yield f"sqlite:///{folder / 'sixin.sqlite3'}{'?' if options else ''}{options}"
        return
    name = f"sixin_{secrets.token_hex(4)}"
    with psycopg.connect(theirs, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(theirs)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def environ(home: Path, url: str) -> dict[str, str]:
    """The environment of a process that works on that database with a data folder of its own."""
    foreign = {"DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "SIXIN_MASTER_KEY"}
    kept = {name: text for name, text in os.environ.items() if name not in foreign}
    return kept | {"SIXIN_HOME": str(home), "DATABASE_URL": url}
