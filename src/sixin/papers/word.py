"""The briefing as a Word file: `templates/briefing.docx` filled, every number a hyperlink."""

import io
from pathlib import Path

from docxtpl import DocxTemplate, RichText

from sixin.papers.spans import Document, Number, Paragraph

TEMPLATE = Path(__file__).parent / "templates" / "briefing.docx"
# A character style of the template: dotted underline, the ink of the text.
NUMBER_STYLE = "SixinNumber"


def render(document: Document, *, taken: str = "") -> bytes:
    """The bytes of a .docx file. taken: who took it and when, for its foot."""
    template = DocxTemplate(TEMPLATE)
    template.render(_context(template, document) | {"taken": taken}, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _context(template: DocxTemplate, document: Document) -> dict[str, object]:
    return {
        "document": document,
        "texts": document.texts,
        "opening": _rich(template, document.opening),
        "paragraphs": [
            {"heading": paragraph.heading, "rich": _rich(template, paragraph)}
            for paragraph in document.paragraphs
        ],
        "rows": [
            {"row": row, "value": _link(template, RichText(), row.value, row.url)}
            for row in document.rows
        ],
        "link": _link(template, RichText(), document.url, document.url),
    }


def _rich(template: DocxTemplate, paragraph: Paragraph) -> RichText:
    rich = RichText()
    for span in paragraph.spans:
        if isinstance(span, Number):
            _link(template, rich, span.text, span.url)
        else:
            rich.add(span)
    return rich


def _link(template: DocxTemplate, rich: RichText, text: str, url: str) -> RichText:
    rich.add(text, style=NUMBER_STYLE, url_id=template.build_url_id(url))
    return rich
