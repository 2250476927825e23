"""Where imports lie: sealed, named by id alone, so that no file name tells a person's."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from sixin.base.crypto import files
from sixin.registers.models import RosterImport
from sixin.registers.roster.problems import UnreadableFile

ENDINGS = (".xlsx", ".xls", ".csv")


def keep(upload: "UploadedFile[Any]", pk: UUID) -> str:
    """Seal the uploaded file, piece by piece; its name among the sealed files."""
    ending = Path(upload.name or "").suffix.lower()
    name = f"imports/{pk}{ending if ending in ENDINGS else ''}"
    with files.writing(name) as out:
        for chunk in upload.chunks():
            out.write(chunk)
    return name


def source(row: RosterImport) -> bytes:
    """The file as it came. Raises UnreadableFile if it is gone, BadSeal, NoKey."""
    try:
        return files.read(row.file)
    except FileNotFoundError as why:
        raise UnreadableFile("file_not_found", path=row.file_name) from why


def is_there(row: RosterImport) -> bool:
    """Whether the file as it came is still kept."""
    return files.is_there(row.file)


def beside(row: RosterImport, what: str) -> str:
    """The name of a file of ours about this import, as `problems.jsonl`."""
    return f"imports/{row.pk}.{what}"


def forget(row: RosterImport) -> None:
    """Delete everything that lies there for this import."""
    for name in {*files.names(f"imports/{row.pk}.*"), row.file}:
        files.remove(name)
