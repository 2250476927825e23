"""Certifications that were made, by whom they concern and by which way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7
from sixin.registers.models import Member, Person


class Benefit(models.TextChoices):
    PENSION = "pension", _("养老金领取资格")
    OLD_AGE = "old_age", _("高龄津贴")


class Channel(models.TextChoices):
    HOME = "home", _("上门协助")
    REMOTE = "remote", _("手机远程")
    SILENT = "silent", _("数据比对")
    PROXY = "proxy", _("家人代办")


class Certification(models.Model):
    """One certification, as its channel confirmed it. record: its id in the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="certifications")
    benefit = models.CharField(max_length=10, choices=Benefit)
    channel = models.CharField(max_length=10, choices=Channel)
    done_on = models.DateField()
    receipt_number = SealedText(max_length=60, blank=True)
    because_of = models.UUIDField(null=True, blank=True)
    record = models.UUIDField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-done_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "benefit", "done_on"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_certification_per_benefit_and_day",
            )
        ]
