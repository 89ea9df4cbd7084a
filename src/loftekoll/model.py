"""What may stand in a promise file and in its log: pydantic models, one alias table between Swedish and English.

The field order is the order that people read in. Every model is frozen and refuses unknown keys; faults are
`PydanticCustomError`s whose type is the code of a finding and whose context holds `message`, `hint` and, for a phrase,
`offset` and `length`.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, NamedTuple, NoReturn

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from loftekoll.municipalities import Municipality, find_municipality, near_municipalities
from loftekoll.period import CalendarError, Stretch, calendar_year, day_from, days_between, period_from, stretch_from
from loftekoll.phrase import (
    Comparator,
    Deadline,
    Kind,
    Measure,
    Reading,
    Spread,
    Target,
    Unit,
    WindowSpec,
    parse,
    render,
)
from loftekoll.source import LeadingZero

# --- faults and forms shared by the fields ------------------------------------------------------------------------


def _refuse(code: str, message: str, hint: str, **more: Any) -> NoReturn:
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint, **more})


def _quoted(value: object) -> str:
    text = str(value)
    return f"«{text[:57]}…»" if len(text) > 60 else f"«{text}»"


def _as_tuple(value: Any) -> Any:
    """One value, or a list of them, as a tuple."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _text(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return unicodedata.normalize("NFC", value.strip())
    if value is None or isinstance(value, str):
        _refuse("LK111", "texten är tom", "skriv en text, eller ta bort raden")
    if isinstance(value, dict | list):
        _refuse("LK111", "här ska stå en text", "skriv texten på en rad efter kolonet")
    _refuse("LK111", f"{_quoted(value)} är ingen text", "sätt citattecken runt värdet")


def _day(value: Any) -> date:
    try:
        return day_from(value if isinstance(value, str) else str(value))
    except CalendarError as error:
        _refuse("LK112", error.message, error.hint)


def _stretch(value: Any) -> Stretch:
    try:
        return stretch_from(str(value))
    except CalendarError as error:
        _refuse("LK112", error.message, error.hint)


def _period(value: Any) -> Stretch:
    if isinstance(value, dict):
        return _from_till(value)
    try:
        return period_from(str(value))
    except CalendarError as error:
        _refuse("LK112", error.message, error.hint)


def _from_till(value: dict[str, Any]) -> Stretch:
    hint = "skriv {från: 2025-03-11, till: 2026-12-31}"
    for key in ("från", "till"):
        if key not in value:
            _refuse("LK110", f"perioden saknar «{key}»", hint)
    for key in value:
        if key not in {"från", "till"}:
            _refuse("LK109", f"okänd nyckel «{key}» i perioden", hint, path=(key,))
    days: list[date] = []
    for key in ("från", "till"):
        try:
            days.append(day_from(str(value[key])))
        except CalendarError as error:
            _refuse("LK112", error.message, error.hint, path=(key,))
    if days[1] < days[0]:
        _refuse("LK112", "perioden slutar innan den börjar", "byt plats på från och till")
    return days_between(days[0], days[1])


def _municipality(value: Any) -> Municipality:
    if isinstance(value, LeadingZero) or (isinstance(value, int) and not isinstance(value, bool)):
        code = f"{value:0>4}"
        _refuse("LK114", f"kommunkoden {value} saknar citattecken", f'skriv "{code}" eller kommunens namn')
    name = _text(value)
    found = find_municipality(name)
    if found is None:
        near = near_municipalities(name)
        hint = f"menade du {' eller '.join(f'«{each}»' for each in near)}?" if near else "skriv kommunens namn"
        _refuse("LK113", f"okänd kommun {_quoted(name)}", hint)
    return found


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _commitment_id(value: Any) -> str:
    text = _text(value)
    if not _ID.fullmatch(text) or len(text) > 40:
        _refuse("LK115", f"{_quoted(text)} duger inte som id", "använd bara a–z, 0–9 och bindestreck, högst 40 tecken")
    return text


_YES_NO = {"ja": True, "nej": False, True: True, False: False}


