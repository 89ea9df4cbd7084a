# ruff: noqa: ARG002 – fixtures that act by being there
import json
import re
import subprocess
import sys
from typing import ClassVar

import pytest


class TestWhat:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(["kalix", "--period", "2019"], "# Uppföljning av medborgarlöftet Kalix 2019\n", id="period"),
            pytest.param(["haparanda"], "# Uppföljning av medborgarlöftet Haparanda 2020–2022\n", id="whole"),
            pytest.param(["haparanda", "--slut"], "# Uppföljning av medborgarlöftet Haparanda 2020–2022\n", id="end"),
            pytest.param(["haparanda", "--år", "2021"], "# Uppföljning av medborgarlöftet Haparanda 2021\n", id="year"),
        ],
    )
    def test_title(self, cli, published, argv, expected):
        ran = cli("report", *argv, "--per", "2026-07-01")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(expected)

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(
                [],
                "fel: argumentet KOMMUN saknas\ntips: skriv kommunen, till exempel: loftekoll rapport kalix\n",
                id="no-municipality",
            ),
            pytest.param(
                ["kalix", "--slut", "--år", "2022"], "fel: --slut och --år går inte ihop\ntips: välj ett av dem\n", id="end-and-year"
            ),
            pytest.param(["kalix", "--mall", "egen.j2"], "fel: mallen «egen.j2» finns inte\n", id="no-template"),
            pytest.param(
                ["kalix", "--format", "md", "--mall", "egen.html.j2"],
                "fel: --mall «egen.html.j2» och --format md går inte ihop\n"
                "tips: mallen gör html: ta bort --mall, eller välj en mall för md\n",
                id="template-and-form",
            ),
            pytest.param(
                ["kalix", "--ut", "r.html", "--mall", "egen.md.j2"],
                "fel: --mall «egen.md.j2» och --ut «r.html» går inte ihop\n"
                "tips: mallen gör md: ta bort --mall, eller välj en mall för html\n",
                id="template-and-file",
            ),
            pytest.param(["kalix", "--mall", "../../etc/passwd"], "fel: mallen «../../etc/passwd» finns inte\n", id="outside"),
            pytest.param(
                ["kalix", "--format", "odt"], "fel: värdet «odt» för --format finns inte att välja\n", id="form"
            ),
            pytest.param(["kalix", "--för", "alla"], "fel: värdet «alla» för --för finns inte att välja\n", id="audience"),
            pytest.param(
                ["kalix", "--format", "docx", "--mall", "egen.j2"],
                "fel: --mall och --format docx går inte ihop\ntips: ta bort --mall: en Word-fil görs utan mall\n",
                id="template-of-word",
            ),
            pytest.param(
                ["kalix", "--ut", "r.docx", "--mall", "egen.j2"],
                "fel: --mall och --ut «r.docx» går inte ihop\ntips: ta bort --mall: en Word-fil görs utan mall\n",
                id="template-of-word-by-name",
            ),
            pytest.param(
                ["kalix", "--format", "pdf", "--ut", "r.docx"],
                "fel: --format pdf och --ut «r.docx» går inte ihop\n"
                "tips: ta bort --format, eller låt filens namn sluta på .pdf\n",
                id="two-forms",
            ),
            pytest.param(
                ["kalix", "--ut", "r.odt"],
                "fel: «.odt» säger inte vilken form filen ska ha\ntips: välj form med --format\n",
                id="unknown-ending",
            ),
            pytest.param(
                ["kalix", "--ut", "promises/kalix/2019.yaml"], "fel: «2019.yaml» är ett namn på ett löfte\n", id="promise"
            ),
            pytest.param(
                ["kalix", "--lokalpolisområde", "x"],
                "fel: --lokalpolisområde och KOMMUN går inte ihop\ntips: ta bort KOMMUN eller --lokalpolisområde\n",
                id="district-and-municipality",
            ),
            pytest.param(
                ["kalix", "--alla", "--år", "2019"],
                "fel: --alla och KOMMUN går inte ihop\ntips: ta bort KOMMUN eller --alla\n",
                id="all-and-one",
            ),
            pytest.param(
                ["--alla", "--lokalpolisområde", "x"], "fel: --alla och --lokalpolisområde går inte ihop\n", id="all-and-some"
            ),
            pytest.param(["--alla", "--ut", "r"], "fel: --alla kräver ett år\ntips: lägg till --år, ", id="all-without-year"),
            pytest.param(
                ["--alla", "--år", "2019"], "fel: --alla kräver en mapp att skriva i\ntips: lägg till --ut, ", id="all-nowhere"
            ),
            pytest.param(
                ["--alla", "--år", "2019", "--ut", "r.md"],
                "fel: --alla skriver flera filer, och «r.md» är namnet på en\n",
                id="all-in-one-file",
            ),
            pytest.param(
                ["--alla", "--år", "1999", "--ut", "r"], "fel: det finns inget medborgarlöfte för 1999\n", id="all-of-nothing"
            ),
            pytest.param(
                ["kalix", "--kontrollera", "r.md"],
                "fel: --kontrollera och KOMMUN går inte ihop\ntips: ta bort KOMMUN\n",
                id="check-and-make",
            ),
            pytest.param(
                ["--exportera-mallar", "m", "--ut", "r", "--år", "2019"],
                "fel: --exportera-mallar och --år går inte ihop\ntips: ta bort --år och --ut\n",
                id="export-and-make",
            ),
            pytest.param(
                ["--exportera-mallar", "m", "--kontrollera", "r.md"],
                "fel: --exportera-mallar och --kontrollera går inte ihop\n",
                id="export-and-check",
            ),
            pytest.param(["kalix", "--gitversion", "main"], "fel: --gitversion är inget namn på en version\n", id="version"),
        ],
    )  # fmt: skip
    def test_refused(self, cli, published, argv, expected):
        ran = cli("rapport", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert not (published / "r").exists()

    def test_same_files_and_day_give_the_same_bytes(self, cli, published):
        first = cli("rapport", "exempelby", "--per", "2026-02-15").out
        assert first == cli("rapport", "exempelby", "--per", "2026-02-15").out

    @pytest.mark.parametrize("audience", ["invånare", "styrgrupp", "ks", "invanare"])
    @pytest.mark.parametrize("name", ["exempelby", "haparanda", "strängnäs"])
    def test_every_commitment_is_in_every_variant(self, cli, published, name, audience):
        """Design §5: a commitment is never left out of a report."""
        found = json.loads(cli("status", name, "--per", "2026-02-15", "--format", "json").out)["löften"]
        report = cli("rapport", name, "--per", "2026-02-15", "--för", audience).out
        assert [each["id"] for each in found if each["id"] not in report] == []

    def test_the_same_report_however_it_is_asked_for(self, cli, published):
        """A year of a promise of one year is the promise, and the command in it is the same."""
        day = ["--per", "2020-02-15"]
        whole = cli("rapport", "kalix", "--period", "2019", *day).out
        assert cli("rapport", "Kalix", "--år", "2019", *day).out == whole
        assert whole.endswith("\n<!-- loftekoll rapport kalix --period 2019 --per 2020-02-15 -->\n")


class TestForms:
    """The form follows `--format`, else the name of the file, else it is Markdown."""

    STARTS: ClassVar = {"md": b"# ", "html": b"<!doctype html>", "docx": b"PK\x03\x04", "pdf": b"%PDF-"}

    @pytest.mark.parametrize(
        ("name", "argv", "form"),
        [
            ("r.md", [], "md"), ("r.HTML", [], "html"), ("r.htm", [], "html"), ("r.docx", [], "docx"), ("r.pdf", [], "pdf"),
            ("r.txt", [], "md"), ("r", [], "md"), ("r", ["--format", "pdf"], "pdf"), ("r.utkast", ["--format", "html"], "html"),
            ("r.htm", ["--format", "html"], "html"),
        ],
    )  # fmt: skip
    def test_of_a_file(self, cli, published, tmp_path, name, argv, form):
        ran = cli("rapport", "kalix", "--år", "2019", "--ut", str(tmp_path / name), *argv)
        assert ran == (0, "", f"Skrev {tmp_path.as_posix()}/{name}\n")
        assert (tmp_path / name).read_bytes().lower().startswith(self.STARTS[form].lower())

    @pytest.mark.parametrize("form", STARTS)
    def test_same_files_and_day_give_the_same_bytes(self, cli, published, tmp_path, form):
        for name in ("a", "b"):
            argv = ["--per", "2026-02-15", "--format", form, "--ut", str(tmp_path / name)]
            assert cli("rapport", "exempelby", *argv).code == 0
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()

    @pytest.mark.parametrize(("form", "word"), [("docx", "Word"), ("pdf", "PDF")])
    def test_what_is_no_text_is_not_shown_on_a_screen(self, cli, published, terminal, monkeypatch, form, word):
        screen = terminal("utf-8", 80)
        monkeypatch.setattr(sys, "stdout", screen)
        ran = cli("rapport", "kalix", "--format", form)
        assert (ran.code, screen.text()) == (2, "")
        hint = f"tips: skriv den till en fil, till exempel --ut rapport.{form}\n"
        assert ran.err == f"fel: en {word}-fil går inte att visa på skärmen\n{hint}"

    def test_text_is_shown_on_a_screen(self, cli, published, terminal, monkeypatch):
        screen = terminal("utf-8", 80)
        text = cli("rapport", "kalix", "--per", "2020-02-15", "--år", "2019").out
        monkeypatch.setattr(sys, "stdout", screen)
        assert cli("rapport", "kalix", "--per", "2020-02-15", "--år", "2019").code == 0
        assert screen.text() == text


DISTRICT = """\
kommun: {name}
lokalpolisområde: {district}
period: {period}
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - {{id: trafik, text: Trafikinsatser., mål: minst två trafikinsatser per år, ansvarig: polisen}}
"""


class TestDistrict:
    @pytest.fixture
    def districts(self, workspace):
        for name, slug, district, period in (
            ("Årjäng", "arjang", "Västra Värmland", "2024"), ("Arvika", "arvika", "västra värmland", "2024–2025"),
            ("Eda", "eda", "Västra Värmland", "2023"), ("Kil", "kil", "Norra Värmland", "2024"),
        ):  # fmt: skip
            text = DISTRICT.format(name=name, district=district, period=period)
            workspace.write(f"promises/{slug}/{period.replace('–', '-')}.yaml", text)
        return workspace

    @pytest.mark.parametrize(
        "name", ["Västra Värmland", "vastra varmland", "lokalpolisområde Västra Värmland", "Västra-värmland"]
    )
    def test_a_chapter_of_each_promise_of_the_year_in_swedish_order(self, cli, districts, name):
        ran = cli("rapport", "--lokalpolisområde", name, "--år", "2024", "--per", "2025-02-15")
        assert (ran.code, ran.err) == (0, "")
        chapters = re.findall(r"^## (.*)$", ran.out, re.MULTILINE)[:2]
        assert chapters == ["Arvika 2024", "Årjäng 2024"]
        command = "loftekoll rapport --lokalpolisområde {} --år 2024 --per 2025-02-15"
        assert ran.out.endswith(f"<!-- {command.format(chr(34) + 'Västra Värmland' + chr(34))} -->\n")

    def test_of_a_day(self, cli, districts):
        out = cli("rapport", "--lokalpolisområde", "västra värmland", "--per", "2025-05-01").out
        assert "Arvika" in out
        assert "Årjäng" not in out

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(
                ["Västra Vermland"],
                "fel: inget löfte hör till lokalpolisområdet «Västra Vermland»\ntips: menade du «Västra Värmland»?\n",
                id="near",
            ),
            pytest.param(
                ["Gotland"],
                "fel: inget löfte hör till lokalpolisområdet «Gotland»\ntips: det finns Norra Värmland, Västra Värmland\n",
                id="far",
            ),
            pytest.param(
                ["Västra Värmland", "--år", "2019"],
                "fel: inget löfte i Västra Värmland gäller 2019\ntips: välj ett år med --år: 2023, 2024, 2025\n",
                id="no-year",
            ),
            pytest.param(
                ["Norra Värmland", "--per", "2026-02-15"],
                "fel: inget löfte i Norra Värmland gäller 2026-02-15\ntips: välj ett år med --år: 2024\n",
                id="no-day",
            ),
        ],
    )  # fmt: skip
    def test_nothing_to_report_on(self, cli, districts, argv, expected):
        assert cli("rapport", "--lokalpolisområde", *argv) == (2, "", expected)

    @pytest.mark.parametrize(
        ("file", "text", "is_refused"),
        [
            pytest.param("arvika/2024-2025/2024-05-01-trafik-aaaaaa.yaml", "datum: 2024-05-01\n", True, id="log"),
            pytest.param("sunne/2024.yaml", "lokalpolisområde: Västra Värmland\n", True, id="promise-of-it"),
            pytest.param("sunne/2024.yaml", "", True, id="nobody-can-tell"),
            pytest.param("sunne/2022.yaml", "lokalpolisområde: Västra Värmland\n", False, id="of-another-year"),
            pytest.param("sunne/2024.yaml", "lokalpolisområde: Skaraborg\n", False, id="of-another-district"),
            pytest.param("kil/2024/2024-05-01-trafik-aaaaaa.yaml", "datum: 2024-05-01\n", False, id="log-of-another"),
        ],
    )
    def test_never_without_a_promise_that_may_belong_to_it(self, cli, districts, file, text, is_refused):
        """docs/beslut/0002: what is only partly understood is refused; what is of no concern is told at most."""
        districts.write(f"promises/{file}", text)
        ran = cli("rapport", "--lokalpolisområde", "Västra Värmland", "--år", "2024")
        assert ran.code == (2 if is_refused else 0)
        assert (f"{file.partition('/')[0]}/" in ran.err) == (is_refused or file.startswith("sunne"))


