"""From targets back to Swedish phrases and plain explanations."""

from fractions import Fraction

from loftekoll.period import MONTHS
from loftekoll.phrase.numerals import in_words
from loftekoll.phrase.target import Deadline, Measure, Spread, Target, Unit, WindowSpec
from loftekoll.phrase.words import MEASURES, NTH, PREPOSITIONS

_NEUTER_ENDINGS = (
    "möte", "tillfälle", "besök", "samtal", "sök", "råd", "beslut", "event", "pass", "utskick", "um", "område",
    "nätverk", "arbete", "projekt", "kvartal", "tal", "initiativ", "år", "dygn", "kontor", "torg", "hus", "brev",
    "inlägg", "läger", "kafé", "café", "prov", "test", "disco", "evenemang", "program", "avtal", "löfte", "förslag",
    "ande", "ende", "samråd", "material", "meddelande", "stråk", "system", "uppdrag", "mål", "köp", "brott", "lag",
    "fall", "ärende", "larm", "schema", "tema", "blad", "spel", "lov", "ämne", "ställe", "centrum", "tertial",
)  # fmt: skip
"""How words end that have `ett`; an adjective in -t before the noun says the same ("ett öppet hus")."""
_PLURALS = {
    Unit.DAY: "dagar", Unit.WEEK: "veckor", Unit.MONTH: "månader", Unit.QUARTER: "kvartal",
    Unit.TERTIAL: "tertial", Unit.TERM: "terminer", Unit.HALF_YEAR: "halvår", Unit.YEAR: "år",
}  # fmt: skip
_SEASON_PHRASES = {
    "vår": "på våren", "sommar": "på sommaren", "höst": "på hösten", "vinter": "på vintern",
    "sommarhalvår": "under sommarhalvåret", "vinterhalvår": "under vinterhalvåret", "skolstart": "inför skolstart",
    "vårtermin": "under vårterminen", "hösttermin": "under höstterminen",
}  # fmt: skip
_MEASURE_NOUNS = {
    Measure.HOURS: "timmar",
    Measure.KRONOR: "kronor",
    Measure.PERCENT: "procent",
    Measure.POSTS: "tjänster",
}


def render(target: Target) -> str:
    """The target as a phrase that is read back as the same target."""
    return _with_parts(target, _clause(target))


def _with_parts(target: Target, text: str) -> str:
    for n, part in enumerate(target.parts):
        is_one_more = n > 0 and not part.unit and part.count < target.count
        text += f"{' och' if is_one_more else ', varav'} {_clause(part, parent=target)}"
    return text


def _clause(target: Target, parent: Target | None = None) -> str:
    noun = target.unit
    is_as_whole = parent is not None and not noun and target.measure is parent.measure
    if target.measure is not Measure.COUNT and not is_as_whole and not (noun and noun.lower().split()[0] in MEASURES):
        noun = f"{_MEASURE_NOUNS[target.measure]} {noun}".strip()
    window = "" if parent and parent.window == target.window else window_phrase(target.window)
    average = "i snitt" if target.spread is Spread.AVERAGE else ""
    if target.scope == "per händelse":
        return f"inom {_number(target.count, noun)} {noun}"
    return " ".join(filter(None, (amount(target), noun, _scope(target), average, window)))


def _scope(target: Target) -> str:
    """`per skola`, `i varje stadsdel`, `för alla skolor`."""
    scope = target.scope or ""
    return f"för {scope}" if scope.lower().startswith(("alla ", "samtliga ")) else scope


def amount(target: Target) -> str:
    """The comparator and the number: `minst fyra`, `högst 20`, `minst cirka två till tre`."""
    approximately = "cirka " if target.approximate else ""
    text = f"{target.comparator.value} {approximately}{_number(target.count, target.unit)}"
    return text if target.count_to is None else f"{text} till {_number(target.count_to, target.unit)}"


def _number(number: int | Fraction, unit: str) -> str:
    if number == 1:
        return "ett" if is_neuter(unit) else "en"
    if isinstance(number, Fraction):
        return f"{float(number):.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return in_words(number)


def is_neuter(unit: str) -> bool:
    """Whether the noun phrase has `ett`, by its adjective or by the ending of its noun.

    >>> is_neuter("gemensamt torgmöte"), is_neuter("öppet hus mot droger"), is_neuter("vandring")
    (True, True, False)
    """
    noun = unit.lower().split()
    end = next((n for n, word in enumerate(noun) if word in PREPOSITIONS), len(noun))
    head, adjectives = noun[:end][-1:], noun[:end][:-1]
    return any(word.endswith("t") for word in adjectives) or any(word.endswith(_NEUTER_ENDINGS) for word in head)


