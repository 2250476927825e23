"""Records, their parts, and what is kept beside them so that counting stays quick."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.ids import uuid7
from sixin.registers.models import Area


class PartRole(models.TextChoices):
    BENEFICIARY = "beneficiary", _("受益人")
    PROVIDER = "provider", _("服务人")


class Record(models.Model):
    """One deed. Holds opaque ids, kinds and quantities; never names or notes.

    people: how many beneficiaries (人次); minutes: of all providers together. sign: 1, or -1 for a
    reversal. occurred_at: as claimed; recorded_at: by the server; counted_on: the date in China.
    subject: the row of the capability that it came from. because_of: the deed that led to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    variant = models.CharField(max_length=20)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    people = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    sign = models.SmallIntegerField(default=1)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    because_of = models.UUIDField(null=True, blank=True)
    subject = models.UUIDField(db_index=True)
    posted_by = models.UUIDField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    counted_on = models.DateField()

    class Meta:
        indexes = [
            # Holds all that counting asks, so that the days at either end of a period are
            # counted from the index alone.
            models.Index(
                fields=["area", "counted_on", "kind", "variant", "sign", "people", "minutes"],
                name="record_counting",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(sign__in=[1, -1]), name="record_sign"),
            models.CheckConstraint(
                condition=models.Q(sign=1, reverses__isnull=True)
                | models.Q(sign=-1, reverses__isnull=False),
                name="record_reversal_names_its_record",
            ),
        ]


class Part(models.Model):
    """What one party had to do with a record. party: a person, member or partner, by id."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="parts")
    party = models.UUIDField()
    role = models.CharField(max_length=12, choices=PartRole)
    minutes = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["party", "role"], name="part_party")]
        constraints = [
            models.UniqueConstraint(fields=["record", "party", "role"], name="party_once_per_role")
        ]


class MonthTally(models.Model):
    """Sums of records by area, month, kind and variant. A cache: `check-ledger` recounts it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    month = models.DateField(help_text="the first day of the month")
    kind = models.CharField(max_length=40)
    variant = models.CharField(max_length=20)
    deeds = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    minutes = models.IntegerField(default=0)

    class Meta:
        indexes = [
            # Holds all that counting asks, as the records' own does.
            models.Index(
                fields=["area", "month", "kind", "variant", "deeds", "people", "minutes"],
                name="tally_counting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "kind", "variant"], name="one_tally_per_month"
            )
        ]


NEVER, NOT_YET = date.min, date.max


class Touch(models.Model):
    """That a person was served in a month, by one kind of deed, in one area. A cache, like the tally.

    records: standing ones; first_on, last_on: days of the first and the last of them. previous: the
    month before this one in which the same happened there, NEVER if there is none: who was reached
    since a month is whose `previous` lies before it. following: the month after, NOT_YET if there is
    none. elsewhere: she was served so in other areas too.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    party = models.UUIDField()
    month = models.DateField(help_text="the first day of the month")
    records = models.PositiveIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    previous = models.DateField(default=NEVER)
    following = models.DateField(default=NOT_YET)
    elsewhere = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=[
                    *("area", "kind", "month", "previous"),
                    *("following", "first_on", "last_on", "elsewhere"),
                ],
                name="touch_counting",
            ),
            models.Index(
                fields=["area", "kind", "month", "first_on", "last_on", "party"],
                condition=models.Q(elsewhere=True),
                name="touch_elsewhere",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind", "area", "month"], name="one_touch_per_month"
            )
        ]
