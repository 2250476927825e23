from django.db import migrations


class Migration(migrations.Migration):
    """Touches are counted in 0007, when the table has the columns that counting fills."""

    dependencies = [("ledger", "0003_touches")]
    operations = []
