"""Files that come in stay in memory and lose what exceeds the limit."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from sixin.site import uploading


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
