"""`rapport --kontrollera`: whether a report still says what the files say."""

import html
import re
import zipfile
import zlib
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from loftekoll.cli.console import harmless, quoted
from loftekoll.cli.report_request import as_word, command_text, is_safe_to_run, request_from
from loftekoll.cli.reporting import report_bytes, subject_of
from loftekoll.errors import LoftekollError
from loftekoll.personal_data import masked, masked_path
from loftekoll.store.workspace import is_folder, shown

_LARGEST = 100_000_000
_EXCERPT = 70
_LONGEST_START = 10_000
_PAGE_START = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta)\b", re.IGNORECASE | re.DOTALL)
"""How a page begins, also one by a template that leaves things out."""
_COMMENT = re.compile(r"^<!-- (loftekoll rapport .*) -->\r?$", re.MULTILINE)
_PDF_KEYWORDS = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>")
_WORD_KEYWORDS = re.compile(r"<cp:keywords>([^<]*)</cp:keywords>")


class KeptReport(NamedTuple):
    """A report from a file: its bytes, the form that they are in, and the command that made it."""

    data: bytes
    form: str
    command: str


def kept_report(path: Path) -> KeptReport:
    """The report in the file; `LoftekollError` when it cannot be read, or does not say what made it."""
    data = _bytes_of(path)
    form = _form_of(data)
    command = _command_in(data, form)
    if not command:
        hint = "bara rapporter från «loftekoll rapport» går att kontrollera; gör om den med det"
        raise LoftekollError(f"i {quoted(shown(path))} står inte vilket kommando som gjorde den", hint)
    return KeptReport(data, form, command)


def report_differences(path: Path, workspace: Path) -> list[str]:
    """What to tell when the report no longer says what the files say: the first difference; nothing when it does.

    The version in git is the one that the report names: a report that is committed with its log, or squashed with it,
    is no other report. The line ends of a text are as git has them here. Raises `LoftekollError` when the file is no
    report, or when the report cannot be made now.
    """
    kept = kept_report(path)
    request = request_from(kept.command)
    subject = subject_of(workspace, request)
    made = report_bytes(workspace, subject, kept.form, request.version)
    before = kept.data if kept.form in {"docx", "pdf"} else kept.data.replace(b"\r\n", b"\n")
    if before == made:
        return []
    file = harmless(masked_path(shown(path)))
    again = f"{command_text(subject.request._replace(version=''))} --ut {as_word(file)}"
    hint = f"gör om den: {again}" if is_safe_to_run(again) else "gör om den med «loftekoll rapport»"
    return [*_difference(file, kept.form, before, made), f"tips: {hint}"]


# --- reading ------------------------------------------------------------------------------------------------------


def _bytes_of(path: Path) -> bytes:
    name = quoted(shown(path))
    if is_folder(path):
        raise LoftekollError(f"{name} är en mapp", "ange en rapport")
    if path.exists() and not path.is_file():  # a pipe or a device has no end, or none yet
        raise LoftekollError(f"{name} är ingen vanlig fil", "ange en rapport")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise LoftekollError(f"{name} finns inte", "kontrollera sökvägen") from error
    except OSError as error:
        raise LoftekollError(f"{name} går inte att läsa", "kontrollera rättigheterna för filen") from error
    if len(data) > _LARGEST:
        raise LoftekollError(f"{name} är för stor för att vara en rapport", "ange en rapport")
    return data


def _form_of(data: bytes) -> str:
    """The form by how the file begins."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    return "html" if _PAGE_START.match(data[:_LONGEST_START]) else "md"


def _command_in(data: bytes, form: str) -> str:
    """The command that the report carries; empty when there is none."""
    match form:
        case "pdf":
            found = _PDF_KEYWORDS.findall(data)
            return html.unescape(found[-1].decode("utf-8", errors="replace")) if found else ""
        case "docx":
            return (
                html.unescape(match[1]) if (match := _WORD_KEYWORDS.search(_member(data, "docProps/core.xml"))) else ""
            )
        case "html":
            from loftekoll.render.report import command_in_page

            return command_in_page(data.decode("utf-8", errors="replace"))
        case _:
            texts = _COMMENT.findall(data.decode("utf-8", errors="replace"))
            return html.unescape(texts[-1]) if texts else ""


def _member(data: bytes, name: str) -> str:
    """The text of a part of a Word file; empty when there is none that can be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(_LARGEST).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return ""


# --- telling ------------------------------------------------------------------------------------------------------


def _difference(file: str, form: str, before: bytes, made: bytes) -> list[str]:
    if form == "pdf":
        return [f"{file}: stämmer inte med filerna"]
    place, then, now = _first_difference(_lines(before, form), _lines(made, form))
    if form == "docx":
        if not place:
            return [f"{file}: är inte den fil som programmet gjorde, men texten är densamma"]
        return [f"{file}: stämmer inte med filerna, stycke {place}", *_both(then, now)]
    return [f"{file}:{place}: stämmer inte med filerna", *_both(then, now)]


def _lines(data: bytes, form: str) -> list[str]:
    """The lines of a text, the paragraphs of a Word file."""
    if form != "docx":
        return data.decode("utf-8", errors="replace").split("\n")
    paragraphs = _member(data, "word/document.xml").split("</w:p>")
    return [html.unescape(re.sub(r"<[^>]*>", "", each)) for each in paragraphs]


def _first_difference(before: list[str], now: list[str]) -> tuple[int, str | None, str | None]:
    """The number of the first line that differs, from 1, and both lines; 0 when none does."""
    pairs = enumerate(zip_longest(before, now), start=1)
    return next(((n, old, new) for n, (old, new) in pairs if old != new), (0, None, None))


def _both(before: str | None, now: str | None) -> list[str]:
    """The two lines about where they part, without personal data."""
    same = next((n for n, (a, b) in enumerate(zip(before or "", now or "", strict=False)) if a != b), 0)
    start = max(0, same - _EXCERPT // 3)
    return [f"  i rapporten: {_excerpt(before, start)}", f"  av filerna:  {_excerpt(now, start)}"]


def _excerpt(line: str | None, start: int) -> str:
    if line is None:
        return "(inget mer)"
    text = masked(harmless(line))[start:]
    return f"{'…' if start else ''}{text[:_EXCERPT]}{'…' if len(text) > _EXCERPT else ''}" or "(tom rad)"
