"""A whole life on record, on a day of its own."""

from datetime import datetime

import pytest

from sixin.site.rights.tests.life import Life, live
from sixin.visits.tests import cast


@pytest.fixture
def life(db: None, now: datetime) -> Life:
    return live(cast.assemble(), now)
