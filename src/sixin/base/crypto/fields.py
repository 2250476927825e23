"""Model fields whose values are sealed in the database and plain in Python.

A findable one carries a blind index at bytes 4 to 19 of the value itself, so `filter(phone="…")`
works, an `Index` or `UniqueConstraint` over `Fingerprint("phone")` serves it, and no second column
can fall out of step. "" is stored as no bytes: that a field is empty is no secret.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact, In, Lookup

from sixin.base.crypto import sealing

START = sealing.HEAD + 1  # SQL counts from 1


class Fingerprint(models.Func):
    """The blind index inside a findable column, as an expression of the database."""

    # Literal numbers, not parameters: an index over an expression serves only the very same.
    template = f"SUBSTR(%(expressions)s, {START}, {sealing.INDEX})"
    output_field = models.BinaryField()

    def __init__(self, column: Any) -> None:
        super().__init__(column)


class _Sealed(models.Field[Any, Any]):
    """What both sealed fields share. findable: equal values can be looked up."""

    def __init__(self, *given: Any, findable: bool = False, **options: Any) -> None:
        self.findable = findable
        super().__init__(*given, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, given, options = super().deconstruct()
        return name, path, given, options | ({"findable": True} if self.findable else {})

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def where(self) -> str:
        """Table and column: what a sealed value is bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def sealed(self, value: Any) -> bytes:
        """The bytes that the database keeps for this value."""
        plain = self.to_bytes(value)
        if not plain:
            return b""
        return sealing.seal(plain, self.where, self.fingerprint(value) if self.findable else b"")

    def fingerprint(self, value: Any) -> bytes:
        """What `Fingerprint` of this value is."""
        return sealing.blind(self.to_bytes(value), self.where)

    def to_bytes(self, value: Any) -> bytes:
        """A value as bytes, before it is sealed."""
        raise NotImplementedError

    def from_bytes(self, plain: bytes) -> Any:
        """The value that these bytes were."""
        raise NotImplementedError

    def opened(self, value: Any) -> Any:
        """The value that these bytes of the database hold; None for NULL. Raises BadSeal, NoKey."""
        if value is None:
            return None
        kept = bytes(value)
        return self.from_bytes(sealing.unseal(kept, self.where) if kept else b"")

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        return self.opened(value)

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: ARG002 - Django gives it
    ) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return connection.Database.Binary(self.sealed(value))  # type: ignore[attr-defined]


class SealedText(_Sealed):
    """Text, sealed. max_length counts characters and is checked by forms and `full_clean`."""

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, plain: bytes) -> str:
        return plain.decode()

    def formfield(self, **given: Any) -> Any:
        from django import forms

        return super().formfield(**{"form_class": forms.CharField, **given})


class SealedJSON(_Sealed):
    """A value that JSON can say, sealed."""

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder).encode()

    def from_bytes(self, plain: bytes) -> Any:
        return json.loads(plain) if plain else None


class _ByFingerprint:
    """Shared by the two lookups: compare fingerprints, never ciphertexts."""

    lhs: Any

    def _field(self) -> _Sealed:
        field: _Sealed = self.lhs.output_field
        if not field.findable:
            raise TypeError(f"{field} is sealed and cannot be looked up.")
        return field

    def _left(self, compiler: Any) -> tuple[str, Sequence[Any]]:
        sql, params = compiler.compile(self.lhs)
        return f"SUBSTR({sql}, {START}, {sealing.INDEX})", params


@_Sealed.register_lookup
class SealedExact(_ByFingerprint, Exact):
    """`filter(phone="…")`; "" finds empty ones, on any sealed field."""

    def get_prep_lookup(self) -> Any:
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if self.rhs == "":
            sql, params = compiler.compile(self.lhs)
            return f"{sql} = %s", (*params, connection.Database.Binary(b""))
        found = connection.Database.Binary(self._field().fingerprint(self.rhs))
        sql, params = self._left(compiler)
        return f"{sql} = %s", (*params, found)


@_Sealed.register_lookup
class SealedIn(_ByFingerprint, In):
    """`filter(phone__in=[…])`."""

    def get_prep_lookup(self) -> Any:
        return list(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        from django.core.exceptions import EmptyResultSet

        if not self.rhs:
            raise EmptyResultSet
        make: Callable[[bytes], Any] = connection.Database.Binary
        found = [make(self._field().fingerprint(value)) for value in self.rhs]
        sql, params = self._left(compiler)
        return f"{sql} IN ({', '.join(['%s'] * len(found))})", (*params, *found)


def _refuse(name: str) -> type[Lookup[Any]]:
    def as_sql(self: Any, _compiler: Any, _connection: Any) -> Any:
        raise TypeError(f"{self.lhs.output_field} is sealed: `{name}` would compare ciphertexts.")

    return type(f"No_{name}", (Lookup,), {"lookup_name": name, "as_sql": as_sql})


for _name in ("contains", "icontains", "startswith", "endswith", "iexact", "gt", "gte", "lt",
              "lte", "range", "regex", "iregex", "istartswith", "iendswith"):  # fmt: skip
    _Sealed.register_lookup(_refuse(_name))
