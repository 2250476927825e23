"""What a row would change of what the register holds. A roster never blanks what we know."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sixin.registers.roster.doors import Door
from sixin.registers.roster.entries import OWN, UNNAMED, ContactEntry, Entry
from sixin.registers.roster.held import Held, HeldContact
from sixin.registers.roster.subjects import births_agree, finer, pinyin_of


@dataclass(slots=True)
class Changes:
    """fields: of `Person`. opened: {tag: evidence}. closed: ids of `PersonTag`.

    contacts: new ones. mended: (id, fields) of contacts held.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)
    contacts: list[ContactEntry] = field(default_factory=list)
    mended: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.opened or self.closed or self.contacts or self.mended)


def everything(entry: Entry, door: Door | None, area_id: int) -> Changes:
    """All that a row says of somebody new."""
    pinyin, initials = pinyin_of(entry.name)
    found = Changes(
        fields={
            "area_id": area_id, "household_id": door.pk if door else None, "name": entry.name,
            "pinyin": pinyin[:120], "initials": initials[:20], "sex": entry.sex,
            "birth_date": entry.birth, "birth_precision": entry.precision,
            "id_number": entry.id_number or None, "phone": entry.phone,
            "relation_to_owner": entry.relation, "note": entry.note,
        },
        contacts=list(entry.contacts),
    )  # fmt: skip
    found.opened = {tag: evidence for tag, holds, evidence in entry.tags if holds}
    return found


def between(held: Held, entry: Entry, door: Door | None, area_id: int) -> Changes:
    """What a row says otherwise than the register."""
    found = Changes()
    _plain_fields(held, entry, found.fields)
    _birth(held, entry, found.fields)
    if door and door.pk != held.household_id:
        found.fields["household_id"] = door.pk
    if area_id != held.area_id:
        found.fields["area_id"] = area_id
    if entry.note and entry.note not in held.note:
        found.fields["note"] = f"{held.note}\n{entry.note}" if held.note else entry.note
    for tag, holds, evidence in entry.tags:
        known = held.tags.get(tag)
        if holds and known is None:
            found.opened[tag] = evidence
        elif not holds and known and known[1]:
            found.closed.append(known[0])
    _contacts(held.contacts, entry.contacts, found)
    return found


def _plain_fields(held: Held, entry: Entry, fields: dict[str, Any]) -> None:
    said = {
        "sex": (held.sex, entry.sex),
        "phone": (held.phone, entry.phone),
        "relation_to_owner": (held.relation, entry.relation),
    }
    fields |= {name: new for name, (old, new) in said.items() if new and new != old}
    if entry.id_number and entry.id_number not in held.ids and not held.id_number:
        fields["id_number"] = entry.id_number
    if entry.name != held.name:
        pinyin, initials = pinyin_of(entry.name)
        fields |= {"name": entry.name, "pinyin": pinyin[:120], "initials": initials[:20]}


def _birth(held: Held, entry: Entry, fields: dict[str, Any]) -> None:
    """Another date is taken, and a finer one; a coarser one that agrees is not."""
    if entry.birth is None or (entry.birth, entry.precision) == (held.birth, held.precision):
        return
    coarser = held.birth is not None and not finer(entry.precision, held.precision)
    if coarser and births_agree(held.birth, held.precision, entry.birth, entry.precision):
        return
    fields |= {"birth_date": entry.birth, "birth_precision": entry.precision}


def _contacts(known: list[HeldContact], said: tuple[ContactEntry, ...], found: Changes) -> None:
    """Each contact that is said meets at most one that is held, so a second run changes nothing."""
    left, unmet = list(known), list(said)
    for meets in (_fully, _by_phone, _by_name):
        rest = []
        for contact in unmet:
            same = next((other for other in left if meets(other, contact)), None)
            if same is None:
                rest.append(contact)
                continue
            left.remove(same)
            mended = _mended(same, contact)
            if mended:
                found.mended.append((same.pk, mended))
        unmet = rest
    found.contacts = unmet


def _fully(held: HeldContact, said: ContactEntry) -> bool:
    return held.name == said.name and (not said.phone or held.phone == said.phone)


def _by_phone(held: HeldContact, said: ContactEntry) -> bool:
    return bool(said.phone) and held.phone == said.phone


def _by_name(held: HeldContact, said: ContactEntry) -> bool:
    return held.name == said.name and said.relation != OWN


def _mended(held: HeldContact, said: ContactEntry) -> dict[str, str]:
    pairs = {"relation": said.relation, "phone": said.phone, "place": said.place}
    if held.name in (UNNAMED, held.relation):
        pairs["name"] = said.name
    return {name: value for name, value in pairs.items() if value and value != getattr(held, name)}


def next_priority(held: Held) -> int:
    """The place in line of a further contact."""
    return max((contact.priority for contact in held.contacts), default=0) + 1


def contact_rows(person_id: UUID, changes: Changes, first: int) -> Iterator[dict[str, Any]]:
    """The new contacts of a person as rows, from that priority on."""
    for step, contact in enumerate(changes.contacts):
        yield {
            "person_id": person_id,
            "name": contact.name[:60],
            "relation": contact.relation,
            "phone": contact.phone[:30],
            "place": contact.place,
            "priority": first + step,
        }
