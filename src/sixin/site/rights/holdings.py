"""The one list of tables that say something of people, and of those that do not.

A contract test holds it: every table of the instance stands in `HOLDINGS` or in `EXEMPT`, and of
every table in `HOLDINGS` each column is deleted, emptied, or stays for a stated reason.
"""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sixin.audit.models import Entry
from sixin.certifications.models import Certification
from sixin.events.models import Event
from sixin.hazards.models import Hazard, Photo
from sixin.site.rights.holding import Holding
from sixin.site.rights.holdings_of_registers import NO_NAME, OPAQUE, REGISTERS
from sixin.visits.models import FollowUp, FollowUpStep, Standing, Visit
from sixin.volunteers.models import Service

__all__ = ["EXEMPT", "HOLDINGS", "NO_NAME"]

_WORK: list[Holding] = [
    Holding(
        model=Visit,
        word=_("走访"),
        hers=lambda rows: Visit.objects.filter(person__in=rows),
        shown={
            "occurred_at": _("何时"), "planned_on": _("排在哪天"), "state": _("结果"),
            "mode": _("怎么见的"), "recorded_by__name": _("谁记的"), "minutes": _("分钟"),
            "wellbeing": _("精神"), "seen": _("看到的"), "needs": _("需要"), "note": _("记的话"),
            "child_told_at": _("何时告知家人"), "next_on": _("约好哪天再来"),
            "cancelled_because": _("为什么撤销"),
        },
        emptied={
            "wellbeing": "", "seen": {}, "needs": [], "note": "", "child_told_at": None,
            "next_on": None, "cancelled_because": "",
        },
        settled=frozenset({"state"}),
        stays={
            "id", "person", "round", "planned_on", "mode", "occurred_at", "recorded_at",
            "recorded_by", "minutes", "record",
        },
        why="That a visit took place, when and by whom, is the record behind a counted deed.",
    ),
    Holding(
        model=Visit.also_met.through,
        word=_("走访别人时一起见到"),
        hers=lambda rows: Visit.also_met.through.objects.filter(person__in=rows),
        shown={"visit__occurred_at": _("何时")},
        more=("visit__occurred_at",),
        stays={"id", "visit", "person"},
        why=OPAQUE,
    ),
    Holding(
        model=Standing,
        word=_("看望到哪一步"),
        hers=lambda rows: Standing.objects.filter(person__in=rows),
        shown={"last_met_on": _("上次见面"), "next_on": _("约好哪天再来")},
        gone=True,
    ),
    Holding(
        model=FollowUp,
        word=_("紧急跟进"),
        hers=lambda rows: FollowUp.objects.filter(person__in=rows),
        shown={
            "opened_at": _("何时开始"), "closed_at": _("何时办结"), "closed_by__name": _("谁办结的"),
            "outcome": _("找到的情况"),
        },
        emptied={"outcome": ""},
        settled=frozenset({"closed_at", "closed_by"}),
        stays={"id", "person", "because_of", "opened_at", "closed_by_visit", "reopens"},
        why="That somebody was sought, and when, without what was found.",
    ),
    Holding(
        model=FollowUpStep,
        word=_("跟进的步骤"),
        hers=lambda rows: FollowUpStep.objects.filter(follow_up__person__in=rows),
        shown={
            "taken_at": _("何时"), "step": _("做了什么"), "note": _("记的话"),
            "taken_by__name": _("谁做的"),
        },
        emptied={"note": ""},
        stays={"id", "follow_up", "step", "taken_at", "taken_by"},
        why="What colleagues did and when, without what they wrote.",
    ),
    Holding(
        model=Hazard,
        word=_("隐患"),
        hers=lambda rows: Hazard.objects.filter(person__in=rows),
        shown={
            "reported_at": _("何时"), "kind": _("类别"), "item": _("哪一项"), "note": _("记的话"),
            "state": _("结果"), "reported_by__name": _("谁报的"),
        },
        emptied={"note": ""},
        stays={
            "id", "person", "area", "kind", "item", "state", "because_of", "reported_by",
            "reported_at",
        },
        why="That a hazard of this kind was seen in this grid, at nobody's door.",
    ),
    Holding(
        model=Photo,
        word=_("照片"),
        hers=lambda rows: Photo.objects.filter(hazard__person__in=rows),
        shown={
            "added_at": _("何时加的"), "added_by__name": _("谁加的"), "digest": _("指纹"),
        },
        gone=True,
    ),
    Holding(
        model=Certification,
        word=_("认证"),
        hers=lambda rows: Certification.objects.filter(person__in=rows),
        shown={
            "benefit": _("哪一项"), "channel": _("怎么办的"), "done_on": _("哪天办成"),
            "receipt_number": _("回执号"), "recorded_by__name": _("谁记的"),
            "taken_back_at": _("何时撤销"),
        },
        emptied={"receipt_number": ""},
        stays={
            "id", "person", "benefit", "channel", "done_on", "because_of", "record",
            "recorded_by", "recorded_at", "taken_back_at",
        },
        why="The row behind a counted deed.",
    ),
    Holding(
        model=Event.came.through,
        word=_("参加的活动"),
        hers=lambda rows: Event.came.through.objects.filter(person__in=rows),
        shown={
            "event__held_at": _("何时"), "event__kind": _("类别"), "event__title": _("名称"),
            "event__place": _("地点"),
        },
        more=("event__held_at", "event__kind", "event__title", "event__place"),
        stays={"id", "event", "person"},
        why=OPAQUE,
    ),
    Holding(
        model=Service,
        word=_("得到的服务"),
        hers=lambda rows: Service.objects.filter(person__in=rows),
        shown={
            "served_at": _("何时"), "kind": _("类别"), "place": _("地点"), "minutes": _("分钟"),
            "confirmed_by": _("由谁确认"), "taken_back_at": _("何时撤销"),
        },
        emptied={"confirmed_by": ""},
        stays={"id", "person", "kind", "place", "served_at", "minutes", "record", "taken_back_at"},
        why="The row behind a counted deed.",
    ),
    Holding(
        model=Service.elders.through,
        word=_("帮别人做的服务"),
        hers=lambda rows: Service.elders.through.objects.filter(person__in=rows),
        shown={"service__served_at": _("何时"), "service__kind": _("类别")},
        more=("service__served_at", "service__kind"),
        stays={"id", "service", "person"},
        why=OPAQUE,
    ),
    Holding(
        model=Entry,
        word=_("操作记录"),
        hers=lambda rows: Entry.objects.filter(subject__in=[str(pk) for pk in rows]),
        shown={"at": _("何时"), "verb": _("做了什么")},
        only=("id", "at", "by", "verb", "kind", "subject", "reason", "details", "erased_by"),
        going=lambda rows: Entry.objects.filter(
            ~Q(verb="person.erased"), subject__in=[str(pk) for pk in rows], erased_by__isnull=True
        ),
        emptied={"reason": "", "details": None},
        settled=frozenset({"erased_by"}),
        stays={
            "id", "at", "by", "verb", "kind", "subject", "area", "content", "seal", "number",
            "chain",
        },
        why="The chain proves that nobody took an entry away; what the entries said is emptied.",
    ),
]  # fmt: skip

