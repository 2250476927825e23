"""Entries of the trail, where its chain begins, and where it ends."""

from django.db import models

from sixin.base.crypto.fields import SealedJSON, SealedText
from sixin.base.ids import uuid7


class Entry(models.Model):
    """One deed on data. Names nobody: `by` and `subject` are ids, `area` is a path of the tree.

    verb: what was done, dotted and past, `person.changed`. kind, subject: of the row that it was
    done to. details: {field: [from, to]} of a change, else what the verb needs to say; None once a
    person has been erased, and `erased_by` is the entry of that. content: keyed digest of details
    and reason; seal: keyed digest of everything else with it. number, chain: its place in the
    chain, given by `trail.chain` right after the commit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=255, blank=True)
    reason = SealedText(default="")
    details = SealedJSON(null=True)
    content = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)
    erased_by = models.UUIDField(null=True)
    number = models.BigIntegerField(null=True, unique=True)
    chain = models.BinaryField(max_length=32, null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_subject"),
            models.Index(fields=["by", "id"], name="audit_by"),
            models.Index(fields=["area", "id"], name="audit_area"),
            models.Index(fields=["at"], name="audit_at"),
            models.Index(
                fields=["id"], condition=models.Q(number__isnull=True), name="audit_unchained"
            ),
        ]


class Mark(models.Model):
    """An end of the chain: `first` is the last entry pruned away, `last` the latest one chained.

    seal: keyed digest of the others, so that nobody moves an end without the key.
    """

    name = models.CharField(max_length=5, primary_key=True)
    number = models.BigIntegerField(default=0)
    chain = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)
