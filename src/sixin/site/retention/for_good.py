"""Tables without a term of their own, each with the reason."""

from typing import Final

_HERS = "Goes with the person: when she is erased, or some time after she left."
_ACCOUNT = "Goes with the account of a member, which the deeds of the past name."
_COUNTED = "The ledger: counted deeds, by opaque ids, which nothing removes."
_NOBODY = "Says nothing of a person."

FOR_GOOD: Final[dict[str, str]] = {
    "account.emailaddress": "Stays empty: nothing is sent.",
    "account.emailconfirmation": "Stays empty: nothing is sent.",
    "audit.mark": _NOBODY,
    "auth.group": _NOBODY,
    "auth.group_permissions": _NOBODY,
    "auth.permission": _NOBODY,
    "auth.user": _ACCOUNT,
    "auth.user_groups": _NOBODY,
    "auth.user_user_permissions": _NOBODY,
    "contenttypes.contenttype": _NOBODY,
    "events.event": _NOBODY,
    "events.event_came": "Opaque ids: that she came is hers and goes with her name.",
    "events.event_members": _ACCOUNT,
    "ledger.monthtally": _COUNTED,
    "ledger.part": _COUNTED,
    "ledger.record": _COUNTED,
    "ledger.touch": _COUNTED,
    "mfa.authenticator": "The member removes it; ends with the account.",
    "papers.briefing": _NOBODY,
    "papers.frozenfigure": "Numbers as they were printed, with opaque ids behind them.",
    "registers.area": _NOBODY,
    "registers.areacode": _NOBODY,
    "registers.building": _NOBODY,
    "registers.contact": _HERS,
    "registers.entrance": _NOBODY,
    "registers.erasure": "Ids alone; without it a restored backup would bring the erased back.",
    "registers.finder": "Worked out of her name and numbers whenever they change; goes with her.",
    "registers.household": _HERS,
    "registers.partner": "An organisation; whom to call there is changed when they change.",
    "registers.role": "Who was responsible for what, from when to when: what the trail rests on.",
    "rulebook.rule": _NOBODY,
    "site.occasion": _NOBODY,
    "site.stepsecret": "The member removes it; ends with the account.",
    "visits.round": _NOBODY,
    "visits.standing": "Worked out of her visits anew whenever one is recorded; goes with her.",
    "visits.visit_also_met": "Opaque ids: that she was met is hers and goes with her name.",
    "visits.visit_members": _ACCOUNT,
    "volunteers.service_elders": "Opaque ids: that she helped is hers and goes with her name.",
    "volunteers.service_members": _ACCOUNT,
}
