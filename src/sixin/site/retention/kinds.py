"""Every kind of thing that has a term.

A contract test holds them: each has its rule row (`rulebook/data/retention.csv`), and each table of
the instance is one of a kind's or stands in `for_good`.
"""

from datetime import date, datetime
from typing import Final

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.certifications.models import Certification
from sixin.hazards.models import Hazard, Photo
from sixin.registers.models import (
    Consent,
    Device,
    DuplicatePair,
    Invitation,
    Member,
    Merge,
    Person,
    PersonTag,
    Role,
    RosterImport,
)
from sixin.registers.models.rosters import ImportState, PairState
from sixin.registers.models.ties import Purpose
from sixin.registers.queries import consents
from sixin.site.models import RetentionRun, Session
from sixin.site.retention import removing
from sixin.site.retention.kind import DELETED, EMPTIED, ERASED, Kind, deleting, emptying
from sixin.site.rights.holdings import HOLDINGS
from sixin.visits.models import FollowUp, FollowUpStep, Visit
from sixin.volunteers.models import Service

_EMPTIED = {holding.model: holding.emptied for holding in HOLDINGS}
_AT_WORK = (ImportState.READING, ImportState.APPLYING)


def _day(cutoff: datetime) -> date:
    return clock.day_of(cutoff)


def _visits(cutoff: datetime) -> QuerySet[Visit]:
    said = ~Q(note="") | ~Q(wellbeing="") | ~Q(cancelled_because="")
    dated = Q(next_on__isnull=False) | Q(child_told_at__isnull=False)
    return Visit.objects.filter(said | dated, occurred_at__lt=cutoff)


def _consents(cutoff: datetime) -> QuerySet[Consent]:
    ended = Q(withdrawn_on__lt=_day(cutoff)) | Q(until__lt=_day(cutoff))
    return Consent.objects.filter(ended)


def _invitations(cutoff: datetime) -> QuerySet[Invitation]:
    over = Q(used_at__lt=cutoff) | Q(withdrawn_at__lt=cutoff) | Q(expires_at__lt=cutoff)
    return Invitation.objects.filter(over)


def _devices(cutoff: datetime) -> QuerySet[Device]:
    """Not seen for so long; one that is still to be told to forget everything stays."""
    waiting = Q(wipe_ordered_at__isnull=False, wiped_at__isnull=True)
    seen = Q(last_seen_at__lt=cutoff) | Q(last_seen_at__isnull=True, made_at__lt=cutoff)
    return Device.objects.filter(seen).exclude(waiting)


def _members(cutoff: datetime) -> QuerySet[Member]:
    """Those who have held no role since, and whose telephone is still noted."""
    still = Q(until__isnull=True) | Q(until__gte=_day(cutoff))
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gte=cutoff)
    held = Role.objects.filter(still & lasting, member=OuterRef("pk"))
    return Member.objects.filter(~Exists(held), user__date_joined__lt=cutoff).exclude(phone="")


def _browsers(cutoff: datetime) -> QuerySet[UserSession]:
    known = Session.objects.filter(session_key=OuterRef("session_key"))
    found: QuerySet[UserSession] = UserSession.objects.filter(
        ~Exists(known), last_seen_at__lt=cutoff
    )
    return found


def _photos_without_consent(cutoff: datetime) -> QuerySet[Photo]:
    """Photos of homes where nobody has agreed to them since, under rows that were merged as well."""
    agreed = consents.lasting(Purpose.PHOTO, _day(cutoff)).annotate(
        whose=Coalesce("person__merged_into", "person")
    )
    photos = Photo.objects.annotate(whose=Coalesce("hazard__person__merged_into", "hazard__person"))
    return photos.filter(~Exists(agreed.filter(whose=OuterRef("whose"))))


