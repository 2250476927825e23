"""Looking into an .xlsx before it is read: is it safe to unpack, and what does it hide?

Nothing is parsed as XML here, so no entity can expand, and a part that declares any is refused;
members are inflated under a limit that counts real bytes, whatever the directory of the archive
claims. Archives and objects inside the archive stay closed, links to elsewhere are not followed.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from sixin.registers.roster.problems import UnreadableFile

MOST_UNPACKED: Final = 500 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 200
MOST_MEMBERS: Final = 5_000
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 4096
_MOST_INDEX: Final = 10 * _CHUNK
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FAR = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+"[^<>]*[^/]>')
_UNNAMED = re.compile(rb"<(?:\w+:)?c(?:\s(?![^<>]*\br=)[^<>]*)?/?>")
_ERROR = re.compile(rb'<(?:\w+:)?c\s(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]+\d+)"')
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass(slots=True)
class Hidden:
    """What one worksheet part hides. rows: from 1."""

    rows: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Contents:
    """parts: by path in the archive. parts_of: sheet name → path. from_1904: the date system."""

    parts: dict[str, Hidden] = field(default_factory=dict)
    parts_of: dict[str, str] = field(default_factory=dict)
    from_1904: bool = False


def look_into(content: bytes) -> Contents:
    """Everything that matters before reading. Raises UnreadableFile."""
    found, budget = Contents(), [MOST_UNPACKED]
    texts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise UnreadableFile("file_unpacks_too_big")
            for info in members:
                pieces = _plain(_inflated(content, info, budget))
                if _SHEET.fullmatch(info.filename):
                    found.parts[info.filename] = _scan(info.filename, pieces)
                elif info.filename in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
                    texts[info.filename] = _joined(pieces)
                elif info.filename.endswith((".xml", ".rels", ".bin")):
                    for _piece in pieces:
                        pass
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, RuntimeError) as why:
        raise UnreadableFile("file_damaged") from why
    book = texts.get("xl/workbook.xml", b"")
    found.from_1904 = bool(re.search(rb'date1904="(?:1|true)"', book))
    sheets = len(re.findall(rb"<(?:\w+:)?sheet\s", book))
    if sheets > MOST_SHEETS:
        raise UnreadableFile("file_too_many_sheets", count=sheets, most=MOST_SHEETS)
    found.parts_of = _parts_of(book, texts.get("xl/_rels/workbook.xml.rels", b""))
    return found


def _inflated(content: bytes, info: zipfile.ZipInfo, budget: list[int]) -> Iterator[bytes]:
    if info.flag_bits & 1:
        raise UnreadableFile("file_encrypted")
    start = info.header_offset
    name_length, extra_length = struct.unpack("<HH", content[start + 26 : start + 30])
    begin = start + 30 + name_length + extra_length
    packed = memoryview(content)[begin : begin + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        yield _charged(bytes(packed), budget)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise UnreadableFile("file_damaged")
    inflating = zlib.decompressobj(-15)
    piece = inflating.decompress(packed, _CHUNK)
    while piece:
        yield _charged(piece, budget)
        piece = inflating.decompress(inflating.unconsumed_tail, _CHUNK)


def _plain(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of a part, none of which declares entities: no spreadsheet program writes any."""
    end = b""
    for piece in pieces:
        if _DECLARES.search(end + piece):
            raise UnreadableFile("file_damaged")
        end = piece[-16:]
        yield piece


def _charged(piece: bytes, budget: list[int]) -> bytes:
    budget[0] -= len(piece)
    if budget[0] < 0:
        raise UnreadableFile("file_unpacks_too_big")
    return piece


def _joined(pieces: Iterator[bytes]) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > _MOST_INDEX:
            raise UnreadableFile("file_damaged")
    return bytes(whole)


def _scan(name: str, pieces: Iterator[bytes]) -> Hidden:
    found, rest, row = Hidden(), b"", 0
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<", max(0, len(text) - _OVERLAP))
        text, rest = (text[:cut], text[cut:]) if cut > 0 else (text, b"")
        row = _scan_piece(name, text, row, found)
    _scan_piece(name, rest, row, found)
    return found


def _scan_piece(name: str, text: bytes, row: int, found: Hidden) -> int:
    for match in _ROW.finditer(text):
        number = _NUMBER.search(match[1])
        row = int(number[1]) if number else row + 1
        if row > MOST_ROWS and not match[1].endswith(b"/"):
            raise UnreadableFile("file_too_many_rows", sheet=name, count=row, most=MOST_ROWS)
        if _HIDDEN.search(match[1]):
            found.rows.append(row)
    far = _FAR.search(text)
    if far:
        _too_wide(name, far[1])
    if _UNNAMED.search(text):
        _count_unnamed(name, text)
    if b't="e"' in text:
        found.errors.extend(match.decode() for match in _ERROR.findall(text))
    return row


def _count_unnamed(name: str, text: bytes) -> None:
    for cells in _ROW.split(text):
        count = sum(1 for _ in _UNNAMED.finditer(cells or b""))
        if count > MOST_COLUMNS:
            raise UnreadableFile(
                "file_too_many_columns", sheet=name, count=count, most=MOST_COLUMNS
            )


def _too_wide(name: str, letters: bytes) -> None:
    count = 0
    for letter in letters:
        count = count * 26 + letter - 64
    raise UnreadableFile("file_too_many_columns", sheet=name, count=count, most=MOST_COLUMNS)


def _parts_of(book: bytes, rels: bytes) -> dict[str, str]:
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", rels.decode("utf-8", "replace")):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[attributes.get("Id", "")] = path
    found = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book.decode("utf-8", "replace")):
        name = re.search(r'\bname="([^"]*)"', tag)
        link = re.search(r'\b\w+:id="([^"]*)"', tag)
        if name and link:
            found[_unescaped(name[1])] = targets.get(link[1], "")
    return found


def _unescaped(text: str) -> str:
    for mark, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(mark, letter)
    return text.replace("&amp;", "&")
