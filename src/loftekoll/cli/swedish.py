"""Makes typer speak Swedish: how names are read, help pages, and the classes of commands and groups.

typer carries its own click in `typer._click`, so everything private that is imported here and in the modules beside
(`values`, `usage_errors`, `run`) hangs on `typer>=0.29,<0.30`.
"""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from typer._click.core import Command
from typer._click.exceptions import UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from loftekoll.cli.values import lighten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter
    from typer._coercion import TypeDescriptor

PROGRAM = "loftekoll"
DEBUG_OPTION = "--felsök"

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
            lighten(param)

    def get_help_option_names(self, ctx: Context) -> list[str]:
        taken = {name for param in self.params for name in (*param.opts, *param.secondary_opts)}
        return [name for name in ctx.help_option_names if name not in taken]

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visa den här hjälpen och avsluta."
            lighten(option)
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
            (argument_name(param), _described(param, ctx)) for param in params if isinstance(param, TyperArgument)
        ]
        options = [_option_row(param, ctx) for param in params if isinstance(param, TyperOption) and not param.hidden]
        if ctx.parent is None and isinstance(self, TyperGroup):
            options.append((DEBUG_OPTION, "Visa tekniska uppgifter när programmet går sönder."))
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


def argument_name(param: TyperArgument) -> str:
    """What the help calls the argument."""
    return param.metavar or param.name.upper()


def option_name(option: TyperOption) -> str:
    """The name that messages call the option by: the first long one, else the first."""
    return next((name for name in option.opts if name.startswith("--")), option.opts[0])


def _usage_piece(param: TyperArgument) -> str:
    """The argument in the usage line."""
    name = argument_name(param) if param.required else f"[{argument_name(param)}]"
    return name if param.nargs == 1 else f"{name}..."


def _option_row(option: TyperOption, ctx: Context) -> tuple[str, str]:
    """The option's names, short before long, with its value, and its description; `--help` works but is not shown."""
    names = sorted((name for name in option.opts if name != "--help"), key=lambda name: name.startswith("--"))
    first = ", ".join(names)
    if not option.is_flag and not option.count:
        first += f" {option.metavar or value_name(option.type_descriptor)}"
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
    if within := limits(param.type_descriptor):
        facts.append(within)
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


def value_name(descriptor: TypeDescriptor) -> str:
    """What stands for the option's value on a help page."""
    if descriptor.choices is not None:
        return "|".join(choice_names(descriptor))
    if descriptor.is_file:
        return "FIL"
    if descriptor.is_path:
        return _PATH_NAMES[descriptor.path_type]
    types = get_args(descriptor.annotation) or (descriptor.annotation,)
    return " ".join(_VALUE_NAMES.get(getattr(type_, "__name__", ""), "VÄRDE") for type_ in types)


def choice_names(descriptor: TypeDescriptor) -> list[str]:
    """The words to choose among, as they are declared; none if the parameter is no choice."""
    return [_shown(choice) for choice in descriptor.choices or ()]


def limits(descriptor: TypeDescriptor) -> str:
    """The range of a number in words; empty if it has none."""
    least, most = descriptor.parameter_info.min, descriptor.parameter_info.max
    if least is not None and most is not None:
        return f"från {least} till {most}"
    if least is not None:
        return f"minst {least}"
    return f"högst {most}" if most is not None else ""
