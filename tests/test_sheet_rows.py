"""Which column is what, and what its cells say: read in one way, or refused with the place."""

from datetime import date
from decimal import Decimal

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.sheet_rows import (
    BrokenCell,
    Row,
    columns_of,
    fields_of_row,
    is_assessment,
    letter_of,
    mapping_from,
    place_of,
)


def columns(*headings, **mapping):
    return columns_of(Row(1, headings), mapping)


class TestColumns:
    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("datum", "datum"), ("Datum", "datum"), ("DATUM:", "datum"), ("  Datum * ", "datum"), ("Lofte", "löfte"), ("LÖFTE", "löfte"),
            ("Löften", "löfte"), ("Antall", "antal"), ("Dattum", "datum"), ("kalla", "källa"), ("Anteckningar", "anteckning"),
            ("Timme", "timmar"), ("Parti", "part"), ("kommunn", "kommun"), ("Ante-\nckning", "anteckning"),
        ],
    )  # fmt: skip
    def test_a_heading_is_read_in_any_case_and_a_slip_away(self, heading, field):
        others = [name for name in ("datum", "löfte") if name != field]
        assert columns(*others, heading).places[field] == len(others)

    def test_only_a_slip_is_told(self):
        assert columns("DATUM", "Lofte").remarks == ()
        assert columns("datum", "löften").remarks == ("kolumn B «löften» läses som «löfte»",)

    @pytest.mark.parametrize(
        ("headings", "message"),
        [
            (["datum", "löfte", "Plats/område"], "okänd kolumn C «Plats/område»"),
            (["datum", "löfte", "Vad", "Hur"], "okända kolumner: C «Vad», D «Hur»"),
            (["datum", "löfte", "Datum"], "både kolumn A «datum» och C «Datum» är «datum»"),
            (["datum", "löfte", "datun"], "både kolumn A «datum» och C «datun» är «datum»"),
            (["datum", "antal"], "kolumnen «löfte» saknas"),
            (["2025-05-03", "trafik"], "hittar inga rubriker på rad 1"),
        ],
    )
    def test_doubt_is_refused(self, headings, message):
        with pytest.raises(LoftekollError) as refusal:
            columns(*headings)
        assert refusal.value.message == message
        assert refusal.value.hint

    def test_the_hint_for_an_unknown_column_can_be_typed(self):
        headings = ["datum", "löfte", "Vad", "a, b", 'c"d', "e=f"]
        with pytest.raises(LoftekollError) as refusal:
            columns(*headings)
        typed = refusal.value.hint.partition('--kolumner "')[2].partition('"')[0]
        assert typed == "Vad=-,D=-,E=-,F=-"
        assert columns_of(Row(1, tuple(headings)), mapping_from(typed)).left_out == {2, 3, 4, 5}

    def test_mapped_by_heading_and_by_letter(self):
        found = columns_of(
            Row(1, ("Dag", None, "Chefens kommentar")), mapping_from("dag=datum, B=löfte,Chefens kommentar=-")
        )
        assert (found.places, found.left_out, found.remarks) == ({"datum": 0, "löfte": 1}, {2}, ())

    def test_a_heading_with_a_comma_stands_in_quotation_marks(self):
        assert mapping_from('"Plats, område"=plats,Dag=datum') == {"Plats, område": "plats", "Dag": "datum"}

    @pytest.mark.parametrize("text", ["Dag", "=datum", "Dag=dag", "Dag=datum,Dag=plats"])
    def test_a_mapping_that_says_nothing_is_refused(self, text):
        with pytest.raises(LoftekollError):
            mapping_from(text)

    def test_a_mapping_of_a_column_that_is_not_there_is_refused(self):
        with pytest.raises(LoftekollError, match="det finns ingen kolumn «Dag» i filen"):
            columns_of(Row(1, ("datum", "löfte")), {"Dag": "datum"})

    @pytest.mark.parametrize("place", [0, 1, 25, 26, 51, 52, 701, 702])
    def test_letters_are_those_of_spreadsheets(self, place):
        assert place_of(letter_of(place)) == place
        assert [letter_of(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


ALL = columns("kommun", "datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa")


def read(**cells):
    """The fields of a row with these cells, besides a day and a commitment."""
    cells = {"datum": "2025-05-03", "löfte": "trafik"} | cells
    row = Row(2, tuple(cells.get(name) for name in ALL.places))
    fields, faults = fields_of_row(row, ALL)
    return {name: fields.get(name) for name in cells if name in fields}, [
        (fault.column, fault.message) for fault in faults
    ]


READ = [
    pytest.param("datum", cell, expected, id=f"datum-{cell}")
    for cell, expected in [
        (date(2025, 5, 3), "2025-05-03"), ("2025-05-03", "2025-05-03"), ("3/5 2025", "2025-05-03"), ("3 maj 2025", "2025-05-03"),
        ("2025-05-03 00:00:00", "2025-05-03"), ("2025-05-03T00:00", "2025-05-03"), ("2025-05", "2025-05-01/2025-05-31"),
        (2025, "2025-01-01/2025-12-31"), (20250503, "2025-05-03"), ("2025-05-01/2025-07-31", "2025-05-01/2025-07-31"),
    ]
] + [
    pytest.param("antal", cell, expected, id=f"antal-{cell}")
    for cell, expected in [
        (3, 3), ("3", 3), ("3,0", 3), ("3.00", 3), ("1 000", 1000), ("1\u00a0000\u00a0000", 1_000_000),
    ]
] + [
    pytest.param("löfte", "trafik; samtal", ["trafik", "samtal"], id="several"),
    pytest.param("löfte", "trafik,samtal,", ["trafik", "samtal"], id="several-comma"),
    pytest.param("löfte", "trafik\nsamtal", ["trafik", "samtal"], id="several-lines"),
    pytest.param("cirka", "Ja", "ja", id="yes"),
    pytest.param("cirka", True, "ja", id="true"),
    pytest.param("cirka", "FALSKT", "nej", id="false"),
    pytest.param("part", "polisen; kommunen", ["polisen", "kommunen"], id="parties"),
    pytest.param("timmar", "2,5", "2,5", id="hours"),
    pytest.param("timmar", Decimal("2.5"), "2,5", id="hours-number"),
    pytest.param("timmar", "1 200 tim", "1200", id="hours-unit"),
    pytest.param("kommun", 180, "0180", id="code-without-zero"),
    pytest.param("källa", 123, "123", id="number-as-text"),
    pytest.param("källa", Decimal("1.5"), "1,5", id="decimal-as-text"),
    pytest.param("plats", "A\u030aparken", "Åparken", id="nfd"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "cell", "expected"), READ)
def test_a_cell_is_read_as_people_write_it(field, cell, expected):
    fields, faults = read(**{field: cell})
    assert (fields[field], faults) == (expected, [])


@pytest.mark.parametrize("cell", ["ca 20", "cirka 20", "c:a 20", "Ca. 20", "~20", "20 ca", "ungefär 20"])
def test_about_is_said_in_the_count(cell):
    fields, faults = read(antal=cell, cirka=None)
    assert (fields["antal"], faults) == (20, [])
    assert read(antal=cell, cirka="nej")[1] == [(4, "antalet är «ca», men cirka är nej")]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("datum", "3/5"), ("datum", "idag"), ("datum", "45780"), ("datum", 45780), ("datum", Decimal("45780.5")), ("datum", "2025-02-30"),
        ("datum", "2025-05-03 14:30"), ("datum", True), ("datum", "3/5-25"), ("datum", "\ufffd"),
        ("antal", "1,5"), ("antal", Decimal("1.5")), ("antal", "två"), ("antal", "1.000"), ("antal", "1,000"), ("antal", date(2025, 5, 3)),
        ("antal", True), ("antal", "-3"), ("antal", "ca"), ("antal", "9" * 5000), ("cirka", "x"), ("cirka", 1), ("timmar", "två"),
        ("timmar", date(2025, 5, 3)), ("timmar", "2:30"), ("löfte", ";"), ("löfte", True), ("plats", "Sj\ufffdn"), ("plats", False),
        ("part", BrokenCell("formeln ger felet «#REF!»", "rätta den")),
    ],
)  # fmt: skip
def test_doubt_in_a_cell_is_a_fault_at_its_place(field, cell):
    _, faults = read(**{field: cell})
    assert [column for column, _ in faults] == [list(ALL.places).index(field)]


