"""A browser signed in at the desk, and one that the desk knows nothing of."""

import pytest
from django.core.cache import cache
from django.test import Client

from sixin.registers.models import Member


@pytest.fixture
def desk(li_wei: Member) -> Client:
    """李伟's browser; it checks tokens and shows errors as people would see them."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(li_wei.user)
    return browser


@pytest.fixture(autouse=True)
def _no_tries_counted_yet() -> None:
    """What one test tried and failed locks nobody out of the next."""
    cache.clear()
