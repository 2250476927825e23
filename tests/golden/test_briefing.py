"""A small year as a briefing: the words, the numbers, and the records behind each."""

import io
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import docx
import pypdf
import pytest
from django.conf import settings

from sixin.ledger import checking
from sixin.papers import actions, pdf, prose, word
from sixin.papers.models import Briefing
from sixin.papers.spans import Number
from sixin.registers.models import Area, Member
from sixin.visits import actions as visits
from tests.golden import story as stories
from tests.golden.story import Story

FOLDER = Path(__file__).parent
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 22)
VALUES = {
    "visits.person_times": 24,
    "visits.remote_person_times": 3,
    "certifications.person_times": 2,
    "events.health_sessions": 2,
    "volunteers.home_services": 3,
    "people.benefited_person_times": 12,
    "people.elders": 8,
    "visits.people": 4,
    "visits.overdue": 1,
    "visits.reach_rate": 50,
}


@pytest.fixture
def story(
    community: Area, grid: Area, second_grid: Area, wang_fang: Member, li_wei: Member, now: datetime
) -> Story:
    return stories.tell(community, [grid, second_grid], wang_fang, li_wei, now)


@pytest.fixture
def briefing(story: Story) -> Briefing:
    return actions.issue(
        area=story.community, first=FIRST, last=LAST, by=story.li_wei, now=story.now
    )


def links(document: object) -> set[tuple[str, str]]:
    """(text, address) of the hyperlinks of a Word file."""
    found = set()
    paragraphs = [*document.paragraphs]  # type: ignore[attr-defined]
    cells = [c for t in document.tables for r in t.rows for c in r.cells]  # type: ignore[attr-defined]
    for paragraph in paragraphs + [p for cell in cells for p in cell.paragraphs]:
        found |= {(link.text, link.url) for link in paragraph.hyperlinks}
    return found


def test_the_numbers_are_those_of_the_story(briefing: Briefing) -> None:
    assert {figure.code: figure.value for figure in briefing.figures.all()} == VALUES


def test_each_flow_holds_the_ids_of_its_records(briefing: Briefing, story: Story) -> None:
    frozen = {f.code: f.record_ids for f in briefing.figures.all() if f.code in story.records}
    assert {code: sorted(ids) for code, ids in frozen.items()} == {
        code: sorted(map(str, ids)) for code, ids in story.records.items()
    }


def test_each_stock_holds_its_people_and_a_ratio_its_two_figures(
    briefing: Briefing, story: Story
) -> None:
    elders = briefing.figures.get(code="people.elders")
    assert set(elders.record_ids) == {str(person.pk) for person in story.people}
    rate = briefing.figures.get(code="visits.reach_rate")
    assert rate.record_ids == []
    assert (rate.definition["above"], rate.definition["below"]) == (
        "visits.people",
        "people.elders",
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_are_those_of_the_page_kept_beside_this_test(
    briefing: Briefing, language: str
) -> None:
    told = prose.as_text(prose.document(briefing, language)).replace(str(briefing.pk), "ID")
    told = told.replace(settings.SITE_URL, "http://sixin")
    assert told == (FOLDER / f"briefing.{language}.txt").read_text(encoding="utf-8")


def test_what_happens_later_changes_nothing_that_was_issued(
    briefing: Briefing, story: Story
) -> None:
    before = prose.as_text(prose.document(briefing))
    visits.take_back(visit=story.home_visits[3], because="", by=story.wang_fang, now=story.now)
    story.visit(story.people[0], date(2026, 2, 2))
    assert prose.as_text(prose.document(Briefing.objects.get(pk=briefing.pk))) == before
    assert list(checking.differences()) == []


def test_word_holds_every_number_as_a_link_to_its_records(briefing: Briefing) -> None:
    document = prose.document(briefing)
    paper = docx.Document(io.BytesIO(word.render(document)))
    written = "\n".join(p.text for p in paper.paragraphs)
    for paragraph in (document.opening, *document.paragraphs):
        assert str(paragraph) in written
    numbers = [s for p in (document.opening, *document.paragraphs) for s in p.spans if s]
    wanted = {(s.text, s.url) for s in numbers if isinstance(s, Number)}
    wanted |= {(row.value, prose.address(briefing, row.code)) for row in document.rows}
    assert links(paper) == wanted | {(document.url, document.url)}
    assert ("20余人次（24人次）", prose.address(briefing, "visits.person_times")) in wanted
    assert {row.code for row in document.rows} == set(VALUES)
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0] == ["指标", "数", "单位"]
    assert rows[1:] == [[row.name, row.value, row.unit] for row in document.rows]


def test_the_pdf_holds_the_same_words_and_links(briefing: Briefing) -> None:
    document = prose.document(briefing)
    paper = pypdf.PdfReader(io.BytesIO(pdf.render(document, made_at=briefing.issued_at)))
    written = "".join("".join(page.extract_text().split()) for page in paper.pages)
    for paragraph in (document.opening, *document.paragraphs):
        assert "".join(str(paragraph).split()) in written
    addresses = {
        note.get_object()["/A"]["/URI"] for page in paper.pages for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    }  # fmt: skip
    assert addresses == {prose.address(briefing)} | {
        prose.address(briefing, code) for code in VALUES
    }
    width, height = paper.pages[0].mediabox[2:]
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)
    assert paper.metadata.title == briefing.title


def test_a_whole_year_is_named_as_a_year(story: Story) -> None:
    made = actions.issue(
        area=story.community,
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        by=None,
        now=story.now,
    )
    assert made.title == "育红巷社区2026年敲门行动简报"
    assert "这段时间到2026年12月31日才过完，数字只到2026年11月23日。" in prose.as_text(
        prose.document(made)
    )
    assert UUID(str(made.pk)).version == 7
