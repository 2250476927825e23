"""Every code is documented, and every documented code exists."""

import re
from pathlib import Path

from sixin.registers.roster import codes

ROOT = Path(__file__).resolve().parents[5]


def documented() -> set[str]:
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_every_code_stands_in_the_documentation():
    assert documented() == set(codes.CODES) | set(codes.FILE_CODES)


def test_every_code_is_used():
    package = Path(codes.__file__).parent
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in package.glob("*.py") if path.name != "codes.py"
    )
    everything = set(codes.CODES) | set(codes.FILE_CODES)
    assert {code for code in everything if f'"{code}"' not in source} == set()
