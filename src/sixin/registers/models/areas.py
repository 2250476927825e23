"""The tree of areas: prefecture, county, street, community, grid."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node


class Level(models.TextChoices):
    PREFECTURE = "prefecture", _("州")
    COUNTY = "county", _("县市")
    STREET = "street", _("街道")
    COMMUNITY = "community", _("社区")
    GRID = "grid", _("网格")


class Area(MP_Node):
    """A place that people answer for. `code` is today's; former codes stand in `AreaCode`.

    code: 12 digits down to the community (2+2+2+3+3), three more for a grid. Siblings stand in the
    order in which they came, so that a path is for good: the trail keeps it.
    """

    name = models.CharField(max_length=60)
    level = models.CharField(max_length=12, choices=Level)
    code = models.CharField(max_length=15, unique=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def rule_code(self) -> str:
        """The code without its trailing zeros by level: what rule rows compare with."""
        length = {"prefecture": 4, "county": 6, "street": 9, "community": 12}.get(self.level, 15)
        return self.code[:length]


class AreaCode(models.Model):
    """A division code that an area had from one day to another, and who published it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=15, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_area_per_code_and_day")
        ]
