"""How members get in: a link that works once, shown as a code for a camera to whoever is there.

The same link lets somebody in again who forgot the password. It changes the password alone: a second
step stays, and is taken away by an action of its own.
"""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sixin.base import clock, tokens
from sixin.base.errors import Refused
from sixin.registers import keeping, names, noting
from sixin.registers.actions import closing, enrolling
from sixin.registers.models import Area, Invitation, Member
from sixin.registers.queries import areas
from sixin.rulebook import queries as rulebook

NAME = 60
USERNAME = 30


class CannotInvite(Refused):
    """Too little was said of whom to invite, or nothing is left to come for."""


class NoInvitation(Refused):
    """The link is wrong, was used or withdrawn, or is too old."""


class CannotJoin(Refused):
    """The user name is no name, or somebody else's."""


@transaction.atomic
def add(
    *, name: str, role: str, area: Area, until: date | None = None, by: Member, now: datetime
) -> Member:
    """A new member with one role from today on, who has no way in yet. Raises as `invite` does."""
    today = clock.day_of(now)
    name = name.strip()
    keeping.require_role(by, role, area, today)
    if not name or len(name) > NAME:
        raise CannotInvite(_("请写名字，60 个字以内。"), field="name")
    if until and until < today:
        raise CannotInvite(_("最后一天在今天以前。请换一下。"), field="until")
    return enrolling.add_member(
        username=free_username(name), password=None, name=name, role=role, area=area,
        since=today, until=until, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def invite(*, member: Member, by: Member | None, now: datetime) -> tuple[Invitation, str]:
    """A new link for `member`; older ones are withdrawn. Returns its code, which is kept nowhere.

    by: None when the machine itself invites the first of all. Raises CannotInvite, NotAllowed.
    """
    today = clock.day_of(now)
    if by:
        keeping.require_member(by, member, today)
    if not keeping.has_roles(member, today):
        raise CannotInvite(_("%(name)s现在没有角色。请先给一个角色。") % {"name": member.name})
    open_invitations(member, now).update(withdrawn_at=now)
    code = tokens.new()
    made = Invitation.objects.create(
        member=member, digest=tokens.digest(code), made_by=by, made_at=now,
        expires_at=now + timedelta(days=days_valid(member, today)),
    )  # fmt: skip
    _note("member.invited", made, by, now)
    return made, code


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Member, now: datetime) -> None:
    """The link opens nothing any more. Raises NoInvitation, NotAllowed."""
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    keeping.require_member(by, row.member, clock.day_of(now))
    _require_open(row, now)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    _note("member.invitation_withdrawn", row, by, now)


def find(*, code: str, now: datetime) -> Invitation:
    """The invitation with that code, if it opens anything now. Raises NoInvitation."""
    return _found(code, now, lock=False)


@transaction.atomic
def accept(*, code: str, username: str, password: str | None, now: datetime) -> Member:
    """Whoever holds the code is that member from now on, under this name and password.

    password: None where a passkey comes instead; it must have been checked by the framework's
    rules. All sessions from before end. Raises NoInvitation, CannotJoin.
    """
    row = _found(code, now, lock=True)
    user = row.member.user
    user.username = _username(username, user)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(update_fields=["username", "password"])
    row.used_at = now
    row.save(update_fields=["used_at"])
    closing.end_sessions(member=row.member, by=row.member, now=now)
    _note("member.joined", row, row.member, now)
    return row.member


def free_username(name: str) -> str:
    """The name in Latin letters, with a number where somebody has it: "wangfang", "wangfang2"."""
    letters = "".join(sign for sign in names.pinyin_of(name)[0].lower() if sign.isalnum())
    base = letters[:USERNAME] or "member"
    number, found = 1, base
    while User.objects.filter(username__iexact=found).exists():
        number += 1
        found = f"{base}{number}"
    return found


def open_invitations(member: Member, now: datetime) -> QuerySet[Invitation]:
    """Links for `member` that still open something."""
    return Invitation.objects.filter(
        member=member, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )


def days_valid(member: Member, on: date) -> int:
    """How many days a link for `member` works."""
    area = areas.home_of(member, on)
    code = area.code if area else ""
    return int(rulebook.value("access.invitation_days", area=code, on=on).value)


def _username(given: str, user: User) -> str:
    found = User.normalize_username(given.strip())
    field = User._meta.get_field("username")
    if not found or len(found) > USERNAME:
        raise CannotJoin(_("用户名要有 1 到 30 个字。"), field="username")
    try:
        field.run_validators(found)
    except ValidationError:
        raise CannotJoin(
            _("用户名只能有文字、数字和 @ . + - _ 这几个符号。"), field="username"
        ) from None
    if User.objects.filter(username__iexact=found).exclude(pk=user.pk).exists():
        raise CannotJoin(_("这个用户名已经有人用。请换一个。"), field="username")
    return found


def _found(code: str, now: datetime, *, lock: bool) -> Invitation:
    rows = Invitation.objects.select_related("member__user")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(digest=tokens.digest(code)).first()
    if row is None:
        raise NoInvitation(_("这个邀请不对。请看看二维码或者网址是不是完整。"))
    _require_open(row, now)
    return row


def _require_open(row: Invitation, now: datetime) -> None:
    if row.used_at:
        raise NoInvitation(_("这个邀请已经用过了，每个只能用一次。请负责人再邀请您一次。"))
    if row.withdrawn_at:
        raise NoInvitation(_("这个邀请收回了。请找邀请您的人。"))
    if row.expires_at <= now:
        raise NoInvitation(_("这个邀请过期了。请负责人再邀请您一次。"))
    if not keeping.has_roles(row.member, clock.day_of(now)):
        raise NoInvitation(_("这个邀请收回了。请找邀请您的人。"))


def _note(verb: str, row: Invitation, by: Member | None, now: datetime) -> None:
    said = {"invitation": str(row.pk), "until": row.expires_at}
    place = keeping.place_of(row.member)
    noting.of_place(verb, row.member, place, by=by, now=now, said=said)
