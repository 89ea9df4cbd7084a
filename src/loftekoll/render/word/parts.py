"""Paragraphs, tables, links and fields as WordprocessingML.

All text of people passes `shown`, here alone, so that no sign of it is markup or breaks the file.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from loftekoll.render.addresses import pieces_of
from loftekoll.render.view import Fact
from loftekoll.render.word.styles import TEXT_WIDTH, WIDE_TEXT_WIDTH

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_WHOLE_CELL = 1500
"""Signs; a row with a longer cell may be parted between pages, since it could be higher than one."""

Relate = Callable[[str], str]
"""Gives the id of the relation to an address outside the document."""


class Reference(NamedTuple):
    """A text that leads to the bookmark of a heading in the document."""

    text: str
    bookmark: str


Text = str | Reference


class Column(NamedTuple):
    """A column of a table: its heading, its share of the width, and whether it holds numbers."""

    heading: str
    share: int
    is_number: bool = False


class Table(NamedTuple):
    """A table whose first row heads the columns and whose first column heads the rows; no cell is merged."""

    caption: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    is_wide: bool = False

    @property
    def width(self) -> int:
        """As wide as the text of the page that it stands on."""
        return WIDE_TEXT_WIDTH if self.is_wide else TEXT_WIDTH


def _legible(text: str) -> str:
    """The text as XML can hold it; the texts of a view are printable already, so that nearly all stay as they are."""
    return re.sub(r"[\t\r\n]", " ", _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def shown(text: str) -> str:
    """The text as it stands between tags."""
    return escape(_legible(text))


def run(text: str, style: str = "") -> str:
    """A stretch of text, in a character style if one is given."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{shown(text)}</w:t></w:r>' if text else ""


def content(text: Text) -> str:
    """The text as a stretch, a reference as a link."""
    if isinstance(text, Reference) and text.bookmark:
        return _link(f'w:anchor="{text.bookmark}"', text.text)
    return run(text.text if isinstance(text, Reference) else text)


def linked(fact: Fact, relate: Relate) -> str:
    """The text of a fact as stretches, in which the address of the source can be followed."""
    return "".join(
        _link(f"r:id={quoteattr(relate(piece.address))}", piece.text) if piece.address else run(piece.text)
        for piece in pieces_of(fact)
    )


def _link(target: str, text: str) -> str:
    return f'<w:hyperlink {target} w:history="1">{run(text, "Hyperlink")}</w:hyperlink>'


def paragraph(style: str, inner: str, layout: str = "") -> str:
    """A paragraph of stretches in a style, with what is its own in its layout."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{inner}</w:p>'


def field(instruction: str, result: str) -> str:
    """What Word computes, and what it came to when it was written."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{run(result)}</w:fldSimple>"


def bookmarked(inner: str, bookmark: str, number: int) -> str:
    """Stretches that links can lead to; the number is the bookmark's own in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


# --- tables -------------------------------------------------------------------------------------------------------


def table(found: Table, number: int) -> str:
    """The table with its caption above; the number is its own among the tables of the document."""
    widths = _widths(found)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row([column.heading for column in found.columns], found.columns, widths, is_header=True)]
    rows += [_row(row, found.columns, widths) for row in found.rows]
    counted = field(r"SEQ Tabell \* ARABIC", str(number))
    caption = paragraph("Caption", f"{run('Tabell ')}{counted}{run(f'. {found.caption}')}")
    return f"{caption}<w:tbl>{_table_properties(found)}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _widths(found: Table) -> list[int]:
    """The columns' widths, together just that of the table."""
    total = sum(column.share for column in found.columns)
    widths = [found.width * column.share // total for column in found.columns]
    return [widths[0] + found.width - sum(widths), *widths[1:]]


def _table_properties(found: Table) -> str:
    return (
        f'<w:tblPr><w:tblStyle w:val="Rapporttabell"/><w:tblW w:w="{found.width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1"'
        ' w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(_legible(found.caption))}/>"
        f"<w:tblDescription w:val={quoteattr(_legible(found.description))}/></w:tblPr>"
    )


def _row(texts: Sequence[Text], columns: Sequence[Column], widths: Iterable[int], *, is_header: bool = False) -> str:
    is_whole = all(len(text if isinstance(text, str) else text.text) <= _LONGEST_WHOLE_CELL for text in texts)
    properties = ("<w:cantSplit/>" if is_whole else "") + ("<w:tblHeader/>" if is_header else "")
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_cell(text, column, is_header=is_header)}</w:tc>'
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def _cell(text: Text, column: Column, *, is_header: bool) -> str:
    """The cell's paragraph; that of a header stays on the page of the row below."""
    style = "Tabelltal" if column.is_number else "Tabelltext"
    return paragraph(style, content(text), "<w:keepNext/>" if is_header else "")