def _yes_no(value: Any) -> bool:
    answer = _YES_NO.get(value.strip().lower() if isinstance(value, str) else value) if _is_scalar(value) else None
    if answer is None or (isinstance(value, int) and not isinstance(value, bool)):
        _refuse("LK111", f"{_quoted(value)} är varken ja eller nej", "skriv ja eller nej")
    return answer


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | bool | int)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse("LK111", f"{_quoted(value)} är inget antal", "skriv ett helt tal med siffror, utan citattecken")
    if value < 1:
        _refuse("LK402", f"antal är {value}", "skriv minst 1, eller ta bort filen om inget blev gjort")
    if value > 10_000_000:
        _refuse("LK402", f"antal {value} är orimligt stort", "kontrollera talet")
    return value


def _hours(value: Any) -> Fraction:
    try:
        number = Decimal(value.replace(",", ".")) if isinstance(value, str) else Decimal(value)
    except (ArithmeticError, TypeError, ValueError):
        number = Decimal(-1)
    if isinstance(value, bool) or not number.is_finite() or not 0 < number <= 1_000_000:
        _refuse("LK111", f"{_quoted(value)} är inget antal timmar", "skriv till exempel 4 eller 2,5")
    return Fraction(number)


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
_TEXT_OR_LIST = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple), WithJsonSchema(_TEXT_OR_LIST)]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[str, PlainValidator(_commitment_id), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


# --- targets ------------------------------------------------------------------------------------------------------


class WindowFields(_Form):
    """`fönster`: vad ett mål räknas över."""

    unit: Unit = Field(Unit.PERIOD, alias="enhet", title="Enhet", description="dag, vecka, månad … period, datum")
    count: int = Field(1, alias="antal", ge=1, le=999, title="Antal", description="Så många enheter är ett fönster")
    season: str | None = Field(None, alias="säsong", title="Säsong", description="vår, sommar, höst, vinter …")
    by: Any = Field(None, alias="senast", title="Senast", description="Sista dagen, ÅÅÅÅ-MM-DD")
    year: int | None = Field(None, alias="år", title="År", description="Bara detta år")


class TargetFields(_Form):
    """Ett mål skrivet som nycklar i stället för som en fras, samma nycklar som `tolka --format json` ger."""

    comparator: Comparator = Field(Comparator.AT_LEAST, alias="jämförelse", title="Jämförelse")
    count: int | Decimal = Field(alias="antal", gt=0, title="Antal")
    count_to: int | Decimal | None = Field(None, alias="antal_till", title="Antal till")
    approximate: bool = Field(False, alias="cirka", title="Cirka")
    unit: str = Field("", alias="enhet", title="Enhet")
    measure: Measure = Field(Measure.COUNT, alias="mått", title="Mått")
    spread: Spread = Field(Spread.SUM, alias="fördelning", title="Fördelning")
    window: WindowFields | None = Field(None, alias="fönster", title="Fönster")
    scope: str | None = Field(None, alias="omfattning", title="Omfattning")
    parts: "tuple[TargetFields, ...]" = Field((), alias="varav", title="Varav")


def _target_of(fields: TargetFields) -> Target:
    return Target(
        comparator=fields.comparator,
        count=_exact(fields.count),
        count_to=None if fields.count_to is None else _exact(fields.count_to),
        approximate=fields.approximate,
        unit=fields.unit,
        measure=fields.measure,
        spread=fields.spread,
        window=_window_of(fields.window or WindowFields()),
        scope=fields.scope,
        parts=tuple(_target_of(part) for part in fields.parts),
    )


def _exact(number: int | Decimal) -> int | Fraction:
    return int(number) if number == int(number) else Fraction(number)


def _window_of(fields: WindowFields) -> WindowSpec:
    deadline = None
    if fields.by is not None:
        day = _day(fields.by)
        deadline = Deadline(day.year, day.month, day.day)
    elif fields.unit is Unit.DATE:
        _refuse("LK110", "målet saknar «senast»", "skriv sista dagen som senast: 2025-06-30")
    seasons = tuple(fields.season.split(" och ")) if fields.season else ()
    return WindowSpec(fields.unit, fields.count, seasons, fields.year, deadline)


def _reading(value: Any) -> Reading:
    """How a phrase, or a target written as keys, is read; a phrase that cannot be read is refused with its place."""
    if isinstance(value, dict):
        target = _target_of(_fields(value))
        return Reading(render(target), Kind.QUANTIFIED, (target,))
    text = _text(value)
    return _checked(parse(value))._replace(phrase=text)  # places are those of the text as it was written


def _fields(value: dict[Any, Any]) -> TargetFields:
    try:
        return TargetFields.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        context = {**first.get("ctx", {}), "path": first["loc"], "message": first["msg"]}
        raise PydanticCustomError(first["type"], "{message}", context) from None


def _checked(reading: Reading) -> Reading:
    if fault := reading.fault:
        _refuse(fault.code, fault.message, fault.hint, offset=fault.offset, length=fault.length)
    return reading


_PHRASE_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "object"}]}
Phrase = Annotated[Reading, PlainValidator(_reading), WithJsonSchema(_PHRASE_SCHEMA)]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_as_tuple)]


