from django.db import migrations
from sixin.ledger import touching


def count(_apps, _schema_editor):
    """Who was served in which month, from the records that are there already."""
    touching.rebuild()


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_following")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
