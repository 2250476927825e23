"""A whole life on record, and a day on which all of it is past its term."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sixin.audit import trail
from sixin.site.rights.tests.life import Life, live
from sixin.visits.tests import cast


@pytest.fixture
def life(db: None, now: datetime, settings: Any, tmp_path: Path) -> Life:
    settings.MEDIA_ROOT = tmp_path
    lived = live(cast.assemble(), now)
    trail.chain()  # as after a commit
    return lived


@pytest.fixture
def later(now: datetime) -> datetime:
    """More than three years after everything that was recorded."""
    return now + timedelta(days=1200)
