"""The standard streams: what they can show, messages to people, and questions to them.

Results go to stdout; everything in here that writes goes to stderr.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from loftekoll.errors import LoftekollError

_RED, _BLUE = "31;1", "34;1"
_UNPRINTABLE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Control signs, signs that turn the direction of writing, and halves of surrogate pairs; tab and newline may stay."""
_QUOTED_LENGTH = 60


def prepare_streams() -> None:
    """Make stdout and stderr able to take any sign; called once, before anything is written.

    A pipe or a file gets UTF-8, also where the system would choose cp1252 (Windows). A terminal keeps its encoding and
    shows `?` for a sign that it lacks. How lines end is left alone.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if is_terminal(stream):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sees the stream directly; false for a closed stream and for none at all (pythonw)."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def use_color(stream: TextIO) -> bool:
    """Whether to colour what is written to the stream.

    NO_COLOR decides first, then FORCE_COLOR, then TERM=dumb, then whether it is a terminal. GITHUB_ACTIONS means
    nothing here.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return os.environ.get("TERM") != "dumb" and is_terminal(stream)


def width() -> int:
    """Columns to write in: COLUMNS, else the terminal's width, else 80."""
    return shutil.get_terminal_size((80, 24)).columns


def can_encode(stream: TextIO, text: str) -> bool:
    """Whether the stream's encoding has every sign of the text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def sign_for(sign: str, ascii_sign: str, stream: TextIO | None = None) -> str:
    """The sign, or its ASCII twin where the stream (stdout unless given) cannot encode it."""
    return sign if can_encode(stream or sys.stdout, sign) else ascii_sign


def harmless(text: str) -> str:
    """The text without signs that could steer a terminal; file contents and arguments may hold them."""
    return re.sub(_UNPRINTABLE, "\N{REPLACEMENT CHARACTER}", text)


def quoted(word: object) -> str:
    """The user's own word in «», on one line and cut at 60 signs.

    >>> quoted("statsu")
    '«statsu»'
    """
    text = " ".join(harmless(str(word)).split())
    return f"«{text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + '…'}»"


def note(text: str) -> None:
    """Write a message line to stderr."""
    sys.stderr.write(f"{harmless(text)}\n")
    sys.stderr.flush()


def print_error(error: LoftekollError) -> None:
    """Write `fel: …`, and `tips: …` if there is a hint, to stderr."""
    sys.stderr.write(f"{_painted('fel', _RED)}: {harmless(error.message)}\n")
    if error.hint:
        sys.stderr.write(f"{_painted('tips', _BLUE)}: {harmless(error.hint)}\n")
    sys.stderr.flush()


def _painted(word: str, code: str) -> str:
    """The word in a colour, if stderr takes colours."""
    return f"\x1b[{code}m{word}\x1b[0m" if use_color(sys.stderr) and _reads_ansi() else word


def _reads_ansi() -> bool:
    """Whether colour codes are understood; the old Windows console prints them as text."""
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))


def rich_console(stream: TextIO | None = None, columns: int | None = None) -> Console:
    """A rich console on the stream (stdout unless given) that takes text literally and colours as `use_color` says.

    Markup, emoji codes and highlighting are off. A closed pipe is raised to the caller, where rich would exit with 1.
    """
    from rich.console import Console

    class PlainConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    target = stream or sys.stdout
    colored = use_color(target)
    return PlainConsole(
        file=target,
        force_terminal=colored,
        color_system="auto" if colored else None,
        no_color=not colored,
        width=columns or width(),
        highlight=False,
        markup=False,
        emoji=False,
    )


def ask(text: str, default: str | None = None) -> str:
    """What the person answers, without blanks around it; Enter takes the default, if there is one.

    Raises:
        typer.Abort: at Ctrl-C (which is then its cause) and at end of input; so do `choose` and `confirm`.
    """
    prompt = f"{text} [{default}]: " if default else f"{text}: "
    while True:
        answer = _answer(prompt)
        if answer:
            return answer
        if default is not None:
            return default
        note("Skriv ett svar, eller tryck Ctrl-C för att avbryta.")


def choose(title: str, rows: Sequence[str], default: int | None = None) -> int:
    """The index, from 0, of the row that the person chooses; people see the rows numbered from 1."""
    note(title)
    for number, row in enumerate(rows, start=1):
        note(f"{number:>{len(str(len(rows)))}}  {row}")
    while True:
        answer = ask("Skriv numret", None if default is None else str(default + 1))
        if answer.isdecimal() and 1 <= int(answer) <= len(rows):
            return int(answer) - 1
        note(f"Skriv ett nummer från 1 till {len(rows)}.")


def confirm(text: str, default: bool | None = None) -> bool:
    """Whether the person answers j or ja (true) or n or nej (false), in any case; Enter takes the default."""
    marks = {None: "j/n", True: "J/n", False: "j/N"}[default]
    while True:
        answer = _answer(f"{text} [{marks}]: ").lower()
        if answer in ("j", "ja"):
            return True
        if answer in ("n", "nej"):
            return False
        if not answer and default is not None:
            return default
        note("Svara j för ja eller n för nej.")


def _answer(prompt: str) -> str:
    """One line from stdin, without blanks around it; the prompt goes to stderr, so that stdout holds results only."""
    from typer import Abort

    sys.stderr.write(harmless(prompt))
    sys.stderr.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt as error:
        note("")
        raise Abort from error
    if not line:
        note("")
        raise Abort
    return line.strip()
