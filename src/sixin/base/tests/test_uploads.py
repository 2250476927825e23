"""Pictures: what comes in, however bent, comes out as a plain small JPEG or as a sentence."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageCms, ImageDraw, JpegImagePlugin, PngImagePlugin

from sixin.base import uploads

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x927C
SECRET = b"zhangxiuying 13909770001"
SCRIPT = b"<script>alert(1)</script>"


def drawn(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    """A red field whose upper left corner is blue: which side is up can be seen."""
    image = Image.new("RGB", (width, height), "red")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="blue")
    return image.convert(mode)


def written(image: Image.Image, kind: str = "JPEG", **more) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Where the picture was taken, with which device, and how it was held."""
    found = Image.Exif()
    found[ORIENTATION] = orientation
    found[0x010E] = SECRET.decode()
    found.get_ifd(GPS).update({1: "N", 2: (36.0, 24.0, 12.0), 3: "E", 4: (94.0, 54.0, 6.0)})
    return found


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def is_plain(made: uploads.Picture) -> bool:
    """A JPEG with nothing in it but the picture: no application segment but JFIF, no comment."""
    image = opened(made.content)
    assert isinstance(image, JpegImagePlugin.JpegImageFile)
    assert {name for name, _content in image.applist} <= {"APP0"}
    assert (dict(image.getexif()), image.info.get("icc_profile")) == ({}, None)
    assert image.size == (made.width, made.height)
    assert made.content.endswith(b"\xff\xd9")
    return True


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_device_and_profile_are_gone(kind: str):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {"PNG": {"pnginfo": PngImagePlugin.PngInfo()}, "JPEG": {"comment": SECRET}}.get(kind, {})
    if kind == "PNG":
        more["pnginfo"].add_text("Comment", SECRET.decode())
    else:
        more["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    sent = written(drawn(), kind, exif=exif(), icc_profile=profile, **more)
    assert SECRET in sent
    assert opened(sent).getexif().get_ifd(GPS)
    made = uploads.picture(sent)
    assert is_plain(made)
    assert SECRET not in made.content
    assert b"Exif" not in made.content


@pytest.mark.parametrize(
    ("orientation", "size", "blue"),
    [(1, (300, 200), (5, 5)), (3, (300, 200), (295, 195)), (6, (200, 300), (195, 5)),
     (8, (200, 300), (5, 295))],
)  # fmt: skip
def test_a_picture_is_put_upright(orientation: int, size: tuple[int, int], blue: tuple[int, int]):
    made = uploads.picture(written(drawn(), exif=exif(orientation)))
    assert (made.width, made.height) == size
    red, _green, blueness = opened(made.content).getpixel(blue)
    assert blueness > 200 > 60 > red


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "LA", "RGBA", "1", "I;16"])
def test_every_manner_of_colour_becomes_plain(mode: str):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = drawn(mode="L" if mode == "I;16" else mode)
    assert is_plain(uploads.picture(written(image.convert(mode), kind)))


