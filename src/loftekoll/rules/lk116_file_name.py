"""Mappen eller filnamnet säger en annan kommun eller period än vad som står i filen.

Varför: Den som letar efter löftet går efter mapp och namn.

Fel:

    promises/exempelby/2024.yaml med period: 2025

Rätt:

    promises/exempelby/2025.yaml med period: 2025

Gör så här: Byt namn på filen och på mappen med loggen, eller rätta det som står i filen.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """A folder that is not the first municipality's, and a file name that is not the years of the period."""
    slug, _, stem = case.dossier.name.rpartition("/")
    if not slug:  # a file on its own, outside a workspace
        return
    municipality, period = case.promise.municipality, case.promise.period
    if slug != municipality.slug:
        message = f"filen ligger i mappen «{slug}» men gäller {municipality.name}"
        hint = f"flytta den till mappen «{municipality.slug}», eller rätta kommunen"
        yield found(message, hint, file=case.dossier.file, path=("kommun",))
    first, last = period.start.year, period.last.year
    wanted = str(first) if first == last else f"{first}-{last}"
    if stem != wanted:
        hint = (
            f"byt namn till «{wanted}.yaml», också på mappen med loggen, eller rätta perioden; "
            "finns den filen redan är den här en kopia som ska bort"
        )
        yield found(f"filen heter «{stem}» men gäller {wanted}", hint, file=case.dossier.file, path=("period",))


RULE = Rule("LK116", "namn som inte stämmer", Severity.ERROR, check)
