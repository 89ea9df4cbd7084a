"""The report as a PDF that a screen reader can read and an archive can keep (PDF/UA-1 and PDF/A-2a), by typst.

User text reaches the template as data (`json("data.json")`), never as typst source. The compiler is given everything
in memory and stands on a file as its root, so that a template can open nothing else.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

from loftekoll.errors import LoftekollError
from loftekoll.render.addresses import pieces_of
from loftekoll.render.chart_svg import chart_svg
from loftekoll.render.view import ChartView, CommitmentView, DocumentView, Fact

if TYPE_CHECKING:
    from types import ModuleType

PDF_TEMPLATE = "rapport.typ"
STANDARDS = ["ua-1", "a-2a"]

Source = Callable[[str], str | None]
"""Gives the text of a template by its name, `None` when there is none; only the store reads files."""

_MAIN = "main.typ"
_DATA = "data.json"
_PRELUDE = """\
#set text(lang: "sv", region: "SE"); #set document(title: json("data.json").title, \
keywords: json("data.json").keywords, date: datetime(year: {}, month: {}, day: {}))
"""
"""One line before the template's own: language, title, the report's day and command, whatever the template sets."""
_LOST = "\N{REPLACEMENT CHARACTER}"
_BREAK = "\N{ZERO WIDTH SPACE}"
_JOINING = re.compile("[\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}]")
_ALWAYS_SHOWN = "\u0180"
"""Signs below are never replaced, figures least of all: typst names a whole cluster, as the 1 of a keycap."""


def as_pdf(document: DocumentView, source: Source, template: str = PDF_TEMPLATE) -> bytes:
    """The report as PDF, the same bytes for the same document and template.

    The template finds the document in `json("data.json")`: the names are those of the view, `svg` is a chart's
    picture, and `has_lost` says whether signs that no built-in font has were replaced. Files that it names in its text
    (`"min.typ"`, `"vapen.svg"`) come from `source` too.

    Raises `LoftekollError` when typst is missing, and with template and line when the template is wrong.
    """
    typst = _typst()
    templates = _templates(source, template)
    templates[_MAIN] = _PRELUDE.format(*map(int, document.iso_day.split("-"))).encode() + templates[_MAIN]
    lost = ""
    while True:
        data = _data(document, lost)
        try:
            return _compiled(typst, templates | {_DATA: data}, document.iso_day)
        except typst.TypstError as error:
            lost += _not_shown(error.diagnostic, lost)
            if _data(document, lost) == data:  # what cannot be shown is the template's own
                raise _template_fault(error, template) from error


def _typst() -> "ModuleType":
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        if error.name != "typst":
            raise
        hint = 'installera det: uv tool install "loftekoll[pdf]" eller pip install "loftekoll[pdf]"'
        raise LoftekollError("för PDF behövs tillägget «pdf»", hint) from error
    return typst


def _compiled(typst: "ModuleType", files: dict[str, bytes], day: str) -> bytes:
    """The PDF; today is the report's day, and nothing stands below the root or where packages are looked for."""
    closed = typst.__file__
    pdf: bytes = typst.compile(
        files,
        root=closed,
        package_path=closed,
        package_cache_path=closed,
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )
    return pdf


# --- the document as data -----------------------------------------------------------------------------------------


