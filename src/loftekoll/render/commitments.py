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
from loftekoll.render.stretches import capitalised, listed, stretch_name
from loftekoll.render.view import CommitmentView, WindowView
from loftekoll.render.words import SIGNS, row_remarks, window_name
from loftekoll.tally import Row, Standing

_LONGEST_NAME = 80
_LONGEST_BINDING_WORD = 3  # och, att, mot, som: no name ends with one
_SENTENCE_END = re.compile(r"(?<!\S)[^\s.]{3,}[.!?](?=\s+[A-ZÅÄÖ]|$)")  # but not that of t.ex. and kl.
_NO_TARGET = "inget mål som går att räkna"


def first_words(text: str) -> str:
    """The first sentence of a signed text, cut between words where it is long: what people can know it by.

    >>> first_words("Polisen går till fots. Det gäller centrum.")
    'Polisen går till fots'
    """
    one_line = " ".join(text.split())
    end = _SENTENCE_END.search(one_line)
    sentence = one_line[: end.end() - 1] if end else one_line
    if len(sentence) <= _LONGEST_NAME:
        return sentence
    words = sentence[:_LONGEST_NAME].rpartition(" ")[0].split()
    while words and len(words[-1]) <= _LONGEST_BINDING_WORD:
        words.pop()
    return f"{' '.join(words).rstrip(',;:–-') or sentence[:_LONGEST_NAME]} …"


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
        target="; ".join(part.phrase for part in case.found.parts if part.phrase) or _NO_TARGET,
        amount="" if standing is Standing.NOTHING_LOGGED else amounts_text(case),
        sign=SIGNS[standing].sign,
        standing=standing.value,
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
    standing = case.standing
    return standing.value if standing is Standing.NOTHING_LOGGED else f"{amounts_text(case)}, {standing.value}"


def needs_assessment(case: Case) -> bool:
    """Whether only a person can say what it came to, and nobody has."""
    return case.is_over and case.found.assessment is None and case.standing is Standing.NOT_ASSESSABLE


def differs(case: Case) -> bool:
    """Whether a person's verdict is another one than what was counted."""
    made, standing = case.found.assessment, case.standing
    if made is None or not case.is_over or standing in {Standing.NOTHING_LOGGED, Standing.WITHDRAWN}:
        return False
    return made.verdict.value != standing.value


def _assessments(case: Case, span: Stretch) -> tuple[str, ...]:
    """The newest verdicts on single years of the span, and last the one on the span itself."""
    newest: dict[Stretch, Assessment] = {}
    for made in case.found.assessments:
        if made.concerns is not None and made.concerns.meets(span) and not made.concerns.holds(span):
            newest[made.concerns] = made
    texts = [f"{stretch_name(concerns)}: {_assessment(made)}" for concerns, made in sorted(newest.items())]
    own = case.found.assessment
    return (*texts, _assessment(own)) if own else tuple(texts)


def _assessment(made: Assessment) -> str:
    reason = f". {made.reason}" if made.reason else ""
    return f"{capitalised(made.verdict.value)} (bedömt {long_date(made.day)}){reason}"


def _window(part: TargetProgress, row: Row, case: Case) -> WindowView:
    name = window_name(row) if len(case.found.parts) == 1 else f"{part.phrase}, {window_name(row)}"
    standing = row.standing
    remark = "" if case.is_sensitive else "; ".join(row_remarks(row))
    if row.comparator is Comparator.AT_MOST:
        remark = remark.replace("missat: ", "gränsen överskreds: ")
    return WindowView(name, window_text(row, case), SIGNS[standing].sign, standing.value, remark)


# --- changes ------------------------------------------------------------------------------------------------------


def changes_text(case: Case, span: Stretch) -> tuple[str, ...]:
    """What was changed until the day and before the span was over, with the reasons; each a sentence or two."""
    commitment = case.found.commitment
    found: list[str] = []
    before = _phrases(commitment.targets)
    for each in sorted(commitment.changes, key=lambda change: change.start):
        after = _phrases(each.targets)
        if each.start <= case.day and each.start < span.stop:
            found.append(f"Målet ändrades {long_date(each.start)} från {before} till {after}. Skäl: {each.reason}")
        before = after
    return (*found, *_withdrawal(commitment, case, span))


def _withdrawal(commitment: Commitment, case: Case, span: Stretch) -> tuple[str, ...]:
    withdrawn = commitment.withdrawn
    if withdrawn is None or withdrawn.day > case.day or withdrawn.day >= span.stop:
        return ()
    decision = f" Beslut: {withdrawn.decision}" if withdrawn.decision else ""
    return (f"Löftet avfördes {long_date(withdrawn.day)}. Skäl: {withdrawn.reason}{decision}",)


def _phrases(readings: Sequence[Reading]) -> str:
    return listed(f"«{each.phrase}»" for each in readings) if readings else "inget mål"
