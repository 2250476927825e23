"""Those who work with Sixin: members with roles in areas, and partner organisations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7
from sixin.registers.models.areas import Area


class Member(models.Model):
    """One who signs in. What a member may see and do follows from `Role` rows alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT)
    name = models.CharField(max_length=60)
    phone = SealedText(max_length=30, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoleName(models.TextChoices):
    COMMUNITY_LEAD = "community_lead", _("社区负责人")
    GRID_LEAD = "grid_lead", _("网格长")
    GRID_WORKER = "grid_worker", _("网格员")
    BUILDING_LEAD = "building_lead", _("楼栋长")
    COMMUNITY_WORKER = "community_worker", _("社区工作人员")
    VOLUNTEER = "volunteer", _("党员志愿者")
    PARTNER = "partner", _("共建单位")
    FAMILY = "family", _("家属")
    INSPECTOR = "inspector", _("消防监督员")
    COUNTY_VIEWER = "county_viewer", _("县市查看")
    PREFECTURE_VIEWER = "prefecture_viewer", _("州查看")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    DATA_PROTECTION = "data_protection", _("数据保护员")


class Role(models.Model):
    """A role of a member in an area and everything below it, from one day to another.

    ended_at: taken away at that moment, whatever `until` says. covers: the colleague for whom it
    is held for a while; such a role always has its `until`.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=RoleName)
    area = models.ForeignKey(Area, models.PROTECT, related_name="roles")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    covers = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="covered_by"
    )

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(covers__isnull=True) | models.Q(until__isnull=False),
                name="cover_has_an_end",
            )
        ]


class Partner(models.Model):
    """An organisation that helps in an area (共建单位)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="partners")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, blank=True)
    contact_name = SealedText(max_length=60, blank=True)
    phone = SealedText(max_length=30, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="partner_name_in_area")
        ]

    def __str__(self) -> str:
        return self.name
