"""One commitment in a report: what was promised, what it came to, what persons say of it, what was changed."""

import re
from collections.abc import Sequence

from loftekoll.model import Assessment, Commitment
from loftekoll.period import Stretch, long_date
from loftekoll.phrase import Comparator, Reading
from loftekoll.progress import TargetProgress
from loftekoll.render.amounts import amounts_text, window_text
from loftekoll.render.case import Case, Numbered
from loftekoll.render.chart import charts_of
from loftekoll.render.done import done_table, done_words
from loftekoll.render.small import NOT_TOLD, hides_row, hides_standing
from loftekoll.render.stretches import capitalised, ended, listed, stretch_name
from loftekoll.render.view import CommitmentView, WindowView
from loftekoll.render.words import SIGNS, row_remarks, window_name
from loftekoll.tally import Row, Standing

_LONGEST_NAME = 80
_LONGEST_BINDING_WORD = 3  # och, att, mot, som: no name ends with one
_SENTENCE_END = re.compile(r"(?<!\S)(\S+)[.!?](?=\s+[A-ZÅÄÖ]|$)")
_ABBREVIATIONS = {
    "ang", "avd", "bl.a", "ca", "d.v.s", "dvs", "el", "ev", "exkl", "f.d", "fr.o.m", "inkl", "jfr", "kap", "kl", "max",
    "min", "nr", "o.d", "p.g.a", "pga", "resp", "s.k", "sid", "st", "t.ex", "t.o.m", "tel", "tex", "tfn", "tom", "vol",
}  # fmt: skip
"""Those that do not end a sentence; «m.m.», «osv.» and «etc.» before a capital letter nearly always do."""
NO_SIGN = "–"
_NO_TARGET = "inget mål som går att räkna"


def first_words(text: str) -> str:
    """The first sentence of a signed text, cut between words where it is long: what people can know it by.

    >>> first_words("Polisen går till fots. Det gäller centrum.")
    'Polisen går till fots'
    """
    one_line = " ".join(text.split())
    sentence = next((one_line[: end.end(1)] for end in _SENTENCE_END.finditer(one_line) if _is_end(end)), one_line)
    if len(sentence) <= _LONGEST_NAME:
        return sentence
    words = sentence[:_LONGEST_NAME].rpartition(" ")[0].split()
    while words and len(words[-1]) <= _LONGEST_BINDING_WORD:
        words.pop()
    return f"{' '.join(words).rstrip(',;:–-') or sentence[:_LONGEST_NAME]} …"


def _is_end(found: re.Match[str]) -> bool:
    """Whether a word with a point after it ends a sentence: no abbreviation, initial, or number before a list."""
    word = found[1].lower().lstrip('(«"”')
    is_number_first = word.isdecimal() and found.start() == 0
    return found[0][-1] != "." or not (word in _ABBREVIATIONS or is_number_first or (len(word) == 1 and word.isalpha()))


def commitment_view(each: Numbered, span: Stretch) -> CommitmentView:
    """Everything that a report says of one commitment."""
    case, commitment = each.case, each.case.found.commitment
    standing = case.standing
    heading = f"Löfte {each.number}: {each.name}"
    return CommitmentView(
        number=each.number,
        id=commitment.id,
        anchor=each.anchor,
        name=each.name,
        heading=heading,
        text=commitment.text,
        responsible=listed(commitment.responsible),
        partners=listed(commitment.partners),
        audience=listed(commitment.audience),
        target=target_text(case) or _NO_TARGET,
        amount="" if standing is Standing.NOTHING_LOGGED else amounts_text(case),
        sign=NO_SIGN if hides_standing(case) else SIGNS[standing].sign,
        standing=standing_text(case),
        outcome=outcome_text(case),
        assessments=_assessments(case, span),
        needs_assessment=needs_assessment(case),
        differs=differs(case),
        is_sensitive=case.is_sensitive,
        changes=changes_text(case, span),
        windows=tuple(_window(part, row, case) for part in case.found.parts for row in part.rows),
        done=done_table(case, heading),
        done_words=done_words(case),
        charts=charts_of(case, heading, each.anchor),
    )


def outcome_text(case: Case) -> str:
    """What it came to in words: `5 av minst 4, uppfyllt`."""
    if case.standing is Standing.NOTHING_LOGGED:
        return case.standing.value
    return ", ".join(filter(None, [amounts_text(case), standing_text(case)]))


def standing_text(case: Case) -> str:
    """The word for where it stands, or that it is not told."""
    return NOT_TOLD if hides_standing(case) else case.standing.value


