"""Pages and files that show one thing, or the same whatever there is: no list that could grow.

What a briefing or an import shows was frozen with it; forms of downloads ask for a reason first.
"""

from typing import Final

# Pages with the picture of a code made by chance, whose length says nothing.
BY_CHANCE: Final = {
    "GET mfa_activate_totp",
    "POST mfa_activate_totp",
    "POST member-invite",
    "POST member-new",
}
SINGLE: Final = frozenset(
    """
GET healthz
GET account_inactive
GET account_logout
GET account_reauthenticate
GET account_change_password
GET mfa_reauthenticate
POST mfa_reauthenticate
GET mfa_deactivate_totp
GET mfa_edit_webauthn
GET mfa_remove_webauthn
GET mfa_generate_recovery_codes
GET people-export
GET person-take-back
GET person-reveal
POST person-reveal
POST person-reveal · a contact
POST person-reveal · a colleague
GET person-topic · identity
GET person-topic · phone
GET person-topic · note
GET person-topic · gone
GET person-topic · tag
GET person-topic · contact
GET person-topic · consent
GET person-row · tag
GET person-row · contact
GET person-row · consent
GET due · on paper
GET round · on paper
GET photo
GET import-example
GET import
GET import-working
GET import-report
POST import-report
GET import-marked
POST import-marked
GET duplicate
GET figure-value
GET figure-csv · people
GET figure-csv · records
GET figure-excel · people
GET figure-excel · records
GET briefing
GET briefing · of the grid
GET briefing-figure · of the grid
GET briefing-figure · people
GET briefing-figure · records
GET briefing-word
GET briefing-pdf
GET api-page
GET api:openapi-json
POST api:openapi-json
GET api:figures
GET rules
GET join
GET audit-entry
GET audit-export
GET rights-person
GET rights-erase
POST rights-erase
GET retention-run
GET retention-working
""".strip().splitlines()
)
