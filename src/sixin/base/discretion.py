"""What may be written down of an error or a line: where it happened, never with whom.

A database puts the row into its message, a ValueError the value, an address what was searched for.
So of an error there remain its class and the places in the code, and of a line what looks like code.
"""

import re
from collections.abc import Iterator
from types import TracebackType

LEFT_OUT = "…"
_SHORTEST = 4  # letters of a message worth looking for: shorter ones are part of many words
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_PERSONAL = re.compile(
    r"\?\S+"  # what follows a path
    r"|\S+@\S+"
    r"|(?:%[0-9A-Fa-f]{2})+"  # letters as an address writes them
    r"|[^\x00-\x7f]+"  # names are not ASCII, our own lines are
    r"|\d{7,}[Xx]?"  # telephone and ID numbers
)
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")


def plain(text: str) -> str:
    """One line without what could be a person's: other letters, long numbers, query strings.

    UUIDs stay: they tell nobody anything who has no access to the rows.
    """
    found, end = [], 0
    for match in _UUID.finditer(text):
        found += [_PERSONAL.sub(LEFT_OUT, text[end : match.start()]), match[0]]
        end = match.end()
    found.append(_PERSONAL.sub(LEFT_OUT, text[end:]))
    return _BREAKS.sub(" ", "".join(found))


def frames_of(error: BaseException) -> str:
    """Class and places of an error and of those it came from, innermost call last.

    Neither messages nor notes nor lines of code nor values. A database error also tells its SQLSTATE
    and the constraint that it broke.
    """
    return "\n".join(_lines(error, "", set()))


def messages_of(error: BaseException) -> list[str]:
    """What the error and those it came from say, for whoever must take it out of a text."""
    return [text for one in _chain(error) if len(text := str(one)) >= _SHORTEST]


def _lines(error: BaseException, how: str, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    yield f"{how}{_name(error)}"
    yield from _places(error.__traceback__)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _lines(one, "among them ", seen)
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, "because of ", seen)


def _name(error: BaseException) -> str:
    kind = type(error)
    known = [getattr(error, "sqlstate", None)]
    known.append(getattr(getattr(error, "diag", None), "constraint_name", None))
    more = " ".join(plain(str(one)) for one in known if one)
    return f"{kind.__module__}.{kind.__qualname__}" + (f" ({more})" if more else "")


def _places(at: TracebackType | None) -> Iterator[str]:
    while at is not None:
        code = at.tb_frame.f_code
        yield f"  {code.co_filename}:{at.tb_lineno} in {code.co_qualname}"
        at = at.tb_next


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if any(one is known for known in found):
            continue
        found.append(one)
        waiting += [before for before in (one.__cause__, one.__context__) if before is not None]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
    return found
