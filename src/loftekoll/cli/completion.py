"""What may come next on a command line that is being typed: commands, options, municipalities, commitments.

Nothing here is slow for a large workspace: folders are listed, and only promise files of one municipality are read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from typer._click.core import ParameterSource
from typer._click.shell_completion import _is_incomplete_argument, _resolve_context
from typer.core import TyperArgument, TyperGroup, TyperOption

from loftekoll.cli.swedish import DEBUG_OPTION, PROGRAM, argument_name, choice_names, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from typer._click.core import Command, Context, Parameter

    from loftekoll.model import Promise
    from loftekoll.municipalities import Municipality
    from loftekoll.store.workspace import PromiseFiles

_MOST_MARKS = 30
_FACT_LENGTH = 70
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Candidate(NamedTuple):
    """A word that may stand there, and what shells that have room show beside it.

    `plain` is another way to write it that means the same: without å ä ö, unless said otherwise.
    """

    value: str
    fact: str = ""
    plain: str = ""

    @property
    def spelt_plainly(self) -> str:
        """The word for keyboards without å ä ö."""
        return self.plain or fold(self.value)


def candidates(program: Command, words: Sequence[str], typed: str) -> list[Candidate]:
    """What the word that begins so may become after the words before it; none where files or free text belong.

    The words are those after the program's name. Capitals, rings, dots and accents of what is typed do not matter. Of
    `--period=20` the whole word is given back.
    """
    words = list(words)
    start = ""
    if typed.startswith("-") and "=" in typed and "--" not in words:
        name, _, typed = typed.partition("=")
        start = f"{name}="
        words.append(name)
    found = [each for each in _offered(program, words, typed) if not _ODD.search(each.value)]
    return [
        Candidate(f"{start}{each.value}", _on_one_line(each.fact), f"{start}{each.spelt_plainly}")
        for each in _beginning(found, typed)
    ]


def _beginning(found: Sequence[Candidate], typed: str) -> list[Candidate]:
    """Those that begin as what is typed; å ä ö that are typed are meant, but a letter without may stand for them."""
    begun = fold(typed)
    fitting = [each for each in found if fold(each.value).startswith(begun) or each.plain.startswith(begun)]
    exact = [each for each in fitting if each.value.lower().startswith(typed.lower())]
    return exact if exact and begun != typed.lower() else fitting


def _offered(program: Command, words: list[str], typed: str) -> Iterable[Candidate]:
    """All that may stand there, whatever is typed of it."""
    is_text = "--" in words
    if words and words[-1].startswith("-") and not is_text:
        ctx = _resolve_context(program, {}, PROGRAM, words[:-1])  # an option without its value ends the parsing
        if option := _waiting_option(ctx.command.get_params(ctx), words[-1]):
            return _values(ctx, option)
    ctx = _resolve_context(program, {}, PROGRAM, words)
    params = ctx.command.get_params(ctx)
    if typed.startswith("-") and not is_text:
        return _options(ctx, params)
    argument = next((param for param in params if _is_incomplete_argument(ctx, param)), None)
    if argument is not None:
        return _values(ctx, argument)
    return _commands(ctx.command) if isinstance(ctx.command, TyperGroup) else ()


def _waiting_option(params: Iterable[Parameter], word: str) -> TyperOption | None:
    """The option that the word names, however it is written, if it takes a value."""
    for param in params:
        if (
            isinstance(param, TyperOption)
            and not (param.is_flag or param.count)
            and fold(word) in map(fold, param.opts)
        ):
            return param
    return None


def _commands(group: TyperGroup) -> Iterator[Candidate]:
    for name, command in group.commands.items():
        if not command.hidden:
            yield Candidate(name, command.get_short_help_str(_FACT_LENGTH))


def _options(ctx: Context, params: Iterable[Parameter]) -> Iterator[Candidate]:
    """The options that are not given yet, or that may be given again; of help the Swedish name."""
    for param in params:
        is_given = ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
        if isinstance(param, TyperOption) and not param.hidden and (param.multiple or not is_given):
            names = [name for name in (*param.opts, *param.secondary_opts) if name.startswith("--")]
            yield from (Candidate(name, param.help or "") for name in names if name != "--help")
    yield Candidate(DEBUG_OPTION, "Visa tekniska uppgifter när programmet går sönder.")


# --- values -------------------------------------------------------------------------------------------------------


class _Line(NamedTuple):
    """What is typed already, by what the help calls it (`KOMMUN`), and the workspace that is asked for, if any."""

    values: Mapping[str, Any]
    katalog: str | None

    def text(self, name: str) -> str | None:
        """The one value of that name, if it is typed."""
        value = self.values.get(name)
        return value if isinstance(value, str) and value else None

    def texts(self, name: str) -> list[str]:
        """All values of that name that are typed."""
        value = self.values.get(name) or []
        return [value] if isinstance(value, str) else list(value)


def _values(ctx: Context, param: Parameter) -> Iterable[Candidate]:
    """What the value of an argument or option may be, by what the help calls it."""
    if not isinstance(param, TyperArgument | TyperOption):
        return ()
    if choices := choice_names(param.type_descriptor):
        return map(Candidate, choices)
    source = _SOURCES.get(_called(param))
    if source is None:
        return ()
    typed = {_called(each): value for each in ctx.command.params if (value := ctx.params.get(each.name))}
    return source(
        _Line(typed, next((ctx.params.get(each.name) for each in ctx.command.params if "--katalog" in each.opts), None))
    )


def _called(param: Parameter) -> str:
    """What the help calls the value of the parameter: `KOMMUN`, `LÖFTE`, `DATUM`."""
    if isinstance(param, TyperOption):
        return param.metavar or param.name.upper()
    return argument_name(param) if isinstance(param, TyperArgument) else ""


def _folder(line: _Line) -> Path:
    """The folder `promises` of the workspace that is worked in."""
    from loftekoll.store.workspace import FOLDER, find_workspace

    return find_workspace(Path.cwd(), line.katalog) / FOLDER


def _municipalities(line: _Line) -> Iterator[Candidate]:
    """The municipalities that have a folder of promises, in Swedish order; a folder that is none goes by its name."""
    from loftekoll.municipalities import find_municipality, swedish_order

    with os.scandir(_folder(line)) as entries:
        slugs = [each.name for each in entries if not each.name.startswith(".") and each.is_dir()]
    found = [find_municipality(slug) for slug in slugs]
    names = [each.name if each else slug for each, slug in zip(found, slugs, strict=True)]
    for name in sorted(names, key=swedish_order):
        yield Candidate(name, plain=_plain_name(name))


def _plain_name(name: str) -> str:
    """The name without å ä ö where that still means the same municipality (Habo and Håbo are two), else its slug."""
    from loftekoll.municipalities import find_municipality

    municipality = find_municipality(name)
    return municipality.slug if municipality and find_municipality(fold(name)) != municipality else fold(name)


def _files(line: _Line) -> list[PromiseFiles]:
    """The promises of the municipality that is typed, without their logs; of all when none is."""
    from loftekoll.municipalities import find_municipality

    folder, typed = _folder(line), line.text("KOMMUN")
    if typed is None:
        with os.scandir(folder) as entries:
            return [files for each in entries if each.is_dir() for files in _files_in(Path(each.path))]
    municipality = find_municipality(typed)
    if municipality is None:
        return []
    return _files_in(folder / municipality.slug) or _joint_files(folder.parent, municipality)


def _files_in(folder: Path) -> list[PromiseFiles]:
    from loftekoll.store.workspace import ENDINGS, PromiseFiles

    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    except OSError:
        return []
    return [PromiseFiles(f"{folder.name}/{path.stem}", path) for path in paths if not path.name.startswith(".")]


def _joint_files(workspace: Path, municipality: Municipality) -> list[PromiseFiles]:
    """The promises that are filed under another municipality; only looked for when it has no folder of its own."""
    from loftekoll.store.workspace import find_municipality_promises

    return list(find_municipality_promises(workspace, municipality))


def _periods(line: _Line) -> Iterator[Candidate]:
    yield from map(Candidate, sorted({files.path.stem for files in _files(line)}, reverse=True))


def _promise(line: _Line) -> tuple[PromiseFiles, Promise] | None:
    """The promise that is meant: of the period that is typed, else the one that covers today, else the newest."""
    from loftekoll.cli.options import today
    from loftekoll.period import short_label
    from loftekoll.store.read import load_promise

    files = _files(line) if line.text("KOMMUN") else []
    read = [(each, found.promise) for each in files if (found := load_promise(each).dossier) is not None]
    if typed := line.text("PERIOD"):
        wanted = re.sub("[–—]", "-", typed)
        read = [
            (each, promise)
            for each, promise in read
            if wanted in (each.path.stem, short_label(promise.period).replace("–", "-"))
        ]
    day = today()
    return max(read, key=lambda pair: (pair[1].period.has(day), pair[1].period), default=None)


def _commitments(line: _Line) -> Iterator[Candidate]:
    """The ids of the promise that are not typed yet, each with what is promised."""
    found = _promise(line)
    typed = set(map(fold, line.texts("LÖFTE")))
    for each in found[1].commitments if found else ():
        if each.id not in typed:
            yield Candidate(each.id, _short(each.text))


def _parties(line: _Line) -> Iterator[Candidate]:
    """Those who signed, then those who take part."""
    if found := _promise(line):
        _, promise = found
        partners = (name for commitment in promise.commitments for name in commitment.partners)
        for name in dict.fromkeys((*promise.parties, *partners)):
            yield Candidate(name, plain=name)


def _marks(line: _Line) -> Iterator[Candidate]:
    """The marks of the log, the latest days first."""
    from loftekoll.log_names import parts_of

    found = _promise(line)
    names = os.listdir(found[0].folder) if found else []  # noqa: PTH208 - a log may hold tens of thousands of files
    for parts in [parts for name in sorted(names, reverse=True) if (parts := parts_of(name))][:_MOST_MARKS]:
        yield Candidate(parts.mark, f"{parts.day} {parts.commitment}")


def _years(line: _Line) -> Iterator[Candidate]:
    from loftekoll.period import years_of

    if found := _promise(line):
        yield from (Candidate(str(year.last.year)) for year in years_of(found[1].period))


def _concerns(line: _Line) -> Iterator[Candidate]:
    yield from _years(line)
    yield Candidate("hela", "hela perioden")


def _verdicts(_: _Line) -> Iterator[Candidate]:
    from loftekoll.model import Verdict

    yield from (Candidate(each.value) for each in Verdict)


def _codes(_: _Line) -> Iterator[Candidate]:
    from loftekoll.rules import RULES

    yield from (Candidate(rule.code, rule.name, plain=rule.code.lower()) for rule in RULES)


def _days(_: _Line) -> Iterator[Candidate]:
    from datetime import timedelta

    from loftekoll.cli.options import today

    yield Candidate(str(today()), "idag")
    yield Candidate(str(today() - timedelta(days=1)), "igår")


def _on_one_line(text: str) -> str:
    return " ".join(_ODD.sub(" ", text).split())


def _short(text: str) -> str:
    return text if len(text) <= _FACT_LENGTH else f"{text[: _FACT_LENGTH - 1].rstrip()}…"


_SOURCES: Mapping[str, Callable[[_Line], Iterable[Candidate]]] = {
    "KOMMUN": _municipalities,
    "LÖFTE": _commitments,
    "PERIOD": _periods,
    "PART": _parties,
    "MÄRKE": _marks,
    "ÅR": _years,
    "AVSER": _concerns,
    "BEDÖMNING": _verdicts,
    "KOD": _codes,
    "DATUM": _days,
}
"""What is offered for the values that the help calls so, whatever the command."""
