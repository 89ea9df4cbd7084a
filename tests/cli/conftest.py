import io
import sys

import pytest


class Terminal(io.TextIOWrapper):
    """A stream in an encoding that says that it is a terminal."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="", write_through=True)

    def isatty(self) -> bool:
        return True

    def text(self) -> str:
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture
def terminal(monkeypatch):
    """Makes a stream that is a terminal of an encoding and a width."""

    def made(encoding: str, columns: int) -> Terminal:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "xterm")
        return Terminal(encoding)

    return made


@pytest.fixture
def keyboard(monkeypatch):
    """A person at a terminal who answers with the given lines; then input ends, or is interrupted by Ctrl-C."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    class Interrupted(Keyboard):
        def readline(self, size: int = -1) -> str:
            line = super().readline(size)
            if not line:
                raise KeyboardInterrupt
            return line

    def made(*lines: str, is_interrupted: bool = False) -> None:
        kind = Interrupted if is_interrupted else Keyboard
        monkeypatch.setattr(sys, "stdin", kind("".join(f"{line}\n" for line in lines)))

    return made


@pytest.fixture
def script(monkeypatch):
    """Nobody at a terminal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
