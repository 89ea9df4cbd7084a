"""Makes typer speak Swedish: how names are read, the help pages, the usage errors, and how a run ends.

typer carries its own click in `typer._click`, so everything private that is imported here hangs on `typer>=0.29,<0.30`.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from typer import Abort, BadParameter, Exit
from typer._click.core import Command, ParameterSource
from typer._click.exceptions import (
    BadOptionUsage,
    FileError,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param
from typer._param_types import coerce_cli_choice, coerce_cli_path
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from loftekoll.cli.console import ask, choose, confirm, note, prepare_streams, print_error, quoted
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import typer
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

__all__ = [
    "ALIASES",
    "CONTEXT_SETTINGS",
    "DEBUG_OPTION",
    "SwedishCommand",
    "SwedishGroup",
    "ask",
    "choose",
    "confirm",
    "fold",
    "run",
    "translate",
]

PROGRAM = "loftekoll"
DEBUG_OPTION = "--felsök"
DEBUG_VARIABLE = "LOFTEKOLL_FELSOK"

CANNOT, OUR_FAULT, INTERRUPTED = 2, 70, 130
"""Exit codes: what was asked cannot be done; the program is wrong; Ctrl-C."""

ALIASES: Mapping[str, str] = {
    "log": "logga",
    "assess": "bedöm",
    "entries": "logg",
    "edit": "ändra",
    "undo": "ångra",
    "check": "kontrollera",
    "parse": "tolka",
    "report": "rapport",
    "new": "ny",
    "extend": "förläng",
    "calendar": "kalender",
    "import": "importera",
    "export": "exportera",
    "publish": "publicera",
    "rule": "regel",
    "completion": "komplettering",
}
"""English command names that work but are not shown, with the command that each stands for."""

_PLAIN_LETTERS = str.maketrans("åäáàöøéèëü", "aaaaooeeeu") | dict.fromkeys(range(0x0300, 0x0370))


def fold(name: str) -> str:
    """The name as it is compared: lower case, without rings, dots and accents, composed (NFC) or not (NFD).

    >>> fold("--ÅR"), fold("Bedöm"), fold("idé")
    ('--ar', 'bedom', 'ide')
    """
    return name.lower().translate(_PLAIN_LETTERS)


CONTEXT_SETTINGS: dict[str, Any] = {"help_option_names": ["--hjälp", "-h", "--help"], "token_normalize_func": fold}
"""What `typer.Typer(context_settings=…)` takes; commands and groups inside inherit it."""


# Help pages


class UnknownCommandError(UsageError):
    """A word that is no command, with the commands that it resembles."""

    def __init__(self, word: str, nearest: Sequence[str], ctx: Context) -> None:
        super().__init__(word, ctx)
        self.word = word
        self.nearest = nearest


class ExtraArgumentsError(UsageError):
    """Words that are left when a command has taken the arguments that it knows."""

    def __init__(self, words: Sequence[str], ctx: Context) -> None:
        super().__init__(" ".join(words), ctx)
        self.words = words


class _SwedishTexts(Command):
    """What commands and groups share: Swedish help, own usage errors, and plain values read without pydantic."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"rich_markup_mode": None, "options_metavar": "[FLAGGOR]"}
        if kwargs.pop("deprecated", False):
            kwargs["help"] = f"{kwargs.get('help') or ''} (utgår)".strip()
        super().__init__(*args, **kwargs)
        names = [fold(name) for param in self.params for name in (*param.opts, *param.secondary_opts)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise TypeError(f"{self.name}: options that differ in case or accents only: {', '.join(twice)}")
        for param in self.params:
            _lighten(param)

    def get_help_option_names(self, ctx: Context) -> list[str]:
        taken = {name for param in self.params for name in (*param.opts, *param.secondary_opts)}
        return [name for name in ctx.help_option_names if name not in taken]

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visa den här hjälpen och avsluta."
            _lighten(option)
        return option

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        may_have_extra, ctx.allow_extra_args = ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        ctx.allow_extra_args = may_have_extra
        if rest and not may_have_extra and not ctx.resilient_parsing:
            raise ExtraArgumentsError(rest, ctx)
        return rest

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        arguments = [param for param in self.get_params(ctx) if isinstance(param, TyperArgument)]
        return [*filter(None, [self.options_metavar]), *map(_usage_piece, arguments)]

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Användning: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        params = self.get_params(ctx)
        arguments = [
            (_argument_name(param), _described(param, ctx)) for param in params if isinstance(param, TyperArgument)
        ]
        options = [_option_row(param, ctx) for param in params if isinstance(param, TyperOption) and not param.hidden]
        if ctx.parent is None and isinstance(self, TyperGroup):
            options.append((DEBUG_OPTION, "Visa tekniska uppgifter om programmet går sönder."))
        for heading, rows in (("Argument", arguments), ("Flaggor", options)):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class SwedishCommand(_SwedishTexts, TyperCommand):
    """A command with Swedish help and usage errors: `@app.command(cls=SwedishCommand)`."""


class SwedishGroup(_SwedishTexts, TyperGroup):
    """A group that shows its help when nothing is asked of it, and finds its commands as people write them.

    Use it as `typer.Typer(cls=SwedishGroup, context_settings=CONTEXT_SETTINGS, …)`. Every command in it has to be a
    `SwedishCommand` or a `SwedishGroup`.
    """

    aliases: ClassVar[Mapping[str, str]] = ALIASES

    def __init__(self, **kwargs: Any) -> None:
        kwargs["subcommand_metavar"] = "KOMMANDO [ARGUMENT]..."
        kwargs["no_args_is_help"] = not kwargs.get("invoke_without_command")
        super().__init__(**kwargs)
        for name, command in self.commands.items():
            if not isinstance(command, _SwedishTexts):
                raise TypeError(f"command {name!r} is declared without cls=SwedishCommand")

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 – typer's signature
        """The command of that name, else the one that folds to it, else the one that it is an alias for."""
        word = fold(cmd_name)
        by_name = {fold(name): command for name, command in self.commands.items()}
        return self.commands.get(cmd_name) or by_name.get(word) or by_name.get(fold(self.aliases.get(word, "")))

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command that the first word names, under its own name, and the words after it."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise UnknownCommandError(args[0], self._resembling(args[0]), ctx)
        return (command.name if command else None), command, args[1:]

    def _resembling(self, word: str) -> tuple[str, ...]:
        """The visible commands whose name or alias is nearly the word, nearest first."""
        shown = {fold(name): name for name, command in self.commands.items() if not command.hidden}
        targets = {alias: shown[fold(name)] for alias, name in self.aliases.items() if fold(name) in shown} | shown
        return tuple(dict.fromkeys(targets[match] for match in get_close_matches(fold(word), targets, n=2)))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options, then the commands that are not hidden."""
        super().format_options(ctx, formatter)
        shown = [(name, command) for name, command in self.commands.items() if not command.hidden]
        if shown:
            room = formatter.width - 6 - max(len(name) for name, _ in shown)
            with formatter.section("Kommandon"):
                formatter.write_dl([(name, command.get_short_help_str(room)) for name, command in shown])

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """What follows the program's name in the usage line."""
        return [*super().collect_usage_pieces(ctx), self.subcommand_metavar]


def _argument_name(param: TyperArgument) -> str:
    """What the help calls the argument."""
    return param.metavar or param.name.upper()


def _option_name(option: TyperOption) -> str:
    """The name that messages call the option by: the first long one, else the first."""
    return next((name for name in option.opts if name.startswith("--")), option.opts[0])


def _usage_piece(param: TyperArgument) -> str:
    """The argument in the usage line."""
    name = _argument_name(param) if param.required else f"[{_argument_name(param)}]"
    return name if param.nargs == 1 else f"{name}..."


def _option_row(option: TyperOption, ctx: Context) -> tuple[str, str]:
    """The option's names, short before long, with its value, and its description; `--help` works but is not shown."""
    names = sorted((name for name in option.opts if name != "--help"), key=lambda name: name.startswith("--"))
    first = ", ".join(names)
    if not option.is_flag and not option.count:
        first += f" {option.metavar or _value_name(option.type_descriptor)}"
    if option.secondary_opts:
        first += f" / {', '.join(option.secondary_opts)}"
    return first, _described(option, ctx)


def _described(param: TyperArgument | TyperOption, ctx: Context) -> str:
    """The help text and, in brackets, what holds if nothing is given."""
    facts = []
    if param.show_envvar and param.envvar:
        names = [param.envvar] if isinstance(param.envvar, str) else param.envvar
        facts.append(f"miljövariabel: {', '.join(names)}")
    if default := _default_text(param, ctx):
        facts.append(f"standard: {default}")
    if limits := _limits(param.type_descriptor):
        facts.append(limits)
    if param.required:
        facts.append("krävs")
    return "  ".join(filter(None, (param.help, f"[{'; '.join(facts)}]" if facts else "")))


def _default_text(param: TyperArgument | TyperOption, ctx: Context) -> str:
    """What the help says about the default; empty if there is none, or none to show."""
    if isinstance(param.show_default, str):
        return param.show_default
    if not (param.show_default or ctx.show_default):
        return ""
    value = param.get_default(ctx, call=False)
    if isinstance(param, TyperOption) and param.is_bool_flag and param.secondary_opts and value is not None:
        return (param.opts if value else param.secondary_opts)[0]
    return _shown(value)


def _shown(value: object) -> str:
    """A value as people read it; empty for a flag that is not set."""
    match value:
        case None | False:
            return ""
        case True:
            return "ja"
        case Enum():
            return str(value.value)
        case list() | tuple():
            return ", ".join(filter(None, map(_shown, value)))
        case _:
            return "beräknas" if callable(value) else str(value)


_VALUE_NAMES: Mapping[str, str] = {"str": "TEXT", "int": "HELTAL", "float": "TAL", "datetime": "DATUM", "date": "DATUM"}
_PATH_NAMES: Mapping[str, str] = {"file": "FIL", "dir": "MAPP", "path": "SÖKVÄG"}


def _value_name(descriptor: TypeDescriptor) -> str:
    """What stands for the option's value on a help page."""
    if descriptor.choices is not None:
        return "|".join(_choice_names(descriptor))
    if descriptor.is_file:
        return "FIL"
    if descriptor.is_path:
        return _PATH_NAMES[descriptor.path_type]
    types = get_args(descriptor.annotation) or (descriptor.annotation,)
    return " ".join(_VALUE_NAMES.get(getattr(type_, "__name__", ""), "VÄRDE") for type_ in types)


def _choice_names(descriptor: TypeDescriptor) -> list[str]:
    """The words to choose among, as they are declared; none if the parameter is no choice."""
    return [_shown(choice) for choice in descriptor.choices or ()]


def _limits(descriptor: TypeDescriptor) -> str:
    """The range of a number in words; empty if it has none."""
    match descriptor.parameter_info.min, descriptor.parameter_info.max:
        case None, None:
            return ""
        case None, top:
            return f"högst {top}"
        case bottom, None:
            return f"minst {bottom}"
        case bottom, top:
            return f"från {bottom} till {top}"


# Values


def _lighten(param: Parameter) -> None:
    """Let the parameter read plain values by itself.

    typer builds a pydantic adapter for every parameter, given or not, which costs more than the rest of the start.
    """
    if isinstance(param, TyperArgument | TyperOption) and not isinstance(param._runtime_param, _LightParam):  # noqa: SLF001
        descriptor = param.type_descriptor
        param._runtime_param = _LightParam(descriptor.parameter_info, descriptor.annotation, descriptor)  # noqa: SLF001


@dataclass(frozen=True)
class _LightParam(RuntimeParam):
    """Takes a value that is plainly right as it is, and leaves every other one to typer's own reading."""

    descriptor: TypeDescriptor

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:
        annotation = self.annotation
        try:
            if self.descriptor.is_list and not self.descriptor.is_file:
                return [self._plain(item, get_args(annotation)[0], ctx) for item in value]
            return self._plain(value, annotation, ctx)
        except ValueError:
            return build_runtime_param(self.descriptor)._coerce_value(value, param=param, ctx=ctx)  # noqa: SLF001

    def _plain(self, value: Any, annotation: Any, ctx: Context) -> Any:
        """The value in its type; ValueError when it is not plain what it should be."""
        info = self.parameter_info
        if info.parser is not None:
            return info.parser(value)
        if self.descriptor.is_file:
            raise ValueError
        if annotation is Path and self.descriptor.is_path:
            return coerce_cli_path(Path(value), info, path_type=Path, ctx=ctx)
        if self.descriptor.choices is not None:
            choices = self.descriptor.choices
            return coerce_cli_choice(value, choices=choices, case_sensitive=info.case_sensitive, ctx=ctx)
        if annotation is int and re.fullmatch("[0-9]{1,9}", str(value)):
            value = int(value)
        if type(value) is not annotation or (type(value) in (int, float) and not self._is_within(value)):
            raise ValueError
        return value

    def _is_within(self, number: float) -> bool:
        """Whether the number lies in the declared range."""
        info = self.parameter_info
        return (info.min is None or info.min <= number) and (info.max is None or number <= info.max)


# Usage errors


def translate(error: UsageError | FileError, argv: Sequence[str] = ()) -> LoftekollError:
    """The usage error in Swedish, by its class and attributes; by its text only where typer gives nothing else.

    The words in argv are quoted as they were typed, since typer keeps options only as it compares them.
    """
    match error:
        case UnknownCommandError():
            told = LoftekollError(f"okänt kommando {quoted(error.word)}", _did_you_mean(error.nearest))
        case ExtraArgumentsError():
            told = _extra_arguments(error.words)
        case NoSuchOption():
            told = _no_such_option(error, argv)
        case BadOptionUsage():
            told = _bad_option_usage(error)
        case MissingParameter():
            told = _missing_parameter(error)
        case BadParameter():
            told = _bad_value(error)
        case FileError():
            told = LoftekollError(f"filen {quoted(error.filename)} {_file_problem(error.__cause__)}")
        case _:
            told = _by_text(error.message)
    return told


def _did_you_mean(words: Iterable[str]) -> str:
    """A question with the words that come near, or nothing."""
    listed = _either(quoted(word) for word in words)
    return f"menade du {listed}?" if listed else ""


def _either(words: Iterable[str]) -> str:
    """The words as alternatives: `a`, `a eller b`, `a, b eller c`."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} eller {last}" if head else last


def _extra_arguments(words: Sequence[str]) -> LoftekollError:
    """Words too many: mostly a text without quotation marks, or a dash that a word processor has changed."""
    message = f"för många argument: {' '.join(map(quoted, words))}"
    if dashed := next((word for word in words if word.startswith(("–", "—", "−"))), None):
        return LoftekollError(message, f"skriv flaggan med två vanliga bindestreck: --{dashed.lstrip('–—−-')}")
    return LoftekollError(message, "skriv en text som har mellanslag inom citattecken")


def _no_such_option(error: NoSuchOption, argv: Sequence[str]) -> LoftekollError:
    """An option that the command does not have."""
    typed = _as_typed(error.option_name, argv)
    return LoftekollError(f"flaggan {quoted(typed)} finns inte", _option_hint(fold(typed).lstrip("-"), error.ctx))


def _as_typed(option_name: str, argv: Sequence[str]) -> str:
    """The word on the command line that an unknown option, as typer compares it, came from."""
    words = [word.split("=", 1)[0] for word in argv if word.startswith("-")]
    exact = [word for word in words if fold(word) == option_name]
    bundled = [
        word
        for word in words
        if not word.startswith("--") and len(option_name) == len("-x") and option_name[1] in fold(word)
    ]
    return next(iter((*exact, *bundled)), option_name)


def _option_hint(word: str, ctx: Context | None) -> str:
    """Where an unknown option belongs, or which one was meant; empty if neither is known."""
    if ctx is None:
        return ""
    own = _option_names(ctx.command, ctx) | {fold(DEBUG_OPTION).lstrip("-"): DEBUG_OPTION}
    if ctx.parent is not None and (above := _option_names(ctx.parent.command, ctx.parent).get(word)):
        return f"skriv {above} före kommandot: {ctx.parent.command_path} {above} … {ctx.info_name}"
    for name, command in getattr(ctx.command, "commands", {}).items():
        if word not in own and (below := _option_names(command, ctx).get(word)):
            return f"skriv {below} efter kommandot: {ctx.command_path} {name} {below}"
    return _did_you_mean(dict.fromkeys(own[match] for match in get_close_matches(word, own, n=2)))


def _option_names(command: Command, ctx: Context) -> dict[str, str]:
    """The long names of the command's visible options, by the form that they are compared in, without dashes."""
    options = [param for param in command.get_params(ctx) if isinstance(param, TyperOption) and not param.hidden]
    names = [name for option in options for name in (*option.opts, *option.secondary_opts)]
    return {fold(name).lstrip("-"): name for name in names if name.startswith("--") and name != "--help"}


def _bad_option_usage(error: BadOptionUsage) -> LoftekollError:
    """An option that lacks its value, or a flag that was given one."""
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    for option in params:
        if isinstance(option, TyperOption) and error.option_name in map(fold, (*option.opts, *option.secondary_opts)):
            break
    else:
        return LoftekollError(f"flaggan {quoted(error.option_name)} går inte att använda så")
    name = _option_name(option)
    if option.is_flag or option.count:
        return LoftekollError(f"flaggan {name} tar inget värde", f"skriv bara {name}")
    number = "ett värde" if option.nargs == 1 else f"{option.nargs} värden"
    return LoftekollError(f"flaggan {name} kräver {number}", f"skriv {_option_with_value(option)}")


def _option_with_value(option: TyperOption) -> str:
    """The option as it is written with its value."""
    return f"{_option_name(option)} {option.metavar or _value_name(option.type_descriptor)}"


def _missing_parameter(error: MissingParameter) -> LoftekollError:
    """An argument or an option that has to be given."""
    match error.param:
        case TyperArgument() as param:
            message, act = f"argumentet {_argument_name(param)} saknas", _usage(error.ctx)
        case TyperOption() as param:
            message, act = f"flaggan {_option_name(param)} saknas", f"lägg till {_option_with_value(param)}"
        case _:
            return LoftekollError("en uppgift som krävs saknas")
    choices = _choice_names(param.type_descriptor)
    return LoftekollError(message, f"välj {_either(choices)}" if choices else act)


def _usage(ctx: Context | None) -> str:
    """How the command is written, as an act."""
    return f"skriv {ctx.command_path} {' '.join(ctx.command.collect_usage_pieces(ctx))}" if ctx else ""


_VALUE_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "int_parsing_size": ("är för stort", ""),
    "int": ("är inget heltal", "skriv ett heltal, till exempel 3"),
    "float": ("är inget tal", "skriv talet med punkt, till exempel 2.5"),
    "decimal": ("är inget tal", "skriv talet med punkt, till exempel 2.5"),
    "finite": ("är inget tal", "skriv talet med punkt, till exempel 2.5"),
    "bool": ("är varken ja eller nej", "skriv 1 för ja eller 0 för nej"),
    "datetime": ("är inget datum", "skriv datumet som 2026-06-30"),
    "date": ("är inget datum", "skriv datumet som 2026-06-30"),
    "time": ("är inget klockslag", "skriv klockslaget som 18:30"),
    "uuid": ("är inget giltigt id", ""),
    "greater": ("är för litet", ""),
    "less": ("är för stort", ""),
}
"""What is wrong and what to do, by pydantic's error type or the type's first word (`int_parsing`, `int_type` …)."""