# --- the promise --------------------------------------------------------------------------------------------------


class CommitmentType(StrEnum):
    """Brå's three kinds of goal: what is done, how it is done, what it leads to."""

    OUTPUT = "produktion"
    PROCESS = "process"
    EFFECT = "effekt"


class Change(_Form):
    """En ändring av ett mål under löftets tid."""

    start: Day = Field(alias="från", title="Från", description="Första dagen som det nya målet gäller")
    targets: Phrases = Field(alias="mål", title="Nytt mål", description="Målet som gäller från den dagen")
    reason: Text = Field(alias="skäl", title="Skäl", description="Varför målet ändrades")


class Withdrawal(_Form):
    """Ett löfte som parterna har dragit tillbaka."""

    day: Day = Field(alias="datum", title="Datum", description="Dagen då löftet avfördes")
    reason: Text = Field(alias="skäl", title="Skäl", description="Varför löftet avfördes")
    decision: Text | None = Field(None, alias="beslut", title="Beslut", description="Vem som beslutade, och var")


class Commitment(_Form):
    """Ett löfte: en rad som kan hållas eller brytas."""

    id: Id = Field(title="Id", description="Kort namn i a–z, unikt i filen; det som skrivs i loggen")
    text: Text = Field(title="Text", description="Löftet som det är undertecknat")
    targets: Phrases = Field((), alias="mål", title="Mål", description="Till exempel: minst fyra insatser per år")
    responsible: Texts = Field((), alias="ansvarig", title="Ansvarig", description="Den part eller de parter som lovar")
    partners: Texts = Field((), alias="samverkan", title="Samverkan", description="De som arbetet görs tillsammans med")
    audience: Texts = Field((), alias="målgrupp", title="Målgrupp", description="De som löftet är till för")
    type: CommitmentType = Field(CommitmentType.OUTPUT, alias="typ", title="Typ", description="Brås tre slags mål")
    changes: tuple[Change, ...] = Field((), alias="ändringar", title="Ändringar", description="Ändrade mål, med skäl")
    withdrawn: Withdrawal | None = Field(None, alias="avfört", title="Avfört", description="Om löftet dragits tillbaka")


class FocusArea(_Form):
    """Ett fokusområde: en rubrik i löftet."""

    name: Text = Field(alias="namn", title="Namn", description="Rubriken")
    background: Text | None = Field(None, alias="bakgrund", title="Bakgrund", description="Varför området valdes")
    commitments: Annotated[tuple[Commitment, ...], Field(min_length=1)] = Field(alias="löften", title="Löften")


def _deadline_reading(value: Any) -> Reading:
    text = _text(value)
    try:
        day = day_from(text)
    except CalendarError:
        reading = parse(value)
    else:
        window = WindowSpec(Unit.DATE, deadline=Deadline(day.year, day.month, day.day))
        reading = Reading(text, Kind.QUANTIFIED, (Target(Comparator.AT_LEAST, 1, window=window),))
    _checked(reading)
    deadline = reading.targets[0].window.deadline if reading.targets else None
    if deadline is None or deadline.year is None:
        _refuse("LK112", f"{_quoted(text)} säger inte vilken dag", "skriv till exempel «senast februari 2026»")
    return reading


def _reconciliation(value: Any) -> Reading | tuple[date, ...]:
    if isinstance(value, list):
        return tuple(_day(each) for each in value)
    return (_day(value),) if _is_day(value) else _reading(value)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) is not None


