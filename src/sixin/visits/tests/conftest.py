"""The cast, for every test of visits."""

import pytest

from sixin.visits.tests import cast


@pytest.fixture
def people(db: None) -> cast.Cast:
    """The recurring cast, freshly assembled."""
    return cast.assemble()
