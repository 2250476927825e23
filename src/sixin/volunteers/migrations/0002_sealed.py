"""Who confirmed a service is sealed at rest."""

from django.db import migrations

from sixin.base.crypto import migrating
from sixin.base.crypto.fields import SealedText


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_initial")]

    operations = [
        *migrating.sealed("service", confirmed_by=SealedText(max_length=60)),
    ]
