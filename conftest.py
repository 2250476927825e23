"""What every test stands on: a data folder of its own, a fixed moment, and how long to search."""

import os
import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as search

from sixin.base import clock
from sixin.base.crypto import keyring

pytest_plugins = ["tests.cast.people"]

search.register_profile(
    "fast",
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
search.register_profile(
    "thorough", search.get_profile("fast"), max_examples=1000, derandomize=False
)
search.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--shoot`: keep a picture of every page the journeys pass, in test-results/shots/."""
    parser.addoption("--shoot", action="store_true", help="keep screenshots in test-results/shots/")


def pytest_configure(config: pytest.Config) -> None:
    """Files and cached values of a run go to a folder of its own; passwords are hashed cheaply."""
    folder = tempfile.TemporaryDirectory(prefix="sixin-test-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    settings.MEDIA_ROOT = Path(folder.name) / "files"
    settings.SIXIN_ERASURES = str(Path(folder.name) / "erasures.jsonl")
    settings.SIXIN_KEYRING = str(Path(folder.name) / "keys.json")
    keyring.make()
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {
        name: {"BACKEND": memory, "LOCATION": name} for name in ("default", "progress")
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def today() -> date:
    """Monday 23 November 2026: the day of every test that does not choose another."""
    return date(2026, 11, 23)


@pytest.fixture
def now(today: date) -> datetime:
    """Half past nine in the morning of that day, in Asia/Shanghai."""
    return clock.at(today, 9, 30)
