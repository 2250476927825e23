"""Where imports lie: below MEDIA_ROOT, named by id alone, so that no file name tells a person's."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from sixin.registers.models import RosterImport

ENDINGS = (".xlsx", ".xls", ".csv")


def keep(upload: "UploadedFile[Any]", pk: UUID) -> str:
    """Write the uploaded file down; its path below MEDIA_ROOT."""
    ending = Path(upload.name or "").suffix.lower()
    name = f"imports/{pk}{ending if ending in ENDINGS else ''}"
    path = _below(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
    return name


def source(row: RosterImport) -> Path:
    """The file as it came."""
    return _below(row.file)


def beside(row: RosterImport, what: str) -> Path:
    """A file of ours about this import: `problems.jsonl`, `notices.jsonl`, `marked.en.xlsx`."""
    return _below(f"imports/{row.pk}.{what}")


def forget(row: RosterImport) -> None:
    """Delete everything that lies there for this import."""
    for path in _below("imports").glob(f"{row.pk}.*"):
        path.unlink(missing_ok=True)
    source(row).unlink(missing_ok=True)


def forget_marked(row: RosterImport) -> None:
    """The marked workbooks, because the file was read anew."""
    for path in _below("imports").glob(f"{row.pk}.marked.*"):
        path.unlink(missing_ok=True)


def _below(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name
