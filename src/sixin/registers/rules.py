"""Who may see and do what: roles hold in an area and everything below it."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sixin.base.errors import NotAllowed, Refused
from sixin.registers import powers
from sixin.registers.models import Area, Member, Person
from sixin.registers.powers import Power


class Erased(Refused):
    """Her data were erased; nothing is noted of her any more."""


def held(on: date, roles: str = "") -> Q:
    """Roles in force on that day. roles: how `Role` is reached from the query, "roles__" say."""
    still = Q(**{f"{roles}until__isnull": True}) | Q(**{f"{roles}until__gte": on})
    return still & Q(**{f"{roles}since__lte": on, f"{roles}ended_at__isnull": True})


def areas_of(member: Member, on: date, power: Power | None = None) -> QuerySet[Area]:
    """All areas in which `member` holds a role on that day, or has that power."""
    mine = member.roles.filter(held(on))
    if power is not None:
        mine = mine.filter(role__in=powers.roles_with(power))
    inside = Q(pk__in=[])
    for path in mine.values_list("area__path", flat=True):
        inside |= below(path)
    found: QuerySet[Area] = Area.objects.filter(inside)
    return found


def powers_of(member: Member, on: date) -> frozenset[Power]:
    """Everything that `member` may do somewhere on that day."""
    names = member.roles.filter(held(on)).values_list("role", flat=True)
    return frozenset().union(*(powers.POWERS[name] for name in names))


def may(member: Member, power: Power, area: Area, on: date) -> bool:
    """Has `member` that power over `area` on that day?"""
    return areas_of(member, on, power).filter(pk=area.pk).exists()


# Sorts after every path step in the C collation and in linguistic ones alike.
_ABOVE_ALL = "zzzzz"


def below(path: str, field: str = "path") -> Q:
    """The area with that tree path and everything below it, as a range that an index serves."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path + _ABOVE_ALL})


def may_keep_registers(member: Member, area: Area, on: date) -> bool:
    """Import rosters, merge duplicates, change people: the community's desk."""
    return may(member, Power.KEEP_REGISTERS, area, on)


def may_note_facts(member: Member, area: Area, on: date) -> bool:
    """Note what is known and agreed of a person: telephone, tags, contacts, consents, a note."""
    return may(member, Power.NOTE_FACTS, area, on)


def require_keeper(member: Member, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` keeps the registers of `area`."""
    if not may_keep_registers(member, area, on):
        raise NotAllowed(_("姓名、证件、住址和去留，由社区负责人或社区工作人员来改。"))


def require_visiting(member: Member, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` may note what is learned at the doors of `area`."""
    if not may_note_facts(member, area, on):
        raise NotAllowed(_("这里的资料由网格员和社区工作人员来记。请告诉他们。"))


def require_walker(member: Member, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` goes to the doors of `area` and writes down what is found."""
    if not may(member, Power.VISIT, area, on):
        raise NotAllowed(_("您的角色管不到这个地方。请找社区负责人。"))


def is_privileged(member: Member, on: date) -> bool:
    """Does `member` hold a role on that day that could do much harm?"""
    return member.roles.filter(held(on), role__in=powers.PRIVILEGED).exists()


def require_correcting(member: Member, author: UUID | None, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` plans in `area`, or walks there and is the author.

    author: id of who wrote down what is to be taken back.
    """
    if may(member, Power.PLAN, area, on):
        return
    require_walker(member, area, on)
    if author != member.pk:
        raise NotAllowed(_("只能撤销自己记的。别人记的，请找社区负责人。"))


def require_known(*people: Person) -> None:
    """Raises Erased if the data of one of them were erased; until the transaction ends, none are.

    What an action writes of somebody would otherwise stay behind an erasure that took place while
    a form was open, or before a telephone sent what it had.
    """
    rows = Person.objects.filter(pk__in=[person.pk for person in people]).order_by("pk")
    if any(rows.select_for_update(no_key=True).values_list("erased_at", flat=True)):
        raise Erased(_("这个人的资料已经按要求删除，不能再记。"))
