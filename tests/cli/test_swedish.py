# ruff: noqa: ARG002 – fixtures that act by being there; tables of many columns
import contextlib
import errno
import io
import os
import re
import subprocess
import sys
import unicodedata
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    FileError,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand

import loftekoll
from loftekoll.cli.run import run
from loftekoll.cli.swedish import CONTEXT_SETTINGS, SwedishCommand, SwedishGroup, fold
from loftekoll.cli.usage_errors import translate
from loftekoll.errors import LoftekollError

ENGLISH = re.compile(
    r"\b(usage|options?|commands|arguments|show|default|required|error|missing|invalid|try|env var|dynamic|range|str|int)\b",
    re.IGNORECASE,
)


class Form(StrEnum):
    TABLE = "tabell"
    MONTH = "månad"


def counted() -> int:
    return 1


def refused(value: str) -> str:
    raise LoftekollError(f"okänd period «{value}»", "skriv ett år")


def rejected(value: str) -> str:
    raise ValueError(f"{value} is some English text")


def bad(value: str | None) -> str | None:
    if value:
        raise typer.BadParameter("some English text")
    return value


def new_app() -> typer.Typer:
    """A small program with every kind of parameter."""
    app = typer.Typer(
        cls=SwedishGroup,
        context_settings=CONTEXT_SETTINGS,
        add_completion=False,
        rich_markup_mode=None,
        help="Följer upp löften.",
    )

    @app.callback()
    def root(
        folder: Annotated[
            Path | None, typer.Option("--katalog", envvar="LOFTEKOLL_KATALOG", help="Arbetsmapp.")
        ] = None,
    ) -> None:
        pass

    @app.command("status", cls=SwedishCommand)
    def status(
        municipality: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Kommunens namn.")] = None,
        year: Annotated[int | None, typer.Option("--år", min=2000, max=2100, help="Vilket år.")] = None,
        is_strict: Annotated[
            bool, typer.Option("--sträng", "-s", help="Avsluta med 1 om något är efter plan.")
        ] = False,
        form: Annotated[Form, typer.Option("--format", help="Hur läget visas.")] = Form.TABLE,
        number: Annotated[int, typer.Option("--antal", default_factory=counted, envvar="LOFTEKOLL_ANTAL")] = ...,  # type: ignore[assignment]
    ) -> None:
        """Visar läget.

        Ett löfte på varje rad.
        """
        typer.echo(f"{municipality} {year} {is_strict} {form} {number}")

    @app.command("bedöm", cls=SwedishCommand)
    def assess(
        commitments: Annotated[list[str], typer.Argument(metavar="LÖFTE")],
        reason: Annotated[str, typer.Option("--skäl", help="Varför.")],
    ) -> None:
        """Skriver en bedömning."""
        typer.echo(f"{commitments} {reason}")

    @app.command("logga", cls=SwedishCommand)
    def log(
        form: Annotated[Form, typer.Argument(metavar="FORM")],
        day: Annotated[datetime | None, typer.Option("--dag", formats=["%Y-%m-%d"])] = None,
        hours: Annotated[float, typer.Option("--timmar", min=0)] = 1.5,
        point: Annotated[tuple[int, int] | None, typer.Option("--punkt")] = None,
        template: Annotated[Path | None, typer.Option("--mall", exists=True, dir_okay=False)] = None,
        target: Annotated[Path | None, typer.Option("--mapp", file_okay=False)] = None,
        source: Annotated[typer.FileText | None, typer.Option("--indata")] = None,
        is_public: Annotated[bool, typer.Option("--öppen/--sluten")] = True,
        period: Annotated[str | None, typer.Option("--period", parser=refused)] = None,
        other: Annotated[str | None, typer.Option("--annan", parser=rejected)] = None,
        third: Annotated[str | None, typer.Option("--tredje", callback=bad)] = None,
    ) -> None:
        """Skriver en loggpost."""

    @app.command("slut", cls=SwedishCommand, hidden=True)
    def end(how: Annotated[str, typer.Argument()]) -> int:
        raised: dict[str, BaseException] = {
            "exit": typer.Exit(7),
            "own": LoftekollError("mappen saknas", "skapa den"),
            "hintless": LoftekollError("mappen saknas"),
            "bug": RuntimeError("some English text"),
            "recursion": RecursionError("deep"),
            "memory": MemoryError(),
            "ctrl-c": KeyboardInterrupt(),
            "eof": EOFError(),
            "abort": typer.Abort(),
            "usage": UsageError("some English text"),
            "pipe": BrokenPipeError(),
            "system": SystemExit(3),
            "panic": BaseException("a panic in Rust"),
        }
        if how in raised:
            raise raised[how]
        return 5

    return app


