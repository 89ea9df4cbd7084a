"""En loggpost eller bedömning säger något annat än vid den jämförda revisionen (--mot).

Varför: Datum, antal, timmar och löfte avgör utfallet, och bedömningen är någons ord. Att rätta är rätt, men ska synas.

Fel:

    antal: 4, där det stod antal: 1

Rätt:

    # loftekoll: tillåt LK602 – fyra platser samma kväll, felräknat från början
    antal: 4

Gör så här: Ändra tillbaka. Är det en rättelse, skriv kommentaren på raden ovanför den ändrade, med skälet. Ny rättelse
kräver ny kommentar. En ny bedömning skrivs i en fil till; den senaste gäller.
"""

from collections.abc import Iterator

from loftekoll.changes import Difference, entry_differences, matched_log, renamed_ids
from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every key of a log file that decides what the file counts for and says something else than it did."""
    if case.before is None:
        return
    renamed = renamed_ids(case.before.promise, case.promise)
    known = {each.id for promise in (case.before.promise, case.promise) for each in promise.commitments}
    hint = "ändra tillbaka, eller skriv skälet på raden ovanför: # loftekoll: tillåt LK602 – skälet"
    for then, now in matched_log(case.before.log, case.dossier.log).pairs:
        for each in entry_differences(then, now, renamed):
            path = (each.key,) if each.key else ()
            yield found(_message(each, known), hint, file=now.file, path=path)


def _message(difference: Difference, known: set[str]) -> str:
    """What was changed; an id that no commitment has is not repeated, since it may be anything."""
    key, then, now = difference
    if not key:
        return "filen är av ett annat slag än förut: loggpost, bedömning eller samordnarnas text om ett år"
    if key == "löfte" and not set(f"{then}, {now}".split(", ")) <= known:
        return "löfte är ändrat"
    return f"{key} är ändrat från {then} till {now}" if now else f"{key} är borttaget; där stod {then}"


RULE = Rule("LK602", "ändrad loggpost", Severity.ERROR, check)
