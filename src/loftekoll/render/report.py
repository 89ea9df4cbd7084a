"""The follow-up report from a template, in a sandbox where user text is always escaped and names must exist."""

import html
import re
from collections.abc import Callable, Collection
from html.parser import HTMLParser
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from loftekoll.errors import LoftekollError
from loftekoll.render.addresses import pieces_of
from loftekoll.render.chart_svg import chart_svg
from loftekoll.render.printable import printable_text
from loftekoll.render.view import DocumentView, Fact

MARKDOWN_TEMPLATE, HTML_TEMPLATE = "rapport.md.j2", "rapport.html.j2"

Source = Callable[[str], str | None]
"""Gives the text of a template by its name, `None` when there is none; only the store reads files."""

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&$])")
_BLOCK_START = re.compile(r"^([-+=]|\d+[.)](?=\s|$))")


def markdown_text(text: str) -> str:
    r"""User text as Markdown that reads as the text itself: on one line, and no sign of it starts anything.

    Control signs, and those that turn the direction of writing, are replaced.

    >>> print(markdown_text("1. A|B"))
    1\. A\|B
    """
    escaped = _MARKDOWN_SIGNS.sub(r"\\\1", printable_text(text))
    return _BLOCK_START.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", escaped)


def as_markdown(document: DocumentView, source: Source, template: str = MARKDOWN_TEMPLATE) -> str:
    """The report in Markdown, with the command that makes it again as a comment at the end, whatever the template does.

    Raises `LoftekollError` that names template and line when the template is wrong.
    """
    text = _rendered(document, source, template, _plain_environment)
    return f"{text.rstrip()}\n{command_comment(document.command)}"


def as_html(document: DocumentView, source: Source, template: str = HTML_TEMPLATE) -> str:
    """The report as one HTML page; `chart_svg(chart)` in the template draws a picture.

    The command that makes it again stands in its head, whatever the template does. Raises `LoftekollError` that names
    template and line when the template is wrong.
    """
    page = _rendered(document, source, template, _html_environment)
    if not document.command or command_in_page(page) == document.command:
        return page
    at = _Page(page).head_at
    meta = Markup('\n<meta name="loftekoll" content="{}">\n').format(document.command)
    return f"{page[:at]}{meta if at else meta.lstrip()}{page[at:]}"


def linked(fact: Fact) -> Markup:
    """The text of a fact as HTML, in which the address of the source can be followed.

    >>> print(linked(Fact("Källa", "<b> på https://a.example/b?c&d.")))
    &lt;b&gt; på <a class="address" href="https://a.example/b?c&amp;d">https://a.example/b?c&amp;d</a>.
    """
    link = Markup('<a class="address" href="{}">{}</a>')
    return Markup("").join(
        link.format(piece.address, piece.text) if piece.address else escape(piece.text) for piece in pieces_of(fact)
    )


def command_comment(command: str) -> str:
    """The command as a comment that a reader does not see; `html.unescape` gives it back. Empty for no command."""
    return f"\n<!-- {html.escape(command, quote=False)} -->\n" if command else ""


def command_in_page(page: str) -> str:
    """The command in `<meta name="loftekoll" content="…">`, the first one; empty when there is none.

    Texts of people are escaped, so none of them is such an element.
    """
    return _Page(page).command


class _Page(HTMLParser):
    """What a page says of itself, and where more of that can stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.command = ""
        self.head_at = 0
        """Behind the start of the head, or of what stands in its place: of the page, or of what kind it is."""
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self._is_in_head = True
        self.feed(page)

    def handle_decl(self, decl: str) -> None:
        if decl.lower().startswith("doctype"):
            self._move_head(len(decl) + len("<!>"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag in {"html", "head"}:
            self._move_head(len(self.get_starttag_text() or ""))
        else:
            self._is_in_head = False
        if tag == "meta" and facts.get("name") == "loftekoll" and not self.command:
            self.command = facts.get("content") or ""

    def _move_head(self, length: int) -> None:
        if self._is_in_head:
            line, column = self.getpos()
            self.head_at = self._lines[line - 1] + column + length


_Environment = Callable[[BaseLoader], ImmutableSandboxedEnvironment]


def _rendered(document: DocumentView, source: Source, template: str, environment: _Environment) -> str:
    """The document in the template's language; `LoftekollError` that names template and line when it is wrong."""
    loader = _SourceLoader(source)
    try:
        return environment(loader).get_template(template).render(rapport=document)
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

    def __init__(self, source: Source) -> None:
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


class _Compiled(BytecodeCache):
    """Templates that this process has compiled, by name and text: many reports are made from the same ones."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])  # refused when the text is another one

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_MARKDOWN, _HTML = _Compiled(), _Compiled()


def _plain_environment(loader: BaseLoader) -> ImmutableSandboxedEnvironment:
    """For Markdown: every text is escaped as it is written out."""
    return ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        bytecode_cache=_MARKDOWN,
        autoescape=False,
        finalize=lambda value: markdown_text(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _html_environment(loader: BaseLoader) -> ImmutableSandboxedEnvironment:
    """For HTML: every text is escaped; only pictures that we draw are markup."""
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        bytecode_cache=_HTML,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["linked"] = linked
    environment.globals["chart_svg"] = lambda chart: Markup(chart_svg(chart))  # noqa: S704 - all texts in it are escaped
    return environment
