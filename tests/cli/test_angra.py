# ruff: noqa: ARG002 – fixtures that act by being there
import os
import shlex
import subprocess

import pytest

LOG = "promises/exempelby/2020-2199"
OLD = "2021-05-03-riskkvallar-aaaaaa.yaml"
NEW = "2021-05-02-riskkvallar-bbbbbb.yaml"
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@pytest.fixture
def log(workspace):
    """Two entries; the one for the later day was written first."""
    for seconds, name in enumerate((OLD, NEW), 1_700_000_000):
        path = workspace.write(f"{LOG}/{name}", f"datum: {name[:10]}\nlöfte: riskkvallar\nplats: Torget  # vid ån\n")
        os.utime(path, (seconds, seconds))
    return workspace


@pytest.fixture
def git(log, monkeypatch):
    """Runs git in the workspace, which is a repository without commits."""
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)

    def run(*argv):
        who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *who, *argv], cwd=log.folder, capture_output=True, text=True, check=True)
        return done.stdout

    run("init", "-q")
    return run


def shown(name):
    return f"  datum: {name[:10]}\n  löfte: riskkvallar\n  plats: Torget  # vid ån\n"


class TestRemoved:
    def test_the_one_for_the_latest_day_without_git(self, cli, log, keyboard):
        keyboard("j")
        ran = cli("ångra", "exempelby")
        assert ran == (
            0,
            (
                f"{LOG}/{OLD} – den med senast datum:\n{shown(OLD)}Borttagen: {LOG}/{OLD}\n"
                "riskkvallar: 2021: 1 av minst 2, delvis uppfyllt (var 2 av minst 2, uppfyllt)\n"
                "Ångrar du dig får du skriva den igen; innehållet står här ovanför.\n"
            ),
            "Ta bort posten? [j/N]: ",
        )
        assert log.log() == [NEW]

    @pytest.mark.parametrize("name", ["bbbbbb", "BBBBBB", NEW, f"{LOG}/{NEW}", NEW.removesuffix(".yaml")])
    def test_by_its_mark_or_its_name(self, cli, log, script, name):
        assert cli("ångra", "exempelby", name, "--ja").code == 0
        assert log.log() == [OLD]

    def test_in_another_promise_of_the_municipality(self, cli, log, script):
        text = (log.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        log.write("promises/exempelby/2019.yaml", text.replace("2020–2199", "2019").replace("2021", "2019"))
        path = log.write("promises/exempelby/2019/2019-05-03-trafik-cccccc.yaml", "datum: 2019-05-03\nlöfte: trafik\n")
        assert cli("ångra", "exempelby", "cccccc", "--ja").code == 0
        assert not path.exists()

    def test_an_assessment(self, cli, log, script):
        text = "datum: 2022-01-10\nlöfte: riskkvallar\nbedömning: uppfyllt\navser: 2021\n"
        log.write(f"{LOG}/2022-01-10-riskkvallar-cccccc.yaml", text)
        out = cli("ångra", "exempelby", "cccccc", "--ja").out
        assert "\nriskkvallar 2021: inte bedömt (var bedömt uppfyllt 10 januari 2022)\n" in out
        assert log.log() == [NEW, OLD]

    def test_an_entry_that_cannot_be_read(self, cli, log, script):
        log.write(f"{LOG}/2022-01-10-trafik-cccccc.yaml", "datum 2022\n")
        assert cli("ångra", "exempelby", "cccccc", "--ja").code == 0
        assert log.log() == [NEW, OLD]

    def test_never_the_notes_of_coordinators(self, cli, workspace, script):
        workspace.write(f"{LOG}/uppfoljning-2021.yaml", "lärdomar: Logga samma dag.\n")
        ran = cli("ångra", "exempelby", "--ja")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: inget är loggat i exempelby/2020-2199\n")
        assert workspace.log() == ["uppfoljning-2021.yaml"]


class TestAsked:
    @pytest.mark.parametrize("answer", ["", "n", "nej"])
    def test_no(self, cli, log, keyboard, answer):
        keyboard(answer)
        ran = cli("ångra", "exempelby")
        assert (ran.code, ran.out, ran.err) == (
            0, f"{LOG}/{OLD} – den med senast datum:\n{shown(OLD)}", "Ta bort posten? [j/N]: Inget togs bort.\n",
        )  # fmt: skip
        assert log.log() == [NEW, OLD]

    def test_yes(self, cli, log, keyboard):
        keyboard("j")
        assert cli("ångra", "exempelby", "aaaaaa").code == 0
        assert log.log() == [NEW]

    def test_ctrl_c(self, cli, log, keyboard):
        keyboard(is_interrupted=True)
        ran = cli("ångra", "exempelby")
        assert (ran.code, ran.err) == (130, "Ta bort posten? [j/N]: \nAvbrutet: inget togs bort.\n")
        assert log.log() == [NEW, OLD]

    def test_a_script_has_to_be_sure(self, cli, log, script):
        ran = cli("ångra", "exempelby")
        assert (ran.code, ran.err) == (2, "fel: posten tas inte bort utan att någon svarar ja\ntips: lägg till --ja\n")
        assert log.log() == [NEW, OLD]

    def test_a_file_that_changes_while_the_person_thinks_is_left(self, cli, log, keyboard, monkeypatch):
        keyboard("j")
        from loftekoll.cli.commands import angra

        def confirmed(*_, **__):
            log.write(f"{LOG}/{OLD}", "datum: 2021-05-03\nlöfte: trafik\n")
            return True

        monkeypatch.setattr(angra, "confirm", confirmed)
        ran = cli("ångra", "exempelby")
        assert ran.code == 2
        assert (
            ran.err
            == f"fel: «{LOG}/{OLD}» har ändrats sedan den lästes, och lämnas som den är\ntips: kör kommandot en gång till\n"
        )
        assert log.log() == [NEW, OLD]


class TestRefused:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            (
                ["exempelby", "aaaaab"],
                "fel: ingen post i exempelby/2020-2199 har märket «aaaaab»\ntips: menade du «aaaaaa»?\n",
            ),
            (
                ["exempelby", "zzzzzz"],
                "fel: ingen post i exempelby/2020-2199 har märket «zzzzzz»\ntips: se märkena med «loftekoll logg exempelby»\n",
            ),
            (["exempelbi"], "fel: okänd kommun «exempelbi»\ntips: menade du «Exempelby»"),
            ([], "fel: det saknas kommun\ntips: skriv kommunens namn: loftekoll ångra KOMMUN\n"),
        ],
    )
    def test_nothing_is_removed(self, cli, log, script, argv, expected):
        ran = cli("ångra", *argv, "--ja")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert log.log() == [NEW, OLD]

    def test_without_a_mark_only_what_git_has_not(self, cli, log, script):
        ran = cli("ångra", "exempelby", "--ja")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "fel: --ja utan märke tar bara en post som inte finns i git än, och det finns ingen sådan\n"
            f"tips: skriv märket: loftekoll ångra exempelby aaaaaa --ja tar {OLD}, den med senast datum\n"
        )
        assert log.log() == [NEW, OLD]

    def test_without_a_mark_nothing_that_others_have(self, cli, log, script, git):
        git("add", ".")
        git("commit", "-qm", "Allt")
        assert cli("ångra", "exempelby", "--ja").code == 2
        assert log.log() == [NEW, OLD]

    def test_a_mark_of_two_files(self, cli, log, script):
        log.write(f"{LOG}/2021-06-01-trafik-aaaaaa.yaml", "datum: 2021-06-01\nlöfte: trafik\n")
        ran = cli("ångra", "exempelby", "aaaaaa", "--ja")
        assert ran.code == 2
        assert ran.err.startswith("fel: flera poster har märket «aaaaaa»\ntips: skriv filens namn, till exempel ")
        assert len(log.log()) == 3


