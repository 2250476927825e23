"""No page of the database holds what was in clear before."""

from django.db import migrations

from sixin.base.crypto import migrating


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("volunteers", "0002_sealed")]

    operations = [migrating.Scrub("service")]
