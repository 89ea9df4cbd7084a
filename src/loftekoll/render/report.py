"""The follow-up report from a template, in a sandbox where user text is always escaped and names must exist."""

import re
from collections.abc import Callable, Collection
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from loftekoll.errors import LoftekollError
from loftekoll.render.view import ReportView

MARKDOWN_TEMPLATE = "rapport.md.j2"

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&$])")
_BLOCK_START = re.compile(r"^([-+=]|\d+[.)](?=\s|$))")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def markdown_text(text: str) -> str:
    r"""User text as Markdown that reads as the text itself: on one line, and no sign of it starts anything.

    Control signs, and those that turn the direction of writing, are replaced.

    >>> print(markdown_text("1. A|B"))
    1\. A\|B
    """
    one_line = " ".join(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())
    escaped = _MARKDOWN_SIGNS.sub(r"\\\1", one_line)
    return _BLOCK_START.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", escaped)


def markdown_report(view: ReportView, source: Callable[[str], str | None], template: str = MARKDOWN_TEMPLATE) -> str:
    """The report in Markdown; `source` gives the text of a template by its name.

    Raises `LoftekollError` that names template and line when the template is wrong, whatever it does.
    """
    loader = _SourceLoader(source)
    try:
        return _environment(loader, markdown_text).get_template(template).render(rapport=view)
    except LoftekollError:
        raise
    except TemplateNotFound as error:
        raise LoftekollError(f"mallen «{error.name}» finns inte", "lägg den i mappen «templates»") from error
    except TemplateSyntaxError as error:
        where = f"{error.name or template}, rad {error.lineno}"
        raise LoftekollError(f"mallen går inte att läsa ({where})", "rätta mallens klamrar och ord") from error
    except Exception as error:
        raise _template_fault(error, loader.names, template) from error


def _template_fault(error: Exception, names: Collection[str], template: str) -> LoftekollError:
    """What a template did that does not work, with the template and the line."""
    where = "{}, rad {}".format(*_place_in(error, names) or (template, 1))
    if isinstance(error, SecurityError):
        return LoftekollError(f"mallen gör något som inte är tillåtet ({where})", "ta bort det")
    if isinstance(error, UndefinedError):
        return LoftekollError(f"mallen använder något som inte finns ({where})", "jämför med standardmallen")
    return LoftekollError(f"mallen går inte att använda ({where})", "jämför med standardmallen")


def _place_in(error: BaseException, names: Collection[str]) -> tuple[str, int] | None:
    """The innermost template that the error passed through, and the line in it."""
    place = None
    trace = error.__traceback__
    while trace is not None:
        if (name := trace.tb_frame.f_code.co_filename) in names:
            place = name, trace.tb_lineno
        trace = trace.tb_next
    return place


class _SourceLoader(BaseLoader):
    """Templates by a function, since only the store reads files; none from outside the template folders."""

    def __init__(self, source: Callable[[str], str | None]) -> None:
        self.source = source
        self.names: set[str] = set()

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, Callable[[], bool]]:
        del environment
        is_outside = template.startswith(("/", "\\")) or ":" in template or ".." in re.split(r"[/\\]", template)
        text = None if is_outside else self.source(template)
        if text is None:
            raise TemplateNotFound(template)
        self.names.add(template)
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
