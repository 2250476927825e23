"""The canaries: values that exist nowhere else, each of a kind, and every way to write one down."""

import base64
import json
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from stdnum.cn import ric

# Names stand in clear in the register by decision 0009, and nowhere else.
NAME = "name"


class Flock:
    """Makes canaries; `kinds` are all made, by kind."""

    def __init__(self) -> None:
        self.kinds: dict[str, list[str]] = defaultdict(list)
        self._number = count(1)

    def __len__(self) -> int:
        return sum(map(len, self.kinds.values()))

    def name(self, kind: str = NAME) -> str:
        """Three characters: a usual surname and two that nobody is named with."""
        return self.keep(kind, "王李张刘陈"[next(self._number) % 5] + self._rare(2))

    def phone(self, kind: str = "phone") -> str:
        """A mobile number."""
        return self.keep(kind, f"1397{next(self._number) * 7919 % 10**7:07}")

    def id_number(self, kind: str = "id_number") -> str:
        """An ID number that holds, of somebody born in 1941."""
        number = next(self._number)
        core = f"63280119410{1 + number % 9}{10 + number % 19}{number % 500 * 2 + 1:03}"
        return self.keep(kind, core + ric.calc_check_digit(core + "0"))

    def words(self, kind: str) -> str:
        """A few words that nobody says."""
        return self.keep(kind, self._rare(6))

    def address(self, kind: str = "address") -> str:
        """Where a door is; buildings and entrances stand in clear, the line does not."""
        number = next(self._number)
        return self.keep(
            kind, f"{1 + number % 9}号楼{1 + number % 4}单元{100 + number}室{self._rare(3)}"
        )

    def latin(self, kind: str) -> str:
        """Letters and figures, as of a user name or a password."""
        return self.keep(kind, f"qzx{next(self._number) * 104729 % 10**8:08}vkw")

    def sealed(self) -> Iterator[tuple[str, str]]:
        """(kind, value) of all that may stand in clear nowhere."""
        return ((kind, v) for kind, values in self.kinds.items() if kind != NAME for v in values)

    def names(self) -> Iterator[tuple[str, str]]:
        """(kind, value) of the names."""
        return ((NAME, value) for value in self.kinds[NAME])

    def _rare(self, length: int) -> str:
        number = next(self._number)
        return "".join(
            chr(0x4E00 + 0x1000 + (number * 7 + n * 977) % 0x3000) for n in range(length)
        )

    def keep(self, kind: str, value: str) -> str:
        """Look for this as well. Returns it."""
        assert all(value not in known for known in self.kinds.values())
        self.kinds[kind].append(value)
        return value


def forms(value: str) -> list[bytes]:
    """The value as texts, addresses, JSON, dumps, workbooks and packed sessions would write it."""
    plain = value.encode()
    quoted = urllib.parse.quote(value)
    found = [plain, json.dumps(value)[1:-1].encode(), quoted.encode(), quoted.lower().encode(),
             value.encode("utf-16-le"), plain.hex().encode(), plain.hex().upper().encode()]  # fmt: skip
    found.append(value.encode("gb18030"))
    return list(dict.fromkeys([*found, *_in_base64(plain)]))


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """What of it any base64 must hold, wherever in the whole it begins."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + plain)
        start, end = -(-before * 8 // 6), (before + len(plain)) * 8 // 6
        inner = text[start:end]
        yield from (inner, inner.replace(b"+", b"-").replace(b"/", b"_"))


def found_in(flock: Iterable[tuple[str, str]], places: Iterable[tuple[str, bytes]]) -> set[str]:
    """`place: kind` of each that stands in one of these places, in whatever form."""
    wanted = [(kind, form) for kind, value in flock for form in forms(value)]
    return {
        f"{where}: {kind}" for where, data in places for kind, form in wanted if form in data
    }  # fmt: skip
