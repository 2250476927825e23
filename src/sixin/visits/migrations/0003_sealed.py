"""What was seen, wanted and noted at a door is sealed at rest."""

from django.db import migrations

from sixin.base.crypto import migrating
from sixin.base.crypto.fields import SealedJSON, SealedText


class Migration(migrations.Migration):
    dependencies = [("visits", "0002_follow_ups_reopen")]

    operations = [
        *migrating.sealed(
            "visit",
            wellbeing=SealedText(
                blank=True,
                choices=[("good", "好"), ("fair", "一般"), ("watch", "要留心")],
                max_length=5,
            ),
            seen=SealedJSON(default=dict),
            needs=SealedJSON(default=list),
            note=SealedText(blank=True),
            cancelled_because=SealedText(blank=True, max_length=200),
        ),
        *migrating.sealed("followup", outcome=SealedText(blank=True, max_length=200)),
        *migrating.sealed("followupstep", note=SealedText(blank=True, max_length=200)),
    ]
