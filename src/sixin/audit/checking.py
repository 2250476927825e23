"""Proves the trail: every entry as it was written, none removed, none put between."""

from collections.abc import Iterator

from sixin.audit import sealing, trail
from sixin.audit.models import Entry, Mark


def verify() -> tuple[int, list[str]]:
    """(entries read, what is wrong with the trail, a sentence each). Chains what waits first."""
    trail.chain()
    marks = {mark.name: mark for mark in Mark.objects.all()}
    wrong = [f"The mark `{m.name}` was altered." for m in marks.values() if not _holds(m)]
    first = marks.get("first")
    number = first.number if first else 0
    before = bytes(first.chain) if first else sealing.NOTHING
    read = 0
    for entry in Entry.objects.order_by("number").iterator(1000):
        read += 1
        wrong += _about(entry, number, before)
        number, before = entry.number or 0, bytes(entry.chain or b"")
    last = marks.get("last")
    if last and (last.number, bytes(last.chain)) != (number, before):
        wrong.append(f"The trail ends at entry {number}; it had reached {last.number}.")
    if last is None and read:
        wrong.append("The end of the trail is not marked.")
    return read, wrong


def _about(entry: Entry, number: int, before: bytes) -> Iterator[str]:
    name = f"Entry {entry.number}"
    if entry.number != number + 1:
        yield f"{name}: {(entry.number or 0) - number - 1} entries before it are missing."
    elif bytes(entry.chain or b"") != sealing.link(before, entry):
        yield f"{name} does not follow from the one before it."
    if bytes(entry.seal) != sealing.whole(entry):
        yield f"{name} was altered."
    if entry.erased_by:
        if not Entry.objects.filter(pk=entry.erased_by).exists():
            yield f"{name} was emptied, and nothing says by which erasure."
    elif bytes(entry.content) != sealing.content(entry):
        yield f"{name}: what it says was altered."


def _holds(mark: Mark) -> bool:
    return bytes(mark.seal) == sealing.end(mark)
