# ruff: noqa: ARG002 – fixtures that act by being there
import json
import re
import subprocess

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
            pytest.param([], "fel: argumentet KOMMUN saknas\n", id="no-municipality"),
            pytest.param(["kalix", "--slut", "--år", "2022"], "fel: --slut och --år går inte ihop\n", id="end-and-year"),
            pytest.param(["kalix", "--mall", "egen.j2"], "fel: mallen «egen.j2» finns inte\n", id="no-template"),
            pytest.param(["kalix", "--mall", "../../etc/passwd"], "fel: mallen «../../etc/passwd» finns inte\n", id="outside"),
            pytest.param(
                ["kalix", "--format", "docx"], "fel: värdet «docx» för --format finns inte att välja\n", id="form"
            ),
        ],
    )  # fmt: skip
    def test_refused(self, cli, published, argv, expected):
        ran = cli("rapport", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)

    def test_same_files_and_day_give_the_same_bytes(self, cli, published):
        first = cli("rapport", "exempelby", "--per", "2026-02-15").out
        assert first == cli("rapport", "exempelby", "--per", "2026-02-15").out

    @pytest.mark.parametrize(
        ("argv", "day"),
        [
            (["exempelby"], "2025-08-20"), (["exempelby"], "2026-02-15"), (["exempelby"], "2025-01-03"),
            (["kalix", "--period", "2019"], "2020-01-01"), (["kalix", "--period", "2022-2023"], "2024-01-01"),
            (["haparanda"], "2023-01-01"), (["haparanda", "--år", "2021"], "2023-01-01"),
            (["sandviken", "--period", "2020-2021"], "2022-01-01"), (["sandviken"], "2024-01-01"),
            (["strängnäs"], "2022-01-01"),
        ],
    )  # fmt: skip
    def test_says_what_status_says(self, cli, published, argv, day):
        """Every commitment is in the report, and with the figures of the JSON of the same day."""
        found = json.loads(cli("status", *argv, "--per", day, "--format", "json").out)["löften"]
        report = cli("rapport", *argv, "--per", day).out
        for each in found:
            section = report.partition(f"\n### {each['id']}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
            (outcome,) = re.findall(r"^- \*\*Utfall:\*\* (.*)$", section, re.MULTILINE)
            assert outcome.endswith(each["utfall"] or each["läge"])
            if each["läge"] == "inget loggat":
                assert outcome == "inget loggat"
            elif each["gjort"] is None:
                assert outcome.startswith(f"{each['poster']} post")
            else:
                assert outcome.startswith(f"{each['gjort']} av ")
                assert re.search(rf"\b{each['krävs']}\b", outcome)
            assert f"\n| {each['id']} |" in report


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
    def test_the_one_of_the_workspace_wins(self, cli, workspace):
        workspace.write("templates/rapport.md.j2", "Egen: {{ rapport.name }}\n")
        assert cli("rapport", "exempelby").out == "Egen: exempelby/2020-2199\n"

    def test_one_by_name(self, cli, workspace):
        workspace.write("templates/kort.md.j2", "{{ rapport.title }}")
        out = cli("rapport", "exempelby", "--mall", "kort.md.j2").out
        assert out == "Uppföljning av medborgarlöftet Exempelby 2020–2199"
