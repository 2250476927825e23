"""What people and machines put into fields: what belongs there, what does not, and what hurts."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from tests.cast.forms import Field
from tests.fuzz.crawling import Found

Filled = dict[str, list[Any]]
# How files begin that look like a roster, and some that do not.
BEGINS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"%PDF-1.7", b"\x89PNG\r\n",
          b"\xff\xd8\xff\xe0"]  # fmt: skip
ENDS = st.sampled_from(["xlsx", "xls", "csv", "txt", "jpg", "svg", "xlsx.exe"])

# Each has broken something somewhere once.
HURTS = [
    "", " ", "\x00", "\u0000张", "'; DROP TABLE registers_person; --", "<script>alert(1)</script>",
    "{{7*7}}", "%s%s%n", "../../../../etc/passwd", "=cmd|' /C calc'!A0", "\u202e反", "\ud7ff\U0010ffff",
    "9" * 400, "-1", "0", "1e400", "NaN", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01",
    "24:61", "2026-11-23T25:00", "1900-02-29", "张" * 5000, "١٢٣", "①②③", "11010119000101001X",
    "13909770001", "00000000-0000-0000-0000-000000000000", "null", "[]", "true", "\r\nSet-Cookie: a=b",
    "https://example.org/", "//example.org", "٪", "🧓🏽", "a\u0300" * 50, "2147483648", "-9223372036854775809",
]  # fmt: skip


def fillings(form: Found) -> st.SearchStrategy[Filled]:
    """Ways to fill a form: most fields as they should be, some not, some missing or twice."""
    return st.fixed_dictionaries(
        {}, optional={name: _values(one) for name, one in form.fields.items()}
    )


def _values(one: Field) -> st.SearchStrategy[list[Any]]:
    if one.kind == "file":
        return st.lists(_files(), min_size=1, max_size=1)
    fitting = st.sampled_from([*one.sent, *one.options] or [""])
    words = st.text(max_size=60) | st.sampled_from(HURTS)
    numbers = st.integers(-(10**6), 10**6).map(str)
    days = st.dates().map(str) | st.datetimes().map(lambda moment: moment.isoformat()[:16])
    single = st.one_of(fitting, fitting, words, numbers, days)
    return st.lists(single, min_size=1, max_size=3 if one.options else 1)


def _files() -> st.SearchStrategy[SimpleUploadedFile]:
    content = st.builds(bytes.__add__, st.sampled_from(BEGINS), st.binary(max_size=200))
    return st.builds(lambda end, inside: SimpleUploadedFile(f"a.{end}", inside), ENDS, content)
