"""Tables that are text: .csv from any office, and web pages that call themselves .xls."""

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser

from sixin.registers.roster import unpacking
from sixin.registers.roster.problems import UnreadableFile
from sixin.registers.roster.sheets import Cell

_DELIMITERS = ",;\t，|"
_LONGEST_CELL = 32_767
# Far more than are read: lines of commas without end come out of Excel, too.
_MOST_CELLS_IN_LINE = 20_000
_MOST_CELLS_IN_PAGE = 4_000_000


def decoded(content: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM, else GB18030. Raises UnreadableFile."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, (encoding,))
    return _strictly(content, ("utf-8", "gb18030"))


def _strictly(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("file_encoding")


def csv_rows(text: str) -> Iterator[list[Cell]]:
    """Rows of a delimited text; the delimiter is the one that splits its first lines alike."""
    csv.field_size_limit(_LONGEST_CELL * 4)
    delimiter = delimiter_of(text)
    try:
        for row in csv.reader(_short_lines(text, delimiter), delimiter=delimiter):
            yield [_unwrapped(cell) for cell in _within(row)]
    except csv.Error as why:
        raise UnreadableFile("file_damaged") from why


def _within(row: list[str]) -> list[str]:
    beyond = row[unpacking.MOST_COLUMNS :]
    if any(map(str.strip, beyond)):
        raise _too_wide(len(row))
    return row[: unpacking.MOST_COLUMNS] if beyond else row


def _too_wide(count: int) -> UnreadableFile:
    return UnreadableFile(
        "file_too_many_columns", sheet="1", count=count, most=unpacking.MOST_COLUMNS
    )


def _short_lines(text: str, delimiter: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        count = line.count(delimiter) + 1
        if count > _MOST_CELLS_IN_LINE:
            raise _too_wide(count)
        yield line


def delimiter_of(text: str) -> str:
    """The likeliest delimiter; a comma when in doubt."""
    head = [line for line in text[:20_000].splitlines()[:30] if line.strip()]

    def splits(mark: str) -> tuple[int, int]:
        counts = sorted(len(row) for row in csv.reader(head, delimiter=mark))
        middle = counts[len(counts) // 2] if counts else 1
        return (counts.count(middle) if middle > 1 else 0, middle)

    return max(_DELIMITERS, key=splits) if head else ","


def _unwrapped(cell: str) -> str:
    """Without the ="…" or leading ' by which people keep Excel from making numbers of digits."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell[1:] if cell[:1] == "'" and cell[1:2].isdigit() else cell


def html_tables(text: str) -> list[list[list[Cell]]]:
    """The tables of a web page, cells that span rows or columns repeated."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return [table for table in reader.tables if table]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self.spans: dict[int, tuple[int, str]] = {}
        self.text: list[str] | None = None
        self.size = (1, 1)
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self.spans = {}
        elif tag == "tr" and self.tables:
            self._finish_cell()
            self.tables[-1].append([])
            self._fill_spans()
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._finish_cell()
            given = dict(attrs)
            self.size = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self.text = []
        elif tag == "br" and self.text is not None:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._finish_cell()

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def _finish_cell(self) -> None:
        if self.text is None:
            return
        value, (down, right) = "".join(self.text).strip(), self.size
        row = self.tables[-1][-1]
        self.cells += right
        if self.cells > _MOST_CELLS_IN_PAGE or len(row) > unpacking.MOST_COLUMNS:
            raise UnreadableFile("file_unpacks_too_big")
        for _ in range(right):
            if down > 1:
                self.spans[len(row)] = (down - 1, value)
            row.append(value)
        self.text = None
        self._fill_spans()

    def _fill_spans(self) -> None:
        row = self.tables[-1][-1]
        while len(row) in self.spans:
            self.cells += 1
            left, value = self.spans.pop(len(row))
            if left > 1:
                self.spans[len(row)] = (left - 1, value)
            row.append(value)


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 200) if text and text.isdigit() else 1
