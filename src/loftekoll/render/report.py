"""The follow-up report from a template, in a sandbox where user text is always escaped and names must exist."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from loftekoll.errors import LoftekollError
from loftekoll.render.view import ReportView

MARKDOWN_TEMPLATE = "rapport.md.j2"

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&])")
_BLOCK_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown_text(text: str) -> str:
    """User text as Markdown that reads as the text itself: on one line, and no sign of it starts anything."""
    one_line = " ".join(text.split())
    escaped = _MARKDOWN_SIGNS.sub(r"\\\1", one_line)
    return _BLOCK_START.sub(lambda match: f"{match[1]}{_escaped_start(match[2])}", escaped)


def _escaped_start(start: str) -> str:
    """A list mark at the start of a line with a backslash before its sign, so that it is text."""
    return f"{start[:-1]}\\{start[-1]}"


def markdown_report(view: ReportView, source: Callable[[str], str | None], template: str = MARKDOWN_TEMPLATE) -> str:
    """The report in Markdown; `source` gives the text of a template by its name.

    Raises `LoftekollError` that names template and line when the template is wrong.
    """
    environment = _environment(_SourceLoader(source), markdown_text)
    try:
        return environment.get_template(template).render(rapport=view)
    except TemplateNotFound as error:
        raise LoftekollError(f"mallen «{error.name}» finns inte", "lägg den i mappen «templates»") from error
    except TemplateSyntaxError as error:
        where = f"{error.name or template}, rad {error.lineno}"
        raise LoftekollError(f"mallen går inte att läsa ({where})", "rätta mallens klamrar och ord") from error
    except SecurityError as error:
        raise LoftekollError(f"mallen «{template}» gör något som inte är tillåtet", "ta bort det") from error
    except (UndefinedError, TemplateError) as error:
        where = f"{template}, rad {_line_in(error, template)}"
        raise LoftekollError(f"mallen använder något som inte finns ({where})", "jämför med standardmallen") from error


def _line_in(error: BaseException, template: str) -> int:
    """The line of the template where the error came from."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(template) or trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _SourceLoader(BaseLoader):
    """Templates by a function, since only the store reads files."""

    def __init__(self, source: Callable[[str], str | None]) -> None:
        self.source = source

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, Callable[[], bool]]:
        del environment
        text = self.source(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, template, lambda: True


def _environment(loader: BaseLoader, escape: Callable[[str], str]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,
        finalize=lambda value: escape(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
