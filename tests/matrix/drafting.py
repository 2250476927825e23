"""A first row for whatever has none, from what the code declares. To be read by a person, then kept."""

from sixin.registers.powers import POWERS
from tests.contracts import routes
from tests.matrix import finding, table
from tests.matrix.asks import Ask
from tests.matrix.deeds import DEEDS
from tests.matrix.specimens import ASKS

HEADS = {section: ["what", *table.COLUMNS, *more] for section, more in table.CONDITIONS.items()}
HEADS |= {table.TRUSTING: ["what", "called by"], table.COMMANDS: ["word", "acts as", "does"]}


def missing() -> dict[str, list[list[str]]]:
    """{title of a table: lines that it lacks}."""
    drafted = {
        table.ADDRESSES: _addresses(),
        table.ACTIONS: _actions(),
        table.TRUSTING: _trusting(),
        table.COMMANDS: [[word, "?", "?"] for word in sorted(finding.commands())],
    }
    known = {title: table.whats(title) for title in drafted}
    known[table.TRUSTING] |= {what.split(" · ")[0] for what in known[table.ACTIONS]}
    return {
        title: [line for line in lines if line[0] not in known[title]]
        for title, lines in drafted.items()
    }


def _addresses() -> list[list[str]]:
    """For each ask, and for each address that nobody can ask for yet."""
    known = {str(route): route for route in routes.routes()}
    asked = {what.split(" · ")[0] for what in ASKS}
    asks = [*ASKS.items(), *((what, Ask()) for what in sorted(set(known) - asked))]
    return [_address(what, ask, known[what.split(" · ")[0]]) for what, ask in asks]


def _address(what: str, ask: Ask, route: routes.Route) -> list[str]:
    done = "200" if route.method == "GET" else "→?"
    another = "404" if ask.ids or ask.sent_ids else table.NOTHING_THERE
    if route.power is routes.NOT_STATED:
        return [what, *(done for _head in table.COLUMNS), table.SAME, another, "→in", table.SAME]
    by_head = {
        head: done if route.power is None or route.power in POWERS[role] else table.NO
        for role, head in table.HEADS.items()
    }
    cells = [by_head[head] for head in table.COLUMNS]
    outside = "404" if ask.ids else table.NO if ask.area else done
    led = "401" if route.name.startswith("api:") else "→in"
    return [what, *cells, outside, another, led, table.NO]


def _actions() -> list[list[str]]:
    """What is called; who may is for a person to say."""
    return [[name, *("?" for _head in table.COLUMNS), table.NO, table.NO] for name in DEEDS]


def _trusting() -> list[list[str]]:
    called = {name.split(" · ")[0] for name in DEEDS}
    return [
        [name, ", ".join(sorted(finding.callers(name))) or table.NOTHING_THERE]
        for name in sorted(finding.actions() - called)
    ]
