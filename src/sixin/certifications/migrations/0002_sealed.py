"""Receipt numbers are sealed at rest."""

from django.db import migrations

from sixin.base.crypto import migrating
from sixin.base.crypto.fields import SealedText


class Migration(migrations.Migration):
    dependencies = [("certifications", "0001_initial")]

    operations = [
        *migrating.sealed("certification", receipt_number=SealedText(blank=True, max_length=60)),
    ]