def _bad_value(error: BadParameter) -> LoftekollError:
    """A value that could not be read; typer keeps it only in the exception that caused this one."""
    label = _parameter_label(error)
    cause = error.__cause__
    if isinstance(cause, OSError):
        return LoftekollError(f"filen {quoted(cause.filename)} för {label} {_file_problem(cause)}")
    if cause is None:
        return _by_text(error.message, label)
    from pydantic_core import ValidationError

    if not isinstance(cause, ValidationError):
        return _by_text(error.message, label)
    detail = cause.errors(include_url=False)[0]
    clause, hint = _value_problem(detail["type"], str(detail["input"]), error.param)
    return LoftekollError(f"värdet {quoted(detail['input'])} för {label} {clause}", hint)


def _value_problem(kind: str, value: str, param: object) -> tuple[str, str]:
    """What is wrong with a value and what to write instead."""
    descriptor = param.type_descriptor if isinstance(param, TyperArgument | TyperOption) else None
    if descriptor is not None and kind == "value_error":
        if descriptor.is_choice:
            names = _choice_names(descriptor)
            near = get_close_matches(fold(value), [fold(name) for name in names], n=1)
            meant = _did_you_mean(name for name in names if fold(name) in near)
            return "finns inte att välja", meant or f"välj {_either(names)}"
        kind = "date" if descriptor.is_datetime else kind
    clause, hint = _VALUE_PROBLEMS.get(kind) or _VALUE_PROBLEMS.get(kind.split("_")[0], ("går inte att använda", ""))
    limits = _limits(descriptor) if descriptor is not None else ""
    return clause, f"skriv ett tal {'' if limits.startswith('från') else 'på '}{limits}" if limits else hint


