"""What a briefing is made of, before it becomes a page, a Word file or a PDF."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: how it reads, and the address of what stands behind it."""

    code: str
    text: str
    url: str

    def __str__(self) -> str:
        return self.text


Span = str | Number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and numbers under a heading, "" for the opening one."""

    heading: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.spans))


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the table and of the appendix."""

    code: str
    name: str
    value: str
    unit: str
    definition: str
    source: str
    version: int
    url: str


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing in one language. texts: the fixed words around it, by name."""

    title: str
    heading: str
    subtitle: str
    area: str
    period: str
    issued: str
    issuer: str
    opening: Paragraph
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    url: str
    texts: dict[str, str]
