"""What may stand in a promise file and in its log: pydantic models, one alias table between Swedish and English.

The field order is the order that people read in. Every model is frozen and refuses unknown keys.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from loftekoll.fields import (
    ONE_OR_MORE_TEXTS,
    Concerns,
    Count,
    Day,
    DayOrStretch,
    Form,
    Hours,
    Id,
    Ids,
    LastDayPhrase,
    Municipalities,
    Phrases,
    PromisePeriod,
    Reconciliation,
    Text,
    Texts,
    YesNo,
    exact_hours,
    refuse,
)
from loftekoll.municipalities import Municipality
from loftekoll.period import Stretch, days_between

# --- the promise --------------------------------------------------------------------------------------------------


class CommitmentType(StrEnum):
    """Brå's three kinds of goal: what is done, how it is done, what it leads to."""

    OUTPUT = "produktion"
    PROCESS = "process"
    EFFECT = "effekt"


class Change(Form, title="Ändring"):
    """En ändring av ett mål under löftets tid."""

    start: Day = Field(
        alias="från", title="Från", description="Första dagen som det nya målet gäller", examples=["2025-07-01"]
    )
    targets: Phrases = Field(
        alias="mål",
        title="Nytt mål",
        description="Målet som gäller från den dagen",
        examples=["minst tre trafikinsatser per år"],
    )
    reason: Text = Field(
        alias="skäl", title="Skäl", description="Varför målet ändrades", examples=["En av platserna byggs om."]
    )


class Withdrawal(Form, title="Avfört löfte"):
    """Ett löfte som parterna har dragit tillbaka."""

    day: Day = Field(alias="datum", title="Datum", description="Dagen då löftet avfördes", examples=["2025-12-01"])
    reason: Text = Field(
        alias="skäl", title="Skäl", description="Varför löftet avfördes", examples=["Platserna är ombyggda."]
    )
    decision: Text | None = Field(
        None,
        alias="beslut",
        title="Beslut",
        description="Vem som beslutade, och var; roller, inte namn",
        examples=["Styrgruppens möte i november"],
    )


class Commitment(Form, title="Löfte"):
    """Ett löfte: en rad som kan hållas eller brytas."""

    id: Id = Field(
        title="Id",
        description="Kort namn i a–z, unikt i filen; det som skrivs i loggen",
        examples=["trafik", "fotpatrull"],
    )
    text: Text = Field(
        title="Text",
        description="Löftet som det är undertecknat",
        examples=["Trafikinsatser på särskilt utvalda platser och tider."],
    )
    targets: Phrases = Field(
        (),
        alias="mål",
        title="Mål",
        description="Det som ska räknas: hur många, vad och hur ofta. Pröva med «loftekoll tolka». Flera mål skrivs "
        "som lista, och det som inte går att räkna som «löpande»",
        examples=[
            "minst fyra trafikinsatser per år",
            "minst tre medborgarkontakter i snitt per vecka",
            "en kartläggning senast 30 juni 2025",
            "löpande",
        ],
    )
    responsible: Texts = Field(
        (),
        alias="ansvarig",
        title="Ansvarig",
        description="Den part eller de parter som lovar",
        examples=["polisen", ["polisen", "kommunen"]],
    )
    partners: Texts = Field(
        (),
        alias="samverkan",
        title="Samverkan",
        description="De som arbetet görs tillsammans med",
        examples=["skolan", ["socialtjänsten", "bostadsbolagen"]],
    )
    audience: Texts = Field(
        (), alias="målgrupp", title="Målgrupp", description="De som löftet är till för", examples=["unga"]
    )
    type: CommitmentType = Field(
        CommitmentType.OUTPUT,
        alias="typ",
        title="Typ",
        description="Brås tre slags mål: produktion är det som görs, process hur det görs, och effekt vad det leder "
        "till",
        examples=["produktion"],
    )
    sensitive: YesNo = Field(
        False,
        alias="känslig",
        title="Känslig",
        description="ja om små antal kan peka ut någon: rapporten visar då 1 till 4 som «1–4»",
    )
    changes: tuple[Change, ...] = Field(
        (),
        alias="ändringar",
        title="Ändringar",
        description="Mål som ändrats under löftets tid, med skäl; skriv aldrig över det gamla målet",
    )
    withdrawn: Withdrawal | None = Field(
        None, alias="avfört", title="Avfört", description="Om löftet dragits tillbaka; låt det stå kvar i filen"
    )


