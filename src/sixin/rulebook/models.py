"""One table of rules, whatever they rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    VERIFIED = "verified", _("已核实")
    UNVERIFIED = "unverified", _("未核实")
    LOCAL = "local", _("本地规定")


class Rule(models.Model):
    """A dated rule row.

    area: a prefix of division codes ("" the nation, "63" Qinghai, "632801" a county).
    when: facts that must hold, see `matching.matches`; the same `topic` and `when` in a nearer
    area or with a later `valid_from` replaces this row.
    """

    rule_id = models.CharField(max_length=80, primary_key=True)
    topic = models.CharField(max_length=40, db_index=True)
    area = models.CharField(max_length=15, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    when = models.JSONField(default=dict)
    value = models.JSONField()
    unit = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    source_url = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=Status)
    confirmed_by = models.CharField(max_length=80, blank=True)
    shipped = models.BooleanField(default=True)

    class Meta:
        ordering = ["topic", "area", "rule_id"]

    def __str__(self) -> str:
        return self.rule_id
