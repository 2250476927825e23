"""Files that come in and go out."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.papers import actions as papers
from sixin.papers import pdf, prose, word
from sixin.papers.models import Briefing
from sixin.registers.models import Area, Member, RosterImport
from sixin.site.desk.imports import files

HOSTILE = '简报"; filename="evil.html\r\nSet-Cookie: a=b/../..\\x.exe'


@pytest.fixture
def briefing(community: Area, li_wei: Member) -> Briefing:
    made = papers.issue(
        area=community, first=date(2026, 1, 1), last=date(2026, 10, 31), by=li_wei, now=clock.now()
    )
    Briefing.objects.filter(pk=made.pk).update(title=HOSTILE)
    return Briefing.objects.get(pk=made.pk)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_name_cannot_break_out_of_its_header(desk: Client, briefing: Briefing, kind: str):
    answer = desk.get(f"/briefings/{briefing.pk}/briefing.{kind}")
    said = answer.headers["Content-Disposition"]
    assert answer.status_code == 200
    assert said.startswith("attachment; filename*=UTF-8''")
    assert not set(said) & {'"', "\r", "\n", "\\"}
    assert "Set-Cookie" not in answer.headers
    assert said.count(";") == 1


DOWNLOADS = ["/imports/example.xlsx", "/figures/visits.person_times/rows.csv",
             "/figures/visits.person_times/rows.xlsx"]  # fmt: skip


@pytest.mark.parametrize("address", DOWNLOADS)
def test_what_is_taken_away_is_saved_and_never_shown_as_a_page(li_wei: Member, address: str):
    desk = Client()
    desk.force_login(li_wei.user)
    asks_why = address.startswith("/figures/")
    answer = desk.post(address, {"why": "report"}) if asks_why else desk.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


EVIL = ["../../evil.xlsx", "..\\..\\evil.xlsx", "/etc/passwd", "C:\\evil.exe", "a/b.xlsx", "%2e%2e%2fevil.csv",
        "evil.php", "roster.xlsx\x00.html", ".htaccess"]  # fmt: skip


@pytest.mark.parametrize("name", EVIL)
def test_no_name_of_a_file_says_where_it_is_put(name: str, settings):
    """It lies below the folder of imports, under an id, with an ending of ours or none."""
    upload, pk = SimpleUploadedFile("roster.xlsx", b"x"), uuid7()
    upload._name = name
    kept = files.keep(upload, pk)
    path = Path(settings.MEDIA_ROOT) / kept
    assert path.resolve().parent == (Path(settings.MEDIA_ROOT) / "imports").resolve()
    assert path.stem == str(pk)
    assert path.suffix in {"", *files.ENDINGS}


def test_no_address_leads_to_a_file_that_came_in(desk: Client, community: Area, li_wei: Member):
    upload = SimpleUploadedFile("roster.csv", "姓名\n张秀英".encode())
    row = RosterImport(
        community=community, file_name="roster.csv", created_by=li_wei, created_at=clock.now()
    )
    row.file = files.keep(upload, row.pk)
    row.save()
    tried = [f"/{row.file}", f"/files/{row.file}", f"/media/{row.file}", f"/static/{row.file}",
             f"/imports/{row.pk}.csv"]  # fmt: skip
    assert [desk.get(address).status_code for address in tried] == [404] * len(tried)


# What Jinja (Word) and Typst (PDF) would work out to 1337 if they took text for a template.
RUN_ME = [
    "{{ 7 * 191 }}",
    "{% set n = 7 * 191 %}{{ n }}",
    '#eval("7 * 191")',
    "#(7 * 191)",
    "$#(7 * 191)$",
]


@pytest.mark.parametrize("said", RUN_ME)
def test_a_paper_prints_text_as_text(briefing: Briefing, said: str):
    Area.objects.filter(pk=briefing.area_id).update(name=said)
    Briefing.objects.filter(pk=briefing.pk).update(title=said)
    document = prose.document(Briefing.objects.get(pk=briefing.pk))
    typed = zipfile.ZipFile(io.BytesIO(word.render(document))).read("word/document.xml").decode()
    pages = PdfReader(io.BytesIO(pdf.render(document, made_at=clock.now()))).pages
    printed = "".join(page.extract_text() for page in pages)
    for text in (typed, printed):
        assert "191" in text
        assert "1337" not in text