class TestGit:
    def test_the_last_written_of_those_that_git_has_not(self, cli, log, script, git):
        out = cli("ångra", "exempelby", "--ja").out
        assert out.startswith(f"{LOG}/{NEW} – den som sparades sist, och inte finns i git än:\n")
        assert "Dela" not in out
        assert log.log() == [OLD]

    def test_the_last_written_in_any_promise_of_the_municipality(self, cli, log, script, git):
        text = (log.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        log.write("promises/exempelby/2019.yaml", text.replace("2020–2199", "2019").replace("2021", "2019"))
        path = log.write("promises/exempelby/2019/2019-05-03-trafik-cccccc.yaml", "datum: 2019-05-03\nlöfte: trafik\n")
        assert cli("ångra", "exempelby", "--ja").code == 0
        assert (path.exists(), log.log()) == (False, [NEW, OLD])

    def test_what_is_committed_is_had_back_by_the_command(self, cli, log, script, git):
        git("add", ".")
        git("commit", "-qm", "Allt")
        before = (log.folder / LOG / OLD).read_bytes()
        out = cli("ångra", "exempelby", "aaaaaa", "--ja").out
        restore, share = out.splitlines()[-2:]
        assert (
            share == f'Dela med andra: git add "{LOG}/{OLD}"; git commit -m "Ångra riskkvallar" -- "{LOG}/{OLD}"; '
            "git pull --rebase --autostash; git push"
        )
        for command in share.removeprefix("Dela med andra: ").split("; ")[:2]:
            git(*shlex.split(command)[1:])
        assert git("status", "--porcelain") == ""
        assert restore.startswith("Ångrar du dig finns posten i git: git checkout ")
        git(*shlex.split(restore.partition(": ")[2])[1:])
        assert (log.folder / LOG / OLD).read_bytes() == before

    def test_what_is_only_added_is_taken_out_again(self, cli, log, script, git):
        git("add", f"{LOG}/{OLD}")
        out = cli("ångra", "exempelby", "aaaaaa", "--ja").out
        assert out.splitlines()[-1] == f'Ta bort den ur git också: git rm --cached "{LOG}/{OLD}"'
        git(*shlex.split(out.splitlines()[-1].partition(": ")[2])[1:])
        assert OLD not in git("status", "--porcelain", "--untracked-files=all")

    def test_what_has_changed_since_is_said(self, cli, log, script, git):
        git("add", ".")
        git("commit", "-qm", "Allt")
        log.write(f"{LOG}/{OLD}", "datum: 2021-05-03\nlöfte: trafik\n")
        out = cli("ångra", "exempelby", "aaaaaa", "--ja").out
        assert "finns posten i git, utan de ändringar som inte var sparade där: git checkout " in out

    def test_from_another_folder(self, cli, log, script, git, monkeypatch, tmp_path):
        git("add", ".")
        git("commit", "-qm", "Allt")
        monkeypatch.chdir(tmp_path)
        out = cli("ångra", "exempelby", "aaaaaa", "--ja", "--katalog", "arbete").out
        assert f'git -C "{log.folder}" commit -m "Ångra riskkvallar" -- "{LOG}/{OLD}"' in out

    def test_without_git_on_the_machine(self, cli, log, script, git, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert cli("ångra", "exempelby", "aaaaaa", "--ja").out.startswith(f"{LOG}/{OLD}:\n")


def test_signs_that_steer_a_terminal_are_not_shown(cli, log, script):
    log.write(f"{LOG}/{OLD}", "datum: 2021-05-03\nlöfte: trafik\n# \x1b[31m\n")
    assert "\x1b" not in cli("ångra", "exempelby", "aaaaaa", "--ja").out


def test_english_name(cli, log, script):
    assert cli("undo", "exempelby", "aaaaaa", "--ja").code == 0
