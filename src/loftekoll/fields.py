"""What the fields of a file may hold: text, days, periods, numbers, names, target phrases.

A fault is a `PydanticCustomError` whose type is the code of a finding, and whose context holds `message`, `hint`, for a
phrase `offset` and `length`, and for a fault inside the value the `path` to it.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, NoReturn

from pydantic import (
    AfterValidator,
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
from loftekoll.period import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarError,
    Stretch,
    day_from,
    days_between,
    period_from,
    season_months,
    stretch_from,
)
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


def refuse(code: str, message: str, hint: str, **more: Any) -> NoReturn:
    """Raise the fault that becomes a finding with this code."""
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint, **more})


def _quoted(value: object) -> str:
    text = str(value)
    return f"«{text[:57]}…»" if len(text) > 60 else f"«{text}»"


def _as_tuple(value: Any) -> Any:
    """One value, or a list of them, as a tuple."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _text(value: Any) -> str:
    if isinstance(value, str) and (text := value.strip()):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    if value is None or isinstance(value, str):
        refuse("LK111", "texten är tom", "skriv en text, eller ta bort raden")
    if isinstance(value, dict | list):
        refuse("LK111", "här ska stå en text", "skriv texten på en rad efter kolonet")
    refuse("LK111", f"{_quoted(value)} är ingen text", "sätt citattecken runt värdet")


def _day(value: Any) -> date:
    try:
        return day_from(value if isinstance(value, str) else str(value))
    except CalendarError as error:
        refuse("LK112", error.message, error.hint)


def _stretch(value: Any) -> Stretch:
    try:
        return stretch_from(str(value))
    except CalendarError as error:
        refuse("LK112", error.message, error.hint)


def _period(value: Any) -> Stretch:
    if isinstance(value, dict):
        return _from_till(value)
    try:
        return period_from(str(value))
    except CalendarError as error:
        refuse("LK112", error.message, error.hint)


def _from_till(value: dict[str, Any]) -> Stretch:
    hint = "skriv {från: 2025-03-11, till: 2026-12-31}"
    for key in ("från", "till"):
        if key not in value:
            refuse("LK110", f"perioden saknar «{key}»", hint)
    for key in value:
        if key not in {"från", "till"}:
            refuse("LK109", f"okänd nyckel «{key}» i perioden", hint, path=(key,))
    days: list[date] = []
    for key in ("från", "till"):
        try:
            days.append(day_from(str(value[key])))
        except CalendarError as error:
            refuse("LK112", error.message, error.hint, path=(key,))
    if days[1] < days[0]:
        refuse("LK112", "perioden slutar innan den börjar", "byt plats på från och till")
    return days_between(days[0], days[1])


def _municipality(value: Any) -> Municipality:
    if isinstance(value, LeadingZero) or (isinstance(value, int) and not isinstance(value, bool)):
        code = f"{value:0>4}"
        refuse("LK114", f"kommunkoden {value} saknar citattecken", f'skriv "{code}" eller kommunens namn')
    name = _text(value)
    found = find_municipality(name)
    if found is None:
        near = near_municipalities(name)
        hint = f"menade du {' eller '.join(f'«{each}»' for each in near)}?" if near else "skriv kommunens namn"
        refuse("LK113", f"okänd kommun {_quoted(name)}", hint)
    return found


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _commitment_id(value: Any) -> str:
    text = _text(value)
    if not _ID.fullmatch(text) or len(text) > 40:
        refuse("LK115", f"{_quoted(text)} duger inte som id", "använd bara a–z, 0–9 och bindestreck, högst 40 tecken")
    return text


_YES_NO = {"ja": True, "nej": False, True: True, False: False}


def _yes_no(value: Any) -> bool:
    answer = _YES_NO.get(value.strip().lower() if isinstance(value, str) else value) if _is_scalar(value) else None
    if answer is None or (isinstance(value, int) and not isinstance(value, bool)):
        refuse("LK111", f"{_quoted(value)} är varken ja eller nej", "skriv ja eller nej")
    return answer


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | bool | int)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        refuse("LK111", f"{_quoted(value)} är inget antal", "skriv ett helt tal med siffror, utan citattecken")
    if value < 1:
        refuse("LK402", f"antal är {value}", "skriv minst 1; logga inget om inget blev gjort")
    if value > 10_000_000:
        refuse("LK402", f"antal {value} är orimligt stort", "kontrollera talet")
    return value


