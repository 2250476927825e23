"""Single cells: dates, ID numbers, telephones, doors, headers."""

from datetime import date

import pytest

from sixin.registers.roster import dates, identity, lunar, phones, places, sheets, wording
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.tests.sheets_made import ZHANG, id_number

ON = date(2026, 11, 23)


def test_a_lunar_new_year_is_where_the_calendar_has_it():
    assert lunar.day_of("农历2026年正月初一") == date(2026, 2, 17)
    assert lunar.day_of("1941年闰六月初五") == date(1941, 7, 28)
    assert lunar.day_of("一九四一年腊月廿三") == date(1942, 2, 8)


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        ("１９４１．３．５", date(1941, 3, 5), "day"),
        ("1941-03-05 00:00:00", date(1941, 3, 5), "day"),
        ("1941年3月5日出生", date(1941, 3, 5), "day"),
        ("25/3/1941", date(1941, 3, 25), "day"),
        ("194103", date(1941, 3, 1), "month"),
        ("1941.10", date(1941, 10, 1), "month"),
        ("民国30年", date(1941, 1, 1), "year"),
        (1941.0, date(1941, 1, 1), "year"),
    ],
)
def test_a_birth_date(cell, day, precision):
    born = dates.birth_of(cell, ON)
    assert (born.day, born.precision) == (day, precision)


def test_someone_is_120_at_most():
    assert dates.birth_of("1906-11-24", ON).day == date(1906, 11, 24)
    with pytest.raises(BadCell, match="birth_date_too_old"):
        dates.birth_of("1905-12-31", ON)


def test_fifteen_digits_become_eighteen():
    old = ZHANG[:6] + ZHANG[8:17]
    assert identity.upgraded(old) == ZHANG
    assert identity.identity_of(float(old), ON).number == ZHANG


def test_fifteen_digits_with_the_codes_for_centenarians_are_of_the_century_before():
    assert identity.upgraded("632801010101996")[6:10] == "1801"


def test_an_id_number_tells_birth_and_sex():
    found = identity.identity_of(id_number("19380911", 41), ON)
    assert (found.birth, found.sex, found.notes) == (date(1938, 9, 11), "m", ())


@pytest.mark.parametrize(
    ("cell", "first", "more"),
    [
        ("13909771234 13709771111", "13909771234", ("13709771111",)),
        ("女儿:13909771234,儿子13709771111", "13909771234", ("13709771111",)),
        ("139-0977-1234", "13909771234", ()),
        ("1.3909771234E+10", "13909771234", ()),
        ("010-62345678", "010-62345678", ()),
        ("09798412345", "0979-8412345", ()),
        ("013909771234", "13909771234", ()),
    ],
)
def test_telephones(cell, first, more):
    found = phones.phones_of(cell)
    assert (found.first, found.more) == (first, more)


@pytest.mark.parametrize(
    ("address", "building", "entrance", "floor", "door"),
    [
        ("3-2-501", "3号楼", 2, 5, "501"),
        ("3#-2-501室", "3号楼", 2, 5, "501"),
        ("三号楼二单元501", "3号楼", 2, 5, "501"),
        ("3幢501", "3号楼", None, 5, "501"),
        ("5-1203", "5号楼", None, 12, "1203"),
        ("祥和家园B区3号楼2单元501", "祥和家园B区3号楼", 2, 5, "501"),
        ("昆仑路12号育红小区12号楼2单元5楼东户", "育红小区12号楼", 2, 5, "5楼东户"),
        ("育红巷3号楼2单元501室", "育红巷3号楼", 2, 5, "501"),
        ("3A号楼2单元501", "3A号楼", 2, 5, "501"),
        ("平房2排5号", "平房2排", None, 1, "5"),
        ("超市家属院3号楼2单元501", "超市家属院3号楼", 2, 5, "501"),
        ("某某村3社", "", None, None, ""),
    ],
)
def test_doors(address, building, entrance, floor, door):
    place = places.place_of(places.tidy(address))
    assert (place.building_name, place.entrance, place.floor, place.door) == (
        building,
        entrance,
        floor,
        door,
    )


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("*身份证号码（必填）", "id_number"),
        ("老人手机", "phone"),
        ("是否为低保户", "tag:low_income"),
        ("监护人身份证号", "ignored"),
        ("户主身份证号", "ignored"),
        ("网格员电话", "ignored"),
        ("紧急联系人姓名", "contact_name"),
        ("女儿电话", "contact_phone"),
        ("残疾证号", "ignored"),
        ("信访重点人员情况", "refused_petition"),
        ("星座", ""),
    ],
)
def test_headers(header, field):
    assert wording.field_of(header)[0] == field


def test_a_header_below_another_is_read_with_it():
    assert wording.field_of("电话", "家属联系人")[0] == "contact_phone"
    assert wording.field_of("身份证号", "监护人信息")[0] == "ignored"
    assert wording.field_of("姓名", "老人基本信息")[0] == "name"
    assert wording.field_of("日期", "出生")[0] == "birth_date"


def test_columns_have_letters():
    assert [sheets.letter_of(n) for n in (0, 25, 26, 199)] == ["A", "Z", "AA", "GR"]