def _parameter_label(error: BadParameter) -> str:
    """What the parameter is called, or the environment variable that its value was taken from."""
    param = error.param
    if not isinstance(param, TyperArgument | TyperOption):
        return " ".join([error.param_hint] if isinstance(error.param_hint, str) else error.param_hint or ["argumentet"])
    if error.ctx and param.envvar and error.ctx.get_parameter_source(param.name) is ParameterSource.ENVIRONMENT:
        names = [param.envvar] if isinstance(param.envvar, str) else param.envvar
        return f"miljövariabeln {next((name for name in names if os.environ.get(name)), names[0])}"
    return _argument_name(param) if isinstance(param, TyperArgument) else _option_name(param)


def _file_problem(cause: BaseException | None) -> str:
    """Why a file could not be opened, as a clause about it."""
    match getattr(cause, "errno", None):
        case errno.ENOENT:
            return "går inte att öppna: sökvägen finns inte"
        case errno.EACCES | errno.EPERM:
            return "går inte att öppna: du saknar behörighet"
        case errno.EISDIR:
            return "går inte att öppna: det är en mapp"
        case _:
            return "går inte att öppna"


_PATH = r"(?:file|dir|path) (['\"])(?P<value>.*)\1"
_TEXTS = (
    (r"Missing command\.", "kommando saknas", "skriv vad som ska göras efter flaggorna"),
    (rf"{_PATH} does not exist\.", "sökvägen {value} för {label} finns inte", ""),
    (rf"{_PATH} is a file\.", "sökvägen {value} för {label} är en fil, inte en mapp", ""),
    (rf"{_PATH} is a directory\.", "sökvägen {value} för {label} är en mapp, inte en fil", ""),
    (rf"{_PATH} is not readable\.", "du saknar behörighet att läsa {value} för {label}", ""),
    (rf"{_PATH} is not writable\.", "du saknar behörighet att skriva till {value} för {label}", ""),
    (r"Argument '(?P<value>.*)' takes (?P<number>\d+) values\.", "argumentet {value} kräver {number} värden", ""),
)
"""Messages that typer gives as text alone: pattern, message and hint."""


