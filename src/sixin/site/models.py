"""What the site itself keeps: sessions, secrets of second steps, removals by term, daily jobs."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedText
from sixin.base.ids import uuid7
from sixin.registers.models import Member


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


class RunState(models.TextChoices):
    COUNTED = "counted", _("等确认")
    APPLYING = "applying", _("正在清理")
    APPLIED = "applied", _("清理完了")
    FAILED = "failed", _("没有清理完")


class RetentionRun(models.Model):
    """What was past its term on the day `on`, and what became of it. Numbers alone.

    findings: [{kind, days, rows, oldest, done, failed}] in the order of the kinds; oldest: a date;
    done: rows removed, None before; failed: a sentence. made_by: None for the daily count.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.COUNTED)
    findings = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]


class Occasion(models.Model):
    """That a daily job was taken up for a day: whoever puts the row in does it, all others do not."""

    job = models.CharField(max_length=40)
    due = models.DateField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "due"], name="occasion_once")]
