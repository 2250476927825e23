"""Proves the trail: every entry as it was written, none removed, none put between."""

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import BinaryField, ExpressionWrapper, F, QuerySet

from sixin.audit import erasing, sealing, trail
from sixin.audit.models import Entry, Mark
from sixin.base.crypto.keyfile import NoKey
from sixin.base.crypto.sealing import BadSeal

End = tuple[int, bytes]  # number of an entry and the chain after it


def verify(since: End | None = None) -> tuple[int, list[str]]:
    """(entries read, what is wrong with the trail, a sentence each). Chains what waits first.

    since: an end that was written down earlier; whether the trail still goes through it.
    """
    wrong = list(_unchainable())
    wrong += [f"The mark `{mark.name}` was altered." for mark in Mark.objects.all() if _bad(mark)]
    read, at = 0, _end_of(_mark("first"))
    if since and since == at:
        since = None
    # What others chain while this reads is read as well.
    while rows := list(_after(at[0])):
        for entry in rows:
            wrong += _about(entry, at)
            at = entry.number or 0, bytes(entry.chain or b"")
            since = None if since == at else since
        read += len(rows)
    return read, wrong + list(_about_the_end(at)) + list(_about_since(since))


def end() -> End:
    """The end of the chain, to be written down elsewhere."""
    return _end_of(_mark("last"))


def _unchainable() -> Iterator[str]:
    try:
        trail.chain()
    except IntegrityError:
        yield "New entries cannot be chained: another stands where they belong."


def _after(number: int) -> QuerySet[Entry]:
    """Some entries, with what is sealed in them as the database keeps it, to be opened one by one."""
    raw = {name: ExpressionWrapper(F(name), BinaryField()) for name in ("details", "reason")}
    found = Entry.objects.defer("details", "reason").filter(number__gt=number).order_by("number")
    return found.annotate(raw_details=raw["details"], raw_reason=raw["reason"])[: trail.AT_ONCE]


def _about(entry: Entry, before: End) -> Iterator[str]:
    name, number = f"Entry {entry.number}", before[0]
    if entry.number != number + 1:
        yield f"{name}: {(entry.number or 0) - number - 1} entries before it are missing."
    elif bytes(entry.chain or b"") != sealing.link(before[1], bytes(entry.seal)):
        yield f"{name} does not follow from the one before it."
    if bytes(entry.seal) != sealing.of_entry(entry):
        yield f"{name} was altered."
    yield from _about_content(entry, name)


def _about_content(entry: Entry, name: str) -> Iterator[str]:
    try:
        details, reason = _opened(entry, "details"), _opened(entry, "reason")
    except (BadSeal, NoKey, ValueError):
        yield f"{name}: what it says cannot be opened."
        return
    if entry.erased_by and details is None and not reason:
        if not erasing.is_covered(entry):
            yield f"{name} was emptied, and nothing says by which erasure."
    elif bytes(entry.content) != sealing.content(entry.pk, sealing.said(details), reason):
        yield f"{name}: what it says was altered."


def _opened(entry: Entry, name: str) -> Any:
    field: Any = Entry._meta.get_field(name)
    return field.from_db_value(getattr(entry, f"raw_{name}"), None, connection)


def _about_the_end(at: End) -> Iterator[str]:
    last = _mark("last")
    if last is None:
        if at[0]:
            yield "The end of the trail is not marked."
    elif at != _end_of(last) and not _after(at[0]).exists():
        yield f"The trail ends at entry {at[0]}; it had reached {last.number}."


def _about_since(since: End | None) -> Iterator[str]:
    if since is None:
        return
    first = _mark("first")
    if first and since[0] < first.number:
        yield f"Entry {since[0]} was pruned; nothing can be said of it any more."
    else:
        yield f"The trail does not go through the end that was given, at entry {since[0]}."


def _mark(name: str) -> Mark | None:
    return Mark.objects.filter(name=name).first()


def _end_of(mark: Mark | None) -> End:
    return (mark.number, bytes(mark.chain)) if mark else (0, sealing.NOTHING)


def _bad(mark: Mark) -> bool:
    return bytes(mark.seal) != sealing.end(mark)