def _by_text(text: str, label: str = "") -> LoftekollError:
    """The message in Swedish; one that is not known gives a sentence that says no more than where the fault is."""
    for pattern, message, hint in _TEXTS:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            parts = found.groupdict()
            value = quoted(parts.get("value", "").replace("\\\\", "\\"))
            return LoftekollError(message.format(**{**parts, "label": label, "value": value}), hint)
    return LoftekollError(f"värdet för {label} går inte att använda" if label else "kommandot går inte att tyda")


# A run


def run(app: typer.Typer, argv: Sequence[str]) -> int:
    """Run the program on the arguments (without its own name) and return the exit code; never raises.

    0 and 1 are the command's own (`typer.Exit`), 2 says that what was asked cannot be done, 70 that the program is
    wrong, and 130 that the person pressed Ctrl-C. A reader that closes the pipe ends the run in silence.
    """
    prepare_streams()
    args, is_traced = _without_debug_option(argv)
    try:
        code = _invoked(app, args)
        _flush_results()
    except BaseException as error:  # noqa: BLE001 – also what is no Exception, such as a panic in pydantic's core
        try:
            code = _told(error, argv, is_traced)
        except Exception as fault:  # noqa: BLE001 – what the telling itself breaks on is our fault too
            code = _told(fault, argv, is_traced)
    for stream in (sys.stdout, sys.stderr):
        _silence_if_closed(stream)
    return code