def target_text(case: Case) -> str:
    """The target as it is signed: that which is in force on the day, or was when the span ended; empty for none.

    One that a change has taken away is told as it was when it was last judged.
    """
    commitment, last = case.found.commitment, min(case.day, case.span.last)
    changed = [each.targets for each in sorted(commitment.changes, key=lambda each: each.start) if each.start <= last]
    if not any(part.phrase for part in case.found.parts):
        return ""
    readings = next(filter(None, [*changed[::-1], commitment.targets]), ())
    return "; ".join(reading.phrase for reading in readings)


def needs_assessment(case: Case) -> bool:
    """Whether only a person can say what it came to, and nobody has."""
    is_unknown = case.standing is Standing.NOT_ASSESSABLE and not hides_standing(case)
    return case.is_over and case.found.assessment is None and is_unknown


def differs(case: Case) -> bool:
    """Whether a person's verdict is another one than what was counted."""
    made, standing = case.found.assessment, case.standing
    if made is None or not case.is_over or standing in {Standing.NOTHING_LOGGED, Standing.WITHDRAWN}:
        return False
    if hides_standing(case):
        return False  # to say that they are the same, or not, would tell the standing
    return made.verdict.value != standing.value


def _assessments(case: Case, span: Stretch) -> tuple[str, ...]:
    """The newest verdicts on single years of the span, and last the one on the span itself."""
    newest: dict[Stretch, Assessment] = {}
    for made in case.found.assessments:
        if made.concerns is not None and made.concerns.meets(span) and not made.concerns.holds(span):
            newest[made.concerns] = made
    texts = [f"{stretch_name(concerns)}: {_assessment(made)}" for concerns, made in sorted(newest.items())]
    own = case.found.assessment
    if own in newest.values():
        return tuple(texts)
    return (*texts, _assessment(own)) if own else tuple(texts)


def _assessment(made: Assessment) -> str:
    reason = f". {made.reason}" if made.reason else ""
    return f"{capitalised(made.verdict.value)} (bedömt {long_date(made.day)}){reason}"


def _window(part: TargetProgress, row: Row, case: Case) -> WindowView:
    name = window_name(row) if len(case.found.parts) == 1 else f"{part.phrase}, {window_name(row)}"
    remark = "" if case.is_sensitive else "; ".join([*row_remarks(row), *_crossed(row, case)])
    if row.comparator is Comparator.AT_MOST:
        remark = remark.replace("missat: ", "gränsen överskreds: ")
    sign, standing = (NO_SIGN, NOT_TOLD) if hides_row(row, case) else (SIGNS[row.standing].sign, row.standing.value)
    return WindowView(name, window_text(row, case), sign, standing, remark)


def _crossed(row: Row, case: Case) -> list[str]:
    """Why a window that is counted by itself cannot be judged, when it is because of a sum over its edge."""
    if not row.unjudged or row.counted not in {"antal", "timmar"}:
        return []
    crossing = (row.stretch.meets(entry.stretch) and not row.stretch.holds(entry.stretch) for entry in case.log)
    return ["en summa går över periodens gräns"] if any(crossing) else []


# --- changes ------------------------------------------------------------------------------------------------------


def changes_text(case: Case, span: Stretch) -> tuple[str, ...]:
    """What was changed until the day and before the span was over, with the reasons; each a sentence or two."""
    commitment = case.found.commitment
    found: list[str] = []
    before = _phrases(commitment.targets)
    for each in sorted(commitment.changes, key=lambda change: change.start):
        after = _phrases(each.targets)
        if each.start <= case.day and each.start < span.stop:
            change = f"Målet ändrades {long_date(each.start)} från {before} till {after}."
            found.append(f"{change} Skäl: {ended(each.reason)}")
        before = after
    return (*found, *_withdrawal(commitment, case, span))


def _withdrawal(commitment: Commitment, case: Case, span: Stretch) -> tuple[str, ...]:
    withdrawn = commitment.withdrawn
    if withdrawn is None or withdrawn.day > case.day or withdrawn.day >= span.stop:
        return ()
    decision = f" Beslut: {ended(withdrawn.decision)}" if withdrawn.decision else ""
    return (f"Löftet avfördes {long_date(withdrawn.day)}. Skäl: {ended(withdrawn.reason)}{decision}",)


def _phrases(readings: Sequence[Reading]) -> str:
    return listed(f"«{each.phrase}»" for each in readings) if readings else "inget mål"
