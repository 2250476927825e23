"""For migrations: columns that were in clear become sealed ones, and nothing of them stays behind.

    operations = [*migrating.sealed("person", phone=SealedText(…), note=SealedText(…))]

The old column is renamed first, because a sealed value is bound to the name of its column. Pages
of the database that held the old columns are written anew by `Scrub`, in a migration of its own.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.db import migrations
from django.db.migrations.operations.base import Operation

from sixin.base.crypto.fields import Sealed

_BATCH: Final = 1000
_WAS: Final = "was_"


def sealed(model: str, **fields: Sealed) -> list[Operation]:
    """What turns these columns of a model into sealed ones; indexes over them must be gone."""
    return [
        *(migrations.RenameField(model, name, _WAS + name) for name in fields),
        *(_added(model, name, field) for name, field in fields.items()),
        Carry(model, list(fields)),
        *(migrations.RemoveField(model, _WAS + name) for name in fields),
    ]


class Carry(migrations.RunPython):
    """Seal what the renamed columns hold into the new ones, some rows at a time."""

    def __init__(self, model: str, names: list[str]) -> None:
        super().__init__(migrations.RunPython.noop)
        self.model, self.names = model, names

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: Any,
        to_state: Any,  # noqa: ARG002 - Django gives it
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model)
        connection = schema_editor.connection
        quote = connection.ops.quote_name
        fields = [model._meta.get_field(name) for name in self.names]
        sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
        key = model._meta.pk
        update = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(key.column)} = %s"  # noqa: S608 - names of our own models
        with connection.cursor() as cursor:
            for rows in self._batches(model, connection.alias):
                cursor.executemany(update, [
                    (*(_prepared(f, v, connection) for f, v in zip(fields, values, strict=True)),
                     key.get_db_prep_value(pk, connection))
                    for pk, *values in rows
                ])  # fmt: skip

    def _batches(self, model: Any, alias: str) -> Iterator[list[Any]]:
        rows = (
            model.objects.using(alias)
            .order_by("pk")
            .values_list("pk", *(_WAS + n for n in self.names))
        )
        batch = list(rows[:_BATCH])
        while batch:
            yield batch
            batch = list(rows.filter(pk__gt=batch[-1][0])[:_BATCH])


class Scrub(migrations.RunPython):
    """Write the tables of these models anew. For migrations with `atomic = False`."""

    def __init__(self, *models: str) -> None:
        super().__init__(migrations.RunPython.noop)
        self.models = models

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: Any,
        to_state: Any,  # noqa: ARG002 - Django gives it
    ) -> None:
        connection = schema_editor.connection
        found = [from_state.apps.get_model(app_label, name) for name in self.models]
        filled = [
            model._meta.db_table
            for model in found
            if model.objects.using(connection.alias).exists()
        ]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite" and filled:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            elif connection.vendor == "postgresql":
                for table in filled:
                    cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")


def _added(model: str, name: str, field: Sealed) -> Operation:
    """Rows have nothing in a new column until they are carried over."""
    if field.null or field.blank or field.has_default():
        return migrations.AddField(model, name, field)
    empty = field.clone()
    empty.default = b""
    return migrations.AddField(model, name, empty, preserve_default=False)


def _prepared(field: Sealed, value: Any, connection: Any) -> Any:
    """In a column that may be NULL, "" meant nothing known."""
    return field.get_db_prep_save(None if field.null and value == "" else value, connection)
