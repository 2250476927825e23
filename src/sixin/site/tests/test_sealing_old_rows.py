"""What stood in clear before columns were sealed is carried over, and nothing stays in clear."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from sixin.site.tests import clear_rows

MORE = 2500  # people: more than two batches
OLD = "sixin_old_rows"


@pytest.fixture
def env(tmp_path: Path, django_db_blocker) -> Iterator[dict[str, str]]:
    """The environment of processes on an empty database of their own."""
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    known |= {"SIXIN_HOME": str(tmp_path), "MORE": str(MORE)}
    if connection.vendor == "sqlite":
        yield known
        return
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {OLD}")
    try:
        yield known | {"DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{OLD}"}
    finally:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {OLD} WITH (FORCE)")


def run(env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_old_rows_are_carried_over_and_no_page_holds_them_in_clear(env: dict[str, str]) -> None:
    script = "from sixin.site.tests import clear_rows; "
    run(env, "-c", f"{script}clear_rows.fill(); assert clear_rows.in_files(b'kanari')")
    run(env, "-m", "sixin.site.cli", "init")
    told = json.loads(run(env, "-c", f"{script}clear_rows.tell()"))
    held = {f"{model}.{column}": value for (model, column), value in clear_rows.HELD.items()}
    assert told["held"] == held
    assert told["nothing"] == [[None, "", ""]]
    assert told["crowd"] == sorted(f"kanari-m{n}" for n in range(MORE))
    assert told["found"] == "张秀英"
    assert told["in clear"] == []
