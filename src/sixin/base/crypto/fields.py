"""Model fields whose values are sealed in the database and plain in Python.

A findable one carries a blind index at bytes 4 to 19 of the value itself, so `filter(phone="…")`
works, an `Index` or `UniqueConstraint` over `Fingerprint("phone")` serves it, and no second column
can fall out of step. "" is stored as no bytes: that a field is empty is no secret. What is sealed
is padded, so that its length does not tell "好" from "要留心".
"""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import checks, validators
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from sixin.base.crypto import lookups, sealing


class Fingerprint(models.Func):
    """The blind index inside a findable column, as an expression of the database."""

    # Literal numbers, not parameters: an index over an expression serves only the very same.
    template = lookups.PRINT % "%(expressions)s"
    output_field = models.BinaryField()

    def __init__(self, column: Any) -> None:
        super().__init__(column)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """A value that is looked for may be NULL, of which PostgreSQL would make text."""
        if isinstance(self.source_expressions[0], models.Value):
            more["template"] = lookups.PRINT % "%(expressions)s::bytea"
        return super().as_sql(compiler, connection, **more)


class Sealed(models.Field[Any, Any]):
    """What the sealed fields share. findable: equal values can be looked up.

    block: sealed lengths are multiples of it, in bytes.
    """

    block = 16

    def __init__(self, *given: Any, findable: bool = False, **options: Any) -> None:
        self.findable = findable
        super().__init__(*given, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, given, options = super().deconstruct()
        return name, path, given, options | ({"findable": True} if self.findable else {})

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """Besides Django's own: an index or uniqueness of ciphertexts would hold for nothing."""
        found = super().check(**options)
        if self.unique or getattr(self, "db_index", False):
            hint = "Use Index or UniqueConstraint over Fingerprint."
            found.append(checks.Error("Ciphertexts cannot be compared.", hint, self, "sixin.E001"))
        return found

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def where(self) -> str:
        """Table and column: what a sealed value is bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def sealed(self, value: Any) -> bytes:
        """The bytes that the database keeps for this value."""
        plain = self.to_bytes(value)
        return self.kept(plain) if plain else b""

    def kept(self, plain: bytes) -> bytes:
        """As `sealed`, of what `to_bytes` has made of a value."""
        index = sealing.blind(plain, self.where) if self.findable else b""
        return sealing.seal(_padded(plain, self.block), self.where, index)

    def fingerprint(self, value: Any) -> bytes:
        """What `Fingerprint` of this value is."""
        plain = self.to_bytes(value)
        return sealing.blind(plain, self.where) if plain else b""

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
        held = bytes(value)
        return self.from_bytes(_bare(sealing.unseal(held, self.where)) if held else b"")

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
        # Migrations give b"" as what rows have before anybody fills a new column.
        held = b"" if value == b"" else self.sealed(value)
        return connection.Database.Binary(held)  # type: ignore[attr-defined]

    def get_placeholder(self, value: Any, _compiler: Any, _connection: Any) -> str:
        """Refuses expressions that are not of this field: they would write what opens nowhere."""
        if hasattr(value, "resolve_expression") and value.output_field != self:
            raise TypeError(f"{self} is sealed: the database cannot work out its value.")
        return "%s"


class SealedText(Sealed):
    """Text, sealed. max_length counts characters and is checked by forms and `full_clean`."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        if self.max_length is not None:
            self.validators.append(validators.MaxLengthValidator(self.max_length))

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, plain: bytes) -> str:
        return plain.decode()

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def formfield(self, **given: Any) -> Any:
        if self.choices is None:
            given = {"form_class": forms.CharField, "max_length": self.max_length} | given
        return super().formfield(**given)


class SealedJSON(Sealed):
    """A value that JSON can say, sealed."""

    empty_strings_allowed = False
    block = 64

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder).encode()

    def from_bytes(self, plain: bytes) -> Any:
        return json.loads(plain) if plain else None

    def value_to_string(self, obj: models.Model) -> Any:
        """As Django's own JSON field does: serializers write the value itself."""
        return self.value_from_object(obj)


def _padded(plain: bytes, block: int) -> bytes:
    """ISO/IEC 7816-4: a mark, then zeros."""
    return plain + b"\x80" + bytes(-(len(plain) + 1) % block)


def _bare(padded: bytes) -> bytes:
    return padded[: padded.rindex(b"\x80")]


for _lookup in lookups.ALL:
    Sealed.register_lookup(_lookup)
