"""Makes `templates/briefing.docx`: `python -m sixin.papers.word_template`.

Sizes are those of Chinese official papers: title 二号 (22 pt), body 三号 (16 pt) on 28 pt lines,
tables 小四 (12 pt). The fonts are those that offices have; Word puts its own where one is missing.
"""

from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FILE = Path(__file__).parent / "templates" / "briefing.docx"
SONG, FANGSONG, HEI = "宋体", "仿宋", "黑体"
PERSIMMON, QUIET = RGBColor(0xA6, 0x3C, 0x14), RGBColor(0x65, 0x5D, 0x52)
# Column widths of the two tables, in mm; together the width of the text.
FIGURES, APPENDIX = (112, 22, 22), (38, 82, 36)


def main() -> None:
    """Write the template anew."""
    paper = docx.Document()
    _page(paper)
    _styles(paper)
    _head(paper)
    _body(paper)
    _tables(paper)
    _footer(paper)
    paper.core_properties.title, paper.core_properties.author = "四心简报", "四心"
    paper.save(str(FILE))


def _page(paper: Any) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(34), Mm(32)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(20)


def _styles(paper: Any) -> None:
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _style(paper, "Normal", FANGSONG, 16, line=28)
    _style(paper, "SixinMasthead", SONG, 30, bold=True, colour=PERSIMMON, centred=True)
    _style(paper, "SixinIssue", FANGSONG, 14, colour=QUIET, line=24)
    _style(paper, "SixinTitle", SONG, 22, bold=True, centred=True, line=34, before=22)
    _style(paper, "SixinSubtitle", FANGSONG, 16, centred=True, line=28, after=22)
    _style(paper, "SixinBody", FANGSONG, 16, line=28, indent=32)
    _style(paper, "SixinHeading", HEI, 16, line=28, indent=32, before=8, follow=True)
    _style(paper, "SixinSigned", FANGSONG, 16, line=28, right=True)
    _style(paper, "SixinSmall", FANGSONG, 12, line=20)
    _style(paper, "SixinSmallHeading", HEI, 14, line=24, before=16, after=6, follow=True)
    _style(paper, "SixinCell", FANGSONG, 12, line=20, before=3, after=3)
    _style(paper, "SixinCellHead", HEI, 11, line=20, before=3, after=3, colour=QUIET)
    number = paper.styles.add_style("SixinNumber", WD_STYLE_TYPE.CHARACTER)
    underline = OxmlElement("w:u")
    underline.set(qn("w:val"), "dotted")
    underline.set(qn("w:color"), "A63C14")
    number.element.get_or_add_rPr().append(underline)


def _style(
    paper: Any, name: str, font: str, size: int, *, bold: bool = False, centred: bool = False,
    right: bool = False, line: int = 0, indent: int = 0, before: int = 0, after: int = 0,
    follow: bool = False, colour: RGBColor | None = None,
) -> None:  # fmt: skip
    known = name in [style.name for style in paper.styles]
    style = paper.styles[name] if known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
    for region in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(region), font)
    if colour is not None:
        style.font.color.rgb = colour
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), follow
    form.first_line_indent = Pt(indent)
    if line:
        form.line_spacing = Pt(line)
    if centred or right:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT


def _head(paper: Any) -> None:
    paper.add_paragraph("{{ texts.masthead }}", style="SixinMasthead")
    issue = paper.add_paragraph("{{ document.area }}\t{{ document.issued }}", style="SixinIssue")
    issue.paragraph_format.tab_stops.add_tab_stop(Mm(156), alignment=2)
    _line_below(issue, "A63C14", 12)
    paper.add_paragraph("{{ document.heading }}", style="SixinTitle")
    paper.add_paragraph("{{ document.subtitle }}", style="SixinSubtitle")


def _body(paper: Any) -> None:
    paper.add_paragraph("{{r opening }}", style="SixinBody")
    paper.add_paragraph("{%p for paragraph in paragraphs %}")
    paper.add_paragraph("{{ paragraph.heading }}", style="SixinHeading")
    paper.add_paragraph("{{r paragraph.rich }}", style="SixinBody")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("", style="SixinBody")
    paper.add_paragraph("{{ document.area }}", style="SixinSigned")
    paper.add_paragraph("{{ document.issued }}", style="SixinSigned")
    paper.add_paragraph("{%p if document.issuer %}")
    paper.add_paragraph("{{ document.issuer }}", style="SixinSigned")
    paper.add_paragraph("{%p endif %}")


def _tables(paper: Any) -> None:
    paper.add_paragraph("{{ texts.figures }}", style="SixinSmallHeading")
    _table(paper, FIGURES, ["figure", "value", "unit"],
           ["{{ entry.row.name }}", "{{r entry.value }}", "{{ entry.row.unit }}"], right=1)  # fmt: skip
    paper.add_paragraph("{{ texts.remarks }}", style="SixinSmallHeading")
    paper.add_paragraph("{%p for remark in document.remarks %}")
    paper.add_paragraph("{{ loop.index }}. {{ remark }}", style="SixinSmall")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{{ texts.link }}{{r link }}", style="SixinSmall")
    paper.add_paragraph("{{ texts.appendix }}", style="SixinSmallHeading")
    _table(paper, APPENDIX, ["figure", "definition", "source"],
           ["{{ entry.row.name }}", "{{ entry.row.definition }}",
            "{{ entry.row.source }}，{{ texts.version.format(version=entry.row.version) }}"])  # fmt: skip


def _table(
    paper: Any, widths: tuple[int, ...], heads: list[str], cells: list[str], right: int = -1
) -> None:
    table = paper.add_table(rows=4, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    lines = [[f"{{{{ texts.{head} }}}}" for head in heads], None, cells, None]
    for row, line in zip(table.rows, lines, strict=True):
        for n, cell in enumerate(row.cells):
            cell.width = Mm(widths[n])
            cell.paragraphs[0].style = "SixinCellHead" if line is lines[0] else "SixinCell"
            if line:
                cell.paragraphs[0].text = line[n]
            if n == right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[1].cells[0].paragraphs[0].text = "{%tr for entry in rows %}"
    table.rows[3].cells[0].paragraphs[0].text = "{%tr endfor %}"
    _repeat(table.rows[0])
    _rules(table)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _rules(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, size, colour in [
        ("top", 8, "8A8073"),
        ("bottom", 8, "8A8073"),
        ("insideH", 4, "E4DCCF"),
    ]:
        line = OxmlElement(f"w:{side}")
        for name, value in [("val", "single"), ("sz", str(size)), ("color", colour)]:
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _line_below(paragraph: Any, colour: str, size: int) -> None:
    border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in [("val", "single"), ("sz", str(size)), ("space", "6"), ("color", colour)]:
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)


def _footer(paper: Any) -> None:
    paragraph = paper.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in [("— ", False), ("PAGE", True), (" —", False)]:
        run = paragraph.add_run("" if field else text)
        run.font.size, run.font.name = Pt(14), SONG
        if field:
            element = OxmlElement("w:fldSimple")
            element.set(qn("w:instr"), text)
            element.append(run._r)
            paragraph._p.append(element)
    taken = paper.sections[0].footer.add_paragraph()
    taken.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = taken.add_run("{{ taken }}")
    run.font.size, run.font.name = Pt(9), SONG


if __name__ == "__main__":
    main()
