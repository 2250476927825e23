"""The briefing as a PDF: `templates/briefing.typ` set by Typst, every number a link."""

import dataclasses
import functools
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from sixin.base.errors import Refused
from sixin.papers.spans import Document, Paragraph

TEMPLATE = Path(__file__).parent / "templates" / "briefing.typ"
# The first that is there: what official papers are set in, then what free systems have.
SERIF = ["FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"]
SANS = ["SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"]


class NoFont(Refused):
    """There is no Chinese font to set the paper in."""


def render(document: Document, *, made_at: datetime, taken: str = "") -> bytes:
    """The bytes of a PDF; made_at: the date that it carries; taken: who took it, for its foot.

    Raises NoFont.
    """
    return set_in(TEMPLATE, _data(document) | {"taken": taken}, made_at=made_at)


def set_in(template: Path, data: dict[str, Any], *, made_at: datetime) -> bytes:
    """The PDF that a Typst template makes of `data`, with the fonts `serif` and `sans`. Raises NoFont."""
    families = _families()
    data = data | {"serif": _chosen(SERIF, families), "sans": _chosen(SANS, families)}
    made: bytes = typst.compile(
        str(template),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
    )
    return made


def require_fonts() -> None:
    """Raises NoFont where a PDF cannot be set."""
    _chosen(SERIF, _families())
    _chosen(SANS, _families())


@functools.cache
def _families() -> frozenset[str]:
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())


def _chosen(wanted: list[str], families: frozenset[str]) -> str:
    for name in wanted:
        if name in families:
            return name
    raise NoFont(
        _(
            "这台机器没有能排中文的字体，PDF 排不出来。请管理员运行 apt-get install fonts-noto-cjk，或者先下载 Word。"
        )
    )


def _data(document: Document) -> dict[str, Any]:
    texts = document.texts
    return {
        "title": document.title,
        "heading": document.heading,
        "subtitle": document.subtitle,
        "area": document.area,
        "issued": document.issued,
        "issuer": document.issuer,
        "opening": _spans(document.opening),
        "paragraphs": [
            {"heading": paragraph.heading, "spans": _spans(paragraph)}
            for paragraph in document.paragraphs
        ],
        "rows": [
            dataclasses.asdict(row) | {"version": texts["version"].format(version=row.version)}
            for row in document.rows
        ],
        "remarks": document.remarks,
        "url": document.url,
        "texts": texts,
    }


def _spans(paragraph: Paragraph) -> list[Any]:
    return [span if isinstance(span, str) else dataclasses.asdict(span) for span in paragraph.spans]
