"""En mening lovar flera saker.

Varför: Om den ena hålls och den andra inte, är löftet varken hållet eller brutet.

Fel:

    text: Polisen besöker alla skolor och utbildar personalen.

Rätt:

    - id: skolbesok
      text: Polisen besöker alla skolor.
    - id: utbildning
      text: Polisen utbildar skolans personal.

Gör så här: Dela upp löftet i ett för varje sak, med eget id, om det inte redan är undertecknat som en mening.
"""

import re
from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found

_STEMS = (
    "anordn", "arbet", "besök", "bevak", "bygg", "delt", "erbjud", "fortsätt", "förbättr", "följ", "genomför", "hjälp",
    "håll", "informer", "inför", "kontroller", "minsk", "möt", "ordn", "patruller", "prioriter", "samarbet", "skap",
    "start", "städ", "stärk", "stödj", "stött", "säkerställ", "träff", "utbild", "utveckl", "återkoppl", "ök", "öppn",
)  # fmt: skip
_VERB = rf"(?:{'|'.join(_STEMS)})"
_PRESENT = rf"(?:{_VERB}(?:ar|er)|genomför|inför|deltar|bidrar)"
_FIRST = re.compile(
    rf"\b(?:{_PRESENT}|(?P<modal>ska|skall|kommer att|kan|bör) {_VERB}a|(?P<plain>^\W*{_VERB}a))\b", re.IGNORECASE
)
_AND = r"\b(?:och|samt)(?: även| också| dessutom| \w+n)? "
_SECOND = {
    False: re.compile(rf"{_AND}({_PRESENT})\b", re.IGNORECASE),
    True: re.compile(rf"{_AND}({_VERB}a)\b", re.IGNORECASE),
}
"""Another verb in the present, or in the infinitive after `ska`."""
_JOINS = (" och ", " samt ")
_JOINED = re.compile(rf"\W{_AND[2:]}(?:{_VERB}|bidrar)")
"""What every such text has, in small letters: a verb after a word for and."""
_SUBORDINATE = re.compile(r"\b(?:som|där|när|medan|då|att|eftersom|om|vilka|vilket)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;:!?]+")


def check(case: Case) -> Iterator[Finding]:
    """The second verb of every commitment's text that joins two acts by `och` or `samt` in a main clause."""
    for path, commitment in case.commitments:
        text = commitment.text.lower()
        if not (any(each in text for each in _JOINS) and _JOINED.search(text)):
            continue
        if second := next(filter(None, map(_second_act, _SENTENCE.finditer(commitment.text))), None):
            message = f"meningen lovar mer än en sak: också «{second[1].lower()}»"
            hint = "dela upp löftet i ett för varje sak, med eget id"
            span = (second.start(1), len(second[1]))
            yield found(message, hint, file=case.dossier.file, path=(*path, "text"), span=span)


def _second_act(sentence: re.Match[str]) -> re.Match[str] | None:
    """Where the sentence says that one more thing is done; not what is done in a subordinate clause."""
    text, (start, stop) = sentence.string, sentence.span()
    first = _FIRST.search(text, start, stop)
    is_infinitive = first is not None and bool(first["modal"] or first["plain"])
    second = _SECOND[is_infinitive].search(text, first.end(), stop) if first else None
    if first is None or second is None:
        return None
    clause = text[first.end() : second.start()].rpartition(",")[2]
    return None if _SUBORDINATE.search(clause) else second


RULE = Rule("LK217", "flera löften i en mening", Severity.NOTE, check)
