"""Real repositories: what is lost, rewritten or made easier since a revision is seen, and nothing else is."""

import os
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from loftekoll.diagnostic import Finding
from loftekoll.errors import LoftekollError
from loftekoll.store.check import checked
from loftekoll.store.revision import comparison_with
from loftekoll.store.workspace import find_given

DAY = date(2026, 11, 21)
FILE = "promises/exempelby/2025.yaml"
LOG = "promises/exempelby/2025"
PROMISE = """\
# Avskrift.
kommun: Exempelby
period: 2025
undertecknat: 2025-02-21
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - id: trafik
        text: Trafikinsatser på utvalda platser.
        mål:
          - minst fyra trafikinsatser per år
          - minst två samtal per kvartal
        ansvarig: polisen
      - id: grannar
        text: Stöd till grannsamverkan.
        mål: löpande
        ansvarig: kommunen
  - namn: Unga
    löften:
      - id: samtal
        text: Samtal med unga.
        mål: minst ett samtal per månad
        ansvarig: [polisen, kommunen]
"""
ENTRIES = {
    "2025-03-01-grannar-a1b2c3.yaml": "datum: 2025-03-01\nlöfte: grannar\n",
    "2025-05-03-trafik-d4e5f6.yaml": "datum: 2025-05-03\nlöfte: trafik\nantal: 2\n",
    "2025-05-03-trafik-g7h8i9.yaml": "datum: 2025-05-03\nlöfte: trafik\nantal: 2\n",
    "2025-06-samtal-på-gården.yaml": "datum: 2025-06\nlöfte: [samtal, trafik]\ntimmar: 2,5\n",
    "2026-01-15-samtal-j1k2l3.yaml": "datum: 2026-01-15\nlöfte: samtal\nbedömning: uppfyllt\navser: 2025\n",
    "uppfoljning-2025.yaml": "avvikelser: [Färre patruller på hösten.]\n",
}


class Repository:
    """A repository with promises, and what change control says of it."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.folder, self.workspace = folder, workspace

    def git(self, *argv: str) -> str:
        who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main"]
        command = ["git", *who, *argv]
        return subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True).stdout.strip()

    def put(self, name: str, text: str) -> None:
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def edit(self, name: str, *pairs: tuple[str, str]) -> None:
        text = (self.workspace / name).read_bytes().decode()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        self.put(name, text)

    def remove(self, name: str) -> None:
        (self.workspace / name).unlink()

    def rename(self, old: str, new: str) -> None:
        (self.workspace / new).parent.mkdir(parents=True, exist_ok=True)
        (self.workspace / old).rename(self.workspace / new)

    def commit(self) -> None:
        self.git("add", "--all", ".")
        self.git("commit", "-qm", "Nästa")

    def found(self, rev: str = "HEAD", *given: str) -> list[Finding]:
        paths = [self.workspace / each for each in given] or [self.workspace]
        return [each for each in checked(paths, DAY, against=rev).findings if each.code.startswith("LK6")]

    def told(self, rev: str = "HEAD", *given: str) -> list[str]:
        """As a line each, with the file's name alone."""
        lines = []
        for each in self.found(rev, *given):
            assert each.place is not None
            name = each.file.rpartition("/")[2]
            lines.append(f"{name}:{each.place.line}:{each.place.column} {each.code} {each.message}")
        return lines

    def codes(self, rev: str = "HEAD", *given: str) -> list[str]:
        return [each.code for each in self.found(rev, *given)]


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Makes a repository with the promise and its log committed, the workspace in a folder of it."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def made(below: str = "", entries: dict[str, str] = ENTRIES) -> Repository:
        folder = tmp_path / "förråd"
        found = Repository(folder, folder / below)
        found.put(FILE, PROMISE)
        for name, text in entries.items():
            found.put(f"{LOG}/{name}", text)
        found.git("init", "-q")
        found.commit()
        monkeypatch.chdir(found.workspace)
        return found

    return made


@pytest.fixture
def repository(make):
    return make()


# --- nothing to say -----------------------------------------------------------------------------------------------


def test_a_promise_compared_with_itself_gives_nothing(repository):
    assert repository.found() == []


