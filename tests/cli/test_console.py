# ruff: noqa: ARG002 – methods of a stream; tables of many columns
import io
import os
import sys

import pytest
import typer

from loftekoll.cli.console import (
    ask,
    can_encode,
    choose,
    choose_several,
    confirm,
    harmless,
    is_terminal,
    note,
    prepare_streams,
    print_error,
    quoted,
    sign_for,
    use_color,
    width,
    write_wrapped,
)
from loftekoll.errors import LoftekollError


class Terminal(io.TextIOWrapper):
    """A stream in an encoding that says that it is a terminal, or that it is none."""

    def __init__(self, encoding: str = "utf-8", *, is_shown: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="", write_through=True)
        self.is_shown = is_shown

    def isatty(self) -> bool:
        return self.is_shown

    @property
    def bytes(self) -> bytes:
        return self.buffer.getvalue()


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "GITHUB_ACTIONS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def answers(monkeypatch):
    """Lets a person answer with the given lines; after them input ends."""
    return lambda *lines: monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


class TestPrepareStreams:
    @pytest.mark.parametrize(
        ("encoding", "is_shown", "expected"),
        [
            pytest.param("cp1252", False, "å – ✔\r\n".encode(), id="pipe"),
            pytest.param("cp1252", True, b"\xe5 \x96 ?\r\n", id="terminal-cp1252"),
            pytest.param("cp850", True, b"\x86 ? ?\r\n", id="terminal-cp850"),
            pytest.param("utf-8", True, "å – ✔\r\n".encode(), id="terminal-utf-8"),
        ],
    )
    def test_any_sign_can_be_written(self, monkeypatch, encoding, is_shown, expected):
        streams = [Terminal(encoding, is_shown=is_shown) for _ in range(2)]
        monkeypatch.setattr(sys, "stdout", streams[0])
        monkeypatch.setattr(sys, "stderr", streams[1])
        prepare_streams()
        for stream in streams:
            stream.write("å – ✔\r\n")
        assert [stream.bytes for stream in streams] == [expected, expected]

    @pytest.mark.parametrize(("is_shown", "expected"), [(True, "surrogateescape"), (False, "strict")])
    def test_a_keyboard_may_send_anything(self, monkeypatch, is_shown, expected):
        monkeypatch.setattr(sys, "stdin", Terminal(is_shown=is_shown))
        prepare_streams()
        assert sys.stdin.errors == expected

    @pytest.mark.parametrize("stream", [None, io.StringIO()], ids=["none", "no-encoding"])
    def test_other_streams_are_left_alone(self, monkeypatch, stream):
        monkeypatch.setattr(sys, "stdout", stream)
        prepare_streams()
        assert sys.stdout is stream


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        pytest.param(Terminal(), True, id="terminal"),
        pytest.param(Terminal(is_shown=False), False, id="pipe"),
        pytest.param(closed(), False, id="closed"),
        pytest.param(None, False, id="none"),
    ],
)
def test_is_terminal(stream, expected):
    assert is_terminal(stream) is expected