def _amount(value: Any) -> int | Fraction:
    """The number of a target written as keys: above 0, exact."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 < value <= 10_000_000:
        refuse("LK111", f"{_quoted(value)} är inget antal", "skriv ett tal över 0 med siffror, utan citattecken")
    return int(value) if value == int(value) else Fraction(value)


def _seasons(value: Any) -> tuple[str, ...]:
    names = tuple(_text(value).lower().split(" och "))
    try:
        for name in names:
            season_months(name)
    except CalendarError as error:
        refuse("LK112", error.message, error.hint)
    return names


_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")


def _deadline(value: Any) -> Deadline:
    """A last day: `2025-03-31`, or `--03-31` without a year."""
    match = _YEARLESS.fullmatch(value) if isinstance(value, str) else None
    day = _day(f"2000-{match[1]}-{match[2]}" if match else value)
    return Deadline(None if match else day.year, day.month, day.day)


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        refuse("LK111", f"{_quoted(value)} är inget år", "skriv året med fyra siffror")
    return _day(f"{value:04}-01-01").year


_HOURS = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,3})?")
_TOO_EXACT = re.compile(r"[0-9]{1,7}\.[0-9]{4,99}")


def exact_hours(value: Any) -> Fraction:
    """The hours as an exact number: `4`, `2.5`, `"2,5"`; refused otherwise."""
    text = str(value).strip().replace(",", ".")
    is_number = isinstance(value, str | int | Decimal) and not isinstance(value, bool) and _HOURS.fullmatch(text)
    if isinstance(value, str | Decimal) and _TOO_EXACT.fullmatch(text) and (rounded := round(Decimal(text), 3)):
        message = f"{_quoted(str(value).replace('.', ','))} har fler än tre decimaler"
        refuse("LK111", message, f"skriv högst tre decimaler, till exempel {hours_text(Fraction(rounded), ',')}")
    number = Decimal(text) if is_number else Decimal(0)
    if not 0 < number <= 1_000_000:
        refuse("LK111", f"{_quoted(value)} är inget antal timmar", "skriv till exempel 4 eller 2,5")
    return Fraction(number)


def hours_text(hours: Fraction, sign: str = ".") -> str:
    """The hours with all their decimals, after a decimal point or another sign; as `exact_hours` reads them."""
    return str(Decimal(hours.numerator) / Decimal(hours.denominator)).replace(".", sign)


# What an editor is told of a value, with the hint that it shows in place of its own English (keywords that validators
# pass over). Nothing that is read is refused there, but for unusual spellings such as « JA ».
_TEXT = {"type": "string", "minLength": 1, "errorMessage": "skriv en text; sätt citattecken runt ett tal"}
_YEAR_NUMBER = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_MONTH_AND_DAY = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
_DAY = {
    "type": "string",
    "format": "date",
    "pattern": f"^[0-9]{{4}}-{_MONTH_AND_DAY}$",
    "errorMessage": "skriv en dag som finns, som ÅÅÅÅ-MM-DD, till exempel 2025-02-28",
}
_YEARS_PATTERN = r"[0-9]{4}(\s*[-–—]\s*[0-9]{4})?"
_STRETCH_PATTERN = r"[0-9]{4}(-[0-9]{2}){0,2}(\s*/\s*[0-9]{4}(-[0-9]{2}){0,2})?"
_ID_TEXT = {
    "type": "string",
    "pattern": f"^{_ID.pattern}$",
    "maxLength": 40,
    "errorMessage": "använd bara a–z, 0–9 och bindestreck, högst 40 tecken",
}
ONE_OR_MORE_TEXTS: dict[str, Any] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_TEXT)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_tuple),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}),
]
Ids = Annotated[  # of commitments; one that is named twice counts once
    tuple[Text, ...],
    BeforeValidator(_as_tuple),
    AfterValidator(lambda ids: tuple(dict.fromkeys(ids))),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_ID_TEXT, {"type": "array", "items": _ID_TEXT, "minItems": 1}]}),
]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema(_DAY)]
Amount = Annotated[
    int | Fraction,
    PlainValidator(_amount),
    WithJsonSchema(
        {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 10_000_000,
            "description": "Ett tal över 0",
            "errorMessage": "skriv ett tal över 0 med siffror, utan citattecken",
        }
    ),
]
YesNo = Annotated[
    bool,
    PlainValidator(_yes_no),
    WithJsonSchema({"enum": ["ja", "nej", True, False], "errorMessage": "skriv ja eller nej"}),
]
Id = Annotated[
    str,
    PlainValidator(_commitment_id),
    WithJsonSchema(_ID_TEXT),
]


class Form(BaseModel):
    """What every model is: frozen, with no other keys than its own, and built when it is first needed."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


# --- targets ------------------------------------------------------------------------------------------------------


