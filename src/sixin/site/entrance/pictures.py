"""A text as a picture for cameras. Drawn into the page itself: pages load no pictures as data."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathImage

MARGIN = 4  # modules of white around it, as ISO/IEC 18004 asks


def qr(text: str, words: str) -> SafeString:
    """An `<svg>` with the code of `text`; words: what is read out instead."""
    code = qrcode.QRCode(border=MARGIN, image_factory=SvgPathImage)
    code.add_data(text)
    image = code.make_image()
    size = code.modules_count + 2 * MARGIN
    path = image.path.attrib["d"]
    return format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="220" height="220" '
        'shape-rendering="crispEdges">'
        '<path d="{}" fill="#000000"/></svg>',
        words, size, size, path,
    )  # fmt: skip
