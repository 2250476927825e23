"""Photos of hazards: clean, sealed, for who may see them, and only as long as she agrees."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.base.crypto import files
from sixin.base.ids import uuid7
from sixin.hazards import actions
from sixin.hazards.models import Hazard, Photo
from sixin.registers.actions import consenting, merging
from sixin.registers.models import Consent, Member, Person
from sixin.rulebook.models import Rule

Sit = Callable[[Member], Client]
CANON = "CANARY-CAMERA"


def camera(colour: str = "red", kind: str = "JPEG") -> SimpleUploadedFile:
    """A picture as a telephone sends it, with the place and the device in it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = CANON
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (640, 480), colour).save(out, kind, exif=exif)
    return SimpleUploadedFile("张秀英家.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def hazard(zhang: Person, wang_fang: Member, settings: Any, tmp_path: Path) -> Hazard:
    settings.MEDIA_ROOT = tmp_path
    return actions.report(
        person=zhang, item="hose", note="", because_of=uuid7(), by=wang_fang, now=clock.now()
    )


@pytest.fixture
def agreed(zhang: Person, wang_fang: Member) -> Consent:
    return consenting.give(
        person=zhang, purpose="photo", given_on=date(2026, 1, 1), way="spoken", by=wang_fang,
        now=clock.now(),
    )  # fmt: skip


def page(hazard: Hazard) -> str:
    return f"/hazards/{hazard.pk}/photos/"


def add(browser: Client, hazard: Hazard, **more: str) -> Photo:
    answer = browser.post(page(hazard), {"picture": camera(**more)}, follow=True)
    assert "照片加上了" in answer.text
    return Photo.objects.latest("added_at")


def test_a_photo_is_kept_sealed_without_place_device_or_name(
    hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member, tmp_path: Path
) -> None:
    browser = sit(wang_fang)
    assert "只拍隐患，不拍人脸" in browser.get(page(hazard)).text
    photo = add(browser, hazard)
    (stored,) = tmp_path.rglob("*.jpg")
    assert stored.name == f"{photo.pk}.jpg"
    assert not stored.read_bytes().startswith(b"\xff\xd8")
    answer = browser.get(f"/photos/{photo.pk}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store, private"
    assert CANON.encode() not in answer.content
    assert dict(Image.open(io.BytesIO(answer.content)).getexif()) == {}
    story = browser.get(f"/people/{hazard.person_id}/").text
    assert f'src="/photos/{photo.pk}/"' in story
    entry = Entry.objects.get(verb="photo.added")
    assert (entry.subject, entry.details["item"]) == (str(hazard.person_id), "hose")


def test_without_her_consent_no_photo_is_added(hazard: Hazard, sit: Sit, wang_fang: Member) -> None:
    browser = sit(wang_fang)
    assert "没有同意拍照留存" in browser.get(page(hazard)).text
    answer = browser.post(page(hazard), {"picture": camera()})
    assert answer.status_code == 403
    assert "要拍，先问本人" in answer.text
    assert (Photo.objects.count(), files.names()) == (0, [])


def test_photos_are_gone_from_the_very_next_page_after_she_withdraws(
    hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member
) -> None:
    browser = sit(wang_fang)
    photo = add(browser, hazard)
    browser.post(
        f"/people/{hazard.person_id}/edit/consent/{agreed.pk}/", {"on": f"{clock.today()}"}
    )
    assert browser.get(f"/photos/{photo.pk}/").status_code == 403
    story = browser.get(f"/people/{hazard.person_id}/").text
    assert "/photos/" not in story.replace("hazards/", "")
    assert "照片不再显示，等着清理" in story
    assert "没有同意拍照留存" in browser.get(page(hazard)).text
    assert browser.post(page(hazard), {"picture": camera("blue")}).status_code == 403


def test_a_guardian_agrees_for_a_child(hazard: Hazard, sit: Sit, wang_fang: Member) -> None:
    Person.objects.filter(pk=hazard.person_id).update(birth_date=date(2020, 1, 1))
    given = {"person": hazard.person, "purpose": "photo", "given_on": date(2026, 1, 1)}
    alone = Consent.objects.create(**given, way="spoken")
    browser = sit(wang_fang)
    assert browser.post(page(hazard), {"picture": camera()}).status_code == 403
    alone.delete()
    Consent.objects.create(**given, way="written", guardian="李强")
    add(browser, hazard)


def test_what_a_merged_row_agreed_to_counts_for_both(
    hazard: Hazard, agreed: Consent, ma: Person, sit: Sit, wang_fang: Member, li_wei: Member
) -> None:
    photo = add(sit(wang_fang), hazard)
    merging.merge(kept=ma, merged=hazard.person, take=frozenset(), by=li_wei, now=clock.now())
    browser = sit(wang_fang)
    assert browser.get(f"/photos/{photo.pk}/").status_code == 200
    assert f'src="/photos/{photo.pk}/"' in browser.get(f"/people/{ma.pk}/").text


def test_nobody_outside_sees_adds_or_removes(
    hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member, outsider: Member
) -> None:
    photo = add(sit(wang_fang), hazard)
    browser = sit(outsider)
    assert browser.get(page(hazard)).status_code == 404
    assert browser.get(f"/photos/{photo.pk}/").status_code == 404
    assert browser.post(f"/photos/{photo.pk}/remove/").status_code == 404
    assert Client().get(f"/photos/{photo.pk}/").status_code == 302


def test_a_photo_is_removed_with_its_file(
    hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    browser = sit(wang_fang)
    photo = add(browser, hazard)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(f"/photos/{photo.pk}/remove/", follow=True)
    assert "照片删掉了" in answer.text
    assert (Photo.objects.count(), files.names()) == (0, [])
    assert Entry.objects.filter(verb="photo.removed").count() == 1


def test_photos_go_with_a_report_that_was_a_mistake(
    hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    add(sit(wang_fang), hazard)
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back(hazard=hazard, by=wang_fang, now=clock.now())
    assert (Photo.objects.count(), files.names()) == (0, [])


def test_the_same_picture_is_one_photo_and_the_rule_says_how_many(
    hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member
) -> None:
    browser = sit(wang_fang)
    add(browser, hazard)
    add(browser, hazard)
    assert Photo.objects.count() == 1
    Rule.objects.filter(rule_id="hazard.photos.most").update(value=1)
    answer = browser.post(page(hazard), {"picture": camera("blue")})
    assert "最多放 1 张照片" in answer.text
    assert len(files.names()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "这张照片是空的"),
        (b"<svg onload=alert(1)>", "这不是照片"),
        (b"\xff\xd8\xff\xe0 cut off", "照片损坏"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    content: bytes, sentence: str, hazard: Hazard, agreed: Consent, sit: Sit, wang_fang: Member
) -> None:
    sent = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    assert sentence in sit(wang_fang).post(page(hazard), {"picture": sent}).text
    assert "还没有选照片" in sit(wang_fang).post(page(hazard), {}).text
    assert (Photo.objects.count(), files.names()) == (0, [])