@pytest.mark.parametrize(
    ("settings", "is_shown", "expected"),
    [
        pytest.param({}, True, True, id="terminal"),
        pytest.param({}, False, False, id="pipe"),
        pytest.param({"NO_COLOR": "1"}, True, False, id="no-color"),
        pytest.param({"NO_COLOR": ""}, True, True, id="no-color-empty"),
        pytest.param({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False, id="no-color-wins"),
        pytest.param({"FORCE_COLOR": "1"}, False, True, id="forced"),
        pytest.param({"FORCE_COLOR": "0"}, False, False, id="forced-0"),
        pytest.param({"FORCE_COLOR": ""}, False, False, id="forced-empty"),
        pytest.param({"TERM": "dumb"}, True, False, id="dumb"),
        pytest.param({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True, id="dumb-forced"),
        pytest.param({"TERM": "xterm-256color"}, True, True, id="xterm"),
        pytest.param({"GITHUB_ACTIONS": "true"}, False, False, id="github"),
    ],
)
def test_use_color(monkeypatch, settings, is_shown, expected):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert use_color(Terminal(is_shown=is_shown)) is expected


@pytest.mark.parametrize(("columns", "expected"), [("120", 120), ("0", 80), ("många", 80), ("", 80)])
def test_width(monkeypatch, columns, expected):
    monkeypatch.setattr(sys, "__stdout__", None)
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == expected


@pytest.mark.parametrize(
    ("encoding", "text", "expected"),
    [
        pytest.param("utf-8", "✔", True, id="utf-8"),
        pytest.param("cp1252", "✔", False, id="cp1252"),
        pytest.param("cp1252", "–", True, id="cp1252-dash"),
        pytest.param("cp850", "–", False, id="cp850-dash"),
        pytest.param("ascii", "å", False, id="ascii"),
    ],
)
def test_can_encode(encoding, text, expected):
    stream = Terminal(encoding)
    assert can_encode(stream, text) is expected
    assert sign_for(text, "x", stream) == (text if expected else "x")


def test_stream_without_encoding_takes_all():
    assert can_encode(io.StringIO(), "✔")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("å – ✔\n\t1\u00a0234 👮", "å – ✔\n\t1\u00a0234 👮", id="ordinary"),
        pytest.param("a\x1b[31mb", "a�[31mb", id="escape"),
        pytest.param("a\rb\x7f\x9b", "a�b��", id="controls"),
        pytest.param("a\u202eb\u2066", "a�b�", id="direction"),
        pytest.param("a\udcffb", "a�b", id="surrogate"),
    ],
)
def test_harmless(text, expected):
    assert harmless(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("statsu", "«statsu»", id="word"),
        pytest.param(12, "«12»", id="number"),
        pytest.param("a\nb  c", "«a b c»", id="lines"),
        pytest.param("x" * 60, f"«{'x' * 60}»", id="60"),
        pytest.param("x" * 61, f"«{'x' * 59}…»", id="61"),
        pytest.param("", "«»", id="empty"),
    ],
)
def test_quoted(word, expected):
    assert quoted(word) == expected


class TestMessages:
    def test_error_and_note_go_to_stderr(self, capsys):
        print_error(LoftekollError("mappen «a\x1b» saknas", "skapa den"))
        print_error(LoftekollError("mappen saknas"))
        note("Klart.")
        assert capsys.readouterr() == ("", "fel: mappen «a�» saknas\ntips: skapa den\nfel: mappen saknas\nKlart.\n")

    def test_error_in_colour(self, monkeypatch):
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(sys, "stderr", stream := Terminal())
        print_error(LoftekollError("mappen saknas", "skapa den"))
        assert stream.bytes.decode() == "\x1b[31;1mfel\x1b[0m: mappen saknas\n\x1b[34;1mtips\x1b[0m: skapa den\n"

    @pytest.mark.parametrize(
        ("settings", "expected"), [({}, b"fel: x\n"), ({"WT_SESSION": "1"}, b"\x1b[31;1mfel\x1b[0m: x\n")]
    )
    def test_old_windows_console_gets_no_colour_codes(self, monkeypatch, settings, expected):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stderr", stream := Terminal())
        monkeypatch.setattr(os, "name", "nt")
        print_error(LoftekollError("x"))
        assert stream.bytes == expected

    @pytest.mark.parametrize(
        ("is_shown", "text", "expected"),
        [
            pytest.param(True, "trafik: 3 av minst 4, i fas", "trafik: 3 av minst\n  4, i fas\n", id="terminal"),
            pytest.param(False, "trafik: 3 av minst 4, i fas", "trafik: 3 av minst 4, i fas\n", id="pipe"),
            pytest.param(True, "trafik-och-trygghet i fas", "trafik-och-trygghet\n  i fas\n", id="long-word"),
            pytest.param(True, "a\x1b[31m", "a�[31m\n", id="harmless"),
        ],
    )
    def test_a_line_is_broken_for_a_narrow_terminal(self, monkeypatch, is_shown, text, expected):
        monkeypatch.setenv("COLUMNS", "20")
        monkeypatch.setattr(sys, "stdout", stream := Terminal(is_shown=is_shown))
        write_wrapped(text)
        assert stream.bytes.decode() == expected

    def test_error_is_an_exception_with_its_message(self):
        error = LoftekollError("mappen saknas")
        assert (str(error), error.message, error.hint) == ("mappen saknas", "mappen saknas", "")


