"""A whole life on record, as for the rights themselves; the pages read the clock."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sixin.base import clock
from sixin.site.rights.tests.life import Life, live
from sixin.visits.tests import cast


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def life(db: None, now: datetime, settings: Any, tmp_path: Path) -> Life:
    settings.MEDIA_ROOT = tmp_path
    return live(cast.assemble(), now)
