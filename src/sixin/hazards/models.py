"""Hazards as reported from a door."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7
from sixin.registers.models import Area, Member, Person


class Kind(models.TextChoices):
    GAS = "gas", _("燃气")
    ELECTRICITY = "electricity", _("用电")
    WATER = "water", _("水暖")
    OTHER = "other", _("其他")


class State(models.TextChoices):
    REPORTED = "reported", _("已上报")
    WITHDRAWN = "withdrawn", _("已撤销")


class Hazard(models.Model):
    """One thing that may hurt somebody. item: code of a `hazard.item` rule row.

    because_of: the visit that found it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="hazards")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    item = models.CharField(max_length=20)
    note = SealedText(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.REPORTED)
    because_of = models.UUIDField(null=True, blank=True)
    reported_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-reported_at"]
        indexes = [
            models.Index(fields=["area", "state"], name="hazard_area_state"),
            models.Index(fields=["because_of"], name="hazard_because_of"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["because_of", "person", "item"],
                condition=~models.Q(state="withdrawn"),
                name="one_hazard_per_visit_and_item",
            )
        ]


class Photo(models.Model):
    """A picture of a hazard: of the thing, never of a face. Its file is sealed, named by id alone.

    digest: SHA-256 of the JPEG as it was made anew, in hexadecimal.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="photos")
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hazard", "digest"], name="photo_once_per_hazard")
        ]

    @property
    def file(self) -> str:
        """The name of its file among the sealed ones."""
        return f"photos/{self.pk}.jpg"
