"""The instance as a thief would find it: bytes of the database's files, of its rows, of every file.

Nothing is opened with a key. Packed things are unpacked, so that nothing hides in them.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.db import connection

from sixin.base.crypto import columns, needles

AT_ONCE: Final = 16 * 1024 * 1024
MOST_UNPACKED: Final = 512 * 1024 * 1024
# (where, bytes of it)
Piece = tuple[str, bytes]


def rows() -> Iterator[Piece]:
    """Every column of every table, by table and column; of sealed ones what is no sealed value."""
    sealed = {where for table in columns.tables() for where in table.wheres}
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    for name in names:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)} LIMIT 0")
            heads = [column[0] for column in cursor.description]
        for head in heads:
            if f"{name}.{head}" not in sealed:
                yield from _column(name, head)


def database_files() -> list[Path]:
    """The files of the database itself, where it has any that can be read."""
    if connection.vendor != "sqlite":
        return []
    path = str(connection.settings_dict["NAME"])
    found = [Path(path + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    return [one for one in found if one.is_file()]


def of_file(path: Path) -> Iterator[bytes]:
    """A file's bytes in overlapping pieces; what is packed in it besides."""
    kept, magic = b"", b""
    with path.open("rb") as file:
        while piece := file.read(AT_ONCE):
            magic = magic or piece[:4]
            yield kept + piece
            kept = piece[-needles.LONGEST :]
    if magic.startswith(b"PK"):
        yield from _unzipped(path)
    elif path.suffix == ".djcache":
        yield from _inflated(path.read_bytes())


def _column(table: str, column: str) -> Iterator[Piece]:
    shown = connection.ops.quote_name(column)
    if connection.vendor == "postgresql" and not _is_bytea(table, column):
        shown = f"{shown}::text"
    name = connection.ops.quote_name(table)
    yield from _cells(table, column, f"SELECT {shown} FROM {name}")


def _cells(table: str, column: str, sql: str) -> Iterator[Piece]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(2000):
            yield f"{table}.{column}", b"\0".join(_bytes(row[0]) for row in rows)


def _is_bytea(table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return any(one.name == column and one.type_code == 17 for one in described)


def _bytes(value: Any) -> bytes:
    if value is None:
        return b""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _unzipped(path: Path) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.file_size < MOST_UNPACKED:
                    yield archive.read(member)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, NotImplementedError):
        return


def _inflated(data: bytes) -> Iterator[bytes]:
    """What Django's file cache has packed behind its date."""
    start = data.find(b"\x78")
    while start >= 0:
        try:
            yield zlib.decompressobj().decompress(data[start:], MOST_UNPACKED)
            return
        except zlib.error:
            start = data.find(b"\x78", start + 1)