def test_entries_that_are_added_give_nothing(repository):
    repository.put(f"{LOG}/2025-07-01-trafik-m4n5p6.yaml", ENTRIES["2025-05-03-trafik-d4e5f6.yaml"])
    repository.put("promises/exempelby/2026.yaml", PROMISE.replace("2025", "2026"))
    assert repository.found() == []


def test_order_quotes_comments_line_ends_and_folding_say_nothing(repository):
    trafik, grannar = PROMISE.index("      - id: trafik"), PROMISE.index("      - id: grannar")
    unga = PROMISE.index("  - namn: Unga")
    text = (
        "parter:\n  - 'kommunen'\n  - polisen\nundertecknat: \"2025-02-21\"\nperiod: {från: 2025-01-01, till: 2025-12-31}\n"
        "kommun: [exempelby]\nfokusområden:\n" + PROMISE[unga:] + PROMISE[grannar:unga].replace("grannsam", "grannsam")
        + "  - namn: Trafik på vägarna\n    löften:\n" + PROMISE[trafik:grannar]
    )  # fmt: skip
    text = text.replace("text: Stöd till grannsamverkan.", "text: >-\n          Stöd till\n          grannsamverkan.")
    repository.put(FILE, "\ufeff" + text.replace("minst fyra", "minst  4").replace("\n", "\r\n"))
    repository.put(
        f"{LOG}/2025-06-samtal-på-gården.yaml", "timmar: '2.50'\nlöfte: # två\n- trafik\n- samtal\ndatum: '2025-06'\n"
    )
    assert repository.found() == []


def test_line_ends_of_git_for_windows_make_no_difference(repository):
    for path in (repository.workspace / "promises").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert comparison_with("HEAD", find_given([repository.workspace]).promises, [repository.workspace], DAY) == ({}, ())