def test_the_number_of_a_day_is_told_as_the_day():
    _, [fault] = fields_of_row(Row(2, (45780, "trafik")), columns("datum", "löfte"))
    assert "2025-05-03" in fault.hint


@pytest.mark.parametrize("missing", ["datum", "löfte"])
def test_what_every_entry_has_is_missed(missing):
    column = list(ALL.places).index(missing)
    assert read(**{missing: None})[1] == [(column, f"{missing} saknas")]


def test_a_value_without_a_heading_is_not_passed_over():
    found = columns_of(Row(1, ("datum", None, "löfte")), {})
    _, faults = fields_of_row(Row(2, ("2025-05-03", "x", "trafik", "y")), found)
    assert [(fault.column, fault.heading) for fault in faults] == [(1, ""), (3, "")]


def test_a_column_that_is_left_out_may_hold_anything():
    found = columns("datum", "löfte", "Vad", Vad="-")
    assert fields_of_row(Row(2, ("2025-05-03", "trafik", "\ufffd")), found)[1] == []


class TestOwnExport:
    """What `logg --format csv` writes is read again without a word of its own."""

    HEADINGS = ("datum", "löfte", "bedömning", "avser", "motivering", "märke", "fil")
    VERDICT = Row(2, ("2022-01-15", "trafik", "uppfyllt", "2021"))
    ENTRY = Row(3, ("2021-01-15", "trafik", None, None, None, "aaaaaa", "promises/…"))

    @pytest.mark.parametrize("mapping", [{}, {"bedömning": "-", "märke": "-"}, {"avser": "-"}])
    def test_verdicts_are_known_also_where_their_column_is_left_out(self, mapping):
        found = columns(*self.HEADINGS, **mapping)
        assert [is_assessment(row, found) for row in (self.VERDICT, self.ENTRY, Row(4, self.HEADINGS))] == [
            True,
            False,
            False,
        ]
        assert fields_of_row(self.ENTRY, found) == ({"datum": "2021-01-15", "löfte": ["trafik"]}, [])
        assert found.remarks == ("«märke» och «fil» läses inte in",)

    def test_a_column_that_is_said_to_be_something_else_is_that(self):
        found = columns(*self.HEADINGS, bedömning="anteckning")
        assert not is_assessment(self.VERDICT, found)
        assert fields_of_row(self.VERDICT, found)[0]["anteckning"] == "uppfyllt"

    def test_a_reason_without_a_verdict_is_unknown(self):
        with pytest.raises(LoftekollError, match="okänd kolumn C «motivering»"):
            columns("datum", "löfte", "motivering")

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [("'-5 grader", "-5 grader"), ("''=1", "'=1"), ("'@x", "@x"), ("'citat'", "'citat'"), ("-5", "-5"), ("'", "'")],
    )
    def test_the_apostrophe_that_keeps_a_text_from_being_computed(self, cell, expected):
        found = columns("datum", "löfte", "plats")
        assert fields_of_row(Row(2, ("2021-01-15", "trafik", cell)), found)[0]["plats"] == expected
