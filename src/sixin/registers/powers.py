"""What each role may do in its areas: the one table that every page, action and query asks.

A power holds in the area of the role and everything below it, from `since` to `until`, and ends
with the role. Nothing else in the product asks for a role by its name to decide what is allowed.
"""

from enum import StrEnum
from typing import Final

from sixin.registers.models.members import RoleName


class Power(StrEnum):
    """One thing that a role may do."""

    SEE_PEOPLE = "see_people"  # people, stories, due list, rounds: masked
    VISIT = "visit"  # record visits and what they find
    PLAN = "plan"  # plan rounds
    NOTE_FACTS = "note_facts"  # telephone, tags, contacts, consents, notes
    KEEP_REGISTERS = "keep_registers"  # rosters, duplicates, who is on the register
    REVEAL = "reveal"  # see one masked value, with a reason
    EXPORT = "export"  # take a list of people away, with a reason
    SEE_FIGURES = "see_figures"  # figures and their records, which name nobody
    ISSUE_BRIEFINGS = "issue_briefings"
    SEE_RULES = "see_rules"
    KEEP_MEMBERS = "keep_members"  # invite, give and end roles, order phones to forget
    SEE_SETTINGS = "see_settings"  # how the instance runs; nobody's data
    SEE_AUDIT = "see_audit"  # who changed, revealed, exported what
    ANSWER_RIGHTS = "answer_rights"  # a person's whole record: hand over, erase; retention


_P = Power
_WALKS = frozenset({_P.SEE_PEOPLE, _P.VISIT, _P.SEE_RULES})
_NOTES = _WALKS | {_P.NOTE_FACTS, _P.REVEAL, _P.SEE_FIGURES}
_DESK = _NOTES | {_P.PLAN, _P.KEEP_REGISTERS, _P.EXPORT, _P.ISSUE_BRIEFINGS}
_FIGURES = frozenset({_P.SEE_FIGURES, _P.SEE_RULES})

POWERS: Final[dict[str, frozenset[Power]]] = {
    RoleName.COMMUNITY_LEAD: _DESK | {_P.KEEP_MEMBERS},
    RoleName.COMMUNITY_WORKER: _DESK,
    RoleName.GRID_LEAD: _NOTES | {_P.PLAN},
    RoleName.GRID_WORKER: _NOTES,
    RoleName.BUILDING_LEAD: _WALKS,
    RoleName.VOLUNTEER: _WALKS,
    # Their pages (wishes, messages, inspections) come with those capabilities.
    RoleName.PARTNER: frozenset({_P.SEE_RULES}),
    RoleName.FAMILY: frozenset(),
    RoleName.INSPECTOR: frozenset({_P.SEE_RULES}),
    RoleName.COUNTY_VIEWER: _FIGURES,
    RoleName.PREFECTURE_VIEWER: _FIGURES,
    RoleName.SYSTEM_ADMIN: frozenset({_P.KEEP_MEMBERS, _P.SEE_SETTINGS, _P.SEE_RULES}),
    RoleName.DATA_PROTECTION: frozenset(
        {_P.SEE_AUDIT, _P.ANSWER_RIGHTS, _P.SEE_SETTINGS, _P.SEE_RULES}
    ),
}

# Who could do much harm signs in with a second factor.
PRIVILEGED: Final = frozenset(
    {
        RoleName.COMMUNITY_LEAD,
        RoleName.COUNTY_VIEWER,
        RoleName.PREFECTURE_VIEWER,
        RoleName.SYSTEM_ADMIN,
        RoleName.DATA_PROTECTION,
    }
)

# Which roles a keeper of members gives and ends. Whoever runs the machine names everybody else.
_R = RoleName
GIVES: Final[dict[str, frozenset[str]]] = {
    _R.COMMUNITY_LEAD: frozenset(
        {
            _R.COMMUNITY_LEAD,
            _R.COMMUNITY_WORKER,
            _R.GRID_LEAD,
            _R.GRID_WORKER,
            _R.BUILDING_LEAD,
            _R.VOLUNTEER,
            _R.PARTNER,
            _R.FAMILY,
        }
    ),
    _R.SYSTEM_ADMIN: frozenset(_R),
}


def roles_with(power: Power) -> frozenset[str]:
    """The roles that carry this power."""
    return frozenset(role for role, powers in POWERS.items() if power in powers)
