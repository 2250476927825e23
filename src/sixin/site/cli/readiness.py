"""Whether this instance can be worked with, and what to do when it cannot."""

NOT_READY = "The database is not ready. Run `sixin init` first."


def is_ready() -> bool:
    """Whether the database has every table; lets go of it again."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    return not pending


def sentence_for(error: Exception) -> str | None:
    """What to tell whoever typed a command that ended with `error`; None if it is a mistake of ours."""
    from django.db import OperationalError, ProgrammingError

    from sixin.base.crypto.keyring import NoKey

    if isinstance(error, NoKey):
        return str(error)
    if isinstance(error, OperationalError | ProgrammingError) and not is_ready():
        return NOT_READY
    return None
