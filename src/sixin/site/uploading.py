"""Files that come in stay in memory: nothing that was sent stands in clear on a disk.

On Linux the file is one that has no name and no place on any disk (memfd); elsewhere a temporary one
that has no name. What exceeds the limit is counted and thrown away: whoever asks for the file refuses
it by its size.
"""

import os
import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST = 64 * 1024 * 1024  # bytes of one file that are kept; more than any page takes


class InMemory(FileUploadHandler):
    """Keeps each file of a request in an unnamed file in memory."""

    def new_file(self, *given: Any, **known: Any) -> None:
        """A new file begins."""
        super().new_file(*given, **known)
        self.file = _nameless()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next piece, from that place on."""
        if start < MOST:
            self.file.write(raw_data[: MOST - start])

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file, with the size that was sent."""
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip


def _nameless() -> IO[bytes]:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("upload"), "w+b")
    return tempfile.TemporaryFile()  # noqa: SIM115 - the request closes it
