"""The sealed columns of the instance, found from its models, and what the database holds in them.

Reads and writes bytes as they are stored; nothing here opens a value.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from sixin.base.crypto.fields import SealedJSON, SealedText

SEALED = (SealedText, SealedJSON)
# (primary key as the driver gives it, the value of each sealed column as bytes or None)
Row = tuple[Any, list[bytes | None]]
# (a row as it was read, what its sealed columns shall hold)
Change = tuple[Row, list[bytes | None]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with sealed columns. key: its primary key's column; type: of it, in the database."""

    name: str
    key: str
    type: str
    fields: tuple[SealedText | SealedJSON, ...]

    @property
    def columns(self) -> list[str]:
        """The sealed columns by name."""
        return [str(field.column) for field in self.fields]

    @property
    def wheres(self) -> list[str]:
        """What the values of each are bound to."""
        return [field.where for field in self.fields]


def tables() -> list[Table]:
    """Every table with a sealed column, in the order of the code."""
    found: dict[str, Table] = {}
    for model in apps.get_models(include_auto_created=True):
        own = tuple(f for f in model._meta.local_concrete_fields if isinstance(f, SEALED))
        if own and not model._meta.proxy:
            found.setdefault(model._meta.db_table, _table(model, own))
    return list(found.values())


def after(table: Table, last: Any, count: int, but_of: int | None = None) -> list[Row]:
    """The next `count` rows in the order of the key, from the first if `last` is None.

    but_of: only those with a value that another key than this sealed.
    """
    conditions, given = [], []
    if last is not None:
        conditions.append(f"{_q(table.key)} > %s")
        given.append(last)
    if but_of is not None:
        conditions.append(f"({' OR '.join(_of_another(table, but_of))})")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    wanted = ", ".join(map(_q, [table.key, *table.columns]))
    sql = f"SELECT {wanted} FROM {_q(table.name)} {where} ORDER BY {_q(table.key)} LIMIT {count}"
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [(row[0], [_bytes(one) for one in row[1:]]) for row in cursor.fetchall()]


def replace(table: Table, changes: Sequence[Change]) -> int:
    """Put new values where the old ones still stand; a row that changed meanwhile is left alone.

    Waits for nobody's row, so it is in nobody's way. Returns how many rows were changed.
    """
    if not changes:
        return 0
    if connection.vendor == "postgresql":
        return _replace_on_postgresql(table, changes)
    sets = ", ".join(f"{_q(name)} = %s" for name in table.columns)
    same = " AND ".join(f"{_q(name)} IS %s" for name in [table.key, *table.columns])
    sql = f"UPDATE {_q(table.name)} SET {sets} WHERE {same.replace(' IS ', ' = ', 1)}"
    rows = [[*new, key, *old] for (key, old), new in changes]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
        return int(cursor.rowcount)


def used() -> Counter[int]:
    """{number of a key: values that it sealed}, counted by the database."""
    found: Counter[int] = Counter()
    for table in tables():
        for name in table.columns:
            number, there = f"SUBSTR({_q(name)}, 2, 2)", f"{_length(name)} > 0"
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT {number}, COUNT(*) FROM {_q(table.name)} WHERE {there} GROUP BY {number}"
                )
                for raw, count in cursor.fetchall():
                    found[int.from_bytes(_bytes(raw) or b"")] += count
    return found


def rows_of_others(table: Table, number: int) -> int:
    """How many rows hold a value that another key than this sealed."""
    condition = " OR ".join(_of_another(table, number))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {_q(table.name)} WHERE {condition}")
        return int(cursor.fetchone()[0])


def is_anything_sealed() -> bool:
    """Whether the database holds a sealed value; tables that are not made yet hold none."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in tables():
            if table.name in there and _holds_any(cursor, table):
                return True
    return False


def _holds_any(cursor: Any, table: Table) -> bool:
    described = connection.introspection.get_table_description(cursor, table.name)
    binary = {"postgresql": 17, "sqlite": "BLOB"}[connection.vendor]
    sealed = [d.name for d in described if d.name in table.columns and d.type_code == binary]
    for name in sealed:
        cursor.execute(f"SELECT 1 FROM {_q(table.name)} WHERE {_length(name)} > 0 LIMIT 1")
        if cursor.fetchone():
            return True
    return False


def _replace_on_postgresql(table: Table, changes: Sequence[Change]) -> int:
    key, names = _q(table.key), table.columns
    keys = [row[0] for row, _new in changes]
    news, olds = ([f"{kind}{n}" for n in range(len(names))] for kind in ("new", "old"))
    sets = ", ".join(f"{_q(name)} = v.{new}" for name, new in zip(names, news, strict=True))
    same = " AND ".join(
        f"t.{_q(name)} IS NOT DISTINCT FROM v.{old}" for name, old in zip(names, olds, strict=True)
    )
    arrays = ", ".join([f"%s::{table.type}[]", *["%s::bytea[]"] * (2 * len(names))])
    with connection.cursor() as cursor:
        # In a statement of its own: planned together the two are joined row by row.
        cursor.execute(
            f"SELECT {key} FROM {_q(table.name)} WHERE {key} = ANY(%s::{table.type}[]) "
            "FOR NO KEY UPDATE SKIP LOCKED",
            [keys],
        )
        free = {row[0] for row in cursor.fetchall()}
        ours = [(row, new) for row, new in changes if row[0] in free]
        given = [
            [row[0] for row, _new in ours],
            *([new[n] for _row, new in ours] for n in range(len(names))),
            *([row[1][n] for row, _new in ours] for n in range(len(names))),
        ]
        cursor.execute(
            f"UPDATE {_q(table.name)} t SET {sets} "
            f"FROM unnest({arrays}) AS v(pk, {', '.join(news + olds)}) "
            f"WHERE t.{key} = v.pk AND {same}",
            given,
        )
        return int(cursor.rowcount)


def _table(model: type[models.Model], own: tuple[SealedText | SealedJSON, ...]) -> Table:
    key: Any = model._meta.pk
    # A key that points at another row has that row's type.
    kind = getattr(key, "target_field", key).rel_db_type(connection)
    return Table(model._meta.db_table, key.column, kind, own)


def _of_another(table: Table, number: int) -> list[str]:
    mine = number.to_bytes(2).hex()
    literal = f"'\\x{mine}'::bytea" if connection.vendor == "postgresql" else f"x'{mine}'"
    return [
        f"({_length(name)} > 0 AND SUBSTR({_q(name)}, 2, 2) <> {literal})"
        for name in table.columns
    ]  # fmt: skip


def _length(column: str) -> str:
    return f"LENGTH({_q(column)})"


def _q(name: str) -> str:
    return connection.ops.quote_name(name)


def _bytes(value: Any) -> bytes | None:
    if value is None:
        return None
    return value.encode() if isinstance(value, str) else bytes(value)
