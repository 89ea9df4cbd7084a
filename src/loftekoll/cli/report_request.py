"""What a report is about, and the command that makes it again: written in every report, read by `--kontrollera`."""

import re
import shlex
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import find_municipality
from loftekoll.period import FIRST_YEAR, LAST_YEAR, CalendarError, day_from
from loftekoll.render.view import Variant
from loftekoll.store.git import UNSAVED

_START = ("loftekoll", "rapport")
LONGEST = 30_000
"""Signs; a text of 5,000 can be five times as long between quotes."""
_VERSION = re.compile(r"[0-9a-f]{4,64}\+?|\+")
_PLAIN = re.compile(r"[\w .,:;/+&()=–-]+")
_DOUBLE_QUOTED = re.compile(rf'"{_PLAIN.pattern}"')
_SINGLE_QUOTED = re.compile(r"'[^'‘’‚‛\r\n&|<>^%]*'")
"""Single quotes are none to cmd.exe, which heeds the last of these signs."""
_QUOTES = re.compile("[\"'‘’‚‛“”„\r\n]")
"""PowerShell takes curly quotes for straight ones."""


class ReportRequest(NamedTuple):
    """A report of one municipality (its slug) or of a police district, as of a day; empty is what is not asked for.

    `period` is the name of a promise file without its ending, `template` the file name of a template, and `version`
    what git calls the files (`3f2a1b9c0d`; with `+` when they differ from that). The same request on the same files
    gives the same bytes.
    """

    day: date
    municipality: str = ""
    district: str = ""
    period: str = ""
    year: int | None = None
    variant: Variant = Variant.ALL
    template: str = ""
    version: str = ""


def command_text(request: ReportRequest) -> str:
    """The command that makes the report again, as a person can type it."""
    variant = "" if request.variant is Variant.ALL else request.variant.value
    options = (
        ("--lokalpolisområde", request.district),
        ("--period", request.period),
        ("--år", "" if request.year is None else str(request.year)),
        ("--per", str(request.day)),
        ("--för", variant),
        ("--mall", request.template),
        ("--gitversion", request.version),
    )
    named = [request.municipality] if request.municipality else []
    words = [*_START, *named, *(word for name, value in options if value for word in (name, as_word(value)))]
    return " ".join(words)


def as_word(value: str) -> str:
    """The value in quotes where a command line would split it or read it otherwise.

    Double quotes, which every shell has, hold nothing that one of them runs; all else stands in single quotes.
    """
    if re.fullmatch(r"[\w.,:/+–-]+", value):
        return value
    if _PLAIN.fullmatch(value):
        return f'"{value}"'
    return shlex.quote(value) if "'" in value else f"'{value}'"


def is_safe_to_run(command: str) -> bool:
    """Whether no shell runs anything else: a quote inside quotes is written in a way of its own in each.

    >>> is_safe_to_run("loftekoll rapport '$(a)'"), is_safe_to_run("loftekoll rapport 'a & b'")
    (True, False)
    """
    return not _QUOTES.search(_SINGLE_QUOTED.sub("", _DOUBLE_QUOTED.sub("", command)))


def request_from(command: str) -> ReportRequest:
    """The request that a command from a report makes; it is data, so only what a report can hold is understood.

    Raises `LoftekollError` for anything else.
    """
    try:
        words = shlex.split(command) if len(command) <= LONGEST else []
        return _request(words)
    except (ValueError, CalendarError) as error:
        hint = "gör om rapporten med «loftekoll rapport»"
        raise LoftekollError("kommandot i filen går inte att läsa", hint) from error


def _request(words: list[str]) -> ReportRequest:
    """The request of these words; `ValueError` or `CalendarError` when they are not such a command."""
    if tuple(words[:2]) != _START:
        raise ValueError(words)
    rest = words[2:]
    fields: dict[str, Any] = {}
    if len(rest) % 2:
        fields["municipality"] = _slug(rest.pop(0))
    for name, value in zip(rest[::2], rest[1::2], strict=True):
        field, read = _OPTIONS.get(name, ("", str))
        if not field or field in fields or not value:
            raise ValueError(name)
        fields[field] = read(value)
    if "day" not in fields or ("municipality" in fields) == ("district" in fields):
        raise ValueError(words)
    return ReportRequest(**fields)


def _slug(text: str) -> str:
    found = find_municipality(text)
    if found is None:
        raise ValueError(text)
    return found.slug


def _year(text: str) -> int:
    if re.fullmatch("[0-9]{4}", text) is None or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError(text)
    return int(text)


def _version(text: str) -> str:
    if _VERSION.fullmatch(text) is None:
        raise ValueError(text)
    return text


_OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "--lokalpolisområde": ("district", str),
    "--period": ("period", str),
    "--år": ("year", _year),
    "--per": ("day", day_from),
    "--för": ("variant", Variant),
    "--mall": ("template", str),
    "--gitversion": ("version", _version),
}


# --- versions -----------------------------------------------------------------------------------------------------


def version_asked(text: str | None) -> str | None:
    """The version that was typed; `LoftekollError` when git has no such names."""
    if text is not None and _VERSION.fullmatch(text) is None:
        raise LoftekollError("--gitversion är inget namn på en version", "skriv till exempel 3f2a1b9c0d")
    return text


def version_of(commit: str) -> str:
    """What `last_commit` tells, as one word: `3f2a1b9c0d`, with `+` when files differ from it.

    >>> version_of("3f2a1b9c0d, med ändringar som inte är sparade i git")
    '3f2a1b9c0d+'
    """
    return f"{commit.removesuffix(UNSAVED).removesuffix(', med ')}{'+' if commit.endswith(UNSAVED) else ''}"


def version_text(version: str) -> str:
    """The version as a report names it.

    >>> version_text("3f2a1b9c0d+")
    '3f2a1b9c0d, med ändringar som inte är sparade i git'
    """
    name = version.removesuffix("+")
    if name == version:
        return name
    return f"{name}, med {UNSAVED}" if name else UNSAVED
