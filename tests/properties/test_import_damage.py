"""Damaged files: a sentence or a report, never a traceback, never half an import."""

import io
import random
import struct
import time
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sixin.registers.models import Area, Contact, Household, Person
from sixin.registers.roster import actions, unpacking
from sixin.registers.roster import kinds as kinds_of_files
from sixin.registers.roster.problems import UnreadableFile
from tests.rosters.making import FOUR, HEADER, text, xls, xlsx

MADE = {
    "xlsx": xlsx([["台账", None, None], HEADER, *FOUR * 3], merges=["A1:C1"], hidden_rows=[4]),
    "xls": xls([HEADER, *FOUR * 3]),
    "csv": text([HEADER, *FOUR * 3], encoding="gb18030"),
}
kinds = some.sampled_from(sorted(MADE))
shares = some.floats(0, 1, exclude_max=True)


def survives(content: bytes, community: Area, now: datetime) -> None:
    """Either nothing was written, or as many people as the report says, with balanced counts."""
    Contact.objects.all().delete()
    Person.objects.all().delete()
    Household.objects.all().delete()
    try:
        report = actions.apply(file=content, community=community, by=None, now=now)
    except UnreadableFile:
        assert Person.objects.count() == Household.objects.count() == 0
        return
    assert report.rows == report.created + report.updated + report.unchanged + report.rejected
    assert Person.objects.count() == report.created


@given(kind=kinds, share=shares)
def test_a_file_cut_short(kind: str, share: float, community: Area, now: datetime):
    content = MADE[kind]
    survives(content[: int(len(content) * share)], community, now)


@given(kind=kinds, places=some.lists(some.tuples(shares, some.integers(0, 7)), max_size=8))
def test_a_file_with_flipped_bits(
    kind: str, places: list[tuple[float, int]], community: Area, now: datetime
):
    content = bytearray(MADE[kind])
    for share, bit in places:
        content[int(len(content) * share)] ^= 1 << bit
    survives(bytes(content), community, now)


@given(share=shares, byte=some.integers(0, 255), seed=some.integers(0, 1000))
def test_a_workbook_with_damaged_parts_inside(
    share: float, byte: int, seed: int, community: Area, now: datetime
):
    """The archive is sound, so the damage reaches the readers of the parts."""
    chance = random.Random(seed)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MADE["xlsx"])) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = bytearray(old.read(name))
            if chance.random() < 0.4:
                part[int(len(part) * share)] = byte
            if chance.random() < 0.05:
                part = part[: int(len(part) * share)]
            if chance.random() < 0.95:
                new.writestr(name, bytes(part))
    survives(target.getvalue(), community, now)


@given(content=some.binary(max_size=400))
def test_random_bytes(content: bytes, community: Area, now: datetime):
    survives(content, community, now)


@given(head=some.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\xff\xfe",
                               b"\x09\x08\x10\x00", b"\xef\xbb\xbf"]), rest=some.binary(max_size=400))  # fmt: skip
def test_random_bytes_behind_a_known_beginning(
    head: bytes, rest: bytes, community: Area, now: datetime
):
    survives(head + rest, community, now)


def _with_sheet(xml: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(MADE["xlsx"])) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return target.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ROGUES = {
    "file_too_many_rows": SHEET % b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    "file_too_many_columns": SHEET % b'<row r="1"><c r="XFD1"><v>1</v></c></row>',
    "file_unpacks_too_big": SHEET % (b" " * (unpacking.MOST_UNPACKED + 1)),
}


@pytest.mark.parametrize("code", sorted(ROGUES))
def test_a_workbook_that_would_fill_the_memory_is_refused(
    code: str, community: Area, now: datetime
):
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(file=_with_sheet(ROGUES[code]), community=community, by=None, now=now)
    assert refused.value.code == code


