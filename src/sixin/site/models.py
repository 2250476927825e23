"""What the site itself keeps: sessions, and secrets of second steps apart from what uses them."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7


class Session(AbstractBaseSession):
    """A session; what it holds is sealed."""

    session_data = SealedText()

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Who reads and writes it."""
        from sixin.site.sessions import SessionStore

        return SessionStore


class StepSecret(models.Model):
    """The secret of an authenticator app, or the seed of recovery codes.

    allauth's row holds the id of this one in its place: here the secret is a sealed column like any
    other, so a change of keys moves it too. Goes with the authenticator.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    text = SealedText()