def ran(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = run(new_app(), argv)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "LOFTEKOLL_FELSOK", "LOFTEKOLL_KATALOG", "LOFTEKOLL_ANTAL", "_LOFTEKOLL_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


ROOT_HELP = """\
Användning: loftekoll [FLAGGOR] KOMMANDO [ARGUMENT]...

  Följer upp löften.

Flaggor:
  --katalog SÖKVÄG  Arbetsmapp.  [miljövariabel: LOFTEKOLL_KATALOG]
  -h, --hjälp       Visa den här hjälpen och avsluta.
  --felsök          Visa tekniska uppgifter när programmet går sönder.

Kommandon:
  status  Visar läget.
  bedöm   Skriver en bedömning.
  logga   Skriver en loggpost.
"""

STATUS_HELP = """\
Användning: loftekoll status [FLAGGOR] [KOMMUN]

  Visar läget.

  Ett löfte på varje rad.

Argument:
  KOMMUN  Kommunens namn.

Flaggor:
  --år HELTAL            Vilket år.  [från 2000 till 2100]
  -s, --sträng           Avsluta med 1 om något är efter plan.
  --format tabell|månad  Hur läget visas.  [standard: tabell]
  --antal HELTAL         [miljövariabel: LOFTEKOLL_ANTAL; standard: beräknas]
  -h, --hjälp            Visa den här hjälpen och avsluta.
"""

ASSESS_HELP = """\
Användning: loftekoll bedöm [FLAGGOR] LÖFTE...

  Skriver en bedömning.

Argument:
  LÖFTE  [krävs]

Flaggor:
  --skäl TEXT  Varför.  [krävs]
  -h, --hjälp  Visa den här hjälpen och avsluta.
"""

LOG_HELP = """\
Användning: loftekoll logga [FLAGGOR] FORM

  Skriver en loggpost.

Argument:
  FORM  [krävs]

Flaggor:
  --dag DATUM
  --timmar TAL           [standard: 1.5; minst 0]
  --punkt HELTAL HELTAL
  --mall FIL
  --mapp MAPP
  --indata FIL
  --öppen / --sluten     [standard: --öppen]
  --period TEXT
  --annan TEXT
  --tredje TEXT
  -h, --hjälp            Visa den här hjälpen och avsluta.
"""


class TestHelp:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param((), ROOT_HELP, id="no-arguments"),
            pytest.param(("--hjälp",), ROOT_HELP, id="root"),
            pytest.param(("--felsök",), ROOT_HELP, id="debug-option-alone"),
            pytest.param(("status", "-h"), STATUS_HELP, id="short"),
            pytest.param(("status", "--HJALP"), STATUS_HELP, id="ascii-upper"),
            pytest.param(("status", "--help"), STATUS_HELP, id="english"),
            pytest.param(("bedom", "--hjälp"), ASSESS_HELP, id="several-values"),
            pytest.param(("log", "--hjälp"), LOG_HELP, id="alias"),
        ],
    )
    def test_page(self, capsys, argv, expected):
        assert ran(capsys, *argv) == (0, expected, "")

    @pytest.mark.parametrize("page", [ROOT_HELP, STATUS_HELP, ASSESS_HELP, LOG_HELP])
    def test_no_english(self, page):
        assert ENGLISH.findall(page) == []

    def test_deprecated_is_told_in_swedish(self, capsys):
        app = typer.Typer(cls=SwedishGroup, context_settings=CONTEXT_SETTINGS, add_completion=False)
        app.callback()(lambda: None)
        app.command("gammal", cls=SwedishCommand, deprecated=True, help="Gör något")(lambda: None)
        assert run(app, ["--hjälp"]) == 0
        assert capsys.readouterr().out.endswith("Kommandon:\n  gammal  Gör något (utgår)\n")
        assert run(app, ["gammal"]) == 0
        assert capsys.readouterr() == ("", "")

    @pytest.mark.parametrize(
        ("info", "expected"),
        [
            pytest.param(typer.Option("--x", min=1), "--x HELTAL   [standard: 3; minst 1]", id="lowest"),
            pytest.param(typer.Option("--x", max=9), "--x HELTAL   [standard: 3; högst 9]", id="highest"),
            pytest.param(
                typer.Option("--x", show_default="i år"), "--x HELTAL   [standard: i år]", id="default-in-words"
            ),
            pytest.param(typer.Option("--x", show_default=False), "--x HELTAL", id="default-hidden"),
            pytest.param(typer.Option("--x", metavar="ÅR"), "--x ÅR       [standard: 3]", id="metavar"),
            pytest.param(
                typer.Option("--x", envvar=["A", "B"]),
                "--x HELTAL   [miljövariabel: A, B; standard: 3]",
                id="variables",
            ),
        ],
    )
    def test_option_row(self, capsys, info, expected):
        app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)

        @app.command(cls=SwedishCommand)
        def only(x: Annotated[int, info] = 3) -> None:
            pass

        assert run(app, ["--hjälp"]) == 0
        rows = [line.strip() for line in capsys.readouterr().out.splitlines()]
        assert expected in rows

    def test_nothing_to_list(self, capsys):
        app = typer.Typer(cls=SwedishGroup, context_settings=CONTEXT_SETTINGS, add_completion=False)
        app.callback(add_help_option=False)(lambda: None)
        app.command("gömd", cls=SwedishCommand, hidden=True, add_help_option=False)(lambda: None)
        assert run(app, []) == 0
        root = "Flaggor:\n  --felsök  Visa tekniska uppgifter när programmet går sönder.\n"
        assert capsys.readouterr().out == f"Användning: loftekoll [FLAGGOR] KOMMANDO [ARGUMENT]...\n\n{root}"
        assert run(app, ["gömd", "--hjälp"]) == 2

    @pytest.mark.parametrize(
        ("default", "expected"),
        [
            pytest.param((1, 2), "[standard: 1, 2]", id="tuple"),
            pytest.param(None, "--x HELTAL HELTAL", id="none"),
        ],
    )
    def test_default_of_several_values(self, capsys, default, expected):
        app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)

        @app.command(cls=SwedishCommand)
        def only(x: Annotated[tuple[int, int] | None, typer.Option("--x")] = default) -> None:
            pass

        assert run(app, ["-h"]) == 0
        assert capsys.readouterr().out.splitlines()[3].strip().endswith(expected)

    def test_flag_that_is_set(self, capsys):
        app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)

        @app.command(cls=SwedishCommand)
        def only(x: Annotated[bool, typer.Option("--x")] = True) -> None:
            pass

        assert run(app, ["-h"]) == 0
        assert capsys.readouterr().out.splitlines()[3] == "  --x          [standard: ja]"

    def test_help_is_the_same_in_every_run(self, program):
        """typer keeps the names of the help option in a set, whose order differs between runs."""
        assert len({program("få", "-h", PYTHONHASHSEED=str(seed)).stdout for seed in range(4)}) == 1


