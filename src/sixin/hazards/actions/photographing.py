"""Photos of a hazard: added and removed by who walks there, kept sealed, only with her consent."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.crypto import files
from sixin.base.errors import NotAllowed, Refused
from sixin.base.ids import uuid7
from sixin.base.uploads import Picture
from sixin.hazards import queries
from sixin.hazards.models import Hazard, Photo, State
from sixin.registers import noting, rules
from sixin.registers.models import Member
from sixin.rulebook import queries as rulebook


class NoConsent(NotAllowed):
    """She, or her guardian, has not agreed that photos are kept."""


class TooMany(Refused):
    """As many photos as the rule row allows are there, or the hazard is not reported any more."""


@transaction.atomic
def add_photo(*, hazard: Hazard, picture: Picture, by: Member, now: datetime) -> Photo:
    """Keep a picture of the hazard, sealed. The same picture again is the same photo.

    Raises NoConsent, TooMany, NotAllowed.
    """
    row = Hazard.objects.select_for_update(of=("self",)).select_related("person__area").get(
        pk=hazard.pk
    )  # fmt: skip
    day = clock.day_of(now)
    rules.require_walker(by, row.area, day)
    rules.require_known(row.person)
    require_consent(row, now)
    digest = hashlib.sha256(picture.content).hexdigest()
    known = row.photos.filter(digest=digest).first()
    if known:
        return known
    _require_room(row, now)
    photo = Photo(pk=uuid7(), hazard=row, digest=digest, added_at=now, added_by=by)
    photo.save(force_insert=True)
    noting.of_person("photo.added", row.person, photo, by=by, now=now, said={"item": row.item})
    # Last, so that nothing but the commit itself can fail after it.
    with files.writing(photo.file) as out:
        out.write(picture.content)
    return photo


@transaction.atomic
def remove_photo(*, photo: Photo, by: Member, now: datetime) -> None:
    """Take the photo away for good. Raises NotAllowed."""
    hazard = photo.hazard
    rules.require_correcting(by, photo.added_by_id, hazard.area, clock.day_of(now))
    forget([photo])
    noting.of_person(
        "photo.removed", hazard.person, photo, by=by, now=now, said={"item": hazard.item}
    )


def forget(photos: Iterable[Photo]) -> int:
    """Delete these photos; their files go once the rows are gone for certain. Returns how many."""
    gone = list(photos)
    for photo in gone:
        transaction.on_commit(partial(files.remove, photo.file), robust=True)
    Photo.objects.filter(pk__in=[photo.pk for photo in gone]).delete()
    return len(gone)


def require_consent(hazard: Hazard, now: datetime) -> None:
    """Raises NoConsent unless she agrees that day that photos are kept."""
    if queries.photo_consent(hazard.person, clock.day_of(now)) is None:
        sentence = _("%(name)s没有同意拍照留存，所以没有照片。要拍，先问本人，再在“改资料”里记下。")
        raise NoConsent(sentence % {"name": hazard.person.name})


def _require_room(hazard: Hazard, now: datetime) -> None:
    if hazard.state == State.WITHDRAWN:
        raise TooMany(_("这条隐患已经撤销，不能再加照片。"))
    rule = rulebook.value("hazard.photos", area=hazard.area.rule_code, on=clock.day_of(now))
    if hazard.photos.count() >= rule.value:
        sentence = _("一处隐患最多放 %(n)s 张照片。要换，先删掉一张。")
        raise TooMany(sentence % {"n": rule.value})
