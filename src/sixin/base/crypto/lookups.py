"""What can be asked of a sealed column: equal, one of these, empty. Everything else is refused."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models.expressions import Col, Value
from django.db.models.lookups import Exact, In, Lookup

from sixin.base.crypto import sealing

if TYPE_CHECKING:
    from sixin.base.crypto.fields import Sealed

# SQL counts from 1.
PRINT: Final = f"SUBSTR(%s, {sealing.HEAD + 1}, {sealing.INDEX})"
Sql = tuple[str, tuple[Any, ...]]


class _ByFingerprint:
    """Shared by the lookups: compare fingerprints, never ciphertexts."""

    lhs: Any

    def _field(self) -> "Sealed":
        field: Sealed = self.lhs.output_field
        if not field.findable:
            raise TypeError(f"{field} is sealed and cannot be looked up.")
        return field

    def _is_empty(self, compiler: Any, connection: Any, sign: str = "=") -> Sql:
        sql, params = compiler.compile(self.lhs)
        return f"{sql} {sign} %s", (*params, connection.Database.Binary(b""))

    def _of_the_full(self, compiler: Any, connection: Any, sql: str, params: Sequence[Any]) -> Sql:
        """SQLite makes NULL of the fingerprint of nothing, and then `exclude` would lose the row."""
        full, more = self._is_empty(compiler, connection, "<>")
        return f"({sql} AND {full})", (*params, *more)

    def _printed(self, compiler: Any, side: Any) -> Sql:
        sql, params = compiler.compile(side)
        return PRINT % sql, tuple(params)

    def _print_of(self, value: Any, connection: Any) -> Any:
        return connection.Database.Binary(self._field().fingerprint(value))


class SealedExact(_ByFingerprint, Exact):
    """`filter(phone="…")`; "" finds empty ones, on any sealed field."""

    def get_prep_lookup(self) -> Any:
        return self.rhs.value if isinstance(self.rhs, Value) else self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        if isinstance(self.rhs, str) and self.rhs == "":
            return self._is_empty(compiler, connection)
        left, given = self._printed(compiler, self.lhs)
        right, more = self._right(compiler, connection)
        return self._of_the_full(compiler, connection, f"{left} = {right}", (*given, *more))

    def _right(self, compiler: Any, connection: Any) -> Sql:
        if not hasattr(self.rhs, "resolve_expression"):
            return "%s", (self._print_of(self.rhs, connection),)
        if isinstance(self.rhs, Col) and self.rhs.target == self._field():
            return self._printed(compiler, self.rhs)
        raise TypeError(
            f"{self.lhs.output_field} is sealed: compare it with values or with itself."
        )


class SealedIn(_ByFingerprint, In):
    """`filter(phone__in=[…])`."""

    def get_prep_lookup(self) -> Any:
        if hasattr(self.rhs, "resolve_expression"):
            raise TypeError(f"{self.lhs.output_field} is sealed: give values, not a query.")
        return [value for value in self.rhs if value is not None]

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        if not self.rhs:
            raise EmptyResultSet
        found = [self._print_of(value, connection) for value in self.rhs if value != ""]
        empty = self._is_empty(compiler, connection)
        if not found:
            return empty
        sql, params = self._printed(compiler, self.lhs)
        sql = f"{sql} IN ({', '.join(['%s'] * len(found))})"
        sql, params = self._of_the_full(compiler, connection, sql, (*params, *found))
        if len(found) == len(self.rhs):
            return sql, params
        return f"({sql} OR {empty[0]})", (*params, *empty[1])


def _refused(name: str) -> type[Lookup[Any]]:
    def as_sql(self: Any, _compiler: Any, _connection: Any) -> Any:
        raise TypeError(f"{self.lhs.output_field} is sealed: `{name}` would compare ciphertexts.")

    return type(f"No_{name}", (Lookup,), {"lookup_name": name, "as_sql": as_sql})


REFUSED: Final = (
    "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "iexact",
    "gt", "gte", "lt", "lte", "range", "regex", "iregex",
)  # fmt: skip
ALL: Final[tuple[type[Lookup[Any]], ...]] = (SealedExact, SealedIn, *map(_refused, REFUSED))
