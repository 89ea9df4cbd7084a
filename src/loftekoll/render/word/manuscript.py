"""A Word document in the making: its parts in order, and the numbers and names that run through it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from loftekoll.render.view import Fact
from loftekoll.render.word.parts import (
    Reference,
    Relate,
    Table,
    bookmarked,
    content,
    linked,
    paragraph,
    run,
    table,
)
from loftekoll.render.word.styles import PAGE, WIDE_PAGE

_FEWEST_IN_CONTENTS = 8
"""Headings; a document with fewer has no list of them."""
_CONTENTS_LEVELS = 2
_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading'
_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


class Heading(NamedTuple):
    """A heading that the list of contents leads to; levels are counted from 1."""

    level: int
    text: str
    bookmark: str


class Manuscript:
    """The parts of a document in order.

    `bookmarks` are the names of headings that something refers to, by their anchors; other headings get one too.
    """

    def __init__(self, relate: Relate, bookmarks: Mapping[str, str], contents: str) -> None:
        """Begin one that is empty, whose list of contents has this heading."""
        self._relate, self._bookmarks, self._contents_heading = relate, bookmarks, contents
        self._parts: list[str] = []
        self._headings: list[Heading] = []
        self._contents_at = 0
        self._tables = 0

    def add_title(self, text: str) -> None:
        """Add the only title."""
        self._parts.append(paragraph("Title", run(text)))

    def add_heading(self, level: int, text: str, anchor: str = "", *, on_new_page: bool = False) -> None:
        """Add a heading of a level from 1."""
        number = len(self._headings)
        found = Heading(level, text, self._bookmarks.get(anchor) or f"_rubrik{number}")
        self._headings.append(found)
        inner = bookmarked(run(text), found.bookmark, number)
        self._parts.append(paragraph(f"Heading{level}", inner, "<w:pageBreakBefore/>" if on_new_page else ""))

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph, at a distance from a table above; nothing for an empty text."""
        if text:
            style = "Eftertabell" if self._ends_in_table() else "Normal"
            self._parts.append(paragraph(style, content(text)))

    def add_bullets(self, texts: Iterable[str]) -> None:
        """Add a list, an item for each text."""
        self._parts += [paragraph("ListBullet", content(text)) for text in texts]

    def add_labelled(self, label: str, text: str, bookmark: str = "") -> None:
        """Add an item that begins with what it is about, as a link when there is a bookmark."""
        named = content(Reference(label, bookmark)) if bookmark else run(label, "Strong")
        self._parts.append(paragraph("ListBullet", f"{named}{run(': ')}{content(text)}"))

    def add_fact(self, fact: Fact) -> None:
        """Add a fact, its label and its text in columns."""
        inner = f"{run(f'{fact.label}:', 'Strong')}<w:r><w:tab/></w:r>{linked(fact, self._relate)}"
        self._parts.append(paragraph("Uppgift", inner))

    def add_table(self, found: Table) -> None:
        """Add a table; nothing when it has no row."""
        if found.rows:
            self._tables += 1
            self._parts.append(table(found, self._tables))

    def begin_wide(self) -> None:
        """Let what follows stand on lying pages."""
        self._end_pages(PAGE)

    def end_wide(self) -> None:
        """Let what follows stand on upright pages again."""
        self._end_pages(WIDE_PAGE)

    def _end_pages(self, page: str) -> None:
        """End the pages so far, which are of this kind, with the last paragraph; after a table with one of its own."""
        last = "" if self._ends_in_table() else self._parts.pop()
        self._parts.append((last or paragraph("Avsnittsslut", "")).replace("</w:pPr>", f"{page}</w:pPr>", 1))

    def _ends_in_table(self) -> bool:
        return bool(self._parts) and self._parts[-1].endswith("</w:tbl>")

    def place_contents(self) -> None:
        """Let the list of contents stand here; it is made when all headings are known."""
        self._contents_at = len(self._parts)

    def body(self) -> str:
        """All parts in order, a paragraph after the last table, since Word wants one there, and the kind of page."""
        led = [_leading(*three) for three in zip(["", *self._parts], self._parts, [*self._parts[1:], ""], strict=False)]
        parts = [*led[: self._contents_at], self._contents(), *led[self._contents_at :]]
        return "".join([*parts, paragraph("Avsnittsslut", "") if self._ends_in_table() else "", PAGE])

    def _contents(self) -> str:
        """The list of contents: links without page numbers, which only Word can know; it can renew the list."""
        listed = [each for each in self._headings if each.level <= _CONTENTS_LEVELS]
        if len(listed) < _FEWEST_IN_CONTENTS:
            return ""
        instruction = f' TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\n '
        begin = f'{_BEGIN}<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>{_SEPARATE}'
        lines = [
            paragraph(
                f"TOC{each.level}",
                (begin if each is listed[0] else "")
                + content(Reference(each.text, each.bookmark))
                + (_END if each is listed[-1] else ""),
            )
            for each in listed
        ]
        return paragraph("TOCHeading", run(self._contents_heading)) + "".join(lines)


def _leading(before: str, part: str, after: str) -> str:
    """The part; a paragraph between a heading and more of its section stays on the page of what follows."""
    is_between = before.startswith(_HEADING) and not part.startswith(_HEADING) and not after.startswith(_HEADING)
    return part.replace("/>", "/><w:keepNext/>", 1) if is_between and after else part