class FocusArea(Form, title="Fokusområde"):
    """Ett fokusområde: en rubrik i löftet."""

    name: Text = Field(alias="namn", title="Namn", description="Rubriken", examples=["Trafiksäkerhet"])
    background: Text | None = Field(
        None,
        alias="bakgrund",
        title="Bakgrund",
        description="Varför området valdes: lägesbild, dialoger, trygghetsmätning",
        examples=["Många klagar på höga farter i centrum."],
    )
    commitments: Annotated[tuple[Commitment, ...], Field(min_length=1)] = Field(
        alias="löften", title="Löften", description="En lista där varje löfte har id och text"
    )


class FollowUp(Form, title="Uppföljning"):
    """Den avtalade uppföljningen: när den görs och vem som får den."""

    written: LastDayPhrase | None = Field(
        None,
        alias="skriftlig",
        title="Skriftlig",
        description="Sista dagen för den skriftliga uppföljningen",
        examples=["senast februari 2026", "2026-02-28"],
    )
    reconciliation: Reconciliation = Field(
        None,
        alias="avstämning",
        title="Avstämning",
        description="Hur ofta parterna stämmer av, eller en lista med datum",
        examples=["tre gånger per år", ["2025-04-30", "2025-08-31"]],
    )
    receivers: Texts = Field(
        (),
        alias="mottagare",
        title="Mottagare",
        description="De som får uppföljningen; roller, inte namn",
        examples=["styrgruppen", ["lokalpolisområdets chef", "kommunstyrelsen"]],
    )

    @property
    def written_by(self) -> date | None:
        """The last day for the written follow-up, if one is agreed."""
        deadline = self.written.targets[0].window.deadline if self.written else None
        return deadline.in_year(deadline.year) if deadline and deadline.year else None


class Origin(Form, title="Källa"):
    """Var löftet är offentliggjort."""

    publisher: Text | None = Field(
        None, alias="utgivare", title="Utgivare", description="Den som offentliggjort löftet", examples=["Polisen"]
    )
    title: Text | None = Field(
        None, alias="titel", title="Titel", description="Dokumentets titel", examples=["Medborgarlöfte 2025"]
    )
    day: Day | None = Field(
        None, alias="datum", title="Datum", description="Dagen då det offentliggjordes", examples=["2025-02-21"]
    )
    address: Text | None = Field(
        None,
        alias="adress",
        title="Adress",
        description="Webbadress",
        examples=["https://www.exempelby.example/medborgarlofte-2025"],
    )


