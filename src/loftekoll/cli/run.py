"""A run from the arguments to the exit code, whatever happens in it."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Abort, Exit
from typer._click.exceptions import FileError, NoArgsIsHelpError, UsageError
from typer.main import get_command

from loftekoll.cli.console import note, prepare_streams, print_error
from loftekoll.cli.swedish import DEBUG_OPTION, PROGRAM, fold
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

DEBUG_VARIABLE = "LOFTEKOLL_FELSOK"
COMPLETION_VARIABLE = "_LOFTEKOLL_COMPLETE"
CANNOT, OUR_FAULT, INTERRUPTED = 2, 70, 130
"""Exit codes (docs/beslut/0003): what was asked cannot be done; the program is wrong; Ctrl-C."""


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
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from loftekoll.cli.shells import answer

        return answer(get_command(app), instruction)
    command = get_command(_with_only_typed(app, args))
    try:
        with command.make_context(PROGRAM, args) as ctx:
            result = command.invoke(ctx)
    except Exit as done:
        return done.exit_code
    return result if type(result) is int else 0


def _with_only_typed(app: typer.Typer, args: list[str]) -> typer.Typer:
    """The program with the one command that is typed first, which spares building the others; else all of it."""
    typed = [each for each in app.registered_commands if args and fold(each.name or "") == fold(args[0])]
    if not typed:
        return app
    small = copy(app)
    small.registered_commands = typed
    return small


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
    if isinstance(error, FileNotFoundError) and _is_nowhere():
        error = LoftekollError("mappen du står i finns inte längre", "gå till en annan mapp och kör om")
    with suppress(OSError):
        if isinstance(error, NoArgsIsHelpError):
            sys.stdout.write(f"{error.message}\n")
        elif isinstance(error, Abort | EOFError):
            what = error.args[0] if isinstance(error, Abort) and error.args else "inget sparades"
            note(f"Avbrutet: {what}.")
        elif isinstance(error, KeyboardInterrupt):
            note("Avbrutet.")
        elif isinstance(error, LoftekollError):
            print_error(error)
        elif isinstance(error, UsageError | FileError):
            from loftekoll.cli.usage_errors import translate

            print_error(translate(error, argv))
            _point_to_help(error)
        elif not isinstance(error, SystemExit) and not _is_closed_pipe(error):
            _tell_crash(error, is_traced)
    return _exit_code(error)


def _is_nowhere() -> bool:
    """Whether the folder that the person stands in has been removed meanwhile."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


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
