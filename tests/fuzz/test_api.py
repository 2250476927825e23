"""The API keeps to its own description, whatever it is asked, and tells nothing of others."""

import pytest

from tests.fuzz import api
from tests.journeys import instance as instances

pytestmark = pytest.mark.served


def test_every_check_of_schemathesis_holds(tmp_path):
    home = tmp_path / "home"
    instances.copy_to(home)
    known = api.prepared(home)
    with instances.served(home) as served:
        outcome = api.run(served, known, tmp_path, cases=150, seed=1)
    assert (outcome.failures, outcome.errored, outcome.code) == (0, 0, 0), outcome.said
    assert outcome.generated >= 150
