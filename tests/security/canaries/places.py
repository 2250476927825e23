"""Where canaries are looked for: the database as it lies there, rows, files and their names."""

import contextlib
import io
import os
import sqlite3
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from boot import system

Place = tuple[str, bytes]


def database(url: str) -> Iterator[Place]:
    """The whole of it, raw: SQLite's files, or what pg_dump writes."""
    if url.startswith("postgres"):
        yield "pg_dump", _dumped(url)
        return
    path = urlsplit(url).path[1:]
    for suffix in ("", "-wal", "-journal", "-shm"):
        if Path(path + suffix).exists():
            yield f"sqlite{suffix}", Path(path + suffix).read_bytes()


def columns(url: str) -> Iterator[Place]:
    """Each column of each table, by name."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            yield from _columns(
                connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
        return
    connection = sqlite3.connect(urlsplit(url).path[1:])
    try:
        yield from _columns(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
    finally:
        connection.close()


def files(home: Path) -> Iterator[Place]:
    """Every file, packed ones unpacked besides, and every file's name."""
    for path in sorted(home.rglob("*")):
        name = str(path.relative_to(home))
        yield f"name of a file ({name.count('/')} folders down)", name.encode()
        if path.is_file():
            data = path.read_bytes()
            yield name, data
            yield from ((f"{name}, unpacked", piece) for piece in unpacked(data))


def unpacked(data: bytes) -> Iterator[bytes]:
    """What a workbook or a packed value holds."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    start = data.find(b"\x78\x9c")
    while start >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start:])
        start = data.find(b"\x78\x9c", start + 1)


def _columns(connection: sqlite3.Connection | psycopg.Connection, tables: str) -> Iterator[Place]:
    cursor = connection.cursor()
    cursor.execute(tables)
    for (table,) in cursor.fetchall():
        cursor.execute(f'SELECT * FROM "{table}"')
        heads = [column[0] for column in cursor.description]
        for head, cells in zip(heads, zip(*cursor.fetchall(), strict=True), strict=False):
            yield f"{table}.{head}", b"\n".join(map(_bytes, cells))


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def _dumped(url: str) -> bytes:
    program = (system.postgres_folder() or Path("/usr/bin")) / "pg_dump"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run([str(program), url], env=env, check=True, capture_output=True).stdout