class TestComparison:
    """The promise that one extends is compared with when it stands in the workspace."""

    def extending(self, workspace, extends="exempelby/2018-2019"):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write(
            "promises/exempelby/2018-2019.yaml", text.replace("2020–2199", "2018–2019").replace("2021", "2018")
        )
        workspace.write("promises/exempelby/2020-2199.yaml", f"förlänger: {extends}\n{text}")
        return lambda cli: cli("rapport", "exempelby", "--period", "2020-2199", "--per", "2026-02-15")

    def test_beside_the_earlier_one(self, cli, workspace):
        run = self.extending(workspace)
        assert "## Jämfört med" in run(cli).out

    @pytest.mark.parametrize("name", ["exempelby/2020-2199", "exempelby/2011", "../../etc/passwd", "exempelby/.."])
    def test_not_beside_itself_nor_what_is_not_there(self, cli, workspace, name):
        ran = self.extending(workspace, name)(cli)
        assert (ran.code, "## Jämfört med" in ran.out) == (0, False)

    def test_never_beside_half_a_log(self, cli, workspace):
        run = self.extending(workspace)
        workspace.write("promises/exempelby/2018-2019/2018-05-01-trafik-aaaaaa.yaml", "datum: 2018-05-01\n")
        ran = run(cli)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: exempelby/2018-2019 går inte att läsa: ")