HOLDINGS: Final[list[Holding]] = [*REGISTERS[:7], *_WORK, *REGISTERS[7:]]

_MEMBERS = (
    "About those who work here, who are told so when they are invited; ends with the account."
)
_PLACE = "A place; names no person."
_NOBODY = "Holds nothing of a person."
# {table: why it says nothing of the people on the register}.
EXEMPT: Final[dict[str, str]] = {
    "account.emailaddress": _MEMBERS,
    "account.emailconfirmation": _MEMBERS,
    "audit.mark": _NOBODY,
    "auth.group": _NOBODY,
    "auth.group_permissions": _NOBODY,
    "auth.permission": _NOBODY,
    "auth.user": _MEMBERS,
    "auth.user_groups": _MEMBERS,
    "auth.user_user_permissions": _MEMBERS,
    "contenttypes.contenttype": _NOBODY,
    "django_tasks_database.dbtaskresult": "Jobs are given ids alone.",
    "events.event": "A gathering: who came stands in a table of its own.",
    "events.event_members": _MEMBERS,
    "ledger.monthtally": _NOBODY,
    "mfa.authenticator": _MEMBERS,
    "papers.briefing": _NOBODY,
    "papers.frozenfigure": OPAQUE + " (record_ids)",
    "registers.area": _PLACE,
    "registers.areacode": _PLACE,
    "registers.building": _PLACE,
    "registers.device": _MEMBERS,
    "registers.entrance": _PLACE,
    "registers.invitation": _MEMBERS,
    "registers.member": _MEMBERS,
    "registers.partner": "An organisation and whom to call there.",
    "registers.role": _MEMBERS,
    "rulebook.rule": _NOBODY,
    "site.occasion": _NOBODY,
    "site.retentionrun": "Numbers of rows, and which members counted and confirmed.",
    "site.session": _MEMBERS,
    "site.stepsecret": _MEMBERS,
    "usersessions.usersession": _MEMBERS,
    "visits.round": "A plan of an area; its doors stand in visits.",
    "visits.visit_members": _MEMBERS,
    "volunteers.service_members": _MEMBERS,
}
