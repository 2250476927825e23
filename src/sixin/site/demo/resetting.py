"""Start over: an empty database and no files of the demo."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from sixin.site import places
from sixin.site.demo import accounts

FOLDERS = ("files", "samples", "cache")


def reset() -> None:
    """Remove the database's contents and the files that belong to them; secrets stay."""
    if connection.vendor == "sqlite":
        _remove_database_file()
    else:
        _drop_tables()
    remove_files()


def remove_files() -> None:
    """Remove what a demo keeps beside the database; a seeding that broke off may have left some."""
    for folder in FOLDERS:
        shutil.rmtree(places.home() / folder, ignore_errors=True)
    accounts.forget()


def _remove_database_file() -> None:
    connection.close()
    path = str(settings.DATABASES["default"]["NAME"])
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(path + suffix).unlink(missing_ok=True)


def _drop_tables() -> None:
    """Our tables only: a database may hold other things."""
    ours = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        for table in [*ours, "django_migrations"]:
            name = connection.ops.quote_name(table)
            cursor.execute(f"DROP TABLE IF EXISTS {name} CASCADE")
