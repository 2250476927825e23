"""Files that come in stay in memory and lose what exceeds the limit."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from sixin.base import uploads
from sixin.registers.models import Member
from sixin.registers.roster import reading
from sixin.site import uploading

MEGABYTE = 1024 * 1024


def sent(content: bytes):
    """The file as a view finds it."""
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("r.xlsx", content)})
    return request.FILES["file"]


@pytest.mark.parametrize("size", [1, 70_000, 3_000_000])
def test_it_comes_whole_and_has_no_name_on_any_disk(size):
    content = os.urandom(size)
    file = sent(content)
    assert (file.name, file.size, file.read()) == ("r.xlsx", size, content)
    assert str(Path(f"/proc/self/fd/{file.fileno()}").readlink()) == "/memfd:upload (deleted)"
    file.seek(0)
    assert b"".join(file.chunks()) == content


def test_what_exceeds_the_limit_is_counted_and_not_kept(monkeypatch):
    monkeypatch.setattr(uploading, "MOST", 100_000)
    file = sent(b"x" * 250_000)
    assert (file.size, len(file.read())) == (250_000, 100_000)


def test_each_form_hears_of_files_that_are_too_big_for_it():
    assert max(reading.MOST_MEGABYTES, uploads.MOST_MEGABYTES) * MEGABYTE < uploading.MOST


@pytest.fixture
def desk(li_wei: Member) -> Client:
    client = Client()
    client.force_login(li_wei.user)
    return client


def test_a_roster_without_end_is_refused_with_a_sentence(desk: Client):
    size = uploading.MOST + MEGABYTE
    answer = desk.post("/imports/", {"file": SimpleUploadedFile("roster.csv", bytes(size))})
    assert answer.status_code == 422
    assert "文件超过 50 MB" in answer.content.decode()


def test_a_form_of_many_files_is_not_read(desk: Client):
    many = {f"file{number}": SimpleUploadedFile("a.csv", b"a") for number in range(6)}
    assert desk.post("/imports/", many).status_code == 400
