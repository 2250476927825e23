"""Empties what the trail says of somebody who was erased; that something was done stays told."""

from collections.abc import Iterable

from django.db import transaction

from sixin.audit.models import Entry

VERB = "person.erased"


@transaction.atomic
def empty(*, subjects: Iterable[str], because: Entry) -> int:
    """Empty details and reasons of the entries about these subjects. Returns how many.

    because: the entry of the erasure, with the verb `person.erased`; its subject is among
    `subjects`, or its details name them under `subjects`. Raises ValueError if they do not.
    """
    asked = [str(subject) for subject in subjects]
    if because.verb != VERB or not set(asked) <= _subjects_of(because):
        raise ValueError("The erasure's own entry has to name everybody whose entries it empties.")
    about_them = Entry.objects.filter(subject__in=asked, erased_by__isnull=True)
    # What other erasures say stays: it covers what they emptied.
    return about_them.exclude(verb=VERB).update(reason="", details=None, erased_by=because.pk)


def is_covered(entry: Entry) -> bool:
    """Whether the erasure that an emptied entry points at speaks of its subject."""
    if entry.erased_by is None:
        return False
    because = Entry.objects.filter(pk=entry.erased_by, verb=VERB).first()
    return because is not None and entry.subject in _subjects_of(because)


def _subjects_of(erasure: Entry) -> set[str]:
    return {erasure.subject, *(erasure.details or {}).get("subjects", [])}
