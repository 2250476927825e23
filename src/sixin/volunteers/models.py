"""Services that volunteers gave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7
from sixin.registers.models import Member, Person


class Kind(models.TextChoices):
    ERRAND = "errand", _("代办")
    CLINIC = "clinic", _("义诊")
    HAIRCUT = "haircut", _("义剪")
    SHOPPING = "shopping", _("代买")
    CLEANING = "cleaning", _("打扫")
    REPAIR = "repair", _("小修小补")
    COMPANY = "company", _("陪伴")


class Place(models.TextChoices):
    HOME = "home", _("上门")
    COMMUNITY = "community", _("在社区")


class Service(models.Model):
    """One service to one elder by volunteers, members or elders; confirmed by the one served."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="services_received")
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.CharField(max_length=10, choices=Place)
    served_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    members = models.ManyToManyField(Member, related_name="+")
    elders = models.ManyToManyField(Person, related_name="services_given", blank=True)
    confirmed_by = SealedText(max_length=60)
    record = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-served_at"]