class TestNames:
    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            pytest.param("bedöm", "bedom", id="swedish"),
            pytest.param("BEDÖM", "bedom", id="upper-case"),
            pytest.param(unicodedata.normalize("NFD", "bedöm"), "bedom", id="nfd"),
            pytest.param("idé", "ide", id="accent"),
            pytest.param("år-från", "ar-fran", id="ring-and-hyphen"),
            pytest.param("", "", id="empty"),
        ],
    )
    def test_fold(self, word, expected):
        assert fold(word) == expected

    @given(st.text(alphabet="abcåäöéÅÄÖÉ-_ 19"))
    def test_fold_is_idempotent_and_blind_to_composition(self, word):
        assert fold(fold(word)) == fold(word) == fold(unicodedata.normalize("NFD", word))

    @pytest.mark.parametrize(
        "word",
        ["bedöm", "bedom", "Bedöm", "BEDÖM", unicodedata.normalize("NFD", "bedöm"), "assess", "Assess"],
    )
    def test_commands_are_found_as_people_write_them(self, capsys, word):
        assert ran(capsys, word, "x", "--skäl", "y") == (0, "['x'] y\n", "")

    @pytest.mark.parametrize(
        "option",
        ["--sträng", "--strang", "--STRÄNG", "--Strang", unicodedata.normalize("NFD", "--sträng"), "-s"],
    )
    def test_options_have_ascii_twins_and_ignore_case(self, capsys, option):
        assert ran(capsys, "status", option)[:2] == (0, "None None True tabell 1\n")

    @pytest.mark.parametrize("word", ["månad", "manad", "MÅNAD", unicodedata.normalize("NFD", "månad")])
    def test_choices_are_found_as_people_write_them(self, capsys, word):
        assert ran(capsys, "status", "--format", word, "--ar=2019") == (0, "None 2019 False månad 1\n", "")

    def test_hidden_command_works_and_is_not_suggested(self, capsys):
        assert ran(capsys, "slut", "väl")[0] == 5
        assert "menade du" not in ran(capsys, "slutt")[2]

    def test_alias_without_its_command_is_unknown(self, capsys):
        assert ran(capsys, "check")[2].splitlines()[0] == "fel: okänt kommando «check»"

    def test_options_that_fold_alike_are_refused(self):
        app = typer.Typer()

        @app.command(cls=SwedishCommand)
        def only(a: Annotated[int, typer.Option("-v")] = 1, b: Annotated[int, typer.Option("-V")] = 1) -> None:
            pass

        with pytest.raises(TypeError, match="-v"):
            typer.main.get_command(app)

    def test_command_that_would_speak_english_is_refused(self):
        app = typer.Typer(cls=SwedishGroup)
        app.callback()(lambda: None)
        app.command("log")(lambda: None)
        with pytest.raises(TypeError, match="SwedishCommand"):
            typer.main.get_command(app)


