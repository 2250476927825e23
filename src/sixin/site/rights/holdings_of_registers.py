"""What the registers, the trail and the ledger hold of people. Part of `holdings`."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sixin.ledger.models import Part, Record, Touch
from sixin.registers.models import (
    Area,
    Consent,
    Contact,
    DuplicatePair,
    Erasure,
    Finder,
    Household,
    Merge,
    Person,
    PersonTag,
    RosterImport,
)
from sixin.registers.models.rosters import ImportState
from sixin.site.rights.holding import Holding

# Stands in the register in place of a name, whatever language is spoken.
NO_NAME = gettext_noop("已删除")
OPAQUE = "An opaque id: what was counted still adds up, and nobody can be told from it."

REGISTERS: list[Holding] = [
    Holding(
        model=Person,
        word=_("本人资料"),
        hers=lambda rows: Person.objects.filter(pk__in=rows),
        shown={
            "name": _("姓名"), "sex": _("性别"), "birth_date": _("出生日期"),
            "id_number": _("身份证号"), "phone": _("电话"), "area__name": _("片区"),
            "household__address": _("住址"), "relation_to_owner": _("与户主关系"),
            "note": _("备注"), "registered_on": _("上册日期"), "left_on": _("离册日期"),
            "left_reason": _("离册原因"),
        },
        more=("area__name", "household__address"),
        emptied={
            "name": NO_NAME, "pinyin": "", "initials": "", "sex": "", "id_number": None,
            "phone": "", "relation_to_owner": "", "note": "", "household": None,
            "left_reason": "",
        },
        settled=frozenset({"birth_date", "birth_precision", "left_on", "erased_at"}),
        stays={"id", "area", "registered_on", "merged_into"},
        why="So many were on the register of a grid from day to day: figures of past days count rows.",
    ),
    Holding(
        model=Household,
        word=_("住处"),
        hers=lambda rows: Household.objects.filter(people__in=rows).distinct(),
        shown={"address": _("住址"), "number": _("户号")},
        going=lambda rows: _doors_of_nobody_else(rows),
        gone=True,
        why="Where others are registered at the same door, it is their door and stays.",
    ),
    Holding(
        model=Finder,
        word=_("按什么找得到"),
        hers=lambda rows: Finder.objects.filter(person__in=rows),
        # Ends of her name and of her numbers, which the export has whole.
        only=("place",),
        gone=True,
    ),
    Holding(
        model=PersonTag,
        word=_("情况"),
        hers=lambda rows: PersonTag.objects.filter(person__in=rows),
        shown={
            "tag": _("情况"), "since": _("从哪天起"), "until": _("到哪天为止"),
            "source": _("怎么知道的"), "evidence": _("凭据"), "recorded_by__name": _("谁记的"),
        },
        gone=True,
    ),
    Holding(
        model=Contact,
        word=_("联系人"),
        hers=lambda rows: Contact.objects.filter(person__in=rows),
        shown={
            "name": _("姓名"), "relation": _("关系"), "phone": _("电话"), "place": _("住在哪里"),
        },
        gone=True,
    ),
    Holding(
        model=Consent,
        word=_("同意"),
        hers=lambda rows: Consent.objects.filter(person__in=rows),
        shown={
            "purpose": _("同意什么"), "given_on": _("哪天同意的"), "way": _("怎么说的"),
            "scope": _("说到哪一步"), "guardian": _("监护人"), "until": _("到哪天为止"),
            "withdrawn_on": _("哪天撤回的"), "recorded_by__name": _("谁记的"),
        },
        gone=True,
    ),
    Holding(
        model=DuplicatePair,
        word=_("疑似重复"),
        hers=lambda rows: DuplicatePair.objects.filter(Q(first__in=rows) | Q(second__in=rows)),
        shown={"found_at": _("何时发现"), "state": _("结果"), "decided_by__name": _("谁定的")},
        gone=True,
    ),
    Holding(
        model=Merge,
        word=_("合并"),
        hers=lambda rows: Merge.objects.filter(Q(kept__in=rows) | Q(merged__in=rows)),
        shown={"merged_at": _("何时合并"), "merged_by__name": _("谁合并的")},
        emptied={"before": {}},
        settled=frozenset({"final_at"}),
        stays={"id", "kept", "merged", "merged_by", "merged_at", "undone_at"},
        why="Which rows are one person: without it she would be counted twice.",
    ),
    Holding(
        model=RosterImport,
        word=_("名册文件"),
        hers=lambda rows: _rosters(rows),
        shown={"created_at": _("何时交来"), "created_by__name": _("谁交来的")},
        only=("id", "state", "created_at", "created_by__name"),
        going=lambda rows: _rosters(rows).exclude(
            state__in=[ImportState.READING, ImportState.APPLYING]
        ),
        gone=True,
        why="The file holds a whole community; of it only that it came is hers to be told.",
    ),
    Holding(
        model=Record,
        word=_("计数的记录"),
        hers=lambda rows: Record.objects.filter(parts__party__in=rows).distinct(),
        shown={"kind": _("事项"), "counted_on": _("计入哪天"), "minutes": _("分钟")},
        stays={f.name for f in Record._meta.concrete_fields},
        why="Append-only: a deed that was counted stays counted. It names nobody.",
    ),
    Holding(
        model=Part,
        word=_("计数的记录里的一方"),
        hers=lambda rows: Part.objects.filter(party__in=rows),
        stays={f.name for f in Part._meta.concrete_fields},
        why=OPAQUE,
    ),
    Holding(
        model=Touch,
        word=_("按月合计"),
        hers=lambda rows: Touch.objects.filter(party__in=rows),
        stays={f.name for f in Touch._meta.concrete_fields},
        why=OPAQUE,
    ),
    Holding(
        model=Erasure,
        word=_("删除的记录"),
        hers=lambda rows: Erasure.objects.filter(person__in=rows),
        stays={f.name for f in Erasure._meta.concrete_fields},
        why="That and why data were erased; it repeats the erasure after a restore.",
    ),
]  # fmt: skip


def _rosters(rows: list[UUID]) -> QuerySet[RosterImport]:
    """Rosters of the communities, or wider areas, in which her rows stand."""
    paths = Person.objects.filter(pk__in=rows).values_list("area__path", flat=True)
    step = Area.steplen
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    return RosterImport.objects.filter(community__path__in=above)


def _doors_of_nobody_else(rows: list[UUID]) -> QuerySet[Household]:
    others = Person.objects.exclude(pk__in=rows).filter(household__isnull=False)
    hers = Household.objects.filter(people__in=rows).distinct()
    return hers.exclude(pk__in=others.values("household"))