def _data(document: DocumentView, lost: str) -> bytes:
    """The document as JSON; the command stays as it is, since it is read by the program and not shown."""
    data = {
        **_plain(document, lost),
        "command": document.command,
        "keywords": [document.command] if document.command else [],
        "has_lost": bool(lost),
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", errors="replace")


def _plain(value: object, lost: str) -> Any:
    """The value as JSON has it, every text as it is shown; of a chart only its words and its picture.

    A fact has its text in pieces too, since what is shown of an address is not always where it leads.
    """
    if isinstance(value, ChartView):
        words = {
            name: _shown(getattr(value, name), lost) for name in ("anchor", "kind", "title", "description", "legend")
        }
        return {**words, "svg": _without(chart_svg(value), lost)}
    if isinstance(value, str):
        return _shown(value, lost)
    if not isinstance(value, tuple):
        return value
    if not hasattr(value, "_fields"):
        return [_plain(each, lost) for each in value]
    fields = {name: _plain(part, lost) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, CommitmentView):
        fields["assessment"] = _shown(value.assessment, lost)
    if isinstance(value, Fact):
        fields["pieces"] = [{"text": _shown(each.text, lost), "address": each.address} for each in pieces_of(value)]
    return fields


def _shown(text: str, lost: str) -> str:
    return _breakable(_without(text, lost))


def _without(text: str, lost: str) -> str:
    """The text with one mark for each run of signs that cannot be shown.

    What joins signs into one picture goes away: else typst shows the part that it can, and says nothing of the rest.
    """
    text = _JOINING.sub("", text).translate(dict.fromkeys(map(ord, lost), _LOST))
    return re.sub(f"{_LOST}+", _LOST, text)


_UNBROKEN = re.compile(r"[^ /-]{41,}")
_PIECE = re.compile(r".{10}(?=.{5})")


def _breakable(text: str) -> str:
    """The text with places where a line may end in what is longer than words are and has none: signs without blanks."""
    return _UNBROKEN.sub(lambda match: _PIECE.sub(rf"\g<0>{_BREAK}", match[0]), text)


# --- templates ----------------------------------------------------------------------------------------------------

_NAMED = re.compile(r'"([^"\\/:\s][^"\\/:\n]*\.(?:typ|svg))"')
_OUTWARD = re.compile(
    r"""(?<![\w-])(?:
        (?P<taken>import|include)(?![\w-])(?!\s*"[^"\\/:@]+\.typ")
        | (?P<run>eval|std)(?![\w-])
    )""",
    re.VERBOSE,
)


def _templates(source: Source, template: str) -> dict[str, bytes]:
    """The template as the main file, and all files that it and they name; packages are never fetched."""
    if not template.endswith(".typ"):
        raise LoftekollError(f"mallen «{template}» är inte en mall för PDF", "välj en som slutar på .typ")
    text = source(template)
    if text is None:
        raise LoftekollError(f"mallen «{template}» finns inte", "lägg den i mappen «templates»")
    found = {template: text}
    waiting = [template]
    while waiting:
        name = waiting.pop()
        _refuse_outward(found[name], name)
        for other in _named_in(found[name]):
            if other not in found and (part := source(other)) is not None:
                found[other] = part
                waiting += [other] if other.endswith(".typ") else []
    main = found.pop(template)
    return {**{name: part.encode("utf-8") for name, part in found.items()}, _MAIN: main.encode("utf-8")}


def _named_in(text: str) -> Iterator[str]:
    return (match[1] for match in _NAMED.finditer(text))


def _refuse_outward(text: str, name: str) -> None:
    """Refuse what could fetch packages; names that are put together at run time cannot be looked through."""
    if match := _OUTWARD.search(text):
        where = f"{name}, rad {text.count(chr(10), 0, match.start()) + 1}"
        word = match["taken"] or match["run"]
        hint = "skriv namnet på en fil i mappen «templates» direkt efter ordet" if match["taken"] else "ta bort ordet"
        raise LoftekollError(f"mallen gör något som inte är tillåtet: «{word}» ({where})", hint)


# --- what typst has to say ----------------------------------------------------------------------------------------


class _Fault(NamedTuple):
    pattern: re.Pattern[str]
    message: str
    hint: str


_STANDARD_HINT = "jämför med standardmallen"
_FAULTS = (
    _Fault(
        re.compile(r"alt text"), "mallen har en bild utan beskrivning", 'beskriv bilden i ord: image(…, alt: "…")'
    ),
    _Fault(
        re.compile(r"heading level|first heading"),
        "mallen hoppar över en rubriknivå", "ge rubrikerna nivåer utan hål: 1, 2, 3",
    ),
    _Fault(
        re.compile(r"^PDF/"), "mallen ger en PDF som inte alla kan läsa", f"{_STANDARD_HINT}: titel, datum och rubriker"
    ),
    _Fault(
        re.compile(r"file|package|project root"),
        "mallen hämtar något som inte finns i mappen «templates»", "lägg filen där, eller ta bort raden",
    ),
    _Fault(
        re.compile(r"^unknown |does not (contain|exist)|no default value"),
        "mallen använder något som inte finns", _STANDARD_HINT,
    ),
    _Fault(
        re.compile(r"^(unclosed |unexpected |expected (?!.*found))"),
        "mallen går inte att läsa", "rätta mallens klamrar och ord",
    ),
    _Fault(re.compile(""), "mallen går inte att använda", _STANDARD_HINT),
)  # fmt: skip
_PLACE = re.compile(r"┌─ (?:.*[/\\])?([^/\\]+?):(\d+):\d+$", re.MULTILINE)
_NOT_SHOWN = re.compile(r'the (?:text|PDF contains the codepoint) `?"((?:[^"\\]|\\.)+)"`?')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def _template_fault(error: Any, template: str) -> LoftekollError:
    """What a template did that does not work, with the template and the line; our words, as typst's are English."""
    fault = next(each for each in _FAULTS if each.pattern.search(error.message))
    place = _PLACE.search(error.diagnostic)
    name, line = (place[1], int(place[2])) if place else (template, 1)
    if name == _MAIN:
        name, line = template, max(1, line - 1)  # the prelude is the first line
    return LoftekollError(f"{fault.message} ({name}, rad {line})", fault.hint)


def _not_shown(diagnostic: str, known: str) -> str:
    """The signs that typst says that its fonts lack or that the standards forbid, sorted, without those known already.

    Marks that are set on other signs come last, when nothing else explains it: they may stand well elsewhere.
    """
    named = "".join(_ESCAPED.sub(_unescaped, match[1]) for match in _NOT_SHOWN.finditer(diagnostic))
    found = sorted(sign for sign in {*named} - {*known, _LOST} if sign >= _ALWAYS_SHOWN)
    return "".join([sign for sign in found if not category(sign).startswith("M")] or found)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _LETTERS.get(match[2], match[2])
