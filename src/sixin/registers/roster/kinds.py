"""What a file really is, told by its content; names lie."""

import re
import zipfile
from io import BytesIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = "utf-16-le"

# A workbook of a thousand sheets needs a tenth of it; without a limit a list of a million names in
# an archive, which costs nothing to write, is a minute of reading.
MOST_DIRECTORY = 2 * 1024 * 1024  # bytes
_END, _WHERE_64, _END_64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"

XLSX, XLS, HTML, TEXT = "xlsx", "xls", "html", "csv"


def kind_of(content: bytes) -> str:
    """`xlsx` `xls` `html` `csv`, or a code of `codes.FILE_CODES` that says why not."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "file_empty"
    if content.startswith(b"PK"):
        return _in_zip(content)
    if content.startswith(_OLE):
        return _in_ole(content)
    if content.startswith(b"\x09\x08") or content[:2] in (b"\x09\x02", b"\x09\x04"):
        return XLS
    if content.startswith(b"%PDF"):
        return "file_pdf"
    return _in_text(content)


def _in_zip(content: bytes) -> str:
    if _directory_size(content) > MOST_DIRECTORY:
        return "file_unpacks_too_big"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return "file_damaged"
    if "xl/workbook.xml" in names:
        return XLSX
    return "file_word" if "word/document.xml" in names else "file_not_a_spreadsheet"


def _directory_size(content: bytes) -> int:
    """Bytes of the archive's list of names, looked up where `zipfile` looks it up; 0 if nowhere."""
    end = len(content) - 22
    if content[end : end + 4] != _END or content[-2:] != b"\0\0":
        end = content.rfind(_END, max(0, end - (1 << 16)))
    if end < 0 or len(content) < end + 22:
        return 0
    if content[max(0, end - 20) :].startswith(_WHERE_64) and content[end - 76 :].startswith(
        _END_64
    ):
        return int.from_bytes(content[end - 36 : end - 28], "little")
    return int.from_bytes(content[end + 12 : end + 16], "little")


def _in_ole(content: bytes) -> str:
    if "EncryptedPackage".encode(_UTF16) in content:
        return "file_encrypted"
    if "WordDocument".encode(_UTF16) in content:
        return "file_word"
    if "Workbook".encode(_UTF16) in content or "Book".encode(_UTF16) in content:
        return XLS
    return "file_damaged"


def _in_text(content: bytes) -> str:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml") and b"office:spreadsheet" in head:
        return "file_old_xml"
    if re.search(rb"<(html|table|!doctype html|body|style|meta)\b", head):
        return HTML
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return TEXT
    if b"\0" in content[:65536] or head.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!")):
        return "file_not_a_spreadsheet"
    control = sum(byte < 9 or 13 < byte < 27 for byte in content[:4096])
    return "file_not_a_spreadsheet" if control > 4 else TEXT
