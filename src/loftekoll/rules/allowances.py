"""Comments that let a finding stand, each with its reason: `# loftekoll: tillåt LK207 – skäl`."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.source import Place, split_lines

NEVER = frozenset({"LK122", "LK501"})
"""What no comment can let stand: a faulty comment, and a personal identity number."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*loftekoll\b\s*(?::|(?=till[åa]t\b))(.*)", re.IGNORECASE)
_ALLOWED = re.compile(r"\s*till[åa]t\s+(LK\w*(?:\s*,\s*LK\w*)*)\s*(?:[–—:-]\s*)?(.*)", re.IGNORECASE)
_CODE = re.compile(r"\bLK\d{3}\b", re.IGNORECASE)
_INK = re.compile(r"\w")


class Allowance(NamedTuple):
    """A comment that lets findings with these codes stand on the line that it covers (from 1)."""

    place: Place
    excerpt: str
    covers: int
    codes: tuple[str, ...]


def allowances_in(text: str, known: Container[str]) -> tuple[list[Allowance], list[Finding]]:
    """The comments of a file that let findings stand, and what is wrong with the others (LK122).

    A comment at the end of a line covers that line, one on a line of its own the next line that says something else.
    """
    if "oftekoll" not in text.lower():
        return [], []
    lines = split_lines(text)
    allowances: list[Allowance] = []
    faults: list[Finding] = []
    covered = _covered(lines)
    for number, line in enumerate(lines, 1):
        if comment := _COMMENT.search(line):
            place = Place(number, comment.start() + 1, len(line.rstrip()) - comment.start())
            codes, fault = _read(comment[1], known)
            if fault is None:
                covers = number if line[: comment.start()].strip() else covered[number - 1]
                allowances.append(Allowance(place, line, covers, codes))
            else:
                faults.append(Finding("LK122", Severity.ERROR, *fault, place=place, excerpt=line))
    return allowances, faults


def _read(comment: str, known: Container[str]) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """The codes that the comment names, and message and hint when it is not as it should be."""
    match = _ALLOWED.fullmatch(comment.rstrip())
    if match is None:
        typed = next((code.upper() for code in _CODE.findall(comment) if code.upper() in known), "LK207")
        return (), ("kommentaren säger inte vilken kod som tillåts", f"skriv «# loftekoll: tillåt {typed} – skälet»")
    codes = tuple(dict.fromkeys(code.strip().upper() for code in match[1].split(",")))
    for code in codes:
        if code not in known:
            return (), (f"koden «{code[:20]}» finns inte", "«loftekoll regel» visar alla koder")
        if code in NEVER:
            return (), (f"{code} går inte att tillåta", "rätta det som anmärkningen gäller")
    if not _INK.search(match[2]):
        return (), ("kommentaren saknar skäl", f"skriv skälet sist: # loftekoll: tillåt {', '.join(codes)} – skälet")
    return codes, None


def _covered(lines: Sequence[str]) -> list[int]:
    """For each line the number of the next one that is neither blank nor such a comment; else of the last line."""
    covered = [len(lines)] * len(lines)
    for n in range(len(lines) - 1, 0, -1):
        says_more = lines[n].strip() and not _COMMENT.match(lines[n].lstrip())
        covered[n - 1] = n + 1 if says_more else covered[n]
    return covered


def without_allowed(
    findings: Iterable[Finding], allowances: Sequence[tuple[str, Allowance]], unjudged: Container[str] = ()
) -> Iterator[Finding]:
    """The findings that no comment of their file lets stand, and those comments that let nothing stand (LK123).

    What keeps a file from being judged cannot stand. No comment is called unused in a file that the rules have not
    looked at.
    """
    covered = {(file, each.covers, code): each for file, each in allowances for code in each.codes}
    used: set[tuple[str, int, str]] = set()
    for finding in findings:
        key = (finding.file, finding.place.line if finding.place else 1, finding.code)
        if key in covered and not finding.is_blocking:
            used.add(key)
        else:
            yield finding
    for file, each in allowances:
        for code in each.codes:
            if file not in unjudged and (file, each.covers, code) not in used:
                message = f"kommentaren tillåter {code}, men det finns ingen sådan anmärkning på raden"
                hint = "ta bort kommentaren, eller flytta den till raden som den gäller"
                yield Finding("LK123", Severity.WARNING, message, hint, file, place=each.place, excerpt=each.excerpt)
