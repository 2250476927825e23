"""The template that is shipped is the one that its program makes."""

from pathlib import Path

import docx
import pytest

from sixin.papers import word, word_template


def parts(path: Path) -> list[str]:
    paper = docx.Document(str(path))
    return [paper.element.xml, paper.styles.element.xml, paper.sections[0].footer._element.xml]


def test_the_word_template_is_what_its_program_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_template, "FILE", tmp_path / "made.docx")
    word_template.main()
    assert parts(tmp_path / "made.docx") == parts(word.TEMPLATE)
