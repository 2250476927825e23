"""What the site itself keeps: secrets of second steps, apart from the rows that use them."""

from django.db import models

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7


class StepSecret(models.Model):
    """The secret of an authenticator app, or the seed of recovery codes.

    allauth's row holds the id of this one in its place: here the secret is a sealed column like any
    other, so a change of keys moves it too. Goes with the authenticator.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    text = SealedText()
