"""People: first of all elders, but anyone whom a capability serves."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import Fingerprint, SealedText
from sixin.base.ids import uuid7
from sixin.registers.models.areas import Area
from sixin.registers.models.places import Household


class Sex(models.TextChoices):
    FEMALE = "f", _("女")
    MALE = "m", _("男")
    UNKNOWN = "", _("未填")


class Precision(models.TextChoices):
    DAY = "day", _("到日")
    MONTH = "month", _("到月")
    YEAR = "year", _("到年")


class LeftReason(models.TextChoices):
    MOVED = "moved", _("迁出")
    DIED = "died", _("去世")


class Person(models.Model):
    """A person on the register.

    area: the grid, or the community while the grid is unknown. birth_date: the first day of the
    month or year where `birth_precision` says so. left_on: moved away or died on that day.
    merged_into: this row turned out to be the same person as that one. erased_at: her data are gone,
    and the row stays without them, so that what was counted still adds up.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="people")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="people"
    )
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=120, blank=True)
    initials = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    id_number = SealedText(max_length=18, null=True, blank=True, findable=True)
    phone = SealedText(max_length=30, blank=True, findable=True)
    relation_to_owner = models.CharField(max_length=20, blank=True)
    note = SealedText(blank=True)
    registered_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=5, choices=LeftReason, blank=True)
    # Its index is `person_merged`: one of all rows would draw SQLite to the many that are not merged.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_people",
        db_index=False,
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pinyin", "id"]
        indexes = [
            models.Index(fields=["name"], name="person_name"),
            models.Index(fields=["area", "pinyin"], name="person_area_pinyin"),
            models.Index(fields=["area", "initials"], name="person_area_initials"),
            # Counting elders asks nothing else of a row.
            models.Index(
                fields=["area", "merged_into", "registered_on", "birth_date", "left_on"],
                name="person_counting",
            ),
            # Merged rows are few and asked for by every count of different people.
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="person_merged",
            ),
            *(
                models.Index(
                    fields=[name],
                    condition=models.Q(merged_into__isnull=False),
                    name=f"merged_{name}",
                )
                for name in ("pinyin", "initials")
            ),
            models.Index(Fingerprint("phone"), name="person_phone"),
        ]
        constraints = [
            models.UniqueConstraint(Fingerprint("id_number"), name="person_id_number"),
        ]

    def __str__(self) -> str:
        return self.name

    def age_on(self, day: date) -> int | None:
        """Whole years on that day; None when the birth date is unknown."""
        born = self.birth_date
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