KINDS: Final[list[Kind]] = [
    Kind(
        code="person.left", word=_("迁出、去世的人"), does=ERASED, tables=("registers.person",),
        past=lambda cutoff: Person.objects.filter(
            left_on__lt=_day(cutoff), erased_at__isnull=True, merged_into__isnull=True
        ),
        when="left_on", place="area", act=removing.people,
    ),
    Kind(
        code="visit.words", word=_("走访时记的话、精神、看到的和需要"), does=EMPTIED,
        tables=("visits.visit",), past=_visits, when="occurred_at", place="person__area",
        act=emptying(Visit, _EMPTIED[Visit]),
    ),
    Kind(
        code="follow_up.outcome", word=_("紧急跟进找到的情况"), does=EMPTIED,
        tables=("visits.followup",),
        past=lambda cutoff: FollowUp.objects.filter(closed_at__lt=cutoff).exclude(outcome=""),
        when="closed_at", place="person__area", act=emptying(FollowUp, _EMPTIED[FollowUp]),
    ),
    Kind(
        code="follow_up.step", word=_("跟进时记的话"), does=EMPTIED,
        tables=("visits.followupstep",),
        past=lambda cutoff: FollowUpStep.objects.filter(taken_at__lt=cutoff).exclude(note=""),
        when="taken_at", place="follow_up__person__area",
        act=emptying(FollowUpStep, _EMPTIED[FollowUpStep]),
    ),
    Kind(
        code="hazard.words", word=_("隐患里记的话"), does=EMPTIED, tables=("hazards.hazard",),
        past=lambda cutoff: Hazard.objects.filter(reported_at__lt=cutoff).exclude(note=""),
        when="reported_at", place="area", act=emptying(Hazard, _EMPTIED[Hazard]),
    ),
    Kind(
        code="photo.old", word=_("隐患的照片"), does=DELETED, tables=("hazards.photo",),
        past=lambda cutoff: Photo.objects.filter(added_at__lt=cutoff), when="added_at",
        place="hazard__area", act=removing.photos,
    ),
    Kind(
        code="photo.withdrawn", word=_("撤回同意以后的照片"), does=DELETED,
        tables=("hazards.photo",), past=_photos_without_consent, when="added_at",
        place="hazard__area", act=removing.photos,
    ),
    Kind(
        code="certification.receipt", word=_("认证的回执号"), does=EMPTIED,
        tables=("certifications.certification",),
        past=lambda cutoff: Certification.objects.filter(done_on__lt=_day(cutoff)).exclude(
            receipt_number=""
        ),
        when="done_on", place="person__area",
        act=emptying(Certification, _EMPTIED[Certification]),
    ),
    Kind(
        code="service.confirmed", word=_("服务由谁确认"), does=EMPTIED,
        tables=("volunteers.service",),
        past=lambda cutoff: Service.objects.filter(served_at__lt=cutoff).exclude(confirmed_by=""),
        when="served_at", place="person__area", act=emptying(Service, _EMPTIED[Service]),
    ),
    Kind(
        code="tag.ended", word=_("已经结束的情况"), does=DELETED, tables=("registers.persontag",),
        past=lambda cutoff: PersonTag.objects.filter(until__lt=_day(cutoff)),
        when="until", place="person__area", act=deleting(PersonTag),
    ),
    Kind(
        code="consent.ended", word=_("撤回了、到期了的同意"), does=DELETED,
        tables=("registers.consent",), past=_consents, when=Coalesce("withdrawn_on", "until"),
        place="person__area", act=deleting(Consent),
    ),
    Kind(
        code="pair.merged", word=_("合并以前的疑似重复"), does=DELETED,
        tables=("registers.duplicatepair",),
        past=lambda cutoff: DuplicatePair.objects.filter(
            state=PairState.MERGED, decided_at__lt=cutoff
        ),
        when="decided_at", place="first__area", act=deleting(DuplicatePair),
    ),
    Kind(
        code="merge.story", word=_("合并时的资料（清掉以后不能再撤销）"), does=EMPTIED,
        tables=("registers.merge",),
        past=lambda cutoff: Merge.objects.filter(merged_at__lt=cutoff, final_at__isnull=True),
        when="merged_at", place="kept__area", act=removing.stories_of_merges,
    ),
    Kind(
        code="roster.file", word=_("名册文件和读出来的问题"), does=DELETED,
        tables=("registers.rosterimport",),
        past=lambda cutoff: RosterImport.objects.filter(created_at__lt=cutoff).exclude(
            state__in=_AT_WORK
        ),
        when="created_at", place="community", act=removing.rosters,
    ),
    Kind(
        code="audit.entry", word=_("操作记录"), does=DELETED, tables=("audit.entry",),
        past=lambda cutoff: Entry.objects.filter(at__lt=cutoff, number__isnull=False),
        when="at", act=removing.trail,
    ),
    Kind(
        code="member.phone", word=_("不在这里工作的人的电话"), does=EMPTIED,
        tables=("registers.member",), past=_members, when="user__date_joined",
        act=emptying(Member, {"phone": ""}),
    ),
    Kind(
        code="invitation", word=_("用过、过期的邀请"), does=DELETED,
        tables=("registers.invitation",), past=_invitations, when="made_at",
        act=deleting(Invitation),
    ),
    Kind(
        code="device", word=_("很久不用的手机和浏览器"), does=DELETED,
        tables=("registers.device",), past=_devices, when=Coalesce("last_seen_at", "made_at"),
        act=deleting(Device),
    ),
    Kind(
        code="session", word=_("过期的登录"), does=DELETED, tables=("site.session",),
        past=lambda cutoff: Session.objects.filter(expire_date__lt=cutoff),
        when="expire_date", act=deleting(Session),
    ),
    Kind(
        code="session.place", word=_("过期登录的地址和浏览器"), does=DELETED,
        tables=("usersessions.usersession",), past=_browsers, when="last_seen_at",
        act=deleting(UserSession),
    ),
    Kind(
        code="task", word=_("做完的后台工作"), does=DELETED,
        tables=("django_tasks_database.dbtaskresult",),
        past=lambda cutoff: DBTaskResult.objects.filter(finished_at__lt=cutoff),
        when="finished_at", act=deleting(DBTaskResult),
    ),
    Kind(
        code="retention.run", word=_("清理的记录"), does=DELETED, tables=("site.retentionrun",),
        past=lambda cutoff: RetentionRun.objects.filter(made_at__lt=cutoff),
        when="made_at", act=deleting(RetentionRun),
    ),
]  # fmt: skip
