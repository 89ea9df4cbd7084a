"""What `kontrollera` is asked for: which codes, in which form, and where to."""

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from loftekoll import __version__
from loftekoll.cli.console import harmless, note, painted
from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules import BY_CODE, RULES
from loftekoll.rules.selection import Selection, codes_in
from loftekoll.store.check import Checked
from loftekoll.store.output import write_output
from loftekoll.store.settings import settings_of
from loftekoll.store.workspace import FOLDER, absolute, is_folder, shown


def selection_asked(
    workspace: Path | None, select: Sequence[str], ignore: Sequence[str], *, is_strict: bool
) -> Selection:
    """What the options and the workspace's settings want; chosen codes replace those of the settings."""
    found = settings_of(workspace).check if workspace else None
    chosen = codes_in(select, BY_CODE) or codes_in(found.select if found else (), BY_CODE)
    left_out = (*codes_in(ignore, BY_CODE), *codes_in(found.ignore if found else (), BY_CODE))
    return Selection(chosen, left_out, is_strict or bool(found and found.strict))


def workspace_above(paths: Sequence[Path]) -> Path | None:
    """The workspace that the first path lies in, or is; `None` when it lies in none."""
    start = absolute(paths[0])
    return next((each for each in (start, *start.parents) if is_folder(each / FOLDER)), None)


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


def mend(paths: Sequence[Path], day: date, *, is_shown_only: bool) -> None:
    """Make the safe repairs and say on stderr what was mended; or only show them, as a diff on stdout."""
    from loftekoll.store.repair import diff_of, repairs_for, write_repairs

    repairs = repairs_for(paths, day)
    if is_shown_only:
        typer.echo(harmless(diff_of(repairs)), nl=False)
        note("Inget ändrades. Utan --visa lagas filerna." if repairs else "Det finns inget att laga.")
        return
    for repair in write_repairs(repairs):
        for each in repair.mended:
            note(f"{shown(repair.path)}:{each.line}: {each.text}")
    files = "1 fil" if len(repairs) == 1 else f"{len(repairs)} filer"
    note(f"Lagade {files}. Se ändringarna med «git diff»." if repairs else "Det fanns inget att laga.")


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
