"""What a person is found by, as bytes that an index serves: ends of her name, of her numbers.

Ends of names stand in clear, as names do. Of an ID number and a telephone there is one token of
the last four characters, keyed, and another one in each community: so few characters come again and
again, and a token that were the same everywhere would tell which by how often it stands there.
"""

import re
from typing import Final

from sixin.base.crypto import sealing

TAIL: Final = 4
# The place of keyed tokens: the community is in the token already.
EVERYWHERE: Final = 0
ABOVE_ALL: Final = b"\xff"  # no text in UTF-8 has this byte
_SIZE: Final = 8
_DOTS = re.compile(r"[·•・‧∙⋅.。\s]+")
_ODD = re.compile(r"[^0-9X]+")


def bare(name: str) -> str:
    """A name without the dot of minority names and without spaces, which people do not type."""
    return _DOTS.sub("", name)


def of_name(name: str) -> set[bytes]:
    """Every end of a name: 张秀英, 秀英, 英. A part of the name begins one of them."""
    plain = bare(name)
    return {plain[start:].encode() for start in range(len(plain))}


def digits(number: str) -> str:
    """A number without what is written between its digits."""
    return _ODD.sub("", number.upper())


def of_end(number: str, place: int) -> bytes | None:
    """The keyed token of the last four of a number in a community; None if it has not as many."""
    tail = digits(number)[-TAIL:]
    if len(tail) < TAIL:
        return None
    return sealing.keyed("registers_finder.end", f"{place}:{tail}".encode())[:_SIZE]
