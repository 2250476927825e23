"""The two sides, built once for all of these tests and taken back after the last."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.matrix import sides
from tests.matrix.sides import Side

HERE = ["632800000000", "632801000000", "632801001000", "632801001901", "632801001901001"]
THERE = ["632200000000", "632221000000", "632221100000", "632221100901", "632221100901001"]


@pytest.fixture(scope="package")
def both(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[list[Side]]:
    """Here and there."""
    with django_db_blocker.unblock(), transaction.atomic():
        here, there = sides.build("秦", HERE, 1), sides.build("庞", THERE, 2)
        here.across, there.across = [there], [here]
        yield [here, there]
        transaction.set_rollback(True)


@pytest.fixture
def here(both: list[Side]) -> Side:
    return both[0]


@pytest.fixture
def there(both: list[Side]) -> Side:
    return both[1]
