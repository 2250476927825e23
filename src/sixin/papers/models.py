"""Briefings as issued."""

from django.db import models

from sixin.base.ids import uuid7
from sixin.registers.models import Area, Member


class Briefing(models.Model):
    """Figures of an area and period, frozen when it was issued."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT)
    first_day = models.DateField()
    last_day = models.DateField()
    title = models.CharField(max_length=120)
    issued_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return self.title


class FrozenFigure(models.Model):
    """One number of a briefing as it was when issued.

    version, definition: of the figure then, {type, name, unit, definition, source, decimals, above,
    below}, in Chinese. record_ids: the records behind a flow, the people behind a stock, in the
    order in which they are shown; a ratio has none, its two figures stand beside it.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="figures")
    code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    definition = models.JSONField(default=dict)
    record_ids = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "code"], name="figure_once_per_briefing")
        ]
