"""What the database itself refuses: changing what an entry says, and removing what is not pruned."""

from typing import Any

FIXED = ("id", "at", "by", "verb", "kind", "subject", "area", "content", "seal")


def install(_apps: Any, schema_editor: Any) -> None:
    """Put the triggers on. For migrations."""
    for statement in _PG if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Take them off again."""
    on_table = " ON audit_entry" if schema_editor.connection.vendor == "postgresql" else ""
    for deed in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS audit_entry_no_{deed}{on_table}")


_COLUMNS = ", ".join(f'"{name}"' for name in FIXED)
_PRUNED = "SELECT 1 FROM audit_mark WHERE name = 'first' AND number >= OLD.number"
_SAID = "the trail is append-only"
_SQLITE = [
    f"""CREATE TRIGGER audit_entry_no_update BEFORE UPDATE OF {_COLUMNS} ON audit_entry
    BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
    f"""CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    WHEN NOT EXISTS ({_PRUNED})
    BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
]
_PG = [
    f"""CREATE OR REPLACE FUNCTION sixin_audit_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND EXISTS ({_PRUNED}) THEN RETURN OLD; END IF;
      RAISE EXCEPTION '{_SAID}';
    END $$""",
    f"""CREATE TRIGGER audit_entry_no_update BEFORE UPDATE OF {_COLUMNS} ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION sixin_audit_fixed()""",
    """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION sixin_audit_fixed()""",
]
