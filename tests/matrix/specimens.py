"""All asks, in the order of the table."""

from tests.matrix.asks import Ask
from tests.matrix.asks_entrance import ENTRANCE
from tests.matrix.asks_keeping import KEEPING
from tests.matrix.asks_people import PEOPLE
from tests.matrix.asks_work import FIGURES, REGISTERS, VISITS

ASKS: dict[str, Ask] = ENTRANCE | PEOPLE | VISITS | REGISTERS | FIGURES | KEEPING
