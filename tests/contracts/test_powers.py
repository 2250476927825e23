"""Every page states what it needs, and no page reaches past what its member may see."""

import re

import pytest

from sixin.registers.models import RoleName
from sixin.registers.powers import POWERS, Power
from tests.contracts import routes, tree

# Open to whoever comes, each with the reason.
PUBLIC = {
    "healthz": "the watcher of the server has no account",
    "api:api-root": "nothing is there: 404 for everybody",
    "account_login": "the way in",
    "account_inactive": "the way in, for an account that was stopped",
    "account_logout": "the way out; does nothing for who is not signed in",
    "join": "the way in, for who holds an invitation: its code is the key",
    "mfa_authenticate": "the way in, its second step",
    "mfa_login_webauthn": "the way in, by a passkey",
    "set_language": "the sign-in page has a language too",
}
# One's own account: for whoever is signed in, with a role or without one; about nobody else.
OWN = {
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "my-account",
    "my-device-forget",
    "my-session-end",
    "my-sessions-end",
    "second-step",
}
# Open to everybody with a role, whichever it is.
ANY_ROLE = {"today"}
# Rows of people that pages read by themselves instead of through a query that knows the scope.
DIRECT = re.compile(
    r"\b(Person|Visit|Household|Contact|Consent|PersonTag|Round|FollowUp|RosterImport|DuplicatePair"
    r"|Merge|Briefing|Hazard|Certification|Event|Service|Part)\.objects\b"
)
ALLOWED = {
    "figures/rows.py": "of records that are shown already; names are left out area by area there",
    "briefings/views.py": "rows frozen in a briefing, handed to figures/rows.py for their names",
    "imports/jobs.py": "the worker's side: the row is its job, the action asks for the power again",
    "imports/starting.py": "writes of the row that the view found within its scope",
    "visits/listing.py": "by ids of the due lists of areas that the view found within its scope",
    "visits/doors.py": "by ids that the caller found within its scope",
    "audit/fields.py": "the doors that entries within the reader's scope speak of",
    "audit/filters.py": "the rows merged into her whose id was pasted; entries are asked by scope",
    "audit/telling.py": "names of those of whom entries within the reader's scope speak",
    "people/listing.py": "by ids that `_ids` found within its scope",
}
NAMED_ROLE = re.compile(r"\bRoleName\.[A-Z]|\brole=[\"'](?!img)|\.role (==|in) (?!PartRole)")
ROLES_NAMED = {
    "src/sixin/registers/powers.py": "the table itself",
    "src/sixin/registers/queries/members.py": "who is thought of first, never what is allowed",
    "src/sixin/site/desk/welcome.py": "words for each role",
}


def test_every_role_has_a_row_and_every_power_a_role():
    assert set(POWERS) == set(RoleName)
    assert set(Power) == frozenset().union(*POWERS.values())


def test_every_address_states_its_power_or_is_known_to_need_none():
    silent = {r.name for r in routes.routes() if r.power is routes.NOT_STATED}
    assert silent == set(PUBLIC) | OWN


def test_what_every_role_may_open_is_said_here():
    assert {route.name for route in routes.routes() if route.power is None} == ANY_ROLE


def test_pages_read_people_only_through_queries_that_know_the_scope():
    desk = "src/sixin/site/desk/"
    pages = [p for p in map(str, tree.files(".py")) if p.startswith(desk) and "/tests/" not in p]
    direct = {p.removeprefix(desk) for p in pages if DIRECT.search(tree.text(tree.Path(p)))}
    assert direct == set(ALLOWED)


@pytest.mark.parametrize("folder", ["src/sixin"])
def test_nothing_asks_for_a_role_by_its_name(folder):
    ours = [p for p in map(str, tree.files(".py")) if p.startswith(folder)]
    named = {
        path
        for path in ours
        if not re.search(r"/(tests|migrations|demo)/", path)
        and NAMED_ROLE.search(tree.text(tree.Path(path)))
    }
    assert named == set(ROLES_NAMED)
