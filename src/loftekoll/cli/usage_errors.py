"""Usage errors in Swedish: told apart by their class and attributes, by their text only where there is nothing else."""

from __future__ import annotations

import errno
import os
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from typer import BadParameter
from typer._click.core import ParameterSource
from typer._click.exceptions import BadOptionUsage, FileError, MissingParameter, NoSuchOption, UsageError
from typer.core import TyperArgument, TyperOption

from loftekoll.cli.console import quoted
from loftekoll.cli.swedish import (
    DEBUG_OPTION,
    ExtraArgumentsError,
    UnknownCommandError,
    argument_name,
    choice_names,
    fold,
    limits,
    option_name,
    value_name,
)
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typer._click.core import Command, Context


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
    name = option_name(option)
    if option.is_flag or option.count:
        return LoftekollError(f"flaggan {name} tar inget värde", f"skriv bara {name}")
    number = "ett värde" if option.nargs == 1 else f"{option.nargs} värden"
    return LoftekollError(f"flaggan {name} kräver {number}", f"skriv {_option_with_value(option)}")


def _option_with_value(option: TyperOption) -> str:
    """The option as it is written with its value."""
    return f"{option_name(option)} {option.metavar or value_name(option.type_descriptor)}"


def _missing_parameter(error: MissingParameter) -> LoftekollError:
    """An argument or an option that has to be given."""
    match error.param:
        case TyperArgument() as param:
            message, act = f"argumentet {argument_name(param)} saknas", _usage(error.ctx)
        case TyperOption() as param:
            message, act = f"flaggan {option_name(param)} saknas", f"lägg till {_option_with_value(param)}"
        case _:
            return LoftekollError("en uppgift som krävs saknas")
    choices = choice_names(param.type_descriptor)
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
            names = choice_names(descriptor)
            near = get_close_matches(fold(value), [fold(name) for name in names], n=1)
            meant = _did_you_mean(name for name in names if fold(name) in near)
            return "finns inte att välja", meant or f"välj {_either(names)}"
        kind = "date" if descriptor.is_datetime else kind
    clause, hint = _VALUE_PROBLEMS.get(kind) or _VALUE_PROBLEMS.get(kind.split("_")[0], ("går inte att använda", ""))
    within = limits(descriptor) if descriptor is not None else ""
    return clause, f"skriv ett tal {'' if within.startswith('från') else 'på '}{within}" if within else hint


def _parameter_label(error: BadParameter) -> str:
    """What the parameter is called, or the environment variable that its value was taken from."""
    param = error.param
    if not isinstance(param, TyperArgument | TyperOption):
        return " ".join([error.param_hint] if isinstance(error.param_hint, str) else error.param_hint or ["argumentet"])
    if error.ctx and param.envvar and error.ctx.get_parameter_source(param.name) is ParameterSource.ENVIRONMENT:
        names = [param.envvar] if isinstance(param.envvar, str) else param.envvar
        return f"miljövariabeln {next((name for name in names if os.environ.get(name)), names[0])}"
    return argument_name(param) if isinstance(param, TyperArgument) else option_name(param)


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
