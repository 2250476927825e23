"""Secrets of the second step: where their chance comes from, and how much of it there is."""

import random

from sixin.registers.models import Member
from sixin.site.entrance.tests.ways import recovery_codes
from tests.cast.second_step import enrol


def test_secrets_of_apps_come_from_the_system_and_are_long(li_wei: Member, outsider: Member):
    """160 bits in base32; with the same seed of `random` they differ all the same."""
    random.seed(7)
    one = enrol(li_wei)
    random.seed(7)
    other = enrol(outsider)
    assert one != other
    assert min(len(one), len(other)) * 5 >= 160


def test_recovery_codes_come_from_the_system_and_are_long(li_wei: Member, outsider: Member):
    """Ten of eight digits: 26 bits each, and after five mistakes the name is closed."""
    enrol(li_wei)
    enrol(outsider)
    random.seed(7)
    one = recovery_codes(li_wei)
    random.seed(7)
    other = recovery_codes(outsider)
    assert len(set(one) | set(other)) == len(one) + len(other) == 20
    assert all(len(code) == 8 and code.isdigit() for code in [*one, *other])
