"""Pictures that people send: known by their content, and made anew before they are kept.

What is kept is a JPEG of ours, so nothing that came along is in it: no place and device of the
camera (EXIF, XMP), no colour profile, no comment, no second file behind the first.
"""

import io
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from sixin.base.errors import Refused

MOST_MEGABYTES: Final = 20
# A telephone's largest picture. A JPEG is read smaller than it is; others are held whole.
MOST_PIXELS: Final = {"JPEG": 120_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
LONGEST_SIDE: Final = 2048
QUALITY: Final = 85

# Above this the library warns, and above twice this it refuses by itself.
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())


class BadPicture(Refused):
    """What was sent is no picture that we keep."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG; width and height in pixels."""

    content: bytes
    width: int
    height: int


def picture(content: bytes, longest_side: int = LONGEST_SIDE) -> Picture:
    """The picture made anew: upright, no side longer than `longest_side` pixels, on white.

    Raises BadPicture: too big, no picture, or damaged.
    """
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        raise BadPicture(_("照片超过 %(most)s MB。请选小一点的再传。") % {"most": MOST_MEGABYTES})
    kind = kind_of(content)
    if kind == "HEIC":
        raise BadPicture(
            _(
                "这是 HEIC 照片，有的电脑打不开。请在手机相机的设置里改成 JPEG（兼容性最好），重拍一张再传。"
            )
        )
    if kind not in MOST_PIXELS:
        raise BadPicture(_("这不是照片。请传 JPEG、PNG 或 WebP。"))
    try:
        return _made_anew(content, kind, longest_side)
    except Refused:
        raise
    except Exception as why:  # a reader of foreign bytes may raise whatever it likes
        raise BadPicture(_("照片损坏，打不开。请重拍一张，或从相册里重新选。")) from why


def kind_of(content: bytes) -> str:
    """JPEG, PNG, WEBP or HEIC by the first bytes, "" for anything else; names lie."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return "HEIC"
    return ""


def _made_anew(content: bytes, kind: str, longest_side: int) -> Picture:
    with Image.open(io.BytesIO(content), formats=(kind,)) as sent:
        if sent.width * sent.height > MOST_PIXELS[kind]:
            raise BadPicture(
                _(
                    "照片太大（%(width)s×%(height)s）。请在手机相机的设置里选小一点的尺寸，重拍一张再传。"
                )
                % {"width": sent.width, "height": sent.height}
            )
        image: Image.Image = sent
        if kind != "JPEG":
            sent.load()
            image = sent.convert("RGBA")
        image.thumbnail((longest_side, longest_side))
        upright = ImageOps.exif_transpose(image).convert("RGBA" if kind != "JPEG" else "RGB")
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright if upright.mode == "RGBA" else None)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), *clean.size)
