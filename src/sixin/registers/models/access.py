"""How members get in: invitations that work once, and the phones and browsers that they use."""

from django.db import models

from sixin.base.ids import uuid7
from sixin.registers.models.members import Member


class Invitation(models.Model):
    """A link that lets somebody sign in for the first time, or again after a forgotten password.

    digest: SHA-256 of the code, which nobody keeps. Works once, until `expires_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]


class Device(models.Model):
    """A phone or browser of a member. digest: SHA-256 of the token in its cookie.

    wipe_ordered_at: it is to forget everything at its next request; wiped_at: it was told so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True, blank=True)
    wipe_ordered_at = models.DateTimeField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
