"""A picture, as a telephone sends it and as it is kept."""

import io

from PIL import Image

from sixin.base import uploads
from sixin.base.uploads import Picture


def jpeg(colour: str = "red") -> bytes:
    """A few pixels of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (32, 24), colour).save(out, "JPEG")
    return out.getvalue()


def kept(colour: str) -> Picture:
    """The same, made anew."""
    return uploads.picture(jpeg(colour))