class TestUsageErrors:
    @pytest.mark.parametrize(
        ("argv", "message", "hint", "place"),
        [
            pytest.param(["statsu"], "okänt kommando «statsu»", "menade du «status»?", "", id="command-near"),
            pytest.param(["kalix"], "okänt kommando «kalix»", "", "", id="command-unknown"),
            pytest.param(["asess"], "okänt kommando «asess»", "menade du «bedöm»?", "", id="command-near-alias"),
            pytest.param(["a\x1b[31m\nb"], "okänt kommando «a�[31m b»", "", "", id="command-with-control-signs"),
            pytest.param(["x" * 99], f"okänt kommando «{'x' * 59}…»", "", "", id="command-long"),
            pytest.param(["--katalog", "."], "kommando saknas", "skriv vad som ska göras efter flaggorna", "", id="no-command"),
            pytest.param(["status", "--stränk"], "flaggan «--stränk» finns inte", "menade du «--sträng»?", " status", id="option-near"),
            pytest.param(["status", "--qqq=1"], "flaggan «--qqq» finns inte", "", " status", id="option-unknown"),
            pytest.param(["status", "-år", "1"], "flaggan «-år» finns inte", "menade du «--år»?", " status", id="one-dash"),
            pytest.param(["status", "-x"], "flaggan «-x» finns inte", "", " status", id="short-option"),
            pytest.param(["--år", "1", "status"], "flaggan «--år» finns inte", "skriv --år efter kommandot: loftekoll status --år", "", id="option-too-early"),
            pytest.param(["status", "--katalog", "x"], "flaggan «--katalog» finns inte", "skriv --katalog före kommandot: loftekoll --katalog … status", " status", id="option-too-late"),
            pytest.param(["bedöm", "--skäl", "x"], "argumentet LÖFTE saknas", "skriv loftekoll bedöm [FLAGGOR] LÖFTE...", " bedöm", id="argument-missing"),
            pytest.param(["logga"], "argumentet FORM saknas", "välj tabell eller månad", " logga", id="choice-missing"),
            pytest.param(["bedöm", "x"], "flaggan --skäl saknas", "lägg till --skäl TEXT", " bedöm", id="option-missing"),
            pytest.param(["status", "a", "b", "c"], "för många argument: «b» «c»", "skriv en text som har mellanslag inom citattecken", " status", id="extra"),
            pytest.param(["status", "a", "–år"], "för många argument: «–år»", "skriv flaggan med två vanliga bindestreck: --år", " status", id="extra-dash"),
            pytest.param(["status", "--år"], "flaggan --år kräver ett värde", "skriv --år HELTAL", " status", id="value-missing"),
            pytest.param(["logga", "tabell", "--punkt", "1"], "flaggan --punkt kräver 2 värden", "skriv --punkt HELTAL HELTAL", " logga", id="values-missing"),
            pytest.param(["status", "--sträng=ja"], "flaggan --sträng tar inget värde", "skriv bara --sträng", " status", id="flag-with-value"),
            pytest.param(["status", "--år", "x"], "värdet «x» för --år är inget heltal", "skriv ett tal från 2000 till 2100", " status", id="integer"),
            pytest.param(["status", "--antal", "1,5"], "värdet «1,5» för --antal är inget heltal", "skriv ett heltal, till exempel 3", " status", id="integer-without-range"),
            pytest.param(["status", "--antal", "9" * 5000], f"värdet «{'9' * 59}…» för --antal är för stort", "", " status", id="integer-of-5000-digits"),
            pytest.param(["status", "--år", "1999"], "värdet «1999» för --år är för litet", "skriv ett tal från 2000 till 2100", " status", id="too-small"),
            pytest.param(["status", "--år", "2101"], "värdet «2101» för --år är för stort", "skriv ett tal från 2000 till 2100", " status", id="too-large"),
            pytest.param(["logga", "tabell", "--timmar", "-1"], "värdet «-1» för --timmar är för litet", "skriv ett tal på minst 0", " logga", id="negative"),
            pytest.param(["logga", "tabell", "--timmar", "två"], "värdet «två» för --timmar är inget tal", "skriv ett tal på minst 0", " logga", id="float"),
            pytest.param(["logga", "tabell", "--punkt", "1", "x"], "värdet «x» för --punkt är inget heltal", "skriv ett heltal, till exempel 3", " logga", id="tuple"),
            pytest.param(["logga", "tabell", "--dag", "igår"], "värdet «igår» för --dag är inget datum", "skriv datumet som 2026-06-30", " logga", id="date"),
            pytest.param(["status", "--format", "manat"], "värdet «manat» för --format finns inte att välja", "menade du «månad»?", " status", id="choice-near"),
            pytest.param(["logga", "xml"], "värdet «xml» för FORM finns inte att välja", "välj tabell eller månad", " logga", id="choice"),
            pytest.param(["logga", "tabell", "--mall", "/q/'a"], "sökvägen «/q/'a» för --mall finns inte", "", " logga", id="path"),
            pytest.param(["logga", "tabell", "--mall", "/"], "sökvägen «/» för --mall är en mapp, inte en fil", "", " logga", id="path-folder"),
            pytest.param(["logga", "tabell", "--mapp", __file__], f"sökvägen «{__file__}» för --mapp är en fil, inte en mapp", "", " logga", id="path-file"),
            pytest.param(["logga", "tabell", "--indata", "/q"], "filen «/q» för --indata går inte att öppna: sökvägen finns inte", "", " logga", id="file"),
            pytest.param(["logga", "tabell", "--indata", "/"], "filen «/» för --indata går inte att öppna: det är en mapp", "", " logga", id="file-folder"),
            pytest.param(["logga", "tabell", "--annan", "x"], "värdet «x» för --annan går inte att använda", "", " logga", id="own-value-error"),
            pytest.param(["logga", "tabell", "--tredje", "x"], "värdet för --tredje går inte att använda", "", " logga", id="unknown-text"),
            pytest.param(["slut", "usage"], "kommandot går inte att tyda", "", " slut", id="unknown-text-without-parameter"),
        ],
    )  # fmt: skip
    def test_screen(self, capsys, argv, message, hint, place):
        expected = [f"fel: {message}", *([f"tips: {hint}"] if hint else []), f"Hjälp: loftekoll{place} --hjälp"]
        code, out, err = ran(capsys, *argv)
        assert (code, out, err.splitlines()) == (2, "", expected)
        assert ENGLISH.findall(err) == []

    def test_value_from_the_environment_names_the_variable(self, capsys, monkeypatch):
        monkeypatch.setenv("LOFTEKOLL_ANTAL", "många")
        expected = "fel: värdet «många» för miljövariabeln LOFTEKOLL_ANTAL är inget heltal"
        assert ran(capsys, "status")[2].splitlines()[0] == expected

    def test_own_parser_may_say_it_itself(self, capsys):
        expected = "fel: okänd period «igår»\ntips: skriv ett år\n"
        assert ran(capsys, "logga", "tabell", "--period", "igår") == (2, "", expected)

    @pytest.mark.parametrize(
        ("error", "message"),
        [
            pytest.param(FileError("a.yaml"), "filen «a.yaml» går inte att öppna", id="file"),
            pytest.param(NoSuchOption("--år"), "flaggan «--år» finns inte", id="no-such-option"),
            pytest.param(MissingParameter(), "en uppgift som krävs saknas", id="missing"),
            pytest.param(typer.BadParameter("x", param_hint="--år"), "värdet för --år går inte att använda", id="hint"),
            pytest.param(typer.BadParameter("x", param_hint=["a", "b"]), "värdet för a b går inte att använda", id="hints"),
            pytest.param(typer.BadParameter("x"), "värdet för argumentet går inte att använda", id="nothing-known"),
            pytest.param(BadOptionUsage("--år", "x"), "flaggan «--år» går inte att använda så", id="option"),
            pytest.param(BadArgumentUsage("Argument 'punkt' takes 2 values."), "argumentet «punkt» kräver 2 värden", id="values"),
            pytest.param(UsageError("x"), "kommandot går inte att tyda", id="usage"),
        ],
    )  # fmt: skip
    def test_errors_without_context(self, error, message):
        assert translate(error).message == message

    def test_file_without_permission(self):
        error = FileError("a.yaml")
        error.__cause__ = PermissionError(errno.EACCES, "Permission denied")
        assert translate(error).message == "filen «a.yaml» går inte att öppna: du saknar behörighet"

    def test_cause_that_is_not_pydantic(self):
        error = typer.BadParameter("English", param_hint="--år")
        error.__cause__ = KeyError("x")
        assert translate(error).message == "värdet för --år går inte att använda"

    @pytest.mark.parametrize(
        ("annotation", "value", "expected"),
        [
            pytest.param(datetime, "2026-02-30", "är inget datum", id="datetime"),
            pytest.param(bool, "kanske", "är varken ja eller nej", id="bool"),
            pytest.param(complex, "x", "går inte att använda", id="type-without-text"),
        ],
    )
    def test_types_by_pydantic_kind(self, capsys, monkeypatch, annotation, value, expected):
        app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)

        @app.command(cls=SwedishCommand)
        def only(x: Annotated[annotation | None, typer.Option("--x", envvar="LK_X")] = None) -> None:
            pass

        monkeypatch.setenv("LK_X", value)
        assert run(app, []) == 2
        assert capsys.readouterr().err.splitlines()[0] == f"fel: värdet «{value}» för miljövariabeln LK_X {expected}"

    @given(
        st.lists(
            st.sampled_from([
                "status", "bedöm", "logga", "--år", "--år=1", "2019", "--skäl", "x", "--format", "tabell", "--punkt", "-s",
                "-sx", "--", "-", "", "--timmar", "nan", "--dag", "--mall", ".", "--sluten", "--katalog", "-h", "–år", "\udcff",
            ])
            | st.text(max_size=4),
            max_size=5,
        )
    )  # fmt: skip
    def test_no_command_line_breaks_the_program(self, argv):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(new_app(), argv)
        assert code in (0, 2), err.getvalue()
        assert (err.getvalue() == "") == (code == 0)


