"""What people type by hand, read as the roster import reads it; what cannot be is Refused."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from sixin.base.errors import Refused
from sixin.registers.roster import cells, codes, dates, identity, phones
from sixin.registers.roster.dates import Birth
from sixin.registers.roster.identity import Identity
from sixin.registers.roster.problems import BadCell


class BadEntry(Refused):
    """Something that was typed cannot be; `field` says which."""


def name(text: str) -> str:
    """A name with its spaces and dots put right. Raises BadEntry."""
    try:
        found, note = cells.name_of(text)
    except BadCell as bad:
        raise _sentence(bad, text, "name") from bad
    if note:
        raise BadEntry(
            _("姓名里不要写“%(note)s”。别的说明请写在备注里。") % {"note": note}, field="name"
        )
    return found


def id_number(text: str, on: date) -> Identity | None:
    """A checked ID number with the birth date and sex in it; None for a blank. Raises BadEntry."""
    try:
        return identity.identity_of(text, on)
    except BadCell as bad:
        raise _sentence(bad, text, "id_number") from bad


def birth(text: str, on: date) -> Birth | None:
    """1941-03-05, 1941年3月, 1941, lunar dates; None for a blank. Raises BadEntry."""
    if not text.strip():
        return None
    try:
        return dates.birth_of(text, on)
    except BadCell as bad:
        raise _sentence(bad, text, "birth") from bad


def phone(text: str) -> str:
    """A mobile as 11 digits, a landline as 0979-8412345, "" for a blank. Raises BadEntry."""
    try:
        found = phones.phones_of(text)
    except BadCell as bad:
        raise _sentence(bad, text, "phone") from bad
    if found.more or found.note:
        raise BadEntry(_("这里只写一个号码。别的号码请加到联系人里。"), field="phone")
    return found.first


def past_day(day: date, on: date, field: str) -> date:
    """The day itself. Raises BadEntry if it is still to come or more than 120 years ago."""
    if day > on:
        raise BadEntry(_("这一天还没有到。请核对日期。"), field=field)
    if day < on - timedelta(days=366 * dates.OLDEST):
        raise BadEntry(_("这一天太久以前了。请核对年份。"), field=field)
    return day


def _sentence(bad: BadCell, text: str, field: str) -> BadEntry:
    if bad.code == "name_missing":
        return BadEntry(_("请填姓名。"), field=field)
    if bad.code in ("id_masked", "phone_masked", "name_masked"):
        return BadEntry(_("请写完整，不要打星号。"), field=field)
    # A typed number that ends in 000 was not cut off by a spreadsheet, it is wrong.
    code = "id_check_digit" if bad.code == "id_precision_lost" else bad.code
    return BadEntry(_(codes.CODES[code][1]) % {"value": text, **bad.details}, field=field)
