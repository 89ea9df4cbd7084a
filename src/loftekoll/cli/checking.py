"""What `kontrollera` is asked for: which codes, in which form, and where to."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import typer

from loftekoll import __version__
from loftekoll.cli.console import harmless, note, painted
from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.personal_data import masked, masked_path
from loftekoll.rules import BY_CODE, RULES
from loftekoll.rules.selection import Selection, codes_in
from loftekoll.store.check import Checked
from loftekoll.store.output import write_output
from loftekoll.store.settings import FILE, settings_of
from loftekoll.store.workspace import ENDINGS, FOLDER, absolute, is_folder, shown


class Wanted:
    """What the options and the settings of each workspace want; chosen codes replace those of the settings."""

    def __init__(self, select: Sequence[str], ignore: Sequence[str], *, is_strict: bool) -> None:
        """Read the options; the settings are read when a file of their workspace has something to say."""
        self.select, self.ignore = codes_in(select, BY_CODE), codes_in(ignore, BY_CODE)
        self.is_strict = is_strict
        self._of_workspace = cache(self._selection)
        self._of_folder = cache(lambda folder: self._of_workspace(_workspace_above(folder)))

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted, in their order."""
        return [each for each in findings if self._of(each).of((each,))]

    def is_failed_by(self, findings: Iterable[Finding]) -> bool:
        """Whether the findings make the check fail."""
        return any(self._of(each).is_failed_by((each,)) for each in findings)

    def is_strict_about(self, findings: Iterable[Finding]) -> bool:
        """Whether a warning among the findings makes the check fail."""
        return any(self._of(each).is_strict for each in findings)

    def read_settings(self, paths: Iterable[Path]) -> None:
        """Read the settings of the workspaces that the paths lie in, so that a fault in them is told in any case."""
        for path in paths:
            self._of_folder(absolute(path))

    def _of(self, finding: Finding) -> Selection:
        return self._of_folder(absolute(Path(finding.file)).parent)

    def _selection(self, workspace: Path | None) -> Selection:
        if workspace is None:
            return Selection(self.select, self.ignore, self.is_strict)
        found = settings_of(workspace).check
        try:
            chosen, left_out = codes_in(found.select, BY_CODE), codes_in(found.ignore, BY_CODE)
        except LoftekollError as error:
            raise LoftekollError(f"{shown(workspace / FILE)}: {error.message}", error.hint) from error
        return Selection(self.select or chosen, (*self.ignore, *left_out), self.is_strict or found.strict)


def _workspace_above(folder: Path) -> Path | None:
    """The workspace that a folder is, or lies in; `None` when it lies in none."""
    return next((each for each in (folder, *folder.parents) if is_folder(each / FOLDER)), None)


def refuse_own_files(out: Path | None, result: Checked) -> None:
    """Refuse to write the answer over a promise or a log entry, whether it was checked now or not."""
    if out is None:
        return
    is_inside = FOLDER in absolute(out).parts and out.name.lower().endswith(ENDINGS)
    if is_inside or result.has(shown(absolute(out))):
        raise LoftekollError(f"«{shown(absolute(out))}» är ett löfte eller en loggpost", "ange en annan fil med --ut")


def rendered(form: str, findings: Sequence[Finding], result: Checked, *, is_strict: bool, is_painted: bool) -> str:
    """The findings in the form that was asked for, without a final line end; only the text is painted.

    JUnit knows only tests that pass and tests that fail, so that warnings are failures there when the check is strict.
    """
    from loftekoll.render import findings as plain

    match form:
        case "json":
            return _as_json(plain.as_dict(findings, result.files))
        case "kort":
            return plain.as_short(findings, result.files)
        case "github" | "gitlab" | "sarif" | "junit":
            return _for_servers(form, _as_failing(findings) if is_strict and form == "junit" else findings, result)
        case _:
            return plain.as_text(findings, result.files, paint=painted if is_painted else None)


def _for_servers(form: str, findings: Sequence[Finding], result: Checked) -> str:
    """The findings in a form that a server that runs checks understands."""
    match form:
        case "gitlab":
            from loftekoll.render.gitlab import as_gitlab

            return _as_json(as_gitlab(findings))
        case "sarif":
            from loftekoll.render.rule_pages import page_of
            from loftekoll.render.sarif import as_sarif

            return _as_json(as_sarif(findings, [(rule, page_of(rule)) for rule in RULES], __version__))
        case "junit":
            from loftekoll.render.junit import as_junit

            return as_junit(findings, result.files, result.names)
        case _:
            from loftekoll.render.github import as_github

            return harmless(as_github(findings, result.files))


def show_repairs(paths: Sequence[Path], day: date) -> None:
    """What the safe repairs would change, as a diff on stdout."""
    from loftekoll.store.repair import diff_of, repairs_for

    repairs = repairs_for(paths, day)
    typer.echo(harmless(diff_of(repairs).replace("\r\n", "\n")), nl=False)
    note("Inget ändrades. Kör med --laga för att ändra." if repairs else "Det finns inget att laga.")


def mend(paths: Sequence[Path], day: date) -> list[Path]:
    """Make the safe repairs, tell them on stderr, and give the paths with their new names.

    Raises `LoftekollError` for the first file that could not be mended, when the others are.
    """
    from loftekoll.store.repair import renamed, repairs_for, write_repairs

    written, refused = write_repairs(repairs_for(paths, day))
    for repair in written:
        for each in repair.mended:
            note(f"{masked_path(shown(repair.path))}:{each.line}: {masked(each.text)}")
    files = "1 fil" if len(written) == 1 else f"{len(written)} filer"
    note(f"Lagade {files}." if written else "Det fanns inget att laga.")
    if refused:
        raise refused[0]
    new_names = renamed(written)
    return [new_names.get(absolute(path), path) for path in paths]


def _as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _as_failing(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with warnings as errors."""
    return [f._replace(severity=Severity.ERROR) if f.severity is Severity.WARNING else f for f in findings]


def put_out(text: str, file: Path | None) -> None:
    """The text on stdout, or in the file that was asked for."""
    if file is None:
        typer.echo(text, color=True)  # typer would take the colours away again where FORCE_COLOR wants them
    else:
        write_output(file, text.rstrip("\n") + "\n")


def add_summary(findings: Sequence[Finding], files: int) -> None:
    """Write the findings to the summary page of a GitHub job, when this is one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from loftekoll.render.github import as_summary

        try:
            with Path(path).open("a", encoding="utf-8", newline="\n") as summary:
                summary.write(as_summary(findings, files) + "\n")
        except OSError:
            note("varning: sammanfattningen för GitHub gick inte att skriva")