def test_a_file_that_cannot_be_read_today_is_not_called_lost(repository):
    repository.put(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml", "datum: [\n")
    repository.remove(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml")
    repository.put(f"{LOG}/2025-05-13-trafik-d4e5f6.yaml", "datum: [\n")
    assert repository.found() == []


def test_a_revision_of_another_history_held_no_promise(repository):
    repository.git("switch", "-q", "--orphan", "annan")
    repository.git("commit", "-q", "--allow-empty", "-m", "Tom")
    repository.git("switch", "-q", "main")
    assert repository.found("annan") == []


# --- the log ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES)
def test_removing_any_one_entry_is_one_loss(repository, name):
    """Also when another one says the same."""
    repository.remove(f"{LOG}/{name}")
    assert repository.codes() == ["LK601"]


def test_a_loss_is_told_at_the_commitment_that_it_was_for(repository):
    for name in list(ENTRIES)[2:]:
        repository.remove(f"{LOG}/{name}")
    assert repository.told() == [
        "2025.yaml:3:9 LK601 samordnarnas fil om ett år är borta ur loggen",
        "2025.yaml:9:13 LK601 loggposten 2025-05-03-trafik-g7h8i9.yaml är borta ur loggen",
        "2025.yaml:21:13 LK601 bedömningen 2026-01-15-samtal-j1k2l3.yaml är borta ur loggen",
        "2025.yaml:21:13 LK601 loggposten 2025-06-30 är borta ur loggen",
    ]


def test_what_people_wrote_in_a_name_or_an_id_is_not_repeated(make):
    number = "811218-9876"
    repository = make(entries={f"2025-05-03-{number}-a1b2c3.yaml": f"datum: 2025-05-03\nlöfte: ['{number}', trafik]\n"})
    repository.put(f"{LOG}/2025-05-03-trafik-a1b2c3.yaml", "datum: 2025-05-03\nlöfte: trafik\n")
    repository.remove(f"{LOG}/2025-05-03-{number}-a1b2c3.yaml")
    assert repository.told() == ["2025-05-03-trafik-a1b2c3.yaml:2:8 LK602 löfte är ändrat"]
    repository.remove(f"{LOG}/2025-05-03-trafik-a1b2c3.yaml")
    assert repository.told() == ["2025.yaml:9:13 LK601 loggposten 2025-05-03 är borta ur loggen"]


def test_what_an_entry_counts_for_is_compared_key_by_key(repository):
    repository.edit(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml", ("antal: 2\n", ""), ("trafik", "samtal"))
    repository.edit(f"{LOG}/2025-06-samtal-på-gården.yaml", ("2025-06", "2025-07"), ("2,5", "12"))
    repository.edit(
        f"{LOG}/2026-01-15-samtal-j1k2l3.yaml", ("uppfyllt\navser: 2025", "kan inte bedömas\nmotivering: x")
    )
    assert repository.told() == [
        "2025-05-03-trafik-d4e5f6.yaml:1:1 LK602 antal är ändrat från 2 till 1",
        "2025-05-03-trafik-d4e5f6.yaml:2:8 LK602 löfte är ändrat från trafik till samtal",
        "2025-06-samtal-på-gården.yaml:1:8 LK602 datum är ändrat från 2025-06-01–2025-06-30 till 2025-07-01–2025-07-31",
        "2025-06-samtal-på-gården.yaml:3:9 LK602 timmar är ändrat från 2,5 till 12",
        "2026-01-15-samtal-j1k2l3.yaml:1:1 LK602 avser är ändrat från 2025 till hela perioden",
        "2026-01-15-samtal-j1k2l3.yaml:3:12 LK602 bedömning är ändrat från uppfyllt till kan inte bedömas",
    ]


def test_an_entry_that_becomes_something_else_is_changed(repository):
    repository.put(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml", "datum: 2025-03-01\nlöfte: grannar\nbedömning: uppfyllt\n")
    repository.edit(f"{LOG}/2025-06-samtal-på-gården.yaml", ("timmar: 2,5\n", ""))
    assert [line.partition(" ")[2] for line in repository.told()] == [
        "LK602 filen är av ett annat slag än förut: loggpost, bedömning eller samordnarnas text om ett år",
        "LK602 timmar är borttaget; där stod 2,5",
    ]


def test_a_date_that_is_corrected_in_name_and_content_is_a_change_and_no_loss(repository):
    repository.rename(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml", f"{LOG}/2025-03-11-grannar-a1b2c3.yaml")
    assert repository.found() == []
    repository.edit(f"{LOG}/2025-03-11-grannar-a1b2c3.yaml", ("03-01", "03-11"))
    assert repository.told() == [
        "2025-03-11-grannar-a1b2c3.yaml:1:8 LK602 datum är ändrat från 2025-03-01 till 2025-03-11"
    ]


OTHER = PROMISE.replace("2025", "2024")
WHERE = [
    pytest.param("promises/exempelby/2024/2025-05-03-trafik-d4e5f6.yaml", [], id="the other log, the same name"),
    pytest.param("promises/exempelby/2024/2025-05-03-trafik-q1w2e3.yaml", [], id="the other log, another name"),
    pytest.param("promises/kalix/2024/2025-05-03-trafik-d4e5f6.yaml", ["LK601"], id="another municipality"),
]


@pytest.mark.parametrize(("where", "codes"), WHERE)
def test_an_entry_that_is_moved_within_the_municipality_is_not_lost(repository, where, codes):
    repository.put("promises/exempelby/2024.yaml", OTHER)
    repository.put("promises/kalix/2024.yaml", OTHER.replace("Exempelby", "Kalix"))
    repository.commit()
    repository.rename(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml", where)
    assert repository.codes() == codes
    assert repository.codes("HEAD", FILE) == codes


def test_an_equal_entry_that_stood_there_already_is_not_the_one_that_was_moved(repository):
    repository.put("promises/exempelby/2024.yaml", OTHER)
    repository.put("promises/exempelby/2024/2025-05-03-trafik-z9y8x7.yaml", ENTRIES["2025-05-03-trafik-d4e5f6.yaml"])
    repository.commit()
    repository.remove(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml")
    assert repository.codes() == ["LK601"]


def test_one_moved_copy_does_not_stand_for_two_equal_entries(repository):
    repository.put("promises/exempelby/2024.yaml", OTHER)
    repository.commit()
    for name in ("2025-05-03-trafik-d4e5f6.yaml", "2025-05-03-trafik-g7h8i9.yaml"):
        repository.rename(f"{LOG}/{name}", "promises/exempelby/2024/2025-05-03-trafik-d4e5f6.yaml")
    assert repository.codes() == ["LK601"]


def test_each_file_of_another_log_is_read_once_however_many_were_lost(make, monkeypatch):
    """The lost ones all state something else, so every new file would do for none of them."""
    count = 40
    names = [f"2025-05-03-trafik-{n:06}.yaml" for n in range(count)]
    repository = make(
        entries={name: f"datum: 2025-05-03\nlöfte: trafik\nantal: {n + 2}\n" for n, name in enumerate(names)}
    )
    repository.put("promises/exempelby/2024.yaml", OTHER)
    repository.commit()
    for n, name in enumerate(names):
        repository.remove(f"{LOG}/{name}")
        repository.put(f"promises/exempelby/2024/{name}", f"datum: 2025-05-03\nlöfte: trafik\nantal: {n + 200}\n")
    repository.put("promises/exempelby/2024/trasig.yaml", "datum: [\n")
    whole, read = Path.read_bytes, Counter[str]()

    def counted(path):
        read[path.parent.name + "/" + path.name] += 1
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    found = comparison_with("HEAD", find_given([repository.workspace]).promises, [repository.workspace], DAY)
    assert [len(each.log) for each in found.promises.values()] == [count]
    assert {name: read[f"2024/{name}"] for name in [*names, "trasig.yaml"]} == dict.fromkeys([*names, "trasig.yaml"], 1)


def test_a_reason_is_for_the_change_it_was_written_with(repository):
    """Once merged it lets nothing more stand, and is not called unused."""
    name = f"{LOG}/2025-05-03-trafik-d4e5f6.yaml"
    repository.edit(name, ("antal: 2", "# loftekoll: tillåt LK602 – felräknat\nantal: 3"))
    assert repository.codes() == []
    repository.commit()
    assert [
        each.code for each in checked([repository.workspace], DAY, against="HEAD").findings if each.file == name
    ] == []
    repository.edit(name, ("antal: 3", "antal: 4"))
    assert repository.codes() == ["LK602"]
    repository.edit(name, ("felräknat", "felräknat igen"))
    assert repository.codes() == []


REASON = "# loftekoll: tillåt LK602 – felräknat\n"


def test_a_reason_in_one_file_is_new_in_another(repository):
    one, other = f"{LOG}/2025-05-03-trafik-d4e5f6.yaml", f"{LOG}/2025-05-03-trafik-g7h8i9.yaml"
    repository.edit(one, ("antal: 2", f"{REASON}antal: 3"))
    repository.commit()
    repository.edit(other, ("antal: 2", f"{REASON}antal: 3"))
    assert repository.codes() == []
    repository.edit(one, ("antal: 3", "antal: 4"))
    assert repository.told() == ["2025-05-03-trafik-d4e5f6.yaml:4:8 LK602 antal är ändrat från 3 till 4"]


def test_a_reason_is_as_old_under_a_new_name(repository):
    """Both when a log file is named after another day and when the promise is renamed."""
    repository.edit(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml", ("antal: 2", f"{REASON}antal: 3"))
    repository.edit(FILE, ("        text: Samtal", "        # loftekoll: tillåt LK605 – fel\n        text: Samtal"))
    repository.commit()
    repository.rename(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml", f"{LOG}/2025-05-04-trafik-d4e5f6.yaml")
    repository.edit(f"{LOG}/2025-05-04-trafik-d4e5f6.yaml", ("antal: 3", "antal: 4"))
    repository.edit(FILE, ("Samtal med unga", "Samtal med alla"))
    assert repository.codes() == ["LK605", "LK602"]
    repository.rename(FILE, "promises/exempelby/2025-2026.yaml")
    repository.rename(LOG, "promises/exempelby/2025-2026")
    assert repository.codes() == ["LK605", "LK602"]


# --- the promise --------------------------------------------------------------------------------------------------


def test_targets_and_signed_text_are_told_where_they_stand_now(repository):
    repository.edit(
        FILE,
        ("två samtal per kvartal", "ett samtal per kvartal"),
        ("Samtal med unga.", "Samtal med alla."),
        ("minst ett samtal per månad", "minst ett samtal per vecka"),
        ("period: 2025", "period: 2025–2026"),
        ("[polisen, kommunen]\nfokus", "[polisen]\nfokus"),
        ("undertecknat: 2025-02-21", "undertecknat: 2025-03-21"),
    )
    after = "efter undertecknandet 2025-02-21"
    easier = "har blivit lättare: «minst 2 per kvartal» har blivit «minst 1 per kvartal»"
    assert repository.told() == [
        f"2025.yaml:3:9 LK605 perioden är ändrad från 2025 till 2025–2026 {after}",
        f"2025.yaml:4:15 LK605 dagen för undertecknandet är ändrad till 2025-03-21 {after}",
        f"2025.yaml:5:9 LK605 parterna är ändrade {after}",
        f"2025.yaml:13:13 LK603 målet för «trafik» {easier}",
        f"2025.yaml:22:15 LK605 texten för «samtal» är ändrad {after}",
        f"2025.yaml:23:14 LK605 målet för «samtal» är ändrat {after}",
    ]


def test_a_target_is_judged_by_the_period_of_then_and_of_now(repository):
    repository.edit(FILE, ("undertecknat: 2025-02-21\n", ""))
    repository.commit()
    repository.edit(FILE, ("trafikinsatser per år", "trafikinsatser vartannat år"))
    assert repository.found() == []
    repository.edit(FILE, ("period: 2025", "period: 2025–2026"))
    assert repository.codes() == ["LK603"]


def test_who_signed_for_which_municipality_and_when_is_told(repository):
    repository.edit(FILE, ("kommun: Exempelby", "kommun: [Exempelby, Kalix]"), ("undertecknat: 2025-02-21\n", ""))
    assert repository.told() == [
        "2025.yaml:2:9 LK605 kommunen är ändrad efter undertecknandet 2025-02-21",
        "2025.yaml:3:9 LK605 dagen för undertecknandet är borttagen efter undertecknandet 2025-02-21",
    ]


def test_a_withdrawal_may_be_moved_later_and_not_earlier(repository):
    repository.edit(FILE, ("mål: löpande", "mål: löpande\n        avfört: {datum: 2025-09-01, skäl: Nedlagt.}"))
    repository.commit()
    repository.edit(FILE, ("2025-09-01", "2025-10-01"))
    assert repository.found() == []
    repository.edit(FILE, ("2025-10-01", "2025-08-01"))
    assert repository.told() == [
        "2025.yaml:18:25 LK603 «grannar» är avfört tidigare än förut: 2025-09-01 har blivit 2025-08-01"
    ]


def test_a_recorded_change_is_told_where_it_stands_or_stood(repository):
    change = "          - {från: 2025-07-01, mål: löpande, skäl: Färre patruller.}\n"
    more = "          - {från: 2025-10-01, mål: löpande, skäl: Ny chef.}\n"
    repository.edit(
        FILE, ("        ansvarig: polisen\n", f"        ansvarig: polisen\n        ändringar:\n{change}{more}")
    )
    repository.commit()
    repository.edit(FILE, (change + more, more + change.replace("patruller", "poliser")))
    assert repository.told() == ["2025.yaml:17:13 LK603 ändringen av målet för «trafik» från 2025-07-01 är omskriven"]
    repository.edit(FILE, (change.replace("patruller", "poliser"), ""))
    assert repository.told() == ["2025.yaml:16:11 LK603 ändringen av målet för «trafik» från 2025-07-01 är borttagen"]


def test_a_commitment_that_is_struck_is_told_at_the_list_it_stood_in(repository):
    text = PROMISE[: PROMISE.index("      - id: grannar")] + PROMISE[PROMISE.index("  - namn: Unga") :]
    repository.put(FILE, text)
    assert repository.told() == ["2025.yaml:8:5 LK604 löftet «grannar» är borta"]
    repository.put(FILE, text[: text.index("  - namn: Unga")])
    assert repository.told() == [
        "2025.yaml:6:1 LK604 löftet «samtal» är borta",
        "2025.yaml:8:5 LK604 löftet «grannar» är borta",
    ]


def test_a_new_id_is_told_once_even_when_the_log_follows(repository):
    repository.edit(FILE, ("id: grannar", "id: grannsamverkan"))
    repository.edit(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml", ("löfte: grannar", "löfte: grannsamverkan"))
    assert repository.told() == ["2025.yaml:15:13 LK604 löftet «grannar» har fått ett nytt id, «grannsamverkan»"]


def test_a_new_id_does_not_hide_an_easier_target(repository):
    repository.edit(FILE, ("id: samtal", "id: unga"), ("minst ett samtal per månad", "minst ett samtal per år"))
    assert repository.codes() == ["LK604", "LK603"]


def test_a_promise_file_that_is_gone_is_told_where_it_was(repository):
    repository.put("promises/exempelby/2024.yaml", OTHER)
    repository.put("promises/kalix/2024.yaml", OTHER.replace("Exempelby", "Kalix"))
    repository.commit()
    repository.remove(FILE)
    told = "2025.yaml:1:1 LK604 löftesfilen är borta; den fanns vid «HEAD», med 6 filer i loggen"
    assert repository.told() == [told]
    assert repository.told("HEAD", "promises/exempelby") == [told]
    assert repository.told("HEAD", "promises/kalix") == []
    (finding,) = repository.found()
    assert finding.file == FILE


@pytest.mark.parametrize("given", ["", "promises", "promises/exempelby", LOG])
def test_the_only_promise_is_told_to_be_gone_when_its_log_is_left(repository, given):
    repository.remove(FILE)
    expected = [] if given == LOG else [f"{FILE} LK604"]
    assert [f"{each.file} {each.code}" for each in repository.found("HEAD", given)] == expected


def test_a_promises_folder_that_holds_no_promise_any_more_is_compared_beside_one_that_does(repository):
    repository.put(f"exempel/{FILE}", PROMISE)
    repository.put(f"exempel/{LOG}/2025-03-01-grannar-a1b2c3.yaml", ENTRIES["2025-03-01-grannar-a1b2c3.yaml"])
    repository.commit()
    repository.remove(f"exempel/{FILE}")
    repository.remove(f"exempel/{LOG}/2025-03-01-grannar-a1b2c3.yaml")
    assert [f"{each.file} {each.code}" for each in repository.found()] == [f"exempel/{FILE} LK604"]


@pytest.mark.parametrize(
    "extends", [pytest.param("", id="renamed"), pytest.param("förlänger: exempelby/2025\n", id="extended")]
)
def test_a_promise_under_a_new_name_is_the_same_unless_it_says_that_it_extends_the_old(repository, extends):
    repository.rename(FILE, "promises/exempelby/2025-2026.yaml")
    repository.rename(LOG, "promises/exempelby/2025-2026")
    repository.edit("promises/exempelby/2025-2026.yaml", ("period: 2025\n", f"period: 2025–2026\n{extends}"))
    assert repository.codes() == (["LK604"] if extends else ["LK605"])


def test_a_renamed_promise_is_compared_with_what_it_was(repository):
    repository.rename(FILE, "promises/exempelby/2025.yml")
    repository.remove(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml")
    assert repository.codes() == ["LK601"]
    repository.rename("promises/exempelby/2025.yml", "promises/exempelby/2025-2026.yaml")
    repository.rename(LOG, "promises/exempelby/2025-2026")
    assert repository.codes() == ["LK601"]


def test_a_draft_is_free_until_it_is_signed_or_has_begun(repository):
    draft = PROMISE.replace("undertecknat: 2025-02-21\n", "").replace("2025", "2027")
    repository.put("promises/exempelby/2027.yaml", draft)
    repository.commit()
    repository.put("promises/exempelby/2027.yaml", draft[: draft.index("  - namn: Unga")].replace("fyra", "tre"))
    assert repository.found() == []
    repository.remove("promises/exempelby/2027.yaml")
    assert repository.found() == []


def test_a_promise_that_could_not_be_read_then_is_said_so_and_its_log_is_compared(repository):
    repository.put(FILE, f"<<<<<<< HEAD\n{PROMISE}")
    repository.commit()
    repository.put(FILE, PROMISE.replace("fyra", "tre"))
    repository.remove(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml")
    assert repository.told() == [
        "2025.yaml:1:1 LK606 löftet gick inte att läsa vid «HEAD», så ändringar i det är inte kontrollerade",
        "2025.yaml:15:13 LK601 loggposten 2025-03-01-grannar-a1b2c3.yaml är borta ur loggen",
    ]


def test_a_broken_promise_that_is_gone_is_gone(repository):
    repository.put(FILE, f"<<<<<<< HEAD\n{PROMISE}")
    repository.put("promises/exempelby/2024.yaml", OTHER)
    repository.commit()
    repository.remove(FILE)
    assert repository.codes() == ["LK604"]


def test_a_broken_log_file_that_is_gone_is_said_so(repository):
    repository.put(f"{LOG}/2025-07-01-trafik-n1n1n1.yaml", "datum: 2025-07-01\nlöfte: [\n")
    repository.put(f"{LOG}/2025-07-01-trafik-n2n2n2.yaml", "datum: 2025-07-01\nlöfte: [\n")
    repository.put(f"{LOG}/2025-07-01-trafik-n3n3n3.yaml", "datum: 2025-07-01\nlöfte: [\n")
    repository.commit()
    repository.put(f"{LOG}/2025-07-01-trafik-n1n1n1.yaml", "datum: 2025-07-01\nlöfte: trafik\n")
    repository.rename(f"{LOG}/2025-07-01-trafik-n2n2n2.yaml", f"{LOG}/2025-07-02-trafik-n2n2n2.yaml")
    assert repository.found() == []
    repository.remove(f"{LOG}/2025-07-01-trafik-n3n3n3.yaml")
    assert repository.told() == ["2025.yaml:1:1 LK606 en loggfil som inte gick att läsa vid «HEAD» är borta"]


def test_a_file_that_may_not_be_read_today_is_not_called_lost(repository, monkeypatch):
    """Permissions do not stop the user that tests often run as, so the system's answer is given here."""
    whole = Path.read_bytes

    def denied(path):
        if path.name == "2025-03-01-grannar-a1b2c3.yaml":
            raise PermissionError
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert repository.found() == []


# --- where git is -------------------------------------------------------------------------------------------------


def test_the_workspace_may_be_a_folder_of_the_repository(make, monkeypatch):
    repository = make("verksamhet/åtaganden")
    repository.remove(f"{LOG}/2025-06-samtal-på-gården.yaml")
    assert repository.codes() == ["LK601"]
    monkeypatch.chdir(repository.workspace / LOG)
    assert repository.codes() == ["LK601"]


def test_branches_are_compared_with_the_working_tree_whatever_is_staged(repository):
    repository.git("switch", "-q", "-c", "gren")
    repository.remove(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml")
    repository.commit()
    repository.remove(f"{LOG}/2025-05-03-trafik-d4e5f6.yaml")
    repository.git("add", "--all", ".")
    repository.remove(f"{LOG}/2026-01-15-samtal-j1k2l3.yaml")
    before = repository.git("status", "--porcelain")
    assert repository.codes("main") == ["LK601"] * 3
    assert repository.codes("gren") == ["LK601"] * 2
    assert repository.git("status", "--porcelain") == before


def test_a_linked_worktree_is_compared_as_any(repository, tmp_path, monkeypatch):
    repository.git("worktree", "add", "-q", "-b", "gren", str(tmp_path / "träd"))
    linked = Repository(tmp_path / "träd", tmp_path / "träd")
    linked.remove(f"{LOG}/2025-03-01-grannar-a1b2c3.yaml")
    monkeypatch.chdir(linked.workspace)
    assert linked.codes("main") == ["LK601"]
    assert repository.codes("main") == []


def test_a_shallow_clone_sees_what_its_history_holds_and_says_what_it_does_not(repository, tmp_path, monkeypatch):
    for name in ("2025-03-01-grannar-a1b2c3.yaml", "2025-05-03-trafik-d4e5f6.yaml"):
        repository.remove(f"{LOG}/{name}")
        repository.commit()
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.folder}", str(tmp_path / "grund"))
    shallow = Repository(tmp_path / "grund", tmp_path / "grund")
    monkeypatch.chdir(shallow.workspace)
    assert shallow.codes("HEAD~1") == ["LK601"]
    with pytest.raises(LoftekollError) as error:
        shallow.codes("HEAD~2")
    assert "git fetch --unshallow" in error.value.hint
    shallow.git("fetch", "-q", "--unshallow")
    assert shallow.codes("HEAD~2") == ["LK601"] * 2


def test_two_workspaces_of_one_repository_are_compared_each_with_itself(repository):
    repository.put(f"exempel/{FILE}", PROMISE)
    repository.put(f"exempel/{LOG}/2025-03-01-grannar-a1b2c3.yaml", ENTRIES["2025-03-01-grannar-a1b2c3.yaml"])
    repository.commit()
    repository.edit(f"exempel/{FILE}", ("fyra", "tre"))
    (finding,) = repository.found()
    assert (finding.code, finding.file) == ("LK603", f"exempel/{FILE}")
