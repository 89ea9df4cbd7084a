"""How the shells ask what may come next, and how they want it told.

A script of ours (`data/loftekoll.bash` …) runs the program with `_LOFTEKOLL_COMPLETE=complete_bash` and, in
`_LOFTEKOLL_ORD`, the words up to the cursor as they are written there, each ended by a line feed; the last is the one
that is being written, and may be empty. The answer is a line for each candidate, in the shells that have room for it
with a fact after a tab. No line means that the shell may propose files.

typer's own scripts are not used: zsh would run as code what stands in a folder's name, PowerShell on Windows would
read our UTF-8 as another code page, and bash would split «Upplands Väsby» in two.
"""

from __future__ import annotations

import os
import pkgutil
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from loftekoll.cli.completion import Candidate, candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer._click.core import Command

WORDS = "_LOFTEKOLL_ORD"


class Shell(NamedTuple):
    """A shell: the ending of its script's name, how it writes a word, and how a line of an answer is made.

    `quoted` takes a word and how the person has begun to write it. `is_strict` is whether it drops a candidate that
    does not begin as what is typed.
    """

    ending: str
    unquoted: Callable[[str], str]
    quoted: Callable[[str, str], str]
    has_facts: bool = True
    is_strict: bool = False


def script(shell: str) -> str:
    """The script that teaches the shell to complete; ASCII, so that no code page spoils it."""
    data = pkgutil.get_data("loftekoll", f"data/loftekoll.{SHELLS[shell].ending}")
    return (data or b"").decode("ascii").replace("\r\n", "\n")


def answer(program: Command, instruction: str) -> int:
    """Write to stdout what the shell asks for (`complete_bash`, `source_bash`), and return the exit code 0.

    Whatever is wrong, a person in the middle of a line sees nothing of it: no message, no traceback.
    """
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # options such as --version write at once
            lines = _lines(program, instruction)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    except BaseException:  # noqa: BLE001 - what is broken is told when the command is run
        return 0
    return 0


def _lines(program: Command, instruction: str) -> list[str]:
    act, _, name = instruction.partition("_")
    if name not in SHELLS or act not in ("complete", "source"):
        return []
    if act == "source":
        return script(name).splitlines()
    shell = SHELLS[name]
    raw = _whole_options(os.environ[WORDS].split("\n")[:-1])
    *words, typed = [normalize("NFC", shell.unquoted(word)) for word in raw.words[1:]]
    found = _spelt(candidates(program, words, typed), typed, is_strict=shell.is_strict)
    return [_line(shell, each, raw) for each in found]


class _Raw(NamedTuple):
    """The words as they are written; `cut` is what the shell takes for a word of its own before the last one."""

    words: list[str]
    cut: str


def _whole_options(words: Sequence[str]) -> _Raw:
    """The words with `--period`, `=`, `2019` put together, which bash takes for three."""
    whole: list[str] = []
    cut = ""
    for word in words:
        previous = whole[-1] if whole else ""
        if word == "=" and re.fullmatch(r"--?[^=]+", previous):
            whole[-1] = cut = f"{previous}="
        elif cut and previous == cut:
            whole[-1] += word
        else:
            whole.append(word)
            cut = ""
    return _Raw(whole, cut)


def _spelt(found: Sequence[Candidate], typed: str, *, is_strict: bool) -> list[Candidate]:
    """The candidates in the spelling that the shell can go on from.

    One that is strict wants them to begin as what is typed. The others put what all have in common in the place of what
    is typed, which must not make it shorter: `hab` must not become `H` for the sake of Habo and Håbo.
    """
    if is_strict:
        return [each if _begins(each.value, typed) else each._replace(value=each.plain) for each in found]
    if len({each.value[: len(typed)] for each in found}) > 1:
        return [each._replace(value=each.plain) for each in found]
    return list(found)


def _begins(value: str, typed: str) -> bool:
    return value.lower().startswith(typed.lower())


def _line(shell: Shell, candidate: Candidate, raw: _Raw) -> str:
    value = shell.quoted(candidate.value.removeprefix(raw.cut), raw.words[-1].removeprefix(raw.cut))
    return f"{value}\t{candidate.fact}" if shell.has_facts else value


# --- how they write words -----------------------------------------------------------------------------------------


def _without_posix_quotes(word: str) -> str:
    r"""What bash, zsh and fish read the word as; one with an open quotation mark as far as it is written.

    >>> _without_posix_quotes("Upplands\\ V"), _without_posix_quotes('"Upplands V')
    ('Upplands V', 'Upplands V')
    """
    lexer = shlex.shlex(word, posix=True, punctuation_chars="")
    lexer.whitespace_split, lexer.whitespace, lexer.commenters = True, "", ""
    try:
        return lexer.get_token() or ""
    except ValueError:  # the quotation mark or the backslash at the end is open
        return lexer.token


def _without_powershell_quotes(word: str) -> str:
    """What PowerShell reads the word as.

    >>> _without_powershell_quotes("'Upplands V'"), _without_powershell_quotes("Upplands` V")
    ('Upplands V', 'Upplands V')
    """
    option, mark, value = re.fullmatch(r"""(-[^'"]*=)?(['"]?)(.*)""", word, re.DOTALL).groups(default="")  # type: ignore[union-attr]
    if mark:
        return option + value.removesuffix(mark).replace(mark * 2, mark)
    return option + re.sub("`(.)", r"\1", value)


def _in_bash(value: str, begun: str) -> str:
    """The value as it is put in the place of what is begun: bash itself closes a quotation mark that is open."""
    if begun.startswith("'"):
        return value.replace("'", r"'\''")
    if begun.startswith('"'):
        return re.sub(r'(["$`\\])', r"\\\1", value)
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", value)


_SINGLE_QUOTES = "'‘’‚‛"
"""All that PowerShell takes for the mark."""


def _in_powershell(value: str, _: str) -> str:
    option, value = re.fullmatch(r"(--[^=]+=)?(.*)", value, re.DOTALL).groups(default="")  # type: ignore[union-attr]
    if re.fullmatch(r"[\w./-]+", value):
        return option + value
    doubled = re.sub(f"([{_SINGLE_QUOTES}])", r"\1\1", value)
    return f"{option}'{doubled}'"


def _as_it_is(value: str, _: str) -> str:
    """Shells that quote what they insert."""
    return value


_POWERSHELL = Shell("ps1", _without_powershell_quotes, _in_powershell)
SHELLS = {
    "powershell": _POWERSHELL,
    "pwsh": _POWERSHELL,
    "bash": Shell("bash", _without_posix_quotes, _in_bash, has_facts=False),
    "zsh": Shell("zsh", _without_posix_quotes, _as_it_is),
    "fish": Shell("fish", _without_posix_quotes, _as_it_is, is_strict=True),
}
"""The shells that can be taught, by the names that people give them."""