def _without_debug_option(argv: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without `--felsök`, which may stand anywhere, and whether technical details are wanted."""
    end = argv.index("--") if "--" in argv else len(argv)
    kept = [word for word in argv[:end] if fold(word) != fold(DEBUG_OPTION)]
    return [*kept, *argv[end:]], len(kept) < end or os.environ.get(DEBUG_VARIABLE, "0") not in ("", "0")


def _invoked(app: typer.Typer, args: list[str]) -> int:
    """The exit code of the command that the arguments name.

    This is what `standalone_mode=False` does, but for that typer's main ends the process itself at a closed pipe.
    """
    command = get_command(app)
    completion = f"_{PROGRAM.upper()}_COMPLETE"
    if instruction := os.environ.get(completion):
        from typer._completion_classes import completion_init
        from typer.completion import shell_complete

        completion_init()
        return shell_complete(command, {}, PROGRAM, completion, instruction)
    try:
        with command.make_context(PROGRAM, args) as ctx:
            result = command.invoke(ctx)
    except Exit as done:
        return done.exit_code
    return result if type(result) is int else 0


def _flush_results() -> None:
    """Write out what stdout still holds; a pipe that is closed by now is no error, since all has been computed."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if not _is_closed_pipe(error):
            raise


def _told(error: BaseException, argv: Sequence[str], is_traced: bool) -> int:
    """The exit code of a run that ended in an error, which is told on stderr, if that is open."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        error = LoftekollError("disken är full", "frigör plats och kör om")
    with suppress(OSError):
        if isinstance(error, NoArgsIsHelpError):
            sys.stdout.write(f"{error.message}\n")
        elif isinstance(error, Abort | EOFError):
            note("Avbrutet: inget sparades.")
        elif isinstance(error, KeyboardInterrupt):
            note("Avbrutet.")
        elif isinstance(error, LoftekollError):
            print_error(error)
        elif isinstance(error, UsageError | FileError):
            print_error(translate(error, argv))
            _point_to_help(error)
        elif not isinstance(error, SystemExit) and not _is_closed_pipe(error):
            _tell_crash(error, is_traced)
    return _exit_code(error)


def _exit_code(error: BaseException) -> int:
    """What a run that ended in the error returns."""
    match error:
        case NoArgsIsHelpError():
            return 0
        case SystemExit(code=int() as code):
            return code
        case SystemExit(code=None):
            return 0
        case KeyboardInterrupt() | Abort(__cause__=KeyboardInterrupt()):
            return INTERRUPTED
        case Abort() | EOFError() | LoftekollError() | UsageError() | FileError():
            return CANNOT
        case _:
            return 0 if _is_closed_pipe(error) else OUR_FAULT


def _point_to_help(error: UsageError | FileError) -> None:
    """Say how the help of the command is shown."""
    ctx = getattr(error, "ctx", None)
    note(f"Hjälp: {ctx.command_path} {ctx.help_option_names[0]}" if ctx else f"Hjälp: {PROGRAM} --hjälp")


def _tell_crash(error: BaseException, is_traced: bool) -> None:
    """Say that the program is wrong and how to report it; the traceback only when it is asked for."""
    again = "ta bort personuppgifter ur texten och bifoga den i ett ärende"
    if is_traced:
        import traceback

        note("".join(traceback.format_exception(error)).rstrip())
    else:
        again = f"kör om med {DEBUG_OPTION}, {again}"
    if isinstance(error, MemoryError):
        print_error(LoftekollError("datorns minne räckte inte", f"stäng andra program; hjälper inte det, {again}"))
    else:
        print_error(LoftekollError(f"{PROGRAM} gick sönder, och det är programmets fel, inte ditt", again))


def _is_closed_pipe(error: BaseException) -> bool:
    """Whether whoever read the output has stopped; Windows tells it as an invalid argument."""
    return isinstance(error, BrokenPipeError) or (
        os.name == "nt" and isinstance(error, OSError) and error.errno == errno.EINVAL and error.filename is None
    )


def _silence_if_closed(stream: Any) -> None:
    """Point a stream that cannot be written to at nothing, so that the interpreter does not complain at its end."""
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), stream.fileno())
