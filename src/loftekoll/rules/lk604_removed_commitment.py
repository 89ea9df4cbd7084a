"""Ett löfte, eller en hel löftesfil, som fanns vid den jämförda revisionen (--mot) är borta eller har fått nytt id.

Varför: Ett löfte som inte ska hållas avförs, med datum och skäl; annars vet ingen att det har funnits.

Fel:

    löftet trafik är struket

Rätt:

    id: trafik
    avfört: {datum: 2025-09-01, skäl: …, beslut: …}

Gör så här: Lägg tillbaka löftet och skriv «avfört» med datum och skäl. Har det bytt id, byt tillbaka, eftersom loggen
pekar på det gamla. Måste löftet ändå bort, skriv på raden ovanför den som pekas ut: # loftekoll: tillåt LK604 – skälet.
En hel fil kan bara tas bort om den som granskar kör med --ignorera LK604. Ett utkast är fritt: det är inte
undertecknat, och perioden har inte börjat.
"""

from collections.abc import Iterator

from loftekoll.changes import is_draft, matched_commitments
from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Promise
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.source import KeyPath


def check(case: Case) -> Iterator[Finding]:
    """Every commitment that was and is not, or that has another id; drafts are free."""
    if case.before is None or is_draft(case.before.promise, case.day):
        return
    file = case.dossier.file
    for each in matched_commitments(case.before.promise, case.promise):
        if each.now is None:
            hint = "lägg tillbaka det; ska det inte hållas, skriv «avfört» med datum och skäl"
            yield found(
                f"löftet «{each.then.id}» är borta", hint, file=file, path=_list(case.promise, each.area), on_key=True
            )
        elif each.is_renamed:
            message = f"löftet «{each.then.id}» har fått ett nytt id, «{each.now.id}»"
            hint = f"byt tillbaka till «{each.then.id}», som loggen pekar på"
            yield found(message, hint, file=file, path=(*each.path, "id"))


def _list(promise: Promise, area: str) -> KeyPath:
    """The list that the commitment stood in, else the list of focus areas."""
    names = [each.name for each in promise.focus_areas]
    return ("fokusområden", names.index(area), "löften") if area in names else ("fokusområden",)


RULE = Rule("LK604", "borttaget löfte", Severity.ERROR, check)
