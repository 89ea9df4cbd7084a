"""A Word document as bytes: the body, what it looks like, its properties, and an archive that is always the same."""

import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from loftekoll.render.view import DocumentView
from loftekoll.render.word.chapters import body_of
from loftekoll.render.word.parts import field, paragraph, run, shown
from loftekoll.render.word.styles import NUMBERING, SETTINGS, STYLES

_KEPT = {
    KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES, KIND.STYLES, KIND.NUMBERING, KIND.SETTINGS, KIND.THEME,
}  # fmt: skip
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }.items()
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can tell; a real one would make every archive another."""
_LONGEST_IN_FOOTER = 90
_PARTIES = "Parter"


def document_bytes(document: DocumentView) -> bytes:
    """The report as a .docx file."""
    word = Document()
    _drop_foreign_parts(word)
    _fill(word.styles.element, STYLES)
    _fill(word.settings.element, SETTINGS)
    _fill(word.part.numbering_part.element, NUMBERING)
    _fill(word.part.package.part_related_by(KIND.CORE_PROPERTIES).element, _properties(document))
    body = body_of(document, lambda address: word.part.relate_to(address, KIND.HYPERLINK, is_external=True))
    _fill(word.element.body, body)
    _fill(word.sections[0].footer.part.element, _footer(document.title))
    return _archive(word)


def _drop_foreign_parts(word: WordDocument) -> None:
    """Leave out of python-docx's template what is not ours: a picture of it, its fonts, the program it is from."""
    for relations in (word.part.rels, word.part.package.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[name]


def _fill(element: BaseOxmlElement, inside: str) -> None:
    """Put what the text says in the place of all that stands in the element."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<all {_NAMESPACES}>{inside}</all>")):
        element.append(child)


def _properties(document: DocumentView) -> str:
    """What the document says of itself; its day is that of the figures, since one of today would make it another."""
    moment = f"{document.iso_day}T00:00:00Z"
    parties = dict.fromkeys(fact.text for each in document.chapters for fact in each.facts if fact.label == _PARTIES)
    return (
        f"<dc:title>{shown(document.title)}</dc:title>"
        f"<dc:subject>{shown(f'Skriftlig uppföljning, läget {document.day}')}</dc:subject>"
        f"<dc:creator>{shown('; '.join(parties))}</dc:creator>"
        f"<cp:keywords>{shown(document.command)}</cp:keywords>"
        "<dc:language>sv-SE</dc:language><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
    )


def _footer(title: str) -> str:
    name = title if len(title) <= _LONGEST_IN_FOOTER else f"{title[:_LONGEST_IN_FOOTER]}…"
    numbers = f"{field('PAGE', '1')}{run(' av ')}{field('NUMPAGES', '1')}"
    return paragraph("Footer", f"{run(f'{name} · sida ')}{numbers}")


def _archive(word: WordDocument) -> bytes:
    """The document's parts in order, of no day, and not compressed: compression differs between systems."""
    written, ordered = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(ordered, "w") as archive:
        for name in sorted(parts.namelist()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            archive.writestr(entry, parts.read(name))
    return ordered.getvalue()
