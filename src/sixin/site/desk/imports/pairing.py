"""How pairs are told: why two rows may be one person, how alike they are, what was chosen."""

from typing import Any

from django.utils.translation import gettext as _

from sixin.registers.models import DuplicatePair
from sixin.registers.models.rosters import PairReason
from sixin.site.desk.imports import comparing
from sixin.site.desk.imports.forms import MergeForm

# Of 99: two strong reasons, one strong reason.
VERY_ALIKE, ALIKE = 90, 55


def line_of(pair: DuplicatePair) -> dict[str, Any]:
    """One line of the list."""
    return {
        "pair": pair,
        "people": [pair.first, pair.second],
        "reasons": reasons(pair),
        "alike": alike(pair.score),
    }


def reasons(pair: DuplicatePair) -> str:
    """Why they may be one, in words."""
    known = dict(PairReason.choices)
    return _("；").join(str(known[code]) for code in pair.reasons if code in known)


def alike(score: int) -> str:
    """How alike, in a word."""
    if score >= VERY_ALIKE:
        return _("几乎一样")
    return _("很像") if score >= ALIKE else _("有些像")


def suggested(row: DuplicatePair, facts: list[comparing.Fact]) -> dict[str, str]:
    """What the form starts with: all of the row that we know better."""
    side = comparing.better_known(row.first, row.second)
    return {"keep": side, **{fact.code: side for fact in facts if fact.asks}}


def choice(fact: comparing.Fact, form: MergeForm) -> dict[str, Any]:
    """One line of the comparison, with what was chosen in the form."""
    chosen = form.data.get(fact.code) if fact.asks else None
    errors: Any = form.errors.get(fact.code, []) if form.is_bound and fact.asks else []
    return {
        "fact": fact,
        "values": [
            {"side": side, "parts": parts, "chosen": chosen == side}
            for side, parts in zip(comparing.SIDES, fact.parts, strict=True)
        ],
        "errors": errors,
    }
