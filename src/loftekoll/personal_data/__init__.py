"""Personal data in a text: where it stands, never what it is.

The text is raw: a whole YAML file with its comments, a file name, or one value. Every search is linear in its length,
and each family is looked for, and loaded, only when a cheap test says that it could be there.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loftekoll.personal_data.signs import Span, outside


class Hit(NamedTuple):
    """A piece of personal data: the code of its rule, and where it stands in characters."""

    code: str
    offset: int
    length: int


PROBABLE = "LK506"
"""What is only probably personal data: a warning, where the others are errors."""

_TEXTS = {
    "LK501": ("det står ett personnummer här", "ta bort det; skriv roll eller område i stället"),
    "LK502": ("det står ett telefonnummer här", "ta bort det; hänvisa till en växel eller en webbplats i stället"),
    "LK503": ("det står en e-postadress här", "ta bort den; hänvisa till en roll eller en webbplats i stället"),
    "LK504": ("det står ett registreringsnummer här", "ta bort det; skriv slaget av fordon i stället"),
    "LK505": ("det står ett av polisens ärendenummer här", "ta bort det; skriv vad som gjordes, utan ärendet"),
    "LK506": ("det här ser ut som ett personnamn", "skriv rollen i stället, till exempel områdespolisen"),
}


def _kind(byte: int) -> int:
    sign = chr(byte)
    if sign.isdecimal():
        return ord("0")
    if sign.isalpha():
        return ord("A") if sign.isupper() else ord("a")
    if sign == "\u00ad":
        return ord("-")
    return ord(" ") if sign in "\t\u00a0" else byte


_KINDS = bytes(_kind(byte) for byte in range(256))
"""Latin-1 by kinds of signs: a digit is 0, a capital A, a small letter a; what is not Latin-1 has become «?»."""
_SMALL = bytes(byte for byte in range(256) if _kind(byte) == ord("a"))
_AFTER_DATE = re.compile(r"-00-00[ ?+-]{1,5}0000")
_AFTER_ROUND, _AFTER_SQUARE = re.compile(r"\(\)[ A0?-]{0,40}\."), re.compile(r"\[\][ A0?-]{0,40}\.")
_PLATE_WORD = re.compile(r"eg(?:istrerings)?\.?[ -]?(?:nr|num|skylt)")
_LEAST_DIGITS = 8
"""In a telephone number."""
_SMALL_CASE = re.compile(r"-k(?=[0-9])")
_FOREIGN_START = re.compile(r"\?[a-z\xdf-\xf6\xf8-\xff](?<![A-Za-z0-9\xc0-\xff]..)")

_AFTER_GAP = re.compile(r"A(?:(?<=[Aa?.]  A)|(?<=[Aa?.] aa A)|(?<=[Aa?.] aaa A)|(?<=[Aa?.] aa aa A))")
_PARTICLES = frozenset({"von", "af", "de", "del", "van", "der", "da", "dos", "di", "el", "al", "bin", "zu", "la"})
_EXACT_ROUNDS, _MOST_ROUNDS = 3, 6
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def hits_in(text: str) -> list[Hit]:
    """Every piece of personal data, in order and free of overlaps; where two claim the same signs, the graver wins."""
    hits: list[Hit] = []
    for code, spans in _found(text):
        if spans:
            taken = [(each.offset, each.offset + each.length) for each in hits]
            hits += [Hit(code, start, end - start) for start, end in outside(spans, taken)]
            hits.sort(key=lambda hit: hit.offset)
    return hits


def may_hold_hits(texts: Iterable[str]) -> bool:
    """Whether any of the texts holds personal data, or seems to when they stand together: a look at them all at once.

    Where it says no, `hits_in` finds nothing in any of them (a law in the tests). A log has hundreds of short texts.
    """
    return bool(hits_in(_BETWEEN.join(texts)))


_BETWEEN = "\n\n|\n\n"
"""What no piece of personal data goes on across, and no word before it."""


def masked(text: str) -> str:
    """The text with a star for every letter and digit of a hit, until nothing is found in it any more.

    A hit can be shielded by its neighbour. A text where that goes on and on loses the whole lines, and at last all.
    """
    rounds = 0
    while hits := hits_in(text):
        spans = [(each.offset, each.offset + each.length) for each in hits]
        if rounds >= _EXACT_ROUNDS:
            spans = _lines(text, spans) if rounds < _MOST_ROUNDS else [(0, len(text))]
        text = _starred(text, spans)
        rounds += 1
    return text


def masked_path(path: str) -> str:
    """The path without personal data; the name of each folder, and of the file, is a text of its own."""
    return "/".join(map(masked, path.split("/")))


def finding_text(hit: Hit) -> tuple[str, str]:
    """What is wrong, and what to do; neither repeats what was found."""
    return _TEXTS[hit.code]


def _lines(text: str, spans: list[Span]) -> list[Span]:
    """The lines where the spans stand, each once."""
    lines: list[Span] = []
    for start, end in spans:
        after = lines[-1][1] if lines else 0
        if start >= after:
            line_end = text.find("\n", end)
            lines.append((max(after, text.rfind("\n", after, start)), line_end if line_end >= 0 else len(text)))
    return lines


def _starred(text: str, spans: list[Span]) -> str:
    pieces = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], _LETTER_OR_DIGIT.sub("*", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _found(text: str) -> Iterator[tuple[str, list[Span]]]:
    """The spans of each family that could be there, gravest first.

    `outline` is the text by kinds without its small letters: short, so that looking for shapes in it costs little.
    """
    raw = text.encode("latin-1", "replace")
    plain = raw.decode("latin-1")
    outline = raw.translate(_KINDS, _SMALL).decode("latin-1")
    if "000000" in outline or ("-00-00" in outline and _AFTER_DATE.search(outline)):
        from loftekoll.personal_data.personal_number import personal_numbers

        yield "LK501", personal_numbers(text)
    has_code = "A0" in outline
    has_small_k = "0000-0" in outline and _SMALL_CASE.search(plain) is not None
    if has_code or has_small_k or "A 0000" in outline:
        from loftekoll.personal_data.case_number import case_numbers

        yield "LK505", case_numbers(text, is_small=has_small_k)
    if _has_at_sign(text, plain, outline):
        from loftekoll.personal_data.mail import mail_addresses

        yield "LK503", mail_addresses(text)
    if outline.count("0") >= _LEAST_DIGITS:
        from loftekoll.personal_data.telephone import telephone_numbers

        yield "LK502", telephone_numbers(text, has_plus="+" in text)
    if _PLATE_WORD.search(plain):
        from loftekoll.personal_data.vehicle import announced_plates

        yield "LK504", announced_plates(text)
    has_plate = (has_code and "AAA0" in outline) or "AAA 0" in outline or "AAA-0" in outline
    is_foreign = "?" in outline and _FOREIGN_START.search(plain) is not None
    has_close_pair = "A A" in outline or "A. A" in outline or "A? A" in outline
    has_gap = not has_close_pair and ("A  A" in outline or "A   A" in outline)
    if has_plate or is_foreign or has_close_pair or has_gap:
        kinds = raw.translate(_KINDS).decode("latin-1")
        has_pair = has_close_pair or (has_gap and _has_wide_pair(plain, kinds))
        if has_plate:
            from loftekoll.personal_data.vehicle import plates

            yield "LK504", plates(text, kinds)
        if is_foreign or has_pair:
            from loftekoll.personal_data.personal_name import personal_names

            yield "LK506", personal_names(text, kinds, is_foreign=is_foreign)
    if "sson" in plain:
        from loftekoll.personal_data.personal_name import patronymics

        yield "LK506", patronymics(text)


def _has_at_sign(text: str, plain: str, outline: str) -> bool:
    if "@" in plain or ("?" in outline and "\uff20" in text):
        return True
    has_domain = _AFTER_ROUND.search(outline) is not None or _AFTER_SQUARE.search(outline) is not None
    return has_domain and ("(at)" in plain or "[at]" in plain)


def _has_wide_pair(plain: str, kinds: str) -> bool:
    """Whether two capitalised words could be joined by a particle such as «von», or stand two blanks apart."""
    befores = (plain[max(0, each.start() - 4) : each.start()] for each in _AFTER_GAP.finditer(kinds))
    return any(before[-2:] == "  " or before.split()[-1] in _PARTICLES for before in befores)
