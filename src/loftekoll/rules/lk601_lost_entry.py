"""En fil som fanns i loggen vid den jämförda revisionen (--mot) är borta.

Varför: Arbete som någon har skrivit upp får inte försvinna utan att det syns.

Fel:

    2025-05-03-trafik-k7f3q9.yaml är borttagen

Rätt:

    # loftekoll: tillåt LK601 – 2025-05-03-trafik-k7f3q9 var en dubblett
    - id: trafik

Gör så här: Lägg tillbaka filen. Ska den bort, skriv kommentaren på raden ovanför löftets id i löftesfilen, med filens
namn och skälet. Ny ändring kräver ny kommentar. En fil som bytt namn, eller flyttats till en annan av kommunens loggar,
är inte borta om innehållet är lika, och inte heller det som andra har loggat på sin gren sedan grenarna skildes.
"""

from collections.abc import Iterator

from loftekoll.changes import MatchedCommitment, matched_commitments, matched_log
from loftekoll.diagnostic import Finding, Severity
from loftekoll.log_names import parts_of
from loftekoll.model import Activity, Assessment, LogFile
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.source import KeyPath


def check(case: Case) -> Iterator[Finding]:
    """Every file of the log that was, and is not there under any name; at the commitment that it was for."""
    if case.before is None:
        return
    commitments = matched_commitments(case.before.promise, case.promise)
    known = {each.then.id for each in commitments}
    for lost in matched_log(case.before.log, case.dossier.log).lost:
        name = _name(lost, known)
        message = f"{name} är borta ur loggen"
        hint = f"lägg tillbaka filen, eller skriv på raden ovanför: # loftekoll: tillåt LK601 – {name} ska bort: skälet"
        yield found(message, hint, file=case.dossier.file, path=_path(lost, commitments))


def _path(lost: LogFile, commitments: tuple[MatchedCommitment, ...]) -> KeyPath:
    """The id of the first commitment that it was for and that is still there, else the period."""
    ids = () if not isinstance(lost.entry, Activity | Assessment) else lost.entry.commitments
    paths = {each.then.id: each.path for each in commitments if each.now is not None}
    return next(((*paths[each], "id") for each in ids if each in paths), ("period",))


def _name(lost: LogFile, known: set[str]) -> str:
    """The file's name when it is as names should be; else its day, since a name may hold what must not be repeated."""
    if not isinstance(lost.entry, Activity | Assessment):
        return "samordnarnas fil om ett år"
    kind = "loggposten" if isinstance(lost.entry, Activity) else "bedömningen"
    parts = parts_of(lost.name)
    is_plain = parts is not None and parts.commitment in known and parts.day == str(lost.entry.day)
    return f"{kind} {lost.name if is_plain else lost.entry.day}"


RULE = Rule("LK601", "försvunnen loggfil", Severity.ERROR, check)