class WindowFields(Form, title="Fönster"):
    """Den tid som ett mål räknas över: ett eller flera år, veckor, månader, eller till och med en viss dag."""

    unit: Unit = Field(
        Unit.PERIOD,
        alias="enhet",
        title="Enhet",
        description="Vad fönstret är; period är hela löftets tid, säsong kräver «säsong», och datum kräver «senast»",
    )
    count: int = Field(
        1, alias="antal", ge=1, le=999, title="Antal", description="Så många enheter är ett fönster", examples=[2]
    )
    seasons: Annotated[tuple[str, ...], PlainValidator(_seasons), WithJsonSchema(_TEXT)] | None = Field(
        None,
        alias="säsong",
        title="Säsong",
        description="En årstid eller en termin, eller två med «och» emellan",
        examples=["vår", "vår och höst", "hösttermin"],
    )
    deadline: (
        Annotated[
            Deadline,
            PlainValidator(_deadline),
            WithJsonSchema(
                {
                    "type": "string",
                    "pattern": f"^([0-9]{{4}}|-)-{_MONTH_AND_DAY}$",
                    "errorMessage": "skriv sista dagen som ÅÅÅÅ-MM-DD, eller --MM-DD för varje år",
                }
            ),
        ]
        | None
    ) = Field(
        None,
        alias="senast",
        title="Senast",
        description="Sista dagen, ÅÅÅÅ-MM-DD; --MM-DD gäller varje år",
        examples=["2025-03-31", "--03-31"],
    )
    year: Annotated[int, PlainValidator(_year), WithJsonSchema(_YEAR_NUMBER)] | None = Field(
        None, alias="år", title="År", description="Målet gäller bara detta år av löftet", examples=[2025]
    )


class TargetFields(Form, title="Mål"):
    """Ett mål skrivet som nycklar i stället för som en fras, samma nycklar som `tolka --format json` ger.

    Därtill `år`, för ett mål som bara gäller ett av löftets år.
    """

    comparator: Comparator = Field(
        Comparator.AT_LEAST,
        alias="jämförelse",
        title="Jämförelse",
        description="minst: så många eller fler; högst: inte fler; exakt: varken fler eller färre",
    )
    count: Amount = Field(alias="antal", title="Antal", examples=[4])
    count_to: Amount | None = Field(
        None, alias="antal_till", title="Antal till", description="Det större talet i «två till tre»", examples=[3]
    )
    approximate: YesNo = Field(False, alias="cirka", title="Cirka", description="ja om talet är ungefärligt")
    unit: str = Field("", alias="enhet", title="Enhet", description="Det som räknas", examples=["trafikinsatser"])
    measure: Measure = Field(
        Measure.COUNT,
        alias="mått",
        title="Mått",
        description="Vad talet är ett mått på; kronor, procent och tjänster kan inte räknas ur loggen",
    )
    spread: Spread = Field(
        Spread.SUM,
        alias="fördelning",
        title="Fördelning",
        description="summa: så många i varje fönster; snitt: så många per fönster i genomsnitt över året",
    )
    window: WindowFields | None = Field(
        None,
        alias="fönster",
        title="Fönster",
        description="Tiden som målet räknas över; utelämnad är den hela perioden",
    )
    scope: str | None = Field(
        None,
        alias="omfattning",
        title="Omfattning",
        description="Det som målet gäller för vart och ett av, så att en person måste räkna",
        examples=["per skola"],
    )
    parts: "tuple[TargetFields, ...]" = Field(
        (), alias="varav", title="Varav", description="Mål för delar av antalet, skrivna på samma sätt"
    )


def _target_of(fields: TargetFields) -> Target:
    if fields.count_to is not None and fields.count_to <= fields.count:
        refuse("LK111", "antal_till är inte större än antal", "skriv det mindre talet som antal", path=("antal_till",))
    return Target(
        comparator=fields.comparator,
        count=fields.count,
        count_to=fields.count_to,
        approximate=fields.approximate,
        unit=fields.unit,
        measure=fields.measure,
        spread=fields.spread,
        window=_window_of(fields.window or WindowFields()),
        scope=fields.scope,
        parts=tuple(_target_of(part) for part in fields.parts),
    )


def _window_of(fields: WindowFields) -> WindowSpec:
    if fields.deadline is None and fields.unit is Unit.DATE:
        refuse("LK110", "målet saknar «senast»", "skriv sista dagen som senast: 2025-06-30")
    if not fields.seasons and fields.unit is Unit.SEASON:
        refuse("LK110", "målet saknar «säsong»", "skriv till exempel säsong: vår")
    return WindowSpec(fields.unit, fields.count, fields.seasons or (), fields.year, fields.deadline)


def _reading(value: Any) -> Reading:
    """How a phrase, or a target written as keys, is read; a phrase that cannot be read is refused with its place."""
    if isinstance(value, dict):
        target = _target_of(_fields(value))
        return Reading(render(target), Kind.QUANTIFIED, (target,))
    text, reading = _text(value), _checked(parse(value))  # places are those of the text as it was written
    return reading if reading.phrase == text else reading._replace(phrase=text)


