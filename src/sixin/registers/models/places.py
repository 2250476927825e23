"""Buildings, entrances, households: where a door is and how one gets to it."""

from django.db import models

from sixin.base.crypto.fields import Fingerprint, SealedText
from sixin.base.ids import uuid7
from sixin.registers.models.areas import Area


class Building(models.Model):
    """A building (楼栋) of a grid. floors: storeys above ground; None when unknown."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="buildings")
    name = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=0, help_text="sorts 2 before 10")
    floors = models.PositiveSmallIntegerField(null=True, blank=True)
    has_lift = models.BooleanField(null=True)

    class Meta:
        ordering = ["area", "number", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="building_name_in_area")
        ]

    def __str__(self) -> str:
        return self.name


class Entrance(models.Model):
    """An entrance (单元) of a building."""

    building = models.ForeignKey(Building, models.CASCADE, related_name="entrances")
    name = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["building", "number", "name"]
        constraints = [models.UniqueConstraint(fields=["building", "name"], name="entrance_name")]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """A door (户); number: its 户号. `address` is the line as people write it, whatever could be read out of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="households")
    building = models.ForeignKey(Building, models.PROTECT, null=True, blank=True)
    entrance = models.ForeignKey(Entrance, models.PROTECT, null=True, blank=True)
    floor = models.SmallIntegerField(null=True, blank=True)
    door = SealedText(max_length=20, blank=True, findable=True)
    address = SealedText(max_length=200, findable=True)
    number = SealedText(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index("area", Fingerprint("door"), name="household_door_in_area")]
        constraints = [
            models.UniqueConstraint(
                "area", Fingerprint("address"), name="household_address_in_area"
            )
        ]

    def __str__(self) -> str:
        return str(self.address)
