"""Many rows into one table at once, without a model instance for each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models

from sixin.base.crypto.fields import Sealed

_AS_THEY_ARE = (str, int, bool, type(None))


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """INSERT rows, each a dict by attname; what a row leaves out has the field's default.

    Keys that the database makes are left to it. Values are prepared as `Model.save` would, no
    signals are sent and nothing is validated: constraints of the database hold.
    """
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [tuple(_values(fields, row)) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608 - names of our own models
                values,
            )


def _values(fields: list[Any], row: Mapping[str, Any]) -> Iterable[Any]:
    for field in fields:
        value = row[field.attname] if field.attname in row else field.get_default()
        if isinstance(value, _AS_THEY_ARE) and not isinstance(field, Sealed):
            yield value
        else:
            yield field.get_db_prep_save(value, connection)
