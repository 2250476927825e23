"""A whole life on record, on a day of its own."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sixin.site.rights.tests.life import Life, live
from sixin.visits.tests import cast


@pytest.fixture
def life(db: None, now: datetime, settings: Any, tmp_path: Path) -> Life:
    settings.MEDIA_ROOT = tmp_path
    return live(cast.assemble(), now)
