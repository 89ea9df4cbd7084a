"""The grammar's own table of examples: every structure that a target may have, as `docs/malfraser.md` shows it."""

from typing import NamedTuple


class Section(NamedTuple):
    """Structures that belong together: a Swedish heading, what to know about them, and phrases."""

    title: str
    text: str
    phrases: tuple[str, ...]


def _section(title: str, text: str, phrases: str) -> Section:
    """A section with a phrase on each line."""
    return Section(title, text, tuple(line.strip() for line in phrases.strip().splitlines()))


SECTIONS = (
    _section(
        "Hur många",
        "Ett tal utan «minst» betyder minst. Skriv tal med ord eller siffror. Står talet två gånger ska det "
        "vara samma tal.",
        """
        minst fyra trafikinsatser per år
        två möten per år
        minst två (2) vandringar per år
        högst två inställda kvällar per år
        inte fler än fem klagomål per år
        exakt tre möten per år
        två till tre besök per termin
        cirka 30 kontroller per år
        minst ett trettiotal kontroller per år
        minst 1 500 utandningsprov per år
        ett par möten per år
        ett dussin möten per år
        """,
    ),
    _section(
        "Hur ofta",
        "Ett mål per vecka bedöms vecka för vecka: en tom vecka är en missad vecka. «I snitt per vecka» "
        "räknas över hela året.",
        """
        minst en fotpatrull per vecka
        minst tre medborgarkontakter i snitt per vecka
        två kontroller i månaden
        ett möte varannan månad
        ett möte var tredje vecka
        fotpatrull varje fredag
        fotpatrull varje fredag och lördag
        en rond per dygn
        ett möte per kvartal
        två besök per termin
        ett möte per halvår
        fyra möten om året
        en mätning vartannat år
        """,
    ),
    _section(
        "Hela året, hela perioden eller en viss tid",
        "I ett löfte för flera år måste det stå om målet gäller varje år, hela perioden eller ett visst år.",
        """
        minst tio möten under perioden
        minst tio möten under 2025
        minst två möten under året
        minst två vandringar på våren
        två vandringar per år, en på våren och en på hösten
        minst en patrull per vecka under sommaren
        tre kontroller i oktober
        minst en patrull i veckan maj–september
        två kontroller inför skolstart
        en föreläsning varje hösttermin
        """,
    ),
    _section(
        "Senast en viss dag",
        "Målet gäller till och med dagen. «Före» en dag slutar dagen innan.",
        """
        en handlingsplan senast 31 mars 2025
        en handlingsplan senast februari 2026
        en handlingsplan före 2025-04-01
        en kartläggning under första halvåret 2025
        minst två möten innan utgången av 2025
        en lägesbild per år senast 31 mars
        """,
    ),
    _section(
        "Per skola, per område",
        "Loggen vet inte hur många skolorna är, så målet räknas inte av programmet. En människa bedömer det.",
        """
        minst ett besök per skola och år
        en vandring i varje stadsdel per år
        alla skolor besöks minst en gång per termin
        två möten vardera per år
        """,
    ),
    _section(
        "Delar och flera mål",
        "En del av målet skrivs med «varav». Flera mål skrivs helst som en lista i `mål`, ett på varje rad.",
        """
        minst fyra vandringar per år, varav två på våren
        två möten per år, ett på våren och ett på hösten
        minst en utbildning samt minst två möten per år
        en gång per vecka och en gång per månad
        """,
    ),
    _section(
        "Timmar, kronor, procent och tjänster",
        "Timmar räknas ur loggens `timmar`. Kronor, procent och tjänster bedöms av en människa.",
        """
        minst 60 timmar nattvandring per år
        minst 2,5 tjänster
        minst 15 000 kronor per år
        minst 80 procent av krogarna per år
        klotter tas bort inom 48 timmar
        """,
    ),
    _section(
        "Det som inte räknas",
        "Löftet loggas ändå, och en människa bedömer det. Skriv helst ett tal bredvid.",
        """
        löpande stöd till grannsamverkan
        regelbundna kontroller
        andelen som känner sig trygga ska öka
        minska bostadsinbrotten
        verka för trygga torg
        flera möten per år
        så snart som möjligt
        """,
    ),
    _section(
        "Tal som inte är målet",
        "De läses förbi: ålder, årskurs, klockslag, väg, årtal och sådant som redan finns.",
        """
        minst två föreläsningar per år för årskurs 7
        minst fyra kontroller per år på väg 97
        minst två möten per år för unga 13–17 år
        minst en patrull per vecka kl. 18.00–22.00
        ett besök per termin på de två gymnasieskolorna
        """,
    ),
    _section(
        "Det som ger fel",
        "Ett fel tal är värre än inget. Det som kan betyda två saker måste skrivas om.",
        """
        minst fyrra insatser per år
        två (3) möten per år
        minst två och högst fyra möten per år
        en plan senast 31 april 2025
        minst fyra möten per år utom i juli
        minst möten per år
        minst två eller fem möten per år
        """,
    ),
)
