import io
import sys
from pathlib import Path

import pytest

from loftekoll.municipalities import municipalities

PROMISE = """\
kommun: {name}
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - {{id: trafik, text: Trafikinsatser., mål: minst två trafikinsatser per år, ansvarig: polisen}}
"""


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


@pytest.fixture
def many(tmp_path):
    """A workspace of 200 municipalities with 30 entries each: seconds of work."""
    folder = tmp_path / "arbete"
    for place in [each for each in municipalities() if each.code != "0000"][:200]:
        log = folder / "promises" / place.slug / "2025"
        log.mkdir(parents=True)
        log.with_suffix(".yaml").write_text(PROMISE.format(name=f"'{place.code}'"), encoding="utf-8")
        for n in range(30):
            day = f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"
            (log / f"{day}-trafik-{n:06}.yaml").write_text(
                f"datum: {day}\nlöfte: trafik\nplats: P{n}\n", encoding="utf-8"
            )
    return folder


@pytest.fixture
def members_of():
    """Gives the processes of a group that have not ended; Linux only."""

    def facts(path: Path) -> list[str]:
        try:
            return (path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return ["Z", "", ""]  # it has ended meanwhile

    def found(group: int) -> list[int]:
        every = {int(path.name): facts(path) for path in Path("/proc").glob("[0-9]*")}
        return [pid for pid, (state, _, of, *_) in every.items() if state != "Z" and of == str(group)]

    return found
