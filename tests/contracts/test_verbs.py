"""Every verb that something in the product tells the trail has its words."""

import re

from sixin.audit import verbs
from tests.contracts import tree

# verb="person.changed", and the first argument of what `registers.noting` offers.
SAID = re.compile(
    r"""(?:verb\s*=\s*|(?i:verb)(?::\s*Final)?\s*=\s*"""
    r"""|noting\.(?:of_person|of_place|changed)\(\s*)"([a-z_]+\.[a-z_]+)\""""
)


def said() -> dict[str, str]:
    """{verb: a file that says it}."""
    found = {}
    for path in tree.files(".py"):
        if path.parts[:2] == ("src", "sixin") and "tests" not in path.parts:
            found |= dict.fromkeys(SAID.findall(tree.text(path)), str(path))
    return found


def test_every_verb_has_its_words():
    assert {verb: path for verb, path in said().items() if verb not in verbs.WORDS} == {}


def test_it_finds_verbs_however_they_are_said():
    assert {"person.changed", "value.revealed", "roster.imported", "contact.removed"} <= set(said())
