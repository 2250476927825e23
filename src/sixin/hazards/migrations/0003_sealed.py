"""What was noted of a hazard is sealed at rest."""

from django.db import migrations

from sixin.base.crypto import migrating
from sixin.base.crypto.fields import SealedText


class Migration(migrations.Migration):
    dependencies = [("hazards", "0002_withdrawn_hazards")]

    operations = [
        *migrating.sealed("hazard", note=SealedText(blank=True, max_length=300)),
    ]
