"""Search tokens, and indexes by which an area's people are found by pinyin and initials."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0009_scrubbed")]

    operations = [
        migrations.CreateModel(
            name="Finder",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place",
                        "token",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place", models.BigIntegerField()),
                ("token", models.BinaryField(max_length=240)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finders",
                        to="registers.person",
                    ),
                ),
            ],
        ),
        migrations.AlterField("person", "initials", models.CharField(blank=True, max_length=20)),
        migrations.AlterField("person", "pinyin", models.CharField(blank=True, max_length=120)),
        migrations.AddIndex(
            "person", models.Index(fields=["area", "initials"], name="person_area_initials")
        ),
        *(
            migrations.AddIndex(
                "person",
                models.Index(
                    fields=[name],
                    condition=models.Q(merged_into__isnull=False),
                    name=f"merged_{name}",
                ),
            )
            for name in ("pinyin", "initials")
        ),
    ]
