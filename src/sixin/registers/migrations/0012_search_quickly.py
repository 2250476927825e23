"""Indexes for searching among very many people: doors by their number, and none that misleads."""

import django.db.models.deletion
import sixin.base.crypto.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0011_tokens'),
    ]

    operations = [
        migrations.AlterField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_people', to='registers.person'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(models.F('area'), sixin.base.crypto.fields.Fingerprint('door'), name='household_door_in_area'),
        ),
    ]
