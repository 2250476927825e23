"""The table of the cache that all processes share: counts of failed sign-ins, codes used up."""

from django.core.management import call_command
from django.db import migrations

TABLE = "sixin_cache"


def make(_apps, editor):
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


def unmake(_apps, editor):
    editor.execute(f"DROP TABLE IF EXISTS {editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make, unmake)]
