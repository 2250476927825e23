"""How the pages of members, of the trail and of data protection are asked for."""

from datetime import timedelta
from typing import Any

from sixin.base import clock
from sixin.registers.actions import devices, inviting
from sixin.registers.models import Member
from sixin.site.models import RetentionRun
from sixin.site.retention import running
from tests.matrix.asks import Args, Ask
from tests.matrix.sides import Side

NEW_PASSWORD = "又一句只在测试里用的话"  # noqa: S105


def _colleague(data: Args | None = None) -> Ask:
    return Ask(lambda side, _by: {"pk": side.rows["colleague"].pk}, ("pk",), data=data)


def _elsewhere(data: Args, field: str) -> Ask:
    """One's own colleague, for something of somebody else's."""
    return Ask(lambda side, _by: {"pk": side.rows["colleague"].pk}, data=data, sent_ids=(field,))


def _hers(row: str, key: str) -> Ask:
    """Of one row that belongs to the colleague."""
    return Ask(
        lambda side, _by: {"pk": side.rows["colleague"].pk, key: side.rows[row].pk}, ("pk", key)
    )


def _elder(data: Args | None = None) -> Ask:
    return Ask(lambda side, _by: {"pk": side.people["elder"].pk}, ("pk",), data=data)


def _new_member(side: Side, _by: Member) -> dict[str, Any]:
    return {"name": "谢新人", "role": "volunteer", "area": side.areas["community"].code}


def _role(side: Side, _by: Member) -> dict[str, Any]:
    return {"role": "building_lead", "area": side.areas["grid"].code}


def _cover(side: Side, _by: Member) -> dict[str, Any]:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    return {"colleague": side.members["grid_worker"].roles.get().pk, "until": tomorrow}


def _invitation(side: Side, _by: Member) -> dict[str, Any]:
    made = inviting.invite(member=side.rows["colleague"], by=None, now=clock.now())
    return {"code": made[1]}


def _device(_side: Side, by: Member) -> dict[str, Any]:
    return {"pk": devices.register(member=by, name="手机", now=clock.now())[0].pk}


def _run(state: str) -> Ask:
    """A run of what is kept for how long, which is of the whole instance."""

    def args(_side: Side, _by: Member) -> dict[str, Any]:
        run = running.count(on=clock.today(), by=None, now=clock.now())
        RetentionRun.objects.filter(pk=run.pk).update(state=state)
        return {"pk": run.pk}

    return Ask(args, everywhere=True)


_WHY = {"because": "本人书面申请"}
KEEPING: dict[str, Ask] = {
    "GET join": Ask(_invitation, held=True),
    "POST join": Ask(
        _invitation, held=True,
        data=lambda _s, _b: {"username": "新来的", "password1": NEW_PASSWORD,
                             "password2": NEW_PASSWORD},
    ),
    "POST my-device-forget": Ask(_device, ("pk",)),
    "GET members": Ask(),
    "POST members": Ask(data=lambda side, _by: {"q": side.surname}),
    "GET member": _colleague(),
    "GET member-new": Ask(),
    "POST member-new": Ask(data=_new_member, sent_ids=("area",)),
    "POST member-invite": _colleague(),
    "POST member-invitation-withdraw": _hers("invitation", "invitation_pk"),
    "GET member-role": _colleague(),
    "POST member-role": _colleague(_role),
    "POST member-role · elsewhere": _elsewhere(_role, "area"),
    "GET member-cover": _colleague(),
    "POST member-cover": _colleague(_cover),
    "POST member-cover · of another": _elsewhere(_cover, "colleague"),
    "POST member-role-end": _hers("role", "role_pk"),
    "POST member-device-forget": _hers("device", "device_pk"),
    "POST member-sign-out": _colleague(),
    "POST member-second-step-take": _colleague(),
    "GET audit": Ask(),
    "GET audit-entry": Ask(lambda side, _by: {"pk": side.rows["entry"].pk}, ("pk",)),
    "GET audit-export": Ask(),
    "POST audit-export": Ask(data=lambda _s, _b: {"why": "report"}),
    "GET rights": Ask(),
    "POST rights": Ask(data=lambda side, _by: {"text": side.tail, **_WHY}),
    "GET rights-person": _elder(),
    "POST rights-copy": _elder(lambda _s, _b: {"form": "json", **_WHY}),
    "GET rights-erase": _elder(),
    "POST rights-erase": _elder(lambda _s, _b: {"ground": "asked", **_WHY}),
    "POST rights-erase · for good": _elder(
        lambda _s, _b: {"ground": "asked", **_WHY, "step": "sure", "sure": "on"}
    ),
    "GET retention": Ask(),
    "POST retention-count": Ask(),
    "GET retention · of every place": Ask(everywhere=True),
    "POST retention-count · of every place": Ask(everywhere=True),
    "GET retention-run": _run("counted"),
    "GET retention-working": _run("applying"),
    "POST retention-confirm": _run("counted"),
    "POST retention-again": _run("applying"),
}  # fmt: skip
