"""The table of search tokens: how a part of a name or the end of a number leads to a person."""

from django.db import models

from sixin.registers.models.people import Person


class Finder(models.Model):
    """A token under which a person is found; `actions.finding` keeps them.

    place: id of the community, or of the area itself above communities; 0 for keyed tokens, which
    have the community in them. token: see `registers.tokens`. person: she who is kept, also for
    what was known of a row that was merged into hers.
    """

    pk = models.CompositePrimaryKey("place", "token", "person")
    place = models.BigIntegerField()
    token = models.BinaryField(max_length=240)
    person = models.ForeignKey(Person, models.CASCADE, related_name="finders")