class Promise(Form, title="Medborgarlöfte"):
    """Ett medborgarlöfte: det undertecknade dokumentet, för en kommun och en period."""

    municipalities: Municipalities = Field(
        alias="kommun",
        title="Kommun",
        description="Kommunens namn, eller en lista vid gemensamt löfte",
        examples=["Kalix", ["Kalix", "Haparanda"]],
    )
    police_district: Text | None = Field(
        None,
        alias="lokalpolisområde",
        title="Lokalpolisområde",
        description="Det lokalpolisområde som kommunen hör till",
        examples=["Östra Norrbotten"],
    )
    period: PromisePeriod = Field(
        alias="period",
        title="Period",
        description="2025, 2025–2026 eller {från: 2025-03-11, till: 2026-12-31}",
        examples=[2025, "2025–2026", {"från": "2025-03-11", "till": "2026-12-31"}],
    )
    signed: Day | None = Field(
        None,
        alias="undertecknat",
        title="Undertecknat",
        description="Dagen då löftet undertecknades, ÅÅÅÅ-MM-DD",
        examples=["2025-02-21"],
    )
    parties: Annotated[Texts, Field(min_length=1), WithJsonSchema(ONE_OR_MORE_TEXTS)] = Field(
        alias="parter",
        title="Parter",
        description="De som undertecknat: polisen, kommunen och eventuella fler",
        examples=[["polisen", "kommunen"]],
    )
    extends: Text | None = Field(
        None,
        alias="förlänger",
        title="Förlänger",
        description="Det tidigare löfte som det här förlänger: dess mapp och filnamn utan .yaml",
        examples=["kalix/2019"],
    )
    registry_numbers: dict[Text, Text] = Field(
        default_factory=dict,
        alias="diarienummer",
        title="Diarienummer",
        description="Ett för varje part",
        examples=[{"polisen": "A000.000/2025", "kommunen": "KS 2025/000"}],
    )
    origin: Origin | None = Field(
        None, alias="källa", title="Källa", description="Var löftet är offentliggjort, så att andra kan läsa det"
    )
    background: Text | None = Field(
        None,
        alias="bakgrund",
        title="Bakgrund",
        description="Varför områdena valdes: lägesbild, dialoger, trygghetsmätning",
        examples=["Områdena valdes efter medborgardialoger och en trygghetsmätning."],
    )
    follow_up: FollowUp = Field(
        default_factory=lambda: FollowUp(),  # noqa: PLW0108 - the class is built when it is first needed
        alias="uppföljning",
        title="Uppföljning",
        description="När löftet följs upp, och vem som får veta hur det gick",
    )
    communication: Texts = Field(
        (),
        alias="kommunikation",
        title="Kommunikation",
        description="Kanaler till invånarna",
        examples=["veckobrev", ["veckobrev", "sociala medier"]],
    )
    focus_areas: Annotated[tuple[FocusArea, ...], Field(min_length=1)] = Field(
        alias="fokusområden", title="Fokusområden", description="En lista där varje område har namn och löften"
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


class Activity(Form, title="Loggpost"):
    """En loggpost: något som gjorts och som räknas till ett eller flera löften."""

    stretch: DayOrStretch = Field(
        alias="datum",
        title="Datum",
        description="En dag, eller tiden som antalet är en summa över: 2019-05, 2019",
        examples=["2025-05-03", "2025-05", "2025-05-01/2025-07-31", 2025],
    )
    commitments: Ids = Field(
        alias="löfte",
        title="Löfte",
        description="Löftets id, eller en lista",
        examples=["trafik", ["trafik", "kontakter"]],
    )
    count: Count = Field(
        1, alias="antal", title="Antal", description="Så många gånger det gjordes; ett helt tal", examples=[3]
    )
    approximate: YesNo = Field(False, alias="cirka", title="Cirka", description="ja om antalet är ungefärligt")
    place: Text | None = Field(
        None,
        alias="plats",
        title="Plats",
        description="Område, aldrig en adress till någon",
        examples=["Resecentrum"],
    )
    parties: Texts = Field(
        (),
        alias="part",
        title="Part",
        description="Den eller de som gjorde det",
        examples=["polisen", ["polisen", "kommunen"]],
    )
    hours: Hours | None = Field(
        None, alias="timmar", title="Timmar", description="Arbetad tid i timmar", examples=[4, "2,5"]
    )
    note: Text | None = Field(
        None,
        alias="anteckning",
        title="Anteckning",
        description="Det som uppföljningen behöver veta; inga personuppgifter",
        examples=["Hastighetskontroll vid skolorna."],
    )
    source: Text | None = Field(
        None, alias="källa", title="Källa", description="Var uppgiften finns", examples=["Kommunens veckobrev"]
    )

    @property
    def day(self) -> date:
        """The day that the entry counts on: its day, or the last day of its stretch."""
        return self.stretch.last

    @property
    def likeness(self) -> tuple[object, ...]:
        """What two entries share when one is probably a double of the other: time, commitments, place and note."""
        return self.stretch, frozenset(self.commitments), self.place, self.note

    @classmethod
    def plain(cls, value: Any) -> "Activity | None":
        """The entry when it is written in the plainest form, without asking pydantic; `None` leaves it to pydantic.

        Plain are one day, and texts that already are as validation would make them. Both ways give the same entry
        (a law in the tests); this one costs a tenth.
        """
        if type(value) is not dict or not value.keys() <= _PLAIN_KEYS:
            return None
        commitments, parties = _plain_texts(value.get("löfte")), _plain_texts(value.get("part", ()))
        count, approximate, hours = value.get("antal", 1), value.get("cirka", "nej"), value.get("timmar")
        texts = [value[key] for key in ("plats", "anteckning", "källa") if key in value]
        stretch, exact = _plain_stretch(value.get("datum")), None if hours is None else _plain_hours(hours)
        if stretch is None or not commitments or parties is None or (exact is None and hours is not None):
            return None
        if type(count) is not int or not 0 < count <= 10_000_000 or approximate not in ("ja", "nej"):
            return None
        if not all(map(_is_settled, texts)):
            return None
        return cls._settled(
            stretch=stretch,
            commitments=commitments if len(commitments) == 1 else tuple(dict.fromkeys(commitments)),
            count=count,
            approximate=approximate == "ja",
            place=value.get("plats"),
            parties=parties,
            hours=exact,
            note=value.get("anteckning"),
            source=value.get("källa"),
        )

    @classmethod
    def _settled(cls, **fields: Any) -> "Activity":
        """The entry with these fields, restored as from a pickle: a fifth of the cost of `model_construct`."""
        entry = cls.__new__(cls)
        entry.__setstate__(
            {
                "__dict__": fields,
                "__pydantic_fields_set__": set(fields),
                "__pydantic_extra__": None,
                "__pydantic_private__": None,
            }
        )
        return entry


_PLAIN_KEYS = {"datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa"}
_PLAIN_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


def _plain_stretch(value: Any) -> Stretch | None:
    return _stretch_of_day(value) if type(value) is str else None


@lru_cache(maxsize=4096)
def _stretch_of_day(text: str) -> Stretch | None:
    """One day as a stretch; the latest are kept, since the entries of a year share its days."""
    if not _PLAIN_DAY.fullmatch(text):
        return None
    try:
        day = date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None
    return days_between(day, day)


def _plain_hours(value: Any) -> Fraction | None:
    return _known_hours(value) if type(value) in (str, int, Decimal) else None


@lru_cache(maxsize=256, typed=True)
def _known_hours(value: str | int | Decimal) -> Fraction | None:
    """Hours that validation would accept; the latest are kept, since few numbers of hours are ever written."""
    try:
        return exact_hours(value)
    except PydanticCustomError:
        return None


def _plain_texts(value: Any) -> tuple[str, ...] | None:
    """One text or several; `None` leaves them to validation."""
    if type(value) is str:
        return _one_text(value)
    return tuple(value) if isinstance(value, list | tuple) and all(map(_is_settled, value)) else None


@lru_cache(maxsize=1024)
def _one_text(text: str) -> tuple[str, ...] | None:
    """A text by itself; the latest are kept, since a log has the same few commitments and parties."""
    return (text,) if _is_settled(text) else None


def _is_settled(text: Any) -> bool:
    """Whether validation would leave the text as it is."""
    if type(text) is not str or not text or text != text.strip():
        return False
    return text.isascii() or unicodedata.is_normalized("NFC", text)


class Assessment(Form, title="Bedömning"):
    """En persons bedömning av ett löfte, för ett år eller hela perioden."""

    day: Day = Field(alias="datum", title="Datum", description="Dagen då bedömningen gjordes", examples=["2026-01-15"])
    commitments: Ids = Field(alias="löfte", title="Löfte", description="Löftets id", examples=["trafik"])
    verdict: Verdict = Field(
        alias="bedömning",
        title="Bedömning",
        description="Om löftet hölls; allt utom uppfyllt kräver en motivering",
        examples=["delvis uppfyllt"],
    )
    concerns: Concerns = Field(
        None,
        alias="avser",
        title="Avser",
        description="Ett år, eller hela perioden",
        examples=[2025, "hela perioden"],
    )
    reason: Text | None = Field(
        None,
        alias="motivering",
        title="Motivering",
        description="Krävs om bedömningen inte är uppfyllt",
        examples=["Insatserna blev av, men inte vid skolorna."],
    )

    @model_validator(mode="after")
    def _has_reason(self) -> "Assessment":
        if self.reason is None and self.verdict is not Verdict.FULFILLED:
            message = f"bedömningen «{self.verdict.value}» saknar motivering"
            refuse("LK110", message, "lägg till «motivering» med skälet", path=("bedömning",))
        return self


class Feedback(Form, title="Återkoppling"):
    """Ett tillfälle då resultatet återkopplades."""

    day: Day = Field(alias="datum", title="Datum", description="Dagen för återkopplingen", examples=["2026-02-05"])
    to: Text = Field(
        alias="till",
        title="Till",
        description="Styrgruppen, kommunstyrelsen, invånarna …",
        examples=["kommunstyrelsen"],
    )


class FollowUpNotes(Form, title="Det samordnarna skriver"):
    """Det som samordnarna skriver om ett år: avvikelser, lärdomar, förslag och återkoppling."""

    deviations: Texts = Field(
        (),
        alias="avvikelser",
        title="Avvikelser",
        description="Det som inte blev som det var tänkt, och varför",
        examples=[["En vandring ställdes in på grund av storm."]],
    )
    lessons: Texts = Field(
        (),
        alias="lärdomar",
        title="Lärdomar",
        description="Det som ni vill göra mer eller mindre av",
        examples=[["Logga samma dag."]],
    )
    proposals: Texts = Field(
        (),
        alias="förslag",
        title="Förslag",
        description="Förslag till nästa löfte",
        examples=[["Behåll trafikinsatserna."]],
    )
    feedback: tuple[Feedback, ...] = Field(
        (),
        alias="återkoppling",
        title="Återkoppling",
        description="Tillfällen då resultatet återkopplades, eller ska återkopplas",
    )


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
    def counted(self) -> tuple[Activity, ...]:
        """The log entries that name a commitment of the promise; the others are findings and count nowhere."""
        known = {each.id for each in self.promise.commitments}
        return tuple(each for each in self.activities if known.intersection(each.commitments))

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessments, in the order of the file names."""
        return tuple(each.entry for each in self.log if isinstance(each.entry, Assessment))
