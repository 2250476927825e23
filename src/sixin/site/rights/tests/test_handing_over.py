"""The whole record is whole, says who took it and why, and is noted."""

import io
import json
from datetime import datetime

import pypdf
import pytest

from sixin.audit.models import Entry
from sixin.base.errors import NotAllowed, Refused
from sixin.site.rights import collecting, handing_over
from sixin.site.rights.holdings import HOLDINGS
from sixin.site.rights.tests.life import SECRETS, WORD, Life

WHY = "本人 11月20日书面申请"


def handed(life: Life, now: datetime, form: str, **other) -> bytes:
    said = {"person": life.person, "because": WHY, "by": life.officer, "now": now} | other
    return handing_over.hand_over(form=form, **said)


def test_it_holds_every_row_of_every_table(life: Life, now: datetime) -> None:
    said = json.loads(handed(life, now, "json"))
    rows = collecting.rows_of(life.person)
    assert len(rows) == 2
    held = {h.label: h.hers(rows).count() for h in HOLDINGS}
    assert {label: len(found) for label, found in said["tables"].items()} == held
    assert [label for label, count in held.items() if not count] == ["registers.erasure"]
    assert said["taken"] == {"by": "海玲", "at": now.isoformat(), "because": WHY}


def test_it_says_what_she_said_and_nothing_of_her_neighbour(life: Life, now: datetime) -> None:
    text = handed(life, now, "json").decode()
    assert all(secret in text for secret in SECRETS)
    assert "马兰英" not in text
    visits = json.loads(text)["tables"]["visits.visit"]
    assert {row["note"] for row in visits} == {WORD}
    assert {row["recorded_by__name"] for row in visits} == {"王芳"}


def test_the_document_to_read_says_it_in_words(life: Life, now: datetime) -> None:
    pages = pypdf.PdfReader(io.BytesIO(handed(life, now, "pdf"))).pages
    text = "".join(page.extract_text() for page in pages).translate({10: "", 32: ""})
    wanted = f"个人信息副本 {SECRETS[3]} 11月20日书面申请 认知障碍 上门理发 养老金领取资格 2026-11-21".split()
    assert [words for words in wanted if words not in text] == []


def test_taking_it_is_noted(life: Life, now: datetime) -> None:
    handed(life, now, "json")
    entry = Entry.objects.get(verb="person.exported")
    assert (entry.subject, entry.by, entry.reason, entry.details) == (
        str(life.person.pk), life.officer.pk, WHY, {"form": "json"},
    )  # fmt: skip


def test_it_needs_the_power_and_a_reason(life: Life, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        handed(life, now, "json", by=life.worker)
    with pytest.raises(Refused) as why:
        handed(life, now, "json", because="  ")
    assert why.value.field == "because"
    assert not Entry.objects.filter(verb="person.exported").exists()


def test_somebody_is_found_with_a_reason_where_one_answers_for_her(
    life: Life, now: datetime
) -> None:
    def found(text: str, by=life.officer, because: str = WHY) -> list[str]:
        people = handing_over.find(text=text, because=because, by=by, now=now)
        return [one.name for one in people]

    assert found(SECRETS[3]) == found("qgh") == ["秦桂华"]
    assert [entry.reason for entry in Entry.objects.filter(verb="person.sought")] == [WHY, WHY]
    with pytest.raises(Refused):
        found("qgh", because="")
    with pytest.raises(NotAllowed):
        found("qgh", by=life.worker)