class TestEnds:
    OURS = "fel: loftekoll gick sönder, och det är programmets fel, inte ditt\n"
    REPORT = "ta bort personuppgifter ur texten och bifoga den i ett ärende\n"

    @pytest.mark.parametrize(
        ("how", "code", "err"),
        [
            pytest.param("väl", 5, "", id="returned"),
            pytest.param("exit", 7, "", id="exit"),
            pytest.param("system", 3, "", id="system-exit"),
            pytest.param("own", 2, "fel: mappen saknas\ntips: skapa den\n", id="own-error"),
            pytest.param("hintless", 2, "fel: mappen saknas\n", id="own-error-without-hint"),
            pytest.param("ctrl-c", 130, "Avbrutet.\n", id="ctrl-c"),
            pytest.param("eof", 2, "Avbrutet: inget sparades.\n", id="end-of-input"),
            pytest.param("abort", 2, "Avbrutet: inget sparades.\n", id="abort"),
            pytest.param("pipe", 0, "", id="closed-pipe"),
            pytest.param("bug", 70, f"{OURS}tips: kör om med --felsök, {REPORT}", id="bug"),
            pytest.param("recursion", 70, f"{OURS}tips: kör om med --felsök, {REPORT}", id="recursion"),
            pytest.param("panic", 70, f"{OURS}tips: kör om med --felsök, {REPORT}", id="panic"),
            pytest.param(
                "memory",
                70,
                f"fel: datorns minne räckte inte\ntips: stäng andra program; hjälper inte det, kör om med --felsök, {REPORT}",
                id="memory",
            ),
        ],
    )
    def test_code_and_text(self, capsys, how, code, err):
        assert ran(capsys, "slut", how) == (code, "", err)

    @pytest.mark.parametrize(
        "argv",
        [
            pytest.param(("--felsök", "slut", "bug"), id="first"),
            pytest.param(("slut", "bug", "--FELSOK"), id="last"),
        ],
    )
    def test_traceback_on_demand(self, capsys, argv):
        code, out, err = ran(capsys, *argv)
        assert (code, out) == (70, "")
        assert err.startswith("Traceback (most recent call last):\n")
        assert err.endswith(f"RuntimeError: some English text\n{self.OURS}tips: {self.REPORT}")

    @pytest.mark.parametrize(("value", "is_traced"), [("1", True), ("0", False), ("", False)])
    def test_traceback_by_environment(self, capsys, monkeypatch, value, is_traced):
        monkeypatch.setenv("LOFTEKOLL_FELSOK", value)
        assert ran(capsys, "slut", "bug")[2].startswith("Traceback") is is_traced

    def test_debug_option_after_two_dashes_is_text(self, capsys):
        assert ran(capsys, "status", "--", "--felsök")[1].startswith("--felsök ")

    def test_completion(self, capsys, monkeypatch):
        asked = {"_LOFTEKOLL_COMPLETE": "complete_bash", "_LOFTEKOLL_ORD": "loftekoll\nb\n"}
        for name, value in asked.items():
            monkeypatch.setenv(name, value)
        assert ran(capsys) == (0, "bedöm\n", "")

    def test_fault_in_telling_is_ours(self, capsys):
        class OddError(UsageError):
            @property
            def message(self) -> str:
                raise RuntimeError

            @message.setter
            def message(self, value: str) -> None:
                pass

        app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)

        @app.command(cls=SwedishCommand)
        def only() -> None:
            raise OddError("")

        assert run(app, []) == 70
        assert capsys.readouterr().err.startswith(self.OURS)

    @pytest.mark.parametrize(
        ("error", "code", "err"),
        [
            pytest.param(BrokenPipeError(), 5, "", id="closed-pipe"),
            pytest.param(
                OSError(errno.ENOSPC, "x"), 2, "fel: disken är full\ntips: frigör plats och kör om\n", id="full"
            ),
            pytest.param(OSError(errno.EIO, "x"), 70, f"{OURS}tips: kör om med --felsök, {REPORT}", id="other"),
        ],
    )
    def test_results_that_cannot_be_written_out(self, capsys, monkeypatch, error, code, err):
        class Failing(io.StringIO):
            def flush(self) -> None:
                raise error

        monkeypatch.setattr(sys, "stdout", Failing())
        assert ran(capsys, "slut", "väl") == (code, "", err)

    @pytest.mark.parametrize("name", ["stdout", "stderr"])
    def test_stream_that_is_missing(self, capsys, monkeypatch, name):
        monkeypatch.setattr(sys, name, None)
        assert ran(capsys, "slut", "väl") == (5, "", "")

    @pytest.mark.parametrize(("code", "expected"), [(None, 0), (3, 3), ("text", 70)])
    def test_system_exit(self, capsys, code, expected):
        app = typer.Typer(add_completion=False)
        app.command(cls=SwedishCommand)(lambda: sys.exit(code))
        assert run(app, []) == expected

    def test_closed_pipe_on_windows(self, capsys, monkeypatch):
        monkeypatch.setattr(os, "name", "nt")
        app = typer.Typer(add_completion=False)

        @app.command(cls=SwedishCommand)
        def only() -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

        assert run(app, []) == 0
        assert capsys.readouterr() == ("", "")

    def test_error_in_building_the_program_is_ours(self, capsys):
        app = typer.Typer(cls=SwedishGroup)
        app.callback()(lambda: None)
        app.command("log")(lambda: None)
        assert run(app, []) == 70
        assert capsys.readouterr().err.startswith(self.OURS)


