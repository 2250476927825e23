"""Refuses passwords that somebody who knows the place would try: a common one with a year behind it,
nothing but names and words of the work, a telephone or an ID number, one key pressed again and again.

Which kinds of characters it is made of does not matter (OWASP ASVS 5.0, 6.2.5)."""

import functools
import re
import unicodedata
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sixin.registers import names
from sixin.registers.models import Area

WORDS = Path(__file__).parent / "data" / "easy_words.txt"
LEFT = 3  # so many letters beside such words are still no password
LONGEST_NUMBER = 18  # birthdays, telephones, ID numbers; longer ones nobody knows of another
FEWEST = 4  # different characters
_NO_LETTERS = re.compile(r"[\W\d_]+")
ENDING = "~"  # before what a name of a place ends in, and people leave out


class GuessableValidator:
    """For AUTH_PASSWORD_VALIDATORS; of words it looks at the letters, whatever stands between them."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django gives it
        """Raises ValidationError for a password that is easy to guess."""
        letters = letters_of(password)
        if not letters and len(password) <= LONGEST_NUMBER:
            raise ValidationError(
                _("没有文字的短密码容易被猜到：多半是生日、电话或证件号。请换一句只有您知道的话。"),
                code="password_number",
            )
        few = len(set(password)) < FEWEST
        if few or (letters and (letters in _common() or len(_without(letters)) <= LEFT)):
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> str:
        """What is wrong with it, and what to do."""
        return _(
            "这个密码容易被猜到：它只是常见的密码、地名或工作上的词，加了些数字。请换一句只有您知道的话。"
        )


def letters_of(text: str) -> str:
    """Small letters and characters of a text; digits, signs and gaps are left out."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).lower())


@functools.cache
def _common() -> frozenset[str]:
    """The letters of the framework's common passwords, which people lengthen by digits."""
    return frozenset(filter(None, map(letters_of, CommonPasswordValidator().passwords)))


def _without(letters: str) -> str:
    """What is left when the words of the place are taken out, the longest first."""
    for word in sorted(_words(), key=len, reverse=True):
        letters = letters.replace(word, "")
    return letters


def _words() -> set[str]:
    lines = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    endings = [line.removeprefix(ENDING) for line in lines if line.startswith(ENDING)]
    places = set(Area.objects.values_list("name", flat=True))
    short = {name.removesuffix(ending) for name in places for ending in endings}
    called = {name for name in places | short if len(name) > 1}
    written = {letters_of(line) for line in lines if not line.startswith(ENDING)}
    return written | {letters_of(name) for name in called} | {_pinyin(name) for name in called}


def _pinyin(name: str) -> str:
    return letters_of(names.pinyin_of(name)[0])
