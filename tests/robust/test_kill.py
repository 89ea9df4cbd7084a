"""`kill -9` at any moment: nothing half-written counts, nothing is lost, and a broken-off import goes on where it stopped.

Both at random moments, and just before each thing that the program does with a file of the workspace.
"""

import os
import random
import re
import signal
from collections import Counter
from itertools import count
from statistics import median

import pytest

STANDING = {
    "2021-04-01-samtal-aaaaaa.yaml": "# skrivet i bilen\ndatum: 2021-04-01\nlöfte: samtal\nantal: 2 # ungefär\n".encode(),
    "2021-04-02-trafik-bbbbbb.yaml": "datum: 2021-04-02\r\nlöfte: [trafik, samtal]\r\nplats: Åparken\r\n".encode(),
}
ROWS = "datum;löfte;plats\n" + "".join(
    f"2021-0{1 + n % 9}-0{1 + n % 7};samtal;{('Åparken', 'Torget', '')[n % 3]}\n" for n in (*range(7), *range(2))
)
RUNS = {
    "logga": ["logga", "exempelby", "samtal", "--datum", "2021-05-03", "--plats", "Torget"],
    "bedöm": ["bedöm", "exempelby", "samtal", "ej uppfyllt", "--avser", "2021", "--motivering", "Det blev inte av."],
    "ändra": ["ändra", "exempelby", "aaaaaa", "--antal", "3"],
    "ändra-dag": ["ändra", "exempelby", "aaaaaa", "--datum", "2021-04-09"],
    "ångra": ["ångra", "exempelby", "bbbbbb", "--ja"],
    "importera": ["importera", "blad.csv", "exempelby"],
}
DONE = re.compile(r"^(Sparat i|Ändrat i|Borttagen:|9 rader)", re.MULTILINE)
"""How it is told that something is done."""
KILLS = 200
SEED = 20261122
_DRAWN = re.compile(r"(?<!aaaaaa)(?<!bbbbbb)(?<=-).{6}(?=\.yaml)")

State = Counter[tuple[str, bytes]]


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def state_of(bench) -> State:
    """The files that count, by name and content, without the marks that this run has drawn."""
    return Counter((_DRAWN.sub("", name) if _mark(name) else name, data) for name, data in bench.log().items())


def _mark(name: str) -> bool:
    return not name.endswith(("aaaaaa.yaml", "bbbbbb.yaml"))


def whole(bench, run: str) -> State:
    """What the log is after the run when it is let alone."""
    bench.put(STANDING)
    ended = bench.run(*RUNS[run])
    assert ended.code == 0, ended.err
    assert bench.leftovers() == []
    return state_of(bench)


def check(bench, run: str, before: State, after: State, told: str) -> None:
    """The log is as it was or as it should become, or on its way; and what is told as done is done."""
    found = state_of(bench)
    if DONE.search(told):
        assert found == after
    if run == "importera":
        assert before <= found <= after
        for _ in range(2):
            assert bench.run(*RUNS[run]).code == 0
            assert state_of(bench) == after
    elif run == "ändra-dag" and found not in (before, after):
        assert _texts(found) == _texts(after), "the entry is whole, and only its name is late"
        bench.run("kontrollera", "--laga")
        assert state_of(bench) == after
    else:
        assert found in (before, after)


def _texts(state: State) -> Counter[bytes]:
    return Counter(data for _, data in state.elements())


@pytest.fixture
def ready(bench):
    (bench.folder / "blad.csv").write_text(ROWS, encoding="utf-8")
    return bench


@pytest.mark.parametrize("run", RUNS)
def test_killed_just_before_each_thing_it_does_with_a_file(ready, run):
    after = whole(ready, run)
    before = Counter(STANDING.items())
    assert before != after
    for number in count(1):
        ready.put(STANDING)
        ended = ready.run(*RUNS[run], prepare=ready.before_file_act(number, kill))
        check(ready, run, before, after, ended.out)
        if not ended.is_killed:
            break
    assert ended.code == 0, ended.err
    assert number > 5, "a run does more than that with files"


def test_killed_at_random_moments(ready):
    """200 of them, spread over the whole of each run, the seed fixed; another run then works."""
    after = {run: whole(ready, run) for run in RUNS}
    lengths = {run: median(_seconds(ready, run) for _ in range(3)) for run in RUNS}
    before = Counter(STANDING.items())
    chance = random.Random(SEED)  # noqa: S311 – no secret
    killed = 0
    for number in range(KILLS):
        run = [*RUNS][number % len(RUNS)]
        ready.put(STANDING)
        ended = ready.run(*RUNS[run], kill_after=chance.uniform(0, 1.05) * lengths[run])
        killed += ended.is_killed
        check(ready, run, before, after[run], ended.out)
        size = len(ready.log())
        assert ready.run(*RUNS["logga"], "--ändå").code == 0
        assert len(ready.log()) == size + 1
    assert killed > KILLS // 2


def _seconds(bench, run: str) -> float:
    bench.put(STANDING)
    return bench.run(*RUNS[run]).seconds
