"""Two rows side by side: what each says, where they differ, what each brings."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.certifications.queries import of_person as certifications_of
from sixin.events.queries import of_person as events_of
from sixin.hazards.queries import of_person as hazards_of
from sixin.registers.actions import merging
from sixin.registers.models import Person
from sixin.registers.models.people import LeftReason, Precision, Sex
from sixin.site.templatetags import words
from sixin.visits.queries import visits
from sixin.volunteers.queries import received_by as services_for

SIDES = ("first", "second")
# Shown in full only where somebody has to choose between two of them.
_MASKED = {"id_number", "phone"}
# (text, whether it differs from the other side)
Parts = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison. code: of `merging.FACTS`, or "" where there is no choice.

    asks: both rows say something, and not the same. outcome: what a merge makes of the difference
    by itself, in words; "" where nothing differs or somebody has to choose.
    """

    code: str
    label: Any
    parts: tuple[Parts, Parts]
    asks: bool = False
    outcome: Any = ""

    @property
    def empty(self) -> bool:
        """Whether neither row says anything."""
        return not any(text for parts in self.parts for text, _differs in parts)


@dataclass(frozen=True, slots=True)
class Brought:
    """How many of something hang on each of the two rows."""

    label: Any
    counts: tuple[int, int]


def facts(one: Person, other: Person) -> list[Fact]:
    """Every fact that one of the two rows knows, in the order in which people tell them."""
    chosen = [_fact(code, label, say, one, other) for code, label, say in _CHOICES]
    kept = [_kept(label, say, outcome, one, other) for label, say, outcome in _KEPT_ANYWAY]
    return [fact for fact in (*chosen, *kept) if not fact.empty]


def brought(one: Person, other: Person) -> list[Brought]:
    """What hangs on each row and will be read as one person's: visits, tags, contacts and so on."""
    return [Brought(label, (count(one), count(other))) for label, count in _COUNTS]


def better_known(one: Person, other: Person) -> str:
    """The side to suggest for keeping: more visits, then more facts, then longer registered."""

    def weight(person: Person) -> tuple[int, int, int]:
        known = sum(merging.known_fact(person, fact) for fact in merging.FACTS)
        return visits.of_person(person).count(), known, -person.registered_on.toordinal()

    return SIDES[0] if weight(one) >= weight(other) else SIDES[1]


def _fact(code: str, label: Any, say: Callable[[Person], str], one: Person, other: Person) -> Fact:
    texts = say(one), say(other)
    differs = texts[0] != texts[1]
    if differs and (code == "left" or all(merging.known_fact(p, code) for p in (one, other))):
        if code == "id_number":
            return Fact(code, label, _masked_but_for_differences(*texts), asks=True)
        return Fact(code, label, _compared(*texts), asks=True)
    if code in _MASKED:
        texts = words.masked(texts[0]), words.masked(texts[1])
    return Fact(code, label, _plain(*texts), outcome=_("会补上") if differs else "")


def _kept(
    label: Any, say: Callable[[Person], str], outcome: Any, one: Person, other: Person
) -> Fact:
    texts = say(one), say(other)
    return Fact("", label, _plain(*texts), outcome=outcome if texts[0] != texts[1] else "")


def _plain(one: str, other: str) -> tuple[Parts, Parts]:
    return [(one, False)], [(other, False)]


def _compared(one: str, other: str) -> tuple[Parts, Parts]:
    """Both texts in pieces, each with whether the other has it too."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if not one or not other or matcher.ratio() < 0.5:
        return [(one, one != other)], [(other, one != other)]
    left: Parts = []
    right: Parts = []
    for kind, a, b, c, d in matcher.get_opcodes():
        left += [(one[a:b], kind != "equal")] if a < b else []
        right += [(other[c:d], kind != "equal")] if c < d else []
    return left, right


def _masked_but_for_differences(one: str, other: str) -> tuple[Parts, Parts]:
    """Two ID numbers: their ends, and of the middle only the digits that are not the same."""

    def parts(text: str, rival: str) -> Parts:
        shown = [
            (mark if differs or place < 6 or place >= len(text) - 4 else "*", differs)
            for place, mark in enumerate(text)
            for differs in [rival[place : place + 1] != mark]
        ]
        joined: Parts = []
        for mark, differs in shown:
            if joined and joined[-1][1] == differs:
                joined[-1] = (joined[-1][0] + mark, differs)
            else:
                joined.append((mark, differs))
        return joined

    return parts(one, other), parts(other, one)


def _born(person: Person) -> str:
    born = person.birth_date
    if born is None:
        return ""
    forms = {Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
    return born.strftime(forms.get(Precision(person.birth_precision), "%Y-%m-%d"))


def _home(person: Person) -> str:
    address = person.household.address if person.household else _("没有住址")
    return _("%(address)s · %(area)s") % {"address": address, "area": person.area.name}


def _on_register(person: Person) -> str:
    if person.left_on is None:
        return _("在册")
    reason = LeftReason(person.left_reason).label if person.left_reason else _("离开")
    return _("%(day)s %(reason)s") % {"day": person.left_on.isoformat(), "reason": reason}


def _tags(person: Person) -> str:
    open_tags = [tag for tag in person.tags.all() if tag.until is None]
    return _("、").join(str(tag.get_tag_display()) for tag in open_tags)


def _contacts(person: Person) -> str:
    return _("、").join(
        f"{contact.relation} {contact.name}".strip() for contact in person.contacts.all()
    )


_CHOICES: list[tuple[str, Any, Callable[[Person], str]]] = [
    ("name", gettext_lazy("姓名"), lambda p: p.name),
    ("id_number", gettext_lazy("身份证号"), lambda p: p.id_number or ""),
    ("sex", gettext_lazy("性别"), lambda p: str(Sex(p.sex).label) if p.sex else ""),
    ("birth_date", gettext_lazy("出生日期"), _born),
    ("phone", gettext_lazy("电话"), lambda p: p.phone),
    ("home", gettext_lazy("住址"), _home),
    ("relation_to_owner", gettext_lazy("与户主关系"), lambda p: p.relation_to_owner),
    ("left", gettext_lazy("是否在册"), _on_register),
]
_KEPT_ANYWAY: list[tuple[Any, Callable[[Person], str], Any]] = [
    (gettext_lazy("情况"), _tags, gettext_lazy("都留下")),
    (gettext_lazy("联系人"), _contacts, gettext_lazy("都留下")),
    (gettext_lazy("备注"), lambda p: p.note, gettext_lazy("都留下")),
    (gettext_lazy("登记日期"), lambda p: p.registered_on.isoformat(), gettext_lazy("用早的")),
]
_COUNTS: list[tuple[Any, Callable[[Person], int]]] = [
    (gettext_lazy("走访记录"), lambda p: visits.of_person(p).count()),
    (gettext_lazy("认证"), lambda p: certifications_of(p).count()),
    (gettext_lazy("隐患"), lambda p: hazards_of(p).count()),
    (gettext_lazy("活动"), lambda p: events_of(p).count()),
    (gettext_lazy("上门服务"), lambda p: services_for(p).count()),
    (gettext_lazy("同意书"), lambda p: p.consents.count()),
]