class TestWhere:
    def test_to_a_file(self, cli, published, tmp_path):
        text = cli("rapport", "exempelby", "--per", "2026-02-15").out
        path = tmp_path / "rapport.md"
        path.write_text("old", encoding="utf-8")
        replaced = f"Skrev {path}, i stället för den fil som fanns\n"
        assert cli("rapport", "exempelby", "--per", "2026-02-15", "--ut", str(path)) == (0, "", replaced)
        assert path.read_bytes().decode() == text
        assert [each.name for each in tmp_path.iterdir()] == ["rapport.md"]

    def test_to_a_folder_that_is_not_there(self, cli, published, tmp_path):
        ran = cli("rapport", "exempelby", "--ut", str(tmp_path / "ingen" / "rapport.md"))
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: kan inte skriva ")

    def test_commit_is_named_in_git(self, cli, workspace):
        assert "Version i git" not in cli("rapport", "exempelby").out
        for command in (
            ["init", "-q"],
            ["add", "."],
            ["-c", "user.name=x", "-c", "user.email=x@x.invalid", "commit", "-qm", "x"],
        ):
            subprocess.run(["git", *command], cwd=workspace.folder, check=True)
        done = subprocess.run(
            ["git", "rev-parse", "--short=10", "HEAD"], cwd=workspace.folder, check=True, capture_output=True, text=True
        )
        assert f"- **Version i git:** {done.stdout.strip()}\n" in cli("rapport", "exempelby").out


