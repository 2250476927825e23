"""Passwords that whoever knows the place would try first."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from sixin.registers.models import Area
from sixin.site.entrance import guessable

VALIDATOR = guessable.GuessableValidator()


def is_refused(password: str) -> bool:
    try:
        VALIDATOR.validate(password)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "monkey20261123", "Sunshine!!2026", "woaini1314520", "2026-Iloveyou", "qwerty_qwerty_1",
        "yuhongxiang2026", "育红巷社区2026", "geermu123456",
        "haixi-wangge-01", "wanggeyuan888", "四心四心四心四心四心", "admin@sixin2026", "格尔木市网格员123",
        "ＡＤＭＩＮ２０２６１１２３", "13909770001", "632801194203050028", "19420305 1390977", "aaaaaaaaaaaaaaaa",
        "1111111111111111111111111",
    ],
)  # fmt: skip
def test_what_others_would_try_is_refused(community: Area, password: str):
    assert is_refused(password)
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "晚饭后沿着河边走一走",
        "育红巷口卖馕的大爷姓什么",
        "correct horse battery",
        "xk7-Qp2v-Lm9z",
        "三月的风吹过盐湖2026",
    ],
)
def test_what_only_its_owner_knows_is_taken(community: Area, password: str):
    assert not is_refused(password)
    validate_password(password)


@pytest.mark.django_db
def test_every_common_one_stays_refused_when_it_is_lengthened():
    """Those with letters; with digits alone there is a rule about numbers."""
    listed = [one for one in CommonPasswordValidator().passwords if guessable.letters_of(one)]
    assert len(listed) > 3000
    assert [one for one in listed if not is_refused(f"{one}20261123")] == []
