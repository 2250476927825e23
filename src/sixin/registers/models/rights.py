"""That somebody's personal data were erased: who, when, on which ground, and how much went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.ids import uuid7
from sixin.registers.models.members import Member


class Ground(models.TextChoices):
    """Why personal data have to go: 个人信息保护法 第四十七条."""

    ASKED = "asked", _("本人或家属要求删除")
    DONE = "done", _("目的已经达到，不再需要")
    WITHDRAWN = "withdrawn", _("撤回了同意")
    UNLAWFUL = "unlawful", _("当初不该收集")
    EXPIRED = "expired", _("保存期限已满")


class Erasure(models.Model):
    """One row of a person that was erased. Names nobody, and stays: it is repeated after a restore.

    person: its id; whole: the id of the person whose row it was, herself or whom it was merged
    into. by: None where a machine repeated it. counts: {table: rows that went or were emptied}.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.UUIDField(db_index=True)
    whole = models.UUIDField()
    at = models.DateTimeField()
    by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