class TestFaults:
    def test_a_report_is_never_made_from_half_a_log(self, cli, workspace):
        """docs/beslut/0002: what is only partly understood is refused."""
        workspace.write("promises/exempelby/2020-2199/2020-01-01-samtal-aaaaaa.yaml", "datum: 2020-01-01\n")
        ran = cli("rapport", "exempelby")
        assert (ran.code, ran.out) == (2, "")
        where = "promises/exempelby/2020-2199/2020-01-01-samtal-aaaaaa.yaml:1:1"
        assert ran.err.startswith(f"fel: exempelby/2020-2199 går inte att läsa: {where}: ")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param(
                "{{ rapport.title }}\n{{ rapport.titel }}",
                "fel: mallen använder något som inte finns (rapport.md.j2, rad 2)\ntips: jämför med standardmallen\n",
                id="undefined",
            ),
            pytest.param(
                "a\n\n{% if %}",
                "fel: mallen går inte att läsa (rapport.md.j2, rad 3)\ntips: rätta mallens klamrar och ord\n",
                id="syntax",
            ),
            pytest.param(
                "{{ rapport.title.__class__.__mro__ }}",
                "fel: mallen gör något som inte är tillåtet (rapport.md.j2, rad 1)\ntips: ta bort det\n",
                id="forbidden",
            ),
            pytest.param(
                "\n{{ rapport.title + 1 }}",
                "fel: mallen går inte att använda (rapport.md.j2, rad 2)\ntips: jämför med standardmallen\n",
                id="type",
            ),
            pytest.param(
                "{% for n in range(10000000) %}{% endfor %}",
                "fel: mallen går inte att använda (rapport.md.j2, rad 1)\n",
                id="endless",
            ),
            pytest.param("{% include 'del.j2' %}", "fel: mallen använder något som inte finns (del.j2, rad 2)\n", id="part"),
            pytest.param("{% include '../hemlig.txt' %}", "fel: mallen «../hemlig.txt» finns inte\n", id="outside"),
        ],
    )  # fmt: skip
    def test_a_template_of_the_workspace_that_is_wrong(self, cli, workspace, text, expected):
        workspace.write("templates/rapport.md.j2", text)
        workspace.write("templates/del.j2", "\n{{ saknas }}")
        workspace.write("hemlig.txt", "x")
        ran = cli("rapport", "exempelby")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)

    def test_a_template_that_is_no_text(self, cli, workspace):
        workspace.write("templates/rapport.md.j2", "").write_bytes(b"\xff\xfe\x00")
        ran = cli("rapport", "exempelby")
        assert (ran.code, ran.out) == (2, "")
        assert "templates/rapport.md.j2" in ran.err


