"""A frozen briefing as sentences: templates of `prose/` filled with its numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as translated

from sixin.base import clock
from sixin.papers import wording
from sixin.papers.models import Briefing, FrozenFigure
from sixin.papers.spans import Document, Number, Paragraph, Row, Span
from sixin.papers.spoken import Tongue, tongue
from sixin.registers.models import Area
from sixin.rulebook.models import Rule

_FIELD = re.compile(r"\{([a-z_.]+)\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")


def title(area: Area, first: date, last: date) -> str:
    """育红巷社区2026年敲门行动简报."""
    zh = tongue("zh")
    text: str = zh.words["title"].format(area=area.name, period=zh.period(first, last))
    return text[:120]


def address(briefing: Briefing, code: str = "") -> str:
    """Where the briefing, or one of its numbers, is opened."""
    return f"{settings.SITE_URL}/briefings/{briefing.pk}/" + (f"{code}/" if code else "")


def document(briefing: Briefing, language: str = "zh") -> Document:
    """The briefing in Chinese (`zh`) or English (`en`)."""
    with translation.override(tongue(language).language):
        return _Writer(briefing, tongue(language)).document()


def as_text(document: Document) -> str:
    """The whole briefing as plain text, as it reads on paper."""
    texts = document.texts
    parts = [texts["masthead"], f"{document.heading}\n{document.subtitle}", str(document.opening)]
    parts += [f"{paragraph.heading}\n{paragraph}" for paragraph in document.paragraphs]
    parts += [
        texts["figures"] + "\n" + _lines(f"{r.name} {r.value} {r.unit}" for r in document.rows)
    ]
    parts += [texts["remarks"] + "\n" + _lines(document.remarks)]
    parts += [texts["appendix"] + "\n" + _lines(_defined(row, texts) for row in document.rows)]
    parts += [_lines([document.issuer, document.issued]), texts["link"] + document.url]
    return "\n\n".join(parts) + "\n"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))


def _defined(row: Row, texts: dict[str, str]) -> str:
    return texts["defined"].format(
        name=row.name, definition=row.definition, source=row.source, version=row.version
    )


@dataclass
class _Writer:
    """One briefing, one language."""

    briefing: Briefing
    tongue: Tongue

    def __post_init__(self) -> None:
        self.words = self.tongue.words
        self.issued_on = clock.day_of(self.briefing.issued_at)
        self.steps: list[Rule] = wording.steps(self.briefing.area, self.issued_on)
        self.figures: dict[str, FrozenFigure] = {f.code: f for f in self.briefing.figures.all()}
        counted_to = min(self.briefing.last_day, self.issued_on)
        self.facts = {
            "area": self.briefing.area.name,
            "period": self.tongue.period(self.briefing.first_day, self.briefing.last_day),
            "on": self.tongue.day(counted_to),
            "last": self.tongue.day(self.briefing.last_day),
            "issued": self.tongue.day(self.issued_on),
        }

    def document(self) -> Document:
        issuer = self.briefing.issued_by
        by = self.words["texts"]["issued_by"].format(issuer=issuer.name) if issuer else ""
        return Document(
            title=self.words["title"].format(**self.facts),
            heading=self.words["heading"].format(**self.facts),
            subtitle=self.words["subtitle"].format(**self.facts),
            area=self.facts["area"],
            period=self.facts["period"],
            issued=self.facts["issued"],
            issuer=by,
            opening=self._opening(),
            paragraphs=tuple(self._paragraph(**one) for one in self.words["paragraph"]),
            rows=tuple(self._row(figure) for figure in self.figures.values()),
            remarks=tuple(self._remarks()),
            url=address(self.briefing),
            texts=self.words["texts"],
        )

    def _opening(self) -> Paragraph:
        words = self.words["opening"]
        clauses = [clause for clause in words["clauses"] if self._tells(clause)]
        if not clauses:
            return Paragraph("", tuple(self._spans(words["none"])))
        text = words["start"] + words["joint"].join(clauses) + words["end"]
        return Paragraph("", tuple(self._spans(text)))

    def _paragraph(self, heading: str, about: list[str], text: str, none: str) -> Paragraph:
        told = any(self.figures[code].value for code in about)
        chosen = _OPTIONAL.sub(lambda hit: hit[1] if self._tells(hit[1]) else "", text)
        return Paragraph(heading, tuple(self._spans(chosen if told else none)))

    def _tells(self, text: str) -> bool:
        """Does any number in the text differ from nought?"""
        return any(self.figures[code].value for code in _FIELD.findall(text) if "." in code)

    def _spans(self, text: str) -> Iterator[Span]:
        for n, part in enumerate(_FIELD.split(text)):
            if n % 2 == 0:
                yield part
            elif part in self.figures:
                yield self._number(self.figures[part])
            else:
                yield self.facts[part]

    def _number(self, figure: FrozenFigure) -> Number:
        unit, value = figure.definition["unit"], figure.value
        if figure.definition["decimals"] or value is None:
            text = self.tongue.measured(value, figure.definition["decimals"], unit)
        else:
            text = self.tongue.rounded(wording.approximate(int(value), self.steps), unit)
        return Number(figure.code, text, address(self.briefing, figure.code))

    def _row(self, figure: FrozenFigure) -> Row:
        known = figure.definition
        # What was frozen is Chinese; its English is that of the catalogues, if they still have it.
        name, definition, source = (known[part] for part in ("name", "definition", "source"))
        return Row(
            code=figure.code,
            name=translated(name),
            value=self._exact(figure),
            unit=self.tongue.unit(known["unit"], int(figure.value or 0)),
            definition=translated(definition),
            source=translated(source),
            version=figure.version,
            url=address(self.briefing, figure.code),
        )

    def _exact(self, figure: FrozenFigure) -> str:
        value: Decimal | None = figure.value
        if value is None or figure.definition["decimals"]:
            return self.tongue.measured(value, figure.definition["decimals"], "")
        return self.tongue.plain(int(value))

    def _remarks(self) -> Iterator[str]:
        words = self.words["remarks"]
        for remark in words["always"]:
            yield remark.format(**self.facts)
        if self.briefing.last_day > self.issued_on:
            yield words["early"].format(**self.facts)
        english = self.tongue.language == "en"
        rules = words["joint"].join(r.label_en if english else r.label for r in self.steps)
        yield words["rounding"].format(rules=rules)
