"""The grid that a row names."""

import re

from sixin.registers import rules
from sixin.registers.models import Area, Level
from sixin.registers.roster import places, vocabulary

_NUMBER = re.compile(r"第?([0-9]+|[一二三四五六七八九十]{1,3})号?(?:网格)?$")


class Grids:
    """The grids of a community, by name, code and number."""

    def __init__(self, community: Area) -> None:
        self.community = community
        rows = Area.objects.filter(rules.below(community.path), level=Level.GRID)
        self.ids: set[int] = set()
        self.words: dict[str, int] = {}
        numbers: dict[int, list[int]] = {}
        for grid in rows:
            self.ids.add(grid.pk)
            self.words[self._plain(grid.name)] = self.words[grid.code] = grid.pk
            number = _number_in(self._plain(grid.name))
            if number is not None:
                numbers.setdefault(number, []).append(grid.pk)
        self.numbers = {number: pks[0] for number, pks in numbers.items() if len(pks) == 1}

    def find(self, text: str) -> int | None:
        """The id of the grid called `text` (第三网格, 3, 育红巷社区3网格, a code); None if unknown."""
        word = self._plain(text)
        if word in self.words:
            return self.words[word]
        number = _number_in(word)
        return None if number is None else self.numbers.get(number)

    def _plain(self, text: str) -> str:
        word = vocabulary.plain(text)
        for prefix in (self.community.name, self.community.name.removesuffix("社区")):
            if word != prefix and word.startswith(prefix):
                return word[len(prefix) :]
        return word


def _number_in(word: str) -> int | None:
    match = _NUMBER.search(word)
    return places.number_of(match[1]) if match else None