class FollowUp(_Form):
    """Den avtalade uppföljningen: när den görs och vem som får den."""

    written: Annotated[Reading, PlainValidator(_deadline_reading), WithJsonSchema({"type": "string"})] | None = Field(
        None, alias="skriftlig", title="Skriftlig", description="Till exempel: senast februari 2026"
    )
    reconciliation: Annotated[
        Reading | tuple[date, ...] | None, PlainValidator(_reconciliation), WithJsonSchema(_TEXT_OR_LIST)
    ] = Field(None, alias="avstämning", title="Avstämning", description="En fras (tre gånger per år) eller datum")
    receivers: Texts = Field((), alias="mottagare", title="Mottagare", description="Roller som får uppföljningen")

    @property
    def written_by(self) -> date | None:
        """The last day for the written follow-up, if one is agreed."""
        deadline = self.written.targets[0].window.deadline if self.written else None
        return deadline.in_year(deadline.year) if deadline and deadline.year else None


class Origin(_Form):
    """Var löftet är offentliggjort."""

    publisher: Text | None = Field(None, alias="utgivare", title="Utgivare")
    title: Text | None = Field(None, alias="titel", title="Titel")
    day: Day | None = Field(None, alias="datum", title="Datum")
    address: Text | None = Field(None, alias="adress", title="Adress", description="Webbadress")


class Promise(_Form):
    """Ett medborgarlöfte: det undertecknade dokumentet, för en kommun och en period."""

    municipalities: Annotated[
        tuple[Annotated[Municipality, PlainValidator(_municipality)], ...],
        BeforeValidator(_as_tuple),
        Field(min_length=1),
        WithJsonSchema(_TEXT_OR_LIST),
    ] = Field(alias="kommun", title="Kommun", description="Kommunens namn, eller en lista vid gemensamt löfte")
    police_district: Text | None = Field(None, alias="lokalpolisområde", title="Lokalpolisområde")
    period: Annotated[Stretch, PlainValidator(_period), WithJsonSchema({"type": ["integer", "string", "object"]})] = (
        Field(alias="period", title="Period", description="2025, 2025–2026 eller {från: 2025-03-11, till: 2026-12-31}")
    )
    signed: Day | None = Field(None, alias="undertecknat", title="Undertecknat", description="Dagen, ÅÅÅÅ-MM-DD")
    parties: Annotated[Texts, Field(min_length=1)] = Field(
        alias="parter", title="Parter", description="De som undertecknat: polisen, kommunen och eventuella fler"
    )
    extends: Text | None = Field(None, alias="förlänger", title="Förlänger", description="Till exempel kalix/2019")
    registry_numbers: dict[Text, Text] = Field(
        default_factory=dict, alias="diarienummer", title="Diarienummer", description="Ett för varje part"
    )
    origin: Origin | None = Field(None, alias="källa", title="Källa")
    background: Text | None = Field(None, alias="bakgrund", title="Bakgrund", description="Varför områdena valdes")
    follow_up: FollowUp = Field(
        default_factory=lambda: FollowUp(),  # noqa: PLW0108 - the class is built when it is first needed
        alias="uppföljning",
        title="Uppföljning",
    )
    communication: Texts = Field((), alias="kommunikation", title="Kommunikation", description="Kanaler till invånarna")
    focus_areas: Annotated[tuple[FocusArea, ...], Field(min_length=1)] = Field(
        alias="fokusområden", title="Fokusområden"
    )

    @property
    def municipality(self) -> Municipality:
        """The municipality that the promise is filed under."""
        return self.municipalities[0]

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """All commitments of all focus areas, in the order of the file."""
        return tuple(each for area in self.focus_areas for each in area.commitments)


# --- the log ------------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What a person may say of a commitment when it is assessed."""

    FULFILLED = "uppfyllt"
    PARTLY = "delvis uppfyllt"
    NOT_FULFILLED = "ej uppfyllt"
    NOT_ASSESSABLE = "kan inte bedömas"