def test_entities_are_not_expanded(community: Area, now: datetime):
    """Neither a billion laughs nor a file of ours comes out of a sheet."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    cells = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&c;</t></is></c></row>'
    survives(_with_sheet(bomb + SHEET % cells), community, now)
    assert Person.objects.count() == 0


@pytest.mark.parametrize("declared", [b"<!DOCTYPE a>", b'<!doctype x [<!entity a "b">]>'])
def test_a_part_that_declares_entities_is_refused(declared: bytes, community: Area, now: datetime):
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(
            file=_with_sheet(declared + SHEET % b""), community=community, by=None, now=now
        )
    assert refused.value.code == "file_damaged"


def _with_members(members: dict[str, bytes]) -> bytes:
    """A sound workbook with more in its archive."""
    target = io.BytesIO(MADE["xlsx"])
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_what_lies_inside_beside_the_sheets_stays_closed(community: Area, now: datetime):
    """An archive in the archive, a link to another machine, an object, a macro: the rows are read."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("xl/worksheets/sheet1.xml", bytes(unpacking.MOST_UNPACKED + 1))
    link = b'<Relationships><Relationship Id="rId1" TargetMode="External" Target="%s"/></Relationships>'
    content = _with_members(
        {
            "xl/embeddings/inner.xlsx": bomb.getvalue(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": link % b"http://127.0.0.1:9/x",
            "xl/worksheets/_rels/sheet1.xml.rels": link % rb"\\127.0.0.1\share\x",
            "xl/vbaProject.bin": b"Sub Auto_Open()",
            "../../../evil.sh": b"#!/bin/sh",
        }
    )
    report = actions.apply(file=content, community=community, by=None, now=now)
    assert report.rows == 12
    assert Person.objects.count() == report.created == 4


def test_an_archive_of_very_many_members_is_refused(community: Area, now: datetime):
    many = {f"x{number}": b"" for number in range(unpacking.MOST_MEMBERS)}
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(file=_with_members(many), community=community, by=None, now=now)
    assert refused.value.code == "file_unpacks_too_big"


def _list_of_names(count: int, comment: bytes = b"") -> bytes:
    """An archive that is nothing but a list of names, as its newer and its older form tell."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", *[0] * 9, 6, *[0] * 6) + b"member"
    names = entry * count
    newer = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(names), 0)
    where = struct.pack("<4sIQI", b"PK\6\7", 0, len(names), 1)
    older = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, len(names), 0, len(comment))
    return names + newer + where + older + comment


@pytest.mark.parametrize("comment", [b"", b"PK\5\6", b"PK\5\6" * 5])
def test_a_list_of_names_without_end_is_refused_unread(comment: bytes):
    content = _list_of_names(60_000, comment)
    began = time.monotonic()
    assert kinds_of_files.kind_of(content).startswith("file_")
    assert time.monotonic() - began < 0.5


def test_a_workbook_of_very_many_sheets_is_refused(community: Area, now: datetime):
    book = openpyxl.Workbook()
    for _more in range(unpacking.MOST_SHEETS):
        book.create_sheet()
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(file=out.getvalue(), community=community, by=None, now=now)
    assert refused.value.code == "file_too_many_sheets"


def test_columns_without_addresses_are_counted(community: Area, now: datetime):
    cells = b"<row>%s</row>" % (b"<c><v>1</v></c>" * (unpacking.MOST_COLUMNS + 1))
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(file=_with_sheet(SHEET % cells), community=community, by=None, now=now)
    assert refused.value.code == "file_too_many_columns"


def test_lines_of_commas_without_end_are_refused(community: Area, now: datetime):
    line = "姓名,身份证号" + "," * 1_000_000
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(file=line.encode(), community=community, by=None, now=now)
    assert refused.value.code == "file_too_many_columns"


def test_a_page_of_wide_and_high_cells_is_refused(community: Area, now: datetime):
    row = "<tr><td colspan=200 rowspan=200>张秀英</td></tr>"
    with pytest.raises(UnreadableFile) as refused:
        actions.apply(
            file=f"<table>{row * 50_000}</table>".encode(), community=community, by=None, now=now
        )
    assert refused.value.code == "file_unpacks_too_big"


def test_unclosed_tags_do_not_keep_us_busy(community: Area, now: datetime):
    survives(_with_sheet(b"<c " * 300_000), community, now)