class TestTemplates:
    COMMAND = "\n<!-- loftekoll rapport exempelby --period 2020-2199 --per 2026-02-15{} -->\n"

    def test_the_one_of_the_workspace_wins(self, cli, workspace):
        workspace.write("templates/rapport.md.j2", "Egen: {{ rapport.name }}\n")
        out = cli("rapport", "exempelby", "--per", "2026-02-15").out
        assert out == "Egen: exempelby/2020-2199\n" + self.COMMAND.format("")

    def test_one_by_name(self, cli, workspace):
        workspace.write("templates/kort.md.j2", "{{ rapport.title }}")
        out = cli("rapport", "exempelby", "--mall", "kort.md.j2", "--per", "2026-02-15").out
        title = "Uppföljning av medborgarlöftet Exempelby 2020–2199\n"
        assert out == title + self.COMMAND.format(" --mall kort.md.j2")

    def test_exported_ones_stand_beside_the_promises_and_are_used(self, cli, workspace):
        before = cli("rapport", "exempelby", "--per", "2026-02-15").out
        ran = cli("rapport", "--exportera-mallar", "templates")
        assert (ran.code, ran.out) == (0, "")
        names = sorted(path.name for path in (workspace.folder / "templates").iterdir())
        assert {"rapport.md.j2", "rapport.html.j2"} <= set(names)
        *written, where = ran.err.splitlines()
        assert written == [f"Skrev templates/{name}" for name in names]
        assert where == "Mallar används när de ligger i mappen «templates» bredvid mappen «promises»."
        assert cli("rapport", "exempelby", "--per", "2026-02-15").out == before

    def test_exporting_never_overwrites(self, cli, workspace):
        workspace.write("templates/rapport.md.j2", "vår egen")
        ran = cli("rapport", "--exportera-mallar", "templates")
        assert ran.code == 0
        assert "templates/rapport.md.j2 finns redan och är orörd\n" in ran.err
        assert "Skrev templates/rapport.html.j2\n" in ran.err
        assert (workspace.folder / "templates/rapport.md.j2").read_text(encoding="utf-8") == "vår egen"

    def test_exporting_to_a_file_is_refused(self, cli, workspace):
        workspace.write("mallar", "x")
        ran = cli("rapport", "--exportera-mallar", "mallar")
        hint = "tips: inget sparades, för en fil står där mappen ska vara; flytta filen\n"
        assert ran == (2, "", f"fel: kan inte skriva i mappen «mallar»\n{hint}")
