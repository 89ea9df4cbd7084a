"""The standard streams: what they can show, messages to people, and questions to them.

Results go to stdout; everything in here that writes goes to stderr.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, TextIO

from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

_COLORS = {
    "fel": "31;1", "varning": "33;1", "upplysning": "36;1", "plats": "1", "kod": "1", "markör": "31;1", "tips": "34;1",
}  # fmt: skip
"""ANSI codes for the roles of a message's parts; the word always says the same as the colour."""
_UNPRINTABLE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Control signs, signs that turn the direction of writing, and halves of surrogate pairs; tab and newline may stay."""
_QUOTED_LENGTH = 60


def prepare_streams() -> None:
    """Make stdout and stderr able to take any sign; called once, before anything is written.

    A pipe or a file gets UTF-8, also where the system would choose cp1252 (Windows). A terminal keeps its encoding and
    shows `?` for a sign that it lacks. How lines end is left alone. What a keyboard sends in another encoding than the
    terminal's is kept as halves of surrogate pairs, which `ask` refuses.
    """
    if isinstance(sys.stdin, io.TextIOWrapper) and is_terminal(sys.stdin):
        sys.stdin.reconfigure(errors="surrogateescape")
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
    return os.environ.get("TERM") != "dumb" and is_terminal(stream) and _reads_ansi()


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
    """Write `fel: …`, and `tips: …` if there is a hint, to stderr; what was typed may hold personal data."""
    from loftekoll.personal_data import masked

    paint = painted if use_color(sys.stderr) else _plain
    sys.stderr.write(f"{paint('fel', 'fel')}: {masked(harmless(error.message))}\n")
    if error.hint:
        sys.stderr.write(f"{paint('tips', 'tips')}: {masked(harmless(error.hint))}\n")
    sys.stderr.flush()


def write_wrapped(text: str) -> None:
    """Write a line to stdout; on a terminal that is too narrow for it, broken between words and indented."""
    if is_terminal(sys.stdout) and len(text) > width():
        from textwrap import fill

        text = fill(text, width(), subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    sys.stdout.write(f"{harmless(text)}\n")


def painted(role: str, text: str) -> str:
    """The text in the colour of its role, one of `_COLORS`."""
    return f"\x1b[{_COLORS[role]}m{text}\x1b[0m"


def _plain(_: str, text: str) -> str:
    return text


def _reads_ansi() -> bool:
    """Whether colour codes are understood; the old Windows console prints them as text."""
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))


@cache
def _rich_console(stream: TextIO) -> Console:
    from rich.console import Console

    class PlainConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to `run`; rich itself would exit with 1."""
            raise BrokenPipeError

    return PlainConsole(file=stream, force_terminal=True, highlight=False, markup=False, emoji=False)


def write_colored(pieces: Sequence[tuple[str, str]]) -> None:
    """Write one line of texts in rich's styles to stdout, as it is: neither wrapped nor read as markup."""
    from rich.text import Text

    line = Text.assemble(*pieces)
    line.rstrip()
    _rich_console(sys.stdout).print(line, soft_wrap=True)


def ask(text: str, default: str | None = None, check: Callable[[str], object] | None = None) -> str:
    """What the person answers, without blanks around it; Enter takes the default, if there is one.

    An answer that `check` raises a `LoftekollError` for is told why, and asked for again.

    Raises:
        typer.Abort: at Ctrl-C (which is then its cause) and at end of input; so do `choose` and `confirm`.
    """
    prompt = f"{text} [{default}]: " if default else f"{text}: "
    while True:
        answer = _answer(prompt) or default
        if answer is None:
            note("Skriv ett svar, eller tryck Ctrl-C för att avbryta.")
            continue
        try:
            _refuse_half_signs(answer)
            if check is not None:
                check(answer)
        except LoftekollError as error:
            print_error(error)
        else:
            return answer


def _refuse_half_signs(answer: str) -> None:
    """Refuse what came in another encoding than the terminal's: it could not be saved."""
    if re.search("[\ud800-\udfff]", answer):
        hint = "skriv om det utan dem, eller kontrollera att terminalen använder UTF-8"
        raise LoftekollError("svaret har tecken som inte går att läsa", hint)


def choose(
    title: str,
    names: Sequence[str],
    facts: Sequence[str] | None = None,
    default: str | None = None,
    read: Callable[[str], str] | None = None,
) -> str:
    """The name that the person chooses, by its number from 1 or as it is written; people see each with its fact.

    Enter takes the default, if there is one. `read` gives the name for an answer in words, or a `LoftekollError`.
    """

    def chosen(answer: str) -> str:
        return _chosen(answer, names) if read is None or answer.isdecimal() else read(answer)

    _show_menu(title, names, facts)
    return chosen(ask(_CHOICE, default, check=chosen))


def choose_several(
    title: str, names: Sequence[str], facts: Sequence[str] | None = None, default: str | None = None
) -> list[str]:
    """The names that the person chooses, each once; as in `choose`, with blanks or commas between, which none has."""

    def chosen(answer: str) -> list[str]:
        return list(dict.fromkeys(_chosen(word, names) for word in answer.replace(",", " ").split()))

    _show_menu(title, names, facts)
    return chosen(ask(_CHOICE, default, check=lambda answer: chosen(answer) or _chosen(answer, names)))


_CHOICE = "Nummer eller namn"


def _show_menu(title: str, names: Sequence[str], facts: Sequence[str] | None) -> None:
    """The names with their numbers and facts, a line each; where that is too wide, each fact on a line of its own."""
    note(title)
    longest, digits = max(len(name) for name in names), len(str(len(names)))
    rows = [*zip(names, facts or [""] * len(names), strict=True)]
    is_narrow = digits + 2 + longest + 2 + max(len(fact) for _, fact in rows) > width()
    for number, (name, fact) in enumerate(rows, start=1):
        between = f"\n{'':{digits + 4}}" if is_narrow else " " * (longest - len(name) + 2)
        note(f"{number:>{digits}}  {name}{between}{fact}".rstrip())


def _chosen(answer: str, names: Sequence[str]) -> str:
    """The name that an answer stands for; `LoftekollError` with near names when there is none."""
    if answer in names:
        return answer  # also a name that is a number, such as a year
    if answer.isdecimal():
        if 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        raise LoftekollError(f"nummer {answer} finns inte", f"skriv ett nummer från 1 till {len(names)}")
    from difflib import get_close_matches

    from loftekoll.municipalities import fold

    by_fold = {fold(name): name for name in names}
    if fold(answer) in by_fold:
        return by_fold[fold(answer)]
    near = [by_fold[match] for match in get_close_matches(fold(answer), by_fold, n=2)]
    meant = f"menade du {' eller '.join(map(quoted, near))}?" if near else f"skriv ett nummer från 1 till {len(names)}"
    raise LoftekollError(f"{quoted(answer)} finns inte att välja", meant)


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


@contextmanager
def aborted(as_: str) -> Iterator[None]:
    """Ctrl-C and end of input at a question within are told as this, in place of «inget sparades»."""
    from typer import Abort

    try:
        yield
    except Abort as abort:
        raise Abort(as_) from abort.__cause__


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
