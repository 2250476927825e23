"""`sixin briefing`: a file, or a sentence and nothing issued."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sixin.papers.models import Briefing
from sixin.registers.models import Area
from sixin.site import cli

DAYS = ["--from", "2026-01-01", "--to", "2026-01-31"]


def run(community: Area, out: Path, *more: str) -> Result:
    words = ["briefing", "--area", community.code, *(more or DAYS), "--out", str(out)]
    return CliRunner().invoke(cli.main, words)


@pytest.mark.parametrize(("name", "start"), [("b.docx", b"PK"), ("b.PDF", b"%PDF")])
def test_it_writes_word_or_pdf(community: Area, tmp_path: Path, name: str, start: bytes) -> None:
    done = run(community, tmp_path / name)
    assert (done.exit_code, Briefing.objects.count()) == (0, 1)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert done.output == f"育红巷社区2026年1月敲门行动简报: {tmp_path / name}\n"


@pytest.mark.parametrize(
    ("name", "days", "sentence"),
    [
        ("b.odt", DAYS, "a briefing is written as .docx or .pdf, not as .odt"),
        ("b", DAYS, "not as a file without ending"),
        ("missing/b.pdf", DAYS, "there is no folder"),
        (
            "b.pdf",
            ["--from", "2026-02-01", "--to", "2026-01-01"],
            "the first day is after the last",
        ),
        ("b.pdf", ["--from", "2099-01-01", "--to", "2099-12-31"], "这段时间还没有开始"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_issues_nothing(
    community: Area, tmp_path: Path, name: str, days: list[str], sentence: str
) -> None:
    done = run(community, tmp_path / name, *days)
    assert done.exit_code != 0
    assert sentence in " ".join(done.output.split())
    assert not Briefing.objects.exists()
    assert list(tmp_path.iterdir()) == []
