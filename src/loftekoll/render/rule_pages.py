"""What the rules say of themselves: lists and pages for the screen, for programs, and as `docs/regler.md`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import dedent, wrap
from types import ModuleType
from typing import Any, NamedTuple

from loftekoll import rules
from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

_FAMILIES = {
    "LK1": ("Form", "Det som gör att en fil inte går att läsa, eller inte betyder det som den ser ut att betyda."),
    "LK2": ("Mål", "Mål som inte går att räkna, eller som kan läsas på mer än ett sätt."),
    "LK3": ("Tid", "Datum och perioder som inte går ihop."),
    "LK4": ("Logg", "Poster som inte räknas till något, eller som räknas fel."),
    "LK5": ("Personuppgifter", "Det som pekar ut en person. Git sparar allt som har stått i en fil."),
    "LK6": ("Ändringar", "Det som har ändrats eller försvunnit sedan en tidigare version (flaggan --mot)."),
}
_LABELS = ("Varför", "Fel", "Rätt", "Gör så här")
_LABEL = re.compile(rf"^({'|'.join(_LABELS)}):[ \n]", re.MULTILINE)

_HEAD = """\
# Reglerna i loftekoll kontrollera

<!-- Gjord ur reglerna: ändra modulen i src/loftekoll/rules/, kör `uv run pytest --update-golden`. -->

Varje anmärkning har en kod som aldrig byter betydelse. Ett **fel** måste rättas. En **varning** får stå om ni vet
varför, och en **upplysning** är till för den som vill veta mer. Samma sidor visas i terminalen:

```console
uv run loftekoll regel          alla regler
uv run loftekoll regel LK2      reglerna i en familj
uv run loftekoll regel LK201    sidan för en regel
```
"""


class Page(NamedTuple):
    """The page of a rule: what it is about and why, a wrong and a right example as they are indented, what to do."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    wrong: str
    right: str
    act: str

    @property
    def family(self) -> str:
        """The first digit's family: `LK2`."""
        return self.code[:3]


def rule_pages() -> tuple[Page, ...]:
    """The page of every rule, in order of code."""
    return tuple(Page(rule.code, rule.name, rule.severity, *_sections(page_of(rule))) for rule in rules.RULES)


def page_of(rule: Rule) -> str:
    """The whole page of a rule, which is the docstring of its module."""
    (module,) = [each for each in vars(rules).values() if isinstance(each, ModuleType) and _rule_of(each) is rule]
    return (module.__doc__ or "").strip()


def _rule_of(module: ModuleType) -> object:
    return getattr(module, "RULE", None)


def _sections(text: str) -> Iterator[str]:
    """The parts of a rule's docstring: what stands before the first label, and after each label, in order."""
    what, *rest = _LABEL.split(text)
    labelled = dict(zip(rest[::2], rest[1::2], strict=True))
    yield what.strip()
    for label in _LABELS:
        yield dedent(labelled.get(label, "").strip("\n")).strip()


def family_title(family: str) -> str:
    """What a family of rules is about: `LK2 Mål`."""
    name, _ = _FAMILIES.get(family, ("", ""))
    return f"{family} {name}".strip()


# --- for the screen -----------------------------------------------------------------------------------------------


def list_text(pages: Sequence[Page]) -> str:
    """Code, severity and name of every rule, by family."""
    longest = max(len(page.severity.value) for page in pages)
    families = [
        [family_title(family), *(f"  {each.code}  {each.severity.value:<{longest}}  {each.name}" for each in group)]
        for family, group in groupby(pages, key=lambda page: page.family)
    ]
    return "\n\n".join("\n".join(lines) for lines in families)


def page_text(page: Page, width: int) -> str:
    """The whole page, its running text wrapped to this many columns."""
    return "\n\n".join(
        [
            f"{page.code} {page.name} ({page.severity.value})",
            _wrapped(page.what, width),
            _wrapped(f"Varför: {page.why}", width),
            f"Fel:\n\n{_indented(page.wrong)}",
            f"Rätt:\n\n{_indented(page.right)}",
            _wrapped(f"Gör så här: {page.act}", width),
        ]
    )


def _wrapped(text: str, width: int) -> str:
    """Running text in lines; what is indented is an example, and stays as it is."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        block
        if block.startswith(" ")
        else "\n".join(wrap(block, width, break_long_words=False, break_on_hyphens=False))
        for block in blocks
    )


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.splitlines())


# --- for programs -------------------------------------------------------------------------------------------------


def pages_as_dict(pages: Iterable[Page]) -> dict[str, Any]:
    """The pages for a program, whether it asked for one or all."""
    return {"schema": 1, "regler": [_as_dict(page) for page in pages]}


def _as_dict(page: Page) -> dict[str, str]:
    return {
        "kod": page.code,
        "namn": page.name,
        "allvar": page.severity.value,
        "vad": page.what,
        "varför": page.why,
        "fel": page.wrong,
        "rätt": page.right,
        "gör_så_här": page.act,
    }


# --- docs/regler.md -----------------------------------------------------------------------------------------------


def rules_document() -> str:
    """All pages in Markdown, with a table of contents; `#lk201` leads to the page of LK201."""
    families = [(family, list(group)) for family, group in groupby(rule_pages(), key=lambda page: page.family)]
    contents = [line for family, pages in families for line in _contents(family, pages)]
    return "\n".join([_HEAD, *contents, *(line for family, pages in families for line in _chapter(family, pages))])


def _contents(family: str, pages: list[Page]) -> Iterator[str]:
    yield f"**{family_title(family)}**\n"
    yield "| Kod | Allvar | Regel |\n|---|---|---|"
    for page in pages:
        yield f"| [{page.code}](#{page.code.lower()}) | {page.severity.value} | {_prose(page.name)} |"
    yield ""


def _chapter(family: str, pages: list[Page]) -> Iterator[str]:
    _, about = _FAMILIES.get(family, ("", ""))
    yield f"## {family_title(family)}\n"
    if about:
        yield f"{about}\n"
    for page in pages:
        yield f'<a id="{page.code.lower()}"></a>\n'
        yield f"### {page.code} {_prose(page.name)}\n"
        yield f"*{page.severity.value.capitalize()}.* {_prose(page.what)}\n"
        yield f"**Varför:** {_prose(page.why)}\n"
        yield f"**Fel:**\n\n{_fenced(page.wrong)}\n"
        yield f"**Rätt:**\n\n{_fenced(page.right)}\n"
        yield f"**Gör så här:** {_prose(page.act)}\n"


def _prose(text: str) -> str:
    """Running text with the signs that Markdown or HTML would take for their own written as themselves."""
    return re.sub(r"[\\*_<>|\[\]]", r"\\\g<0>", text)


def _fenced(example: str) -> str:
    return f"```text\n{example}\n```"