class TestQuestions:
    @pytest.mark.parametrize(
        ("lines", "default", "expected", "screen"),
        [
            pytest.param(["Kalix"], None, "Kalix", "Var: ", id="answer"),
            pytest.param(["  Kalix \r"], None, "Kalix", "Var: ", id="blanks"),
            pytest.param([""], "Kalix", "Kalix", "Var [Kalix]: ", id="default"),
            pytest.param([""], "", "", "Var: ", id="empty-default"),
            pytest.param(
                ["", "x"], None, "x", "Var: Skriv ett svar, eller tryck Ctrl-C för att avbryta.\nVar: ", id="again"
            ),
        ],
    )
    def test_ask(self, capsys, answers, lines, default, expected, screen):
        answers(*lines)
        assert ask("Var", default) == expected
        assert capsys.readouterr() == ("", screen)

    def test_ask_tells_what_is_wrong_and_asks_again(self, capsys, answers):
        def refuse_x(answer: str) -> None:
            if answer == "x":
                raise LoftekollError("x finns inte", "skriv y")

        answers("x", "y")
        assert ask("Var", check=refuse_x) == "y"
        assert capsys.readouterr() == ("", "Var: fel: x finns inte\ntips: skriv y\nVar: ")

    @pytest.mark.parametrize(
        ("lines", "expected", "told"),
        [
            pytest.param(["2"], "trygghet", [], id="number"),
            pytest.param(["trygghet"], "trygghet", [], id="name"),
            pytest.param(["TRYGGHET"], "trygghet", [], id="capitals"),
            pytest.param(["träfik"], "trafik", [], id="accents"),
            pytest.param(["", "1"], "trafik", ["Skriv ett svar, eller tryck Ctrl-C för att avbryta."], id="empty"),
            pytest.param(
                ["3", "1"],
                "trafik",
                ["fel: nummer 3 finns inte", "tips: skriv ett nummer från 1 till 2"],
                id="too-high",
            ),
            pytest.param(
                ["0", "1"], "trafik", ["fel: nummer 0 finns inte", "tips: skriv ett nummer från 1 till 2"], id="zero"
            ),
            pytest.param(
                ["trafk", "1"], "trafik", ["fel: «trafk» finns inte att välja", "tips: menade du «trafik»?"], id="near"
            ),
            pytest.param(
                ["²", "1"],
                "trafik",
                ["fel: «²» finns inte att välja", "tips: skriv ett nummer från 1 till 2"],
                id="no-number",
            ),
        ],
    )
    def test_choose(self, capsys, answers, lines, expected, told):
        answers(*lines)
        assert choose("Vilket löfte?", ["trafik", "trygghet"], ["3 av minst 4", ""]) == expected
        shown = ["Vilket löfte?", "1  trafik    3 av minst 4", "2  trygghet"]
        again = "".join(f"{line}\n" for line in told) + ("Nummer eller namn: " if told else "")
        assert capsys.readouterr() == ("", "\n".join([*shown, f"Nummer eller namn: {again}"]))

    @pytest.mark.parametrize(("line", "expected"), [("2025", "2025"), ("2", "2025"), ("", "2024")])
    def test_choose_a_name_that_is_a_number(self, answers, line, expected):
        answers(line)
        assert choose("Vilket år?", ["2024", "2025"], default="2024") == expected

    @pytest.mark.parametrize("line", ["", "2", "trygghet"])
    def test_choose_with_a_default(self, capsys, answers, line):
        answers(line)
        assert choose("Vilket löfte?", ["trafik", "trygghet"], default="trygghet") == "trygghet"
        assert capsys.readouterr().err.endswith("2  trygghet\nNummer eller namn [trygghet]: ")

    @pytest.mark.parametrize(
        ("lines", "expected", "told"),
        [
            pytest.param(["1 2"], ["trafik", "trygghet"], [], id="blanks"),
            pytest.param(["2,1"], ["trygghet", "trafik"], [], id="comma"),
            pytest.param(["trafik, 2"], ["trafik", "trygghet"], [], id="name-and-number"),
            pytest.param(["2 2"], ["trygghet"], [], id="twice-is-once"),
            pytest.param([""], ["trafik"], [], id="default"),
            pytest.param(
                ["1 3", "1"], ["trafik"], ["fel: nummer 3 finns inte", "tips: skriv ett nummer från 1 till 2"], id="wrong"
            ),
            pytest.param(
                [",", "1"], ["trafik"], ["fel: «,» finns inte att välja", "tips: skriv ett nummer från 1 till 2"], id="none"
            ),
        ],
    )  # fmt: skip
    def test_choose_several(self, capsys, answers, lines, expected, told):
        answers(*lines)
        assert choose_several("Vilket?", ["trafik", "trygghet"], default="trafik") == expected
        prompt = "Nummer eller namn [trafik]: "
        again = "".join(f"{line}\n" for line in told) + (prompt if told else "")
        assert capsys.readouterr().err == f"Vilket?\n1  trafik\n2  trygghet\n{prompt}{again}"

    def test_choose_in_a_narrow_window(self, capsys, answers, monkeypatch):
        monkeypatch.setenv("COLUMNS", "24")
        answers("1")
        choose("Vilket löfte?", ["trafik", "trygghet"], ["3 av minst 4", ""])
        menu = "Vilket löfte?\n1  trafik\n     3 av minst 4\n2  trygghet\n"
        assert capsys.readouterr().err == f"{menu}Nummer eller namn: "

    def test_what_cannot_be_saved_is_asked_for_again(self, capsys, answers):
        answers("\udce5parken", "Åparken")
        assert ask("Plats") == "Åparken"
        assert capsys.readouterr().err == (
            "Plats: fel: svaret har tecken som inte går att läsa\n"
            "tips: skriv om det utan dem, eller kontrollera att terminalen använder UTF-8\nPlats: "
        )

    def test_choose_lines_numbers_up(self, capsys, answers):
        answers("10")
        assert choose("Vilket?", [*"abcdefghij"]) == "j"
        assert capsys.readouterr().err.splitlines()[9:11] == [" 9  i", "10  j"]

    @pytest.mark.parametrize(
        ("lines", "default", "expected", "screen"),
        [
            *(pytest.param([word], None, True, "Spara? [j/n]: ", id=word) for word in ("j", "ja", "J", "JA", "Ja")),
            *(pytest.param([word], None, False, "Spara? [j/n]: ", id=word) for word in ("n", "nej", "N", "NEJ")),
            pytest.param([""], True, True, "Spara? [J/n]: ", id="default-yes"),
            pytest.param([""], False, False, "Spara? [j/N]: ", id="default-no"),
            pytest.param(
                ["", "yes", "j"],
                None,
                True,
                "Spara? [j/n]: " + 2 * "Svara j för ja eller n för nej.\nSpara? [j/n]: ",
                id="again",
            ),
        ],
    )
    def test_confirm(self, capsys, answers, lines, default, expected, screen):
        answers(*lines)
        assert confirm("Spara?", default) is expected
        assert capsys.readouterr() == ("", screen)

    def test_end_of_input(self, capsys, answers):
        answers()
        with pytest.raises(typer.Abort) as caught:
            ask("Var")
        assert caught.value.__cause__ is None
        assert capsys.readouterr() == ("", "Var: \n")

    def test_ctrl_c(self, capsys, monkeypatch):
        class Interrupted(io.StringIO):
            def readline(self, size: int = -1) -> str:
                raise KeyboardInterrupt

        monkeypatch.setattr(sys, "stdin", Interrupted())
        with pytest.raises(typer.Abort) as caught:
            confirm("Spara?")
        assert isinstance(caught.value.__cause__, KeyboardInterrupt)
        assert capsys.readouterr() == ("", "Spara? [j/n]: \n")
