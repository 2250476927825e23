"""Events that were held, with those who came and those who gave them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.ids import uuid7
from sixin.registers.models import Area, Member, Partner, Person


class Kind(models.TextChoices):
    LECTURE = "lecture", _("健康讲座")
    CLINIC = "clinic", _("义诊")
    FESTIVAL = "festival", _("节日活动")
    STUDY = "study", _("学习活动")


class Event(models.Model):
    """One event. came: elders by name, the beneficiaries of its record."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=80)
    place = models.CharField(max_length=80, blank=True)
    held_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    came = models.ManyToManyField(Person, related_name="events")
    members = models.ManyToManyField(Member, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    record = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-held_at"]
