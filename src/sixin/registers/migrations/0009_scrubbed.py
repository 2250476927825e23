"""No page of the database holds what was in clear before."""

from django.db import migrations

from sixin.base.crypto import migrating


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("registers", "0008_sealed")]

    operations = [
        migrating.Scrub(
            "person", "household", "contact", "member", "partner", "consent", "persontag", "merge",
            "rosterimport",
        ),
    ]  # fmt: skip