def test_what_was_see_through_is_white():
    made = uploads.picture(written(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    assert opened(made.content).getpixel((20, 20)) == (255, 255, 255)


def test_no_side_is_longer_than_asked():
    assert uploads.picture(written(drawn(5000, 1000))).width == 2048
    made = uploads.picture(written(drawn(400, 900), "PNG"), longest_side=300)
    assert (made.width, made.height) == (133, 300)


def test_a_moving_picture_stands_still():
    frames = [drawn(), drawn().rotate(90)]
    for kind in ("PNG", "WEBP"):
        sent = written(frames[0], kind, save_all=True, append_images=frames[1:])
        assert is_plain(uploads.picture(sent))


@pytest.mark.parametrize("behind", [SCRIPT, b"PK\x03\x04" + SECRET, b"%PDF-1.7 " + SECRET])
def test_what_stands_behind_a_picture_stays_behind(behind: bytes):
    """Two files in one: a picture to one program, a page, an archive or a paper to another."""
    for kind in ("JPEG", "PNG", "WEBP"):
        made = uploads.picture(written(drawn(), kind) + behind)
        assert is_plain(made)
        assert behind[-12:] not in made.content


def test_a_page_inside_the_head_of_a_picture_is_gone():
    sent = b"\xff\xd8\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT + written(drawn())[2:]
    made = uploads.picture(sent)
    assert is_plain(made)
    assert SCRIPT not in made.content


NO_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "xml and svg": b'<?xml version="1.0"?><!DOCTYPE svg><svg/>',
    "page": b"<!doctype html>" + SCRIPT,
    "gif": b"GIF89a" + bytes(30),
    "tiff": b"II*\0" + bytes(30),
    "bmp": b"BM" + bytes(60),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "pdf": b"%PDF-1.7",
    "zip": b"PK\x03\x04" + bytes(30),
    "program": b"\x7fELF" + bytes(30),
    "nothing": b"",
    "page before a picture": SCRIPT + written(drawn()),
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_is_no_picture_is_refused_with_a_sentence(what: str):
    with pytest.raises(uploads.BadPicture, match="这不是照片"):
        uploads.picture(NO_PICTURES[what])


def test_a_telephone_s_own_format_is_refused_with_what_to_do():
    with pytest.raises(uploads.BadPicture, match="改成 JPEG"):
        uploads.picture(b"\0\0\0\x18ftypheic" + bytes(100))


def png_of(width: int, height: int, body: bytes) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        packed = name + content
        return struct.pack(">I", len(content)) + packed + struct.pack(">I", zlib.crc32(packed))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(7000, 7000), (65_000, 65_000), (2**31 - 1, 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(width: int, height: int):
    """A few kilobytes that would become gigabytes."""
    sent = png_of(width, height, zlib.compress(bytes(1_000_000), 9))
    assert len(sent) < 5000
    with pytest.raises(uploads.BadPicture):
        uploads.picture(sent)


def test_a_small_picture_with_endless_words_is_refused_or_plain():
    words = b"x\0\0" + zlib.compress(bytes(200_000_000), 9)
    packed = b"zTXt" + words
    chunk = struct.pack(">I", len(words)) + packed + struct.pack(">I", zlib.crc32(packed))
    png = written(drawn(), "PNG")
    with pytest.raises(uploads.BadPicture, match="损坏"):
        uploads.picture(png[:33] + chunk + png[33:])


def test_too_many_bytes_are_refused_unread():
    with pytest.raises(uploads.BadPicture, match="超过 20 MB"):
        uploads.picture(b"\xff\xd8\xff" + bytes(uploads.MOST_MEGABYTES * 1024 * 1024))


SENT = {kind: written(drawn(64, 48), kind) for kind in ("JPEG", "PNG", "WEBP")}
kinds, shares = some.sampled_from(sorted(SENT)), some.floats(0, 1, exclude_max=True)


def survives(content: bytes) -> None:
    try:
        made = uploads.picture(content)
    except uploads.BadPicture:
        return
    assert is_plain(made)
    assert max(made.width, made.height) <= uploads.LONGEST_SIDE


@given(kind=kinds, share=shares)
def test_a_picture_cut_short(kind: str, share: float):
    survives(SENT[kind][: int(len(SENT[kind]) * share)])


@given(kind=kinds, places=some.lists(some.tuples(shares, some.integers(0, 7)), max_size=8))
def test_a_picture_with_flipped_bits(kind: str, places: list[tuple[float, int]]):
    content = bytearray(SENT[kind])
    for share, bit in places:
        content[int(len(content) * share)] ^= 1 << bit
    survives(bytes(content))


@given(head=some.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b""]),
       rest=some.binary(max_size=300))  # fmt: skip
def test_random_bytes(head: bytes, rest: bytes):
    survives(head + rest)