PROGRAM = """
import sys
from typing import Annotated
import typer
from loftekoll.cli.run import run
from loftekoll.cli.swedish import CONTEXT_SETTINGS, SwedishCommand, SwedishGroup

app = typer.Typer(cls=SwedishGroup, context_settings=CONTEXT_SETTINGS, add_completion=False)

@app.callback()
def root(folder: Annotated[str | None, typer.Option("--katalog", envvar="LOFTEKOLL_KATALOG")] = None):
    "Följer upp löften."

@app.command("många", cls=SwedishCommand)
def many():
    for n in range(100_000):
        print(n)

@app.command("få", cls=SwedishCommand)
def few(text: Annotated[str, typer.Argument()] = "✔ å", count: Annotated[int, typer.Option("--antal", min=0)] = 1):
    print(text)
    raise typer.Exit(count)

@app.command("moduler", cls=SwedishCommand)
def modules(text: Annotated[str, typer.Argument()], count: Annotated[int, typer.Option("--antal", min=0)] = 1):
    print(sorted({"pydantic", "pydantic_core", "rich", "jinja2", "typer.rich_utils"} & set(sys.modules)))

@app.command("krasch", cls=SwedishCommand)
def crash():
    raise RuntimeError("some English text")

sys.exit(run(app, sys.argv[1:]))
"""