class Activity(_Form):
    """En loggpost: något som gjorts och som räknas till ett eller flera löften."""

    stretch: Annotated[Stretch, PlainValidator(_stretch), WithJsonSchema({"type": "string"})] = Field(
        alias="datum", title="Datum", description="En dag, eller tiden som antalet är en summa över: 2019-05, 2019"
    )
    commitments: Annotated[Texts, Field(min_length=1)] = Field(
        alias="löfte", title="Löfte", description="Löftets id, eller en lista"
    )
    count: Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})] = Field(
        1, alias="antal", title="Antal"
    )
    approximate: Annotated[bool, PlainValidator(_yes_no), WithJsonSchema({"enum": ["ja", "nej"]})] = Field(
        False, alias="cirka", title="Cirka", description="ja om antalet är ungefärligt"
    )
    place: Text | None = Field(None, alias="plats", title="Plats", description="Område, aldrig en adress till någon")
    parties: Texts = Field((), alias="part", title="Part", description="Den eller de som gjorde det")
    hours: Annotated[Fraction, PlainValidator(_hours), WithJsonSchema({"type": ["number", "string"]})] | None = Field(
        None, alias="timmar", title="Timmar", description="Arbetad tid i timmar"
    )
    note: Text | None = Field(None, alias="anteckning", title="Anteckning", description="Inga personuppgifter")
    source: Text | None = Field(None, alias="källa", title="Källa", description="Var uppgiften finns")

    @property
    def day(self) -> date:
        """The day that the entry counts on: its day, or the last day of its stretch."""
        return self.stretch.last


def _concerns(value: Any) -> Stretch | None:
    if isinstance(value, str) and value.strip().lower() == "hela perioden":
        return None
    text = str(value)
    try:
        return stretch_from(text) if "/" in text else period_from(text)
    except CalendarError as error:
        _refuse("LK112", error.message, "skriv ett år, till exempel 2025, eller «hela perioden»")


class Assessment(_Form):
    """En persons bedömning av ett löfte, för ett år eller hela perioden."""

    day: Day = Field(alias="datum", title="Datum", description="Dagen då bedömningen gjordes")
    commitments: Annotated[Texts, Field(min_length=1)] = Field(alias="löfte", title="Löfte", description="Löftets id")
    verdict: Verdict = Field(alias="bedömning", title="Bedömning")
    concerns: Annotated[Stretch | None, PlainValidator(_concerns), WithJsonSchema({"type": ["integer", "string"]})] = (
        Field(None, alias="avser", title="Avser", description="Ett år, eller hela perioden")
    )
    reason: Text | None = Field(
        None, alias="motivering", title="Motivering", description="Krävs om bedömningen inte är uppfyllt"
    )

    def is_about(self, window: Stretch) -> bool:
        """Whether the assessment is about this window: its year names it, or its stretch holds it."""
        stretch = self.concerns
        if stretch is None:
            return False
        return stretch.holds(window) or (stretch == calendar_year(stretch.start.year) and stretch.has(window.last))

    def is_about_whole(self, period: Stretch) -> bool:
        """Whether the assessment is about the whole promise period."""
        return self.concerns is None or self.concerns.holds(period)


class Feedback(_Form):
    """Ett tillfälle då resultatet återkopplades."""

    day: Day = Field(alias="datum", title="Datum")
    to: Text = Field(alias="till", title="Till", description="Styrgruppen, kommunstyrelsen, invånarna …")


class FollowUpNotes(_Form):
    """Det som samordnarna skriver om ett år: avvikelser, lärdomar, förslag och återkoppling."""

    deviations: Texts = Field((), alias="avvikelser", title="Avvikelser")
    lessons: Texts = Field((), alias="lärdomar", title="Lärdomar")
    proposals: Texts = Field((), alias="förslag", title="Förslag")
    feedback: tuple[Feedback, ...] = Field((), alias="återkoppling", title="Återkoppling")


# --- what was read ------------------------------------------------------------------------------------------------


class LogFile(NamedTuple):
    """One file of a log that could be read: its path as shown to people, its name, and what it holds."""

    file: str
    name: str
    entry: Activity | Assessment | FollowUpNotes


class Dossier(NamedTuple):
    """A promise with everything that is logged for it; `name` is `kalix/2019`."""

    file: str
    name: str
    promise: Promise
    log: tuple[LogFile, ...] = ()

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The log entries, in the order of the file names."""
        return tuple(each.entry for each in self.log if isinstance(each.entry, Activity))

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessments, in the order of the file names."""
        return tuple(each.entry for each in self.log if isinstance(each.entry, Assessment))
