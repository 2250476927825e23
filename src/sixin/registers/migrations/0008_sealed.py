"""ID numbers, telephones, addresses, notes and what files said of people are sealed at rest."""

from django.db import migrations, models

from sixin.base.crypto import migrating
from sixin.base.crypto.fields import Fingerprint, SealedJSON, SealedText


class Migration(migrations.Migration):
    dependencies = [("registers", "0007_final_merges")]

    operations = [
        *migrating.sealed(
            "person",
            id_number=SealedText(blank=True, findable=True, max_length=18, null=True),
            phone=SealedText(blank=True, findable=True, max_length=30),
            note=SealedText(blank=True),
        ),
        migrations.AddIndex(
            "person", models.Index(Fingerprint("phone"), name="person_phone")
        ),
        migrations.AddConstraint(
            "person", models.UniqueConstraint(Fingerprint("id_number"), name="person_id_number")
        ),
        migrations.RemoveConstraint("household", "household_address_in_area"),
        *migrating.sealed(
            "household",
            door=SealedText(blank=True, findable=True, max_length=20),
            address=SealedText(findable=True, max_length=200),
            number=SealedText(blank=True, max_length=40),
        ),
        migrations.AddConstraint(
            "household",
            models.UniqueConstraint(
                "area", Fingerprint("address"), name="household_address_in_area"
            ),
        ),
        *migrating.sealed(
            "contact",
            name=SealedText(max_length=60),
            phone=SealedText(blank=True, findable=True, max_length=30),
            place=SealedText(blank=True, max_length=60),
        ),
        *migrating.sealed("member", phone=SealedText(blank=True, max_length=30)),
        *migrating.sealed(
            "partner",
            contact_name=SealedText(blank=True, max_length=60),
            phone=SealedText(blank=True, max_length=30),
        ),
        *migrating.sealed(
            "consent",
            scope=SealedText(blank=True, max_length=200),
            guardian=SealedText(blank=True, max_length=60),
        ),
        *migrating.sealed("persontag", evidence=SealedText(blank=True, max_length=200)),
        *migrating.sealed("merge", before=SealedJSON()),
        *migrating.sealed(
            "rosterimport",
            file_name=SealedText(max_length=200),
            mapping=SealedJSON(default=dict),
            report=SealedJSON(default=dict),
            sentence=SealedText(blank=True),
        ),
    ]