@pytest.fixture
def program(tmp_path):
    """Runs the small program in its own process and gives what it returned, in bytes."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    dropped = ("NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONUNBUFFERED", "LC_ALL", "LANG")
    inherited = {name: value for name, value in os.environ.items() if name not in dropped}

    def started(*argv: str, read: int = -1, stdout: int = subprocess.PIPE, **variables: str) -> Any:
        process = subprocess.Popen(
            [sys.executable, path, *argv],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=inherited | {"PYTHONPATH": str(Path(loftekoll.__file__).parents[1])} | variables,
        )
        with process:
            out = b""
            if process.stdout is not None:
                out = process.stdout.read(read)
                process.stdout.close()
            err = process.stderr.read()
        return subprocess.CompletedProcess(argv, process.returncode, out, err)

    return started


class TestProcess:
    def test_closed_pipe_is_silent(self, program):
        done = program("många", read=2)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"0\n", b"")

    def test_pipe_closed_at_the_very_end_keeps_the_code(self, program):
        done = program("få", read=0)
        assert (done.returncode, done.stderr) == (1, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("buffering", ["", "1"])
    def test_full_disk_is_told(self, program, buffering):
        with Path("/dev/full").open("wb") as full:
            done = program("få", stdout=full.fileno(), PYTHONUNBUFFERED=buffering)
        expected = "fel: disken är full\ntips: frigör plats och kör om\n"
        assert (done.returncode, done.stderr.decode()) == (2, expected)

    @pytest.mark.parametrize(
        "variables",
        [
            pytest.param({"PYTHONIOENCODING": "cp1252"}, id="cp1252"),
            pytest.param({"PYTHONIOENCODING": "ascii:strict"}, id="ascii"),
            pytest.param({"LANG": "C"}, id="LANG=C"),
            pytest.param({"LC_ALL": "C"}, id="LC_ALL=C"),
            pytest.param({"LC_ALL": "POSIX", "PYTHONUTF8": "1"}, id="POSIX"),
        ],
    )
    def test_pipe_takes_every_sign(self, program, variables):
        done = program("få", **variables)
        assert (done.returncode, done.stdout, done.stderr) == (1, "✔ å\n".encode(), b"")

    @pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
    def test_terminal_shows_a_substitute(self, program):
        import pty

        ours, theirs = pty.openpty()
        program("få", stdout=theirs, PYTHONIOENCODING="cp1252")
        assert os.read(ours, 99) == b"? \xe5\r\n"
        os.close(ours)
        os.close(theirs)

    def test_argument_that_is_no_text_is_no_crash(self, program):
        done = program("få", "\udcff")
        assert (done.returncode, done.stdout, done.stderr) == (1, b"?\n", b"")

    def test_crash_without_and_with_traceback(self, program):
        assert program("krasch").stderr.decode() == f"{TestEnds.OURS}tips: kör om med --felsök, {TestEnds.REPORT}"
        assert b"RuntimeError: some English text" in program("krasch", "--felsök").stderr

    def test_plain_values_load_nothing_heavy(self, program):
        assert program("moduler", "kalix", "--antal", "3").stdout == b"[]\n"


def values_read_by(cls: type[TyperCommand], annotation: Any, info: Any, argv: list[str]) -> Any:
    """The value that a command of the class gets, or the message that it fails with."""
    app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)
    seen = []

    @app.command(cls=cls)
    def only(x: Annotated[annotation, info] = None) -> None:  # type: ignore[valid-type, assignment]
        seen.append(x)

    try:
        typer.main.get_command(app).main(argv, standalone_mode=False)
    except typer.TyperException as error:
        return error.format_message()
    return seen


def upper(value: str) -> str:
    return value.upper()


@pytest.mark.parametrize(
    "values", [[], ["3"], ["03"], ["-3"], ["12"], ["13"], ["x"], [""], [" 3"], ["٣"], ["MANAD"], ["."], ["1", "2"]]
)
@pytest.mark.parametrize(
    ("annotation", "info"),
    [
        pytest.param(str, typer.Option("--x"), id="text"),
        pytest.param(int, typer.Option("--x"), id="integer"),
        pytest.param(int, typer.Option("--x", min=1, max=12), id="range"),
        pytest.param(int, typer.Option("--x", min=1, max=12, clamp=True), id="clamped"),
        pytest.param(float, typer.Option("--x"), id="float"),
        pytest.param(Form, typer.Option("--x"), id="choice"),
        pytest.param(Path, typer.Option("--x"), id="path"),
        pytest.param(Path, typer.Option("--x", exists=True, resolve_path=True), id="existing-path"),
        pytest.param(list[str], typer.Option("--x"), id="texts"),
        pytest.param(list[int], typer.Option("--x", max=12), id="integers"),
        pytest.param(list[Form], typer.Option("--x"), id="choices"),
        pytest.param(list[Path], typer.Option("--x"), id="paths"),
        pytest.param(str, typer.Option("--x", parser=upper), id="parser"),
    ],
)  # fmt: skip
def test_values_are_those_that_typer_reads(annotation, info, values):
    """Reading without pydantic changes no value and no message."""
    argv = [word for value in values for word in ("--x", value)]
    ours, typers = (values_read_by(cls, annotation, info, argv) for cls in (SwedishCommand, TyperCommand))
    assert (ours, [*map(type, ours)]) == (typers, [*map(type, typers)])


@pytest.mark.parametrize("default", [1, 1.5, "x", Form.MONTH, Path("x"), [1], (1, 2), True])
def test_defaults_are_those_that_typer_reads(default):
    annotation = {list: list[int], tuple: tuple[int, int]}.get(type(default), type(default))
    annotation = Path if isinstance(default, Path) else annotation
    seen = []
    for cls in (SwedishCommand, TyperCommand):
        app = typer.Typer(context_settings=CONTEXT_SETTINGS, add_completion=False)

        @app.command(cls=cls)
        def only(x: Annotated[annotation, typer.Option("--x")] = default) -> None:
            seen.append(x)

        typer.main.get_command(app).main([], standalone_mode=False)
    assert seen == [default, default]
