"""Bring a restored backup up to the erasures that it does not know."""

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from sixin.registers.models import Person
from sixin.site.rights import erasing, remembering


def repeat(*, now: datetime, path: Path | None = None) -> int:
    """Erase everybody whom the table or the file remembers and who is there again. Returns how many.

    path: a list kept elsewhere, instead of the one of `SIXIN_ERASURES`.
    """
    done, because = 0, _("从备份恢复后重做")
    for one in remembering.known(path):
        person = Person.objects.filter(pk=one.person, erased_at__isnull=True).first()
        if person is not None:
            erasing.carry_out(person=person, ground=one.ground, because=because, by=None, now=now)
            done += 1
    return done
