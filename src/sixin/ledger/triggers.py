"""What the database itself refuses: changing or removing a posted record or part."""

from typing import Any

TABLES = ("ledger_record", "ledger_part")


def install(_apps: Any, schema_editor: Any) -> None:
    """Put the triggers on both tables. For migrations."""
    for table in TABLES:
        for statement in statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers off again."""
    for table in TABLES:
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{deed}{on_table}")


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that forbids UPDATE and DELETE on `table` of that kind of database."""
    if vendor == "postgresql":
        return [_PG_FUNCTION, *(_PG.format(table=table, deed=d) for d in ("update", "delete"))]
    return [_SQLITE.format(table=table, deed=d) for d in ("update", "delete")]


_SQLITE = """
CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: reverse, never edit'); END
"""
_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION sixin_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only: reverse, never edit'; END $$
"""
_PG = """
CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table}
FOR EACH ROW EXECUTE FUNCTION sixin_append_only()
"""
