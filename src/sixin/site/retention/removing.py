"""What removing takes that is more than deleting rows or emptying columns."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.audit import pruning
from sixin.hazards.actions import photographing
from sixin.hazards.models import Photo
from sixin.registers.models import Merge, Person, RosterImport
from sixin.registers.models.rights import Ground
from sixin.site.desk.imports import files
from sixin.site.retention.kind import Doing
from sixin.site.rights import erasing


def people(keys: Sequence[UUID], doing: Doing) -> int:
    """Erase these people as if they had asked for it."""
    because = _("保存期限已满")
    for person in Person.objects.filter(pk__in=keys, erased_at__isnull=True):
        erasing.carry_out(
            person=person, ground=Ground.EXPIRED, because=because, by=doing.by, now=doing.now
        )
    return len(keys)


def stories_of_merges(keys: Sequence[UUID], doing: Doing) -> int:
    """What the rows held before goes, and with it that the merge may be undone."""
    return Merge.objects.filter(pk__in=keys).update(before={}, final_at=doing.now)


def rosters(keys: Sequence[UUID], _doing: Doing) -> int:
    """The files go once the rows are gone for certain."""
    rows = list(RosterImport.objects.filter(pk__in=keys))
    for row in rows:
        transaction.on_commit(partial(files.forget, row), robust=True)
    RosterImport.objects.filter(pk__in=keys).delete()
    return len(rows)


def photos(keys: Sequence[UUID], _doing: Doing) -> int:
    """Rows and files."""
    return photographing.forget(Photo.objects.filter(pk__in=keys))


def trail(_keys: Sequence[UUID], doing: Doing) -> int:
    """The oldest entries go all at once, so that the chain begins after them. Raises Broken."""
    by = doing.by.pk if doing.by else None
    return pruning.prune(before=doing.cutoff, by=by, now=doing.now)