def window_phrase(window: WindowSpec) -> str:
    """`per år`, `varannan vecka`, `på våren 2025`, `senast 31 mars 2025`; empty when no period is stated."""
    unit, count, seasons = window.unit, window.count, window.seasons
    if unit is Unit.DATE:
        return _by(window.deadline)
    if unit is Unit.PERIOD:
        return "under perioden" if window.stated else ""
    if unit is Unit.SEASON:
        return _seasons(seasons, window.year)
    if unit is Unit.TERM and seasons:
        return f"varje {seasons[0]}"
    if unit is Unit.YEAR and (window.year or not (window.stated or window.deadline)):
        return f"under {window.year or 'året'}"
    parts = [_rate(unit, count)]
    if seasons:
        parts.append(_seasons(seasons, window.year))
    elif window.year:
        parts.append(f"under {window.year}")
    if window.deadline:
        parts.append(_by(window.deadline))
    return " ".join(parts)


def _rate(unit: Unit, count: int) -> str:
    if count == 1:
        return f"per {unit.value}"
    is_neuter = unit in {Unit.YEAR, Unit.HALF_YEAR, Unit.QUARTER, Unit.TERTIAL}
    if count == 2:
        return f"{'vartannat' if is_neuter else 'varannan'} {unit.value}"
    nth = NTH.get(count) if count <= 10 else None
    return f"{'vart' if is_neuter else 'var'} {nth or f'{count}:e'} {unit.value}"


def _seasons(seasons: tuple[str, ...], year: int | None) -> str:
    after = f" {year}" if year else ""
    if len(seasons) == 1:
        return f"{_SEASON_PHRASES.get(seasons[0], f'under {seasons[0]}')}{after}"
    return f"{', '.join(seasons[:-1])} och {seasons[-1]}{after}"


def _by(deadline: Deadline | None) -> str:
    assert deadline is not None  # noqa: S101 - told to the type checker
    day = f"{deadline.day} " if deadline.day else ""
    year = f" {deadline.year}" if deadline.year else ""
    return f"senast {day}{MONTHS[deadline.month - 1]}{year}"


def unit_name(unit: Unit, number: int) -> str:
    """The unit in the right number: `vecka`, `veckor`."""
    return unit.value if number == 1 else _PLURALS.get(unit, unit.value)


def explanation_of(target: Target) -> str:
    """One plain sentence that says what has to be done, as "Varje år ska det bli minst fyra insatser."."""
    what = " ".join(filter(None, (amount(target), target.unit or _MEASURE_NOUNS.get(target.measure, ""))))
    when = _when(target.window)
    average = " i snitt" if target.spread is Spread.AVERAGE else ""
    scope = f" {_scope(target)}" if target.scope else ""
    if target.scope == "per händelse":
        return f"Varje gång ska det ske inom {_number(target.count, target.unit)} {target.unit}."
    return f"{when} ska det bli {what}{scope}{average}."


def _when(window: WindowSpec) -> str:
    if window.unit is Unit.DATE:
        return _until(window.deadline).capitalize()
    if window.unit is Unit.TERM and window.seasons:
        return f"Varje {window.seasons[0]}"
    if window.unit is Unit.PERIOD:
        return "Under hela löftesperioden"
    if window.unit is Unit.YEAR and not window.year and window.count == 1:
        text = "Varje kalenderår"
    elif window.unit is Unit.SEASON or window.year:
        text = window_phrase(window)
        return text[0].upper() + text[1:]
    else:
        text = _rate(window.unit, window.count).replace("per ", "varje ", 1).capitalize()
    if window.seasons:
        text += f" {_seasons(window.seasons, None)}"
    return f"{text}, {_until(window.deadline)}," if window.deadline else text


def _until(deadline: Deadline | None) -> str:
    """`senast 31 mars 2025`: with the day also where the phrase names the month alone."""
    assert deadline is not None  # noqa: S101 - told to the type checker
    if deadline.day or not (deadline.year or deadline.month != 2):
        return _by(deadline)
    return _by(deadline._replace(day=deadline.in_year(deadline.year or 2001).day))