def _fields(value: dict[Any, Any]) -> TargetFields:
    try:
        return TargetFields.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        context = {**first.get("ctx", {}), "path": first["loc"], "message": first["msg"]}
        raise PydanticCustomError(first["type"], "{message}", context) from None


def _checked(reading: Reading) -> Reading:
    if fault := reading.fault:
        refuse(fault.code, fault.message, fault.hint, offset=fault.offset, length=fault.length)
    return reading


_TARGET = [_TEXT, {"$ref": "#/$defs/TargetFields"}]  # a definition that `render.schema` sees to is there
Phrase = Annotated[Reading, PlainValidator(_reading), WithJsonSchema({"anyOf": _TARGET})]
Phrases = Annotated[
    tuple[Phrase, ...],
    BeforeValidator(_as_tuple),
    WithJsonSchema({"anyOf": [*_TARGET, {"type": "array", "items": {"anyOf": _TARGET}}]}),
]


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
        refuse("LK112", f"{_quoted(text)} säger inte vilken dag", "skriv till exempel «senast februari 2026»")
    return reading


def _reconciliation(value: Any) -> Reading | tuple[date, ...]:
    if isinstance(value, list):
        return tuple(_day(each) for each in value)
    return (_day(value),) if _is_day(value) else _reading(value)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) is not None


def _concerns(value: Any) -> Stretch | None:
    if isinstance(value, str) and value.strip().lower() == "hela perioden":
        return None
    text = str(value)
    try:
        return stretch_from(text) if "/" in text else period_from(text)
    except CalendarError as error:
        refuse("LK112", error.message, "skriv ett år, till exempel 2025, eller «hela perioden»")


_YEARS = {
    "type": "string",
    "pattern": f"^{_YEARS_PATTERN}$",
    "errorMessage": "skriv 2025, 2025–2026 eller {från: 2025-03-11, till: 2026-12-31}",
}
_STRETCH = {
    "type": "string",
    "pattern": f"^{_STRETCH_PATTERN}$",
    "errorMessage": "skriv dagen som ÅÅÅÅ-MM-DD, eller tiden för en summa: 2025-05, 2025 eller 2025-05/2025-08",
}
_FROM_TILL = {
    "type": "object",
    "properties": {
        "från": {**_DAY, "title": "Från", "description": "Första dagen", "examples": ["2025-03-11"]},
        "till": {**_DAY, "title": "Till", "description": "Sista dagen", "examples": ["2026-12-31"]},
    },
    "required": ["från", "till"],
    "additionalProperties": False,
}
_CONCERNS_HINT = "skriv ett år, till exempel 2025, eller «hela perioden»"
_CONCERNS = [
    _YEAR_NUMBER,
    {"enum": ["hela perioden"], "errorMessage": _CONCERNS_HINT},
    {
        "type": "string",
        "pattern": f"^([Hh]ela perioden|{_YEARS_PATTERN}|{_STRETCH_PATTERN})$",
        "errorMessage": _CONCERNS_HINT,
    },
]

Municipalities = Annotated[
    tuple[Annotated[Municipality, PlainValidator(_municipality)], ...],
    BeforeValidator(_as_tuple),
    Field(min_length=1),
    WithJsonSchema(ONE_OR_MORE_TEXTS),
]
PromisePeriod = Annotated[
    Stretch,
    PlainValidator(_period),
    WithJsonSchema({"anyOf": [_YEAR_NUMBER, _YEARS, _FROM_TILL]}),
]
DayOrStretch = Annotated[
    Stretch,
    PlainValidator(_stretch),
    WithJsonSchema({"anyOf": [_STRETCH, _YEAR_NUMBER]}),
]
Count = Annotated[
    int,
    PlainValidator(_count),
    WithJsonSchema(
        {
            "type": "integer",
            "minimum": 1,
            "maximum": 10_000_000,
            "errorMessage": "skriv ett helt tal med siffror, utan citattecken",
        }
    ),
]
Hours = Annotated[
    Fraction,
    PlainValidator(exact_hours),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "exclusiveMinimum": 0,
            "maximum": 1_000_000,
            "pattern": r"^[0-9]{1,7}([.,][0-9]{1,3})?$",
            "errorMessage": "skriv till exempel 4 eller 2,5",
        }
    ),
]
Concerns = Annotated[Stretch | None, PlainValidator(_concerns), WithJsonSchema({"anyOf": _CONCERNS})]
LastDayPhrase = Annotated[Reading, PlainValidator(_deadline_reading), WithJsonSchema(_TEXT)]
Reconciliation = Annotated[
    Reading | tuple[date, ...] | None,
    PlainValidator(_reconciliation),
    WithJsonSchema({"anyOf": [*_TARGET, {"type": "array", "items": _DAY}]}),
]
