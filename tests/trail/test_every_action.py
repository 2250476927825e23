"""Every action is found in the code and called: the ledger or the trail tells of it afterwards."""

import ast
from collections.abc import Iterator

import pytest

from sixin.audit import checking, trail, verbs
from sixin.audit.models import Entry
from sixin.base import clock
from sixin.ledger.models import Record
from tests.contracts import tree
from tests.trail.acts import ACTS, PARTS
from tests.trail.stage import Stage


def actions() -> Iterator[str]:
    """`registers/actions/changing.phone`: what takes `by` in the modules of actions."""
    for path in tree.files(".py"):
        parts = path.parts
        if parts[:2] != ("src", "sixin") or "tests" in parts or "actions" not in str(path):
            continue
        if path.stem != "actions" and path.parent.name != "actions" or "roster" in parts:
            continue
        for node in ast.parse(tree.text(path)).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [one.arg for one in node.args.args + node.args.kwonlyargs]
                if "by" in names:
                    yield f"{path.relative_to('src/sixin').with_suffix('')}.{node.name}"


@pytest.fixture
def stage(community, grid, second_grid, wang_fang, li_wei, zhao_haiyan, zhang, ma) -> Stage:
    return Stage(
        community, grid, second_grid, wang_fang, li_wei, zhao_haiyan, zhang, ma, clock.now()
    )


def test_every_action_stands_here():
    assert set(actions()) == set(ACTS) | set(PARTS)


@pytest.mark.parametrize("name", ACTS)
def test_it_leaves_a_record_or_an_entry(stage: Stage, name: str, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    call = ACTS[name](stage)
    records, entries = set(Record.objects.values_list("pk", flat=True)), _known()
    call()
    new = Entry.objects.exclude(pk__in=entries)
    posted = Record.objects.exclude(pk__in=records)
    assert new or posted
    assert {entry.by for entry in new} <= {stage.wang.pk, stage.li.pk, stage.zhao.pk}
    assert [entry.verb for entry in new if entry.verb not in verbs.WORDS] == []
    assert [entry for entry in new if not entry.area and entry.verb != "areas.loaded"] == []
    trail.chain()
    assert checking.verify()[1] == []


def _known() -> set[object]:
    return set(Entry.objects.values_list("pk", flat=True))


def test_an_action_that_fails_leaves_nothing(stage: Stage):
    call = ACTS["registers/actions/changing.phone"](stage)
    entries = _known()
    stage.li.roles.update(ended_at=stage.now)
    with pytest.raises(Exception, match="网格员"):
        call()
    assert _known() == entries
