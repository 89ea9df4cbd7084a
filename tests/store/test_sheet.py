# ruff: noqa: DTZ001 – days of spreadsheets have no zone
"""Sheets as spreadsheets save them are read with the right row numbers; all else is a refusal that says what to do."""

import io
import re
import sys
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from loftekoll.errors import LoftekollError
from loftekoll.sheet_rows import BrokenCell, Row
from loftekoll.store import sheet as sheet_module
from loftekoll.store.sheet import read_sheet


@pytest.fixture
def read(tmp_path):
    """Reads bytes from a file of that name."""

    def made(data, name="logg.csv", sheet=None):
        path = tmp_path / name
        path.write_bytes(data)
        return read_sheet(path, sheet)

    return made


def refused(read, data, name="logg.csv"):
    with pytest.raises(LoftekollError) as refusal:
        read(data, name)
    assert refusal.value.hint
    return refusal.value.message


ROWS = (Row(1, ("datum", "löfte", "plats")), Row(2, ("2025-05-03", "trafik", "Åparken")))


class TestCsv:
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize(
        ("encoding", "name"),
        [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
    )
    def test_every_way_that_spreadsheets_save(self, read, separator, end, encoding, name):
        text = end.join(separator.join(row.cells) for row in ROWS) + end
        found = read(text.encode(encoding))
        assert found.rows == ROWS
        assert found.remarks[0].startswith(f"läses som {name} med ")

    @pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", "sep=; \n"])
    def test_the_line_for_excel_is_no_row(self, read, first):
        assert read(f"{first}datum;löfte;plats\n2025-05-03;trafik;Åparken\n".encode()).rows == ROWS

    def test_a_comma_in_a_text_does_not_make_commas_the_separator(self, read):
        text = "datum;löfte;anteckning\n2025-05-03;trafik;a, b, c, d, e\n"
        assert read(text.encode()).rows[1].cells == ("2025-05-03", "trafik", "a, b, c, d, e")

    def test_rows_are_numbered_as_in_a_spreadsheet(self, read):
        text = 'datum;plats\n\n;;\n1;"två\r\nrader"\n2;"ett ""citat"""\n'
        assert read(text.encode()).rows[1:] == (Row(4, ("1", "två\nrader")), Row(5, ("2", 'ett "citat"')))

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ('datum;plats\n1;"Åparken\n2;Torget\n', "rad 2"),
            ('datum;plats\n1;"Åparken" och torget\n', "rad 2"),
            ('datum;plats\n1;"två\nrader"\n2;"Torget\n', "rad 3 (på rad 4 i en texteditor)"),
        ],
    )
    def test_quotation_marks_that_do_not_match_are_told_with_their_row(self, read, text, place):
        assert refused(read, text.encode()).endswith(f"citattecknen på {place} går inte ihop")

    def test_a_cell_without_end_is_refused(self, read):
        assert "citattecknen på rad 1 går inte ihop" in refused(read, b'"' + b"a" * 200_000)

    @pytest.mark.parametrize(
        ("data", "name", "message"),
        [
            (b"", "a.csv", "är tom"),
            (b"\n;;\n \n", "a.csv", "är tom"),
            (b"\xef\xbb\xbf", "a.csv", "är tom"),
            (b"datum;l\x00fte\n", "a.csv", "är ingen textfil"),
            (b"datum;l\x94fte\n", "a.csv", "är ingen textfil"),  # CP850
            (b"datum;l\x9afte\n", "a.csv", "är ingen textfil"),  # Mac Roman
            (b"\x81\x8d\x8f", "a.csv", "är ingen textfil"),
            (b"\xff\xfe\x00", "a.csv", "är ingen textfil"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv", "är ingen textfil"),
            (b"datum;antal\n", "a.xlsx", "går inte att läsa som ett kalkylblad"),
            (b"<html>", "a.xls", "går inte att läsa som ett kalkylblad"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "a.xlsx", "skyddad med lösenord"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "a.xls", "gammalt format"),
            (b"PK\x03\x04 och sedan inget", "a.xlsx", "är skadad"),
        ],
    )  # fmt: skip
    def test_what_is_no_sheet_is_refused(self, read, data, name, message):
        assert message in refused(read, data, name)

    def test_a_file_of_a_hundred_megabytes_is_not_read_through(self, tmp_path):
        path = tmp_path / "stor.csv"
        with path.open("wb") as file:
            file.truncate(100_000_000)
        with pytest.raises(LoftekollError, match="större än 20 MB"):
            read_sheet(path)

    def test_more_rows_than_anyone_writes(self, read, monkeypatch):
        monkeypatch.setattr(sheet_module, "MOST_ROWS", 3)
        assert read(b"datum;antal\n1;1\n2;2\n").rows
        assert "fler än 3 rader" in refused(read, b"datum;antal\n1;1\n2;2\n3;3\n")

    def test_a_file_that_is_not_there_and_a_folder(self, tmp_path):
        for name in ("inget.csv", "."):
            with pytest.raises(LoftekollError):
                read_sheet(tmp_path / name)

    def test_a_name_of_a_sheet_means_nothing(self, read):
        with pytest.raises(LoftekollError, match="har inga blad"):
            read(b"datum;antal\n", sheet="Logg")


def workbook(*rows, change=lambda *_: None, epoch=None):
    """An .xlsx file with the rows in its first sheet, after a change of the book."""
    book = Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.title = "Logg"
    for row in rows:
        sheet.append(row)
    change(book, sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


HEADER = ("datum", "löfte", "antal")


class TestWorkbook:
    def test_values_come_as_they_are_shown(self, read):
        rows = [
            HEADER,
            (date(2025, 5, 3), " trafik ", 3),
            (datetime(2025, 5, 3), "två\r\nrader", 2.5),
            ("3/5 2025", None, 0.1 + 0.2),
            ("", True, 3.0),
        ]
        found = read(workbook(*rows), "logg.xlsx")
        assert found.rows[1:] == (
            Row(2, (date(2025, 5, 3), "trafik", 3)),
            Row(3, (date(2025, 5, 3), "två\nrader", Decimal("2.5"))),
            Row(4, ("3/5 2025", None, Decimal("0.3"))),
            Row(5, (None, True, 3)),
        )
        assert found.remarks == ()

    def test_what_the_file_is_its_content_decides(self, read):
        assert read(workbook(HEADER), "logg.csv").rows == (Row(1, HEADER),)

    def test_both_ways_to_count_days(self, read):
        for epoch in (None, CALENDAR_MAC_1904):
            data = workbook(HEADER, (date(2025, 5, 3), "trafik"), epoch=epoch)
            assert read(data, "logg.xlsx").rows[1].cells == (date(2025, 5, 3), "trafik")

    @pytest.mark.parametrize(
        ("value", "number_format", "words"),
        [
            (datetime(2025, 5, 3, 14, 30), "yyyy-mm-dd hh:mm", "klockslag"),
            (datetime(2025, 5, 1), "mmm-yy", "visar en månad"),
            (datetime(2025, 5, 1), 'yyyy-mm" d"', "visar en månad"),
            (time(14, 30), "hh:mm", "klockslag"),
            (timedelta(hours=30), "[h]:mm", "klockslag"),
            ("#REF!", "General", "#REF!"),
        ],
    )
    def test_what_is_no_day_is_a_fault_of_the_cell(self, read, value, number_format, words):
        def change(_, sheet):
            sheet["A2"] = value
            sheet["A2"].number_format = number_format
            if isinstance(value, str):
                sheet["A2"].data_type = "e"

        (cell,) = read(workbook(HEADER, change=change), "logg.xlsx").rows[1].cells
        assert isinstance(cell, BrokenCell)
        assert words in cell.message

    @pytest.mark.parametrize("number_format", ["d/m yyyy", "yyyy\\-mm\\-dd", "[$-41D]d mmmm yyyy;@", "DD.MM.YY"])
    def test_every_format_that_shows_the_day_is_one(self, read, number_format):
        def change(_, sheet):
            sheet["A2"] = datetime(2025, 5, 3)
            sheet["A2"].number_format = number_format

        assert read(workbook(HEADER, change=change), "logg.xlsx").rows[1].cells == (date(2025, 5, 3),)

    def test_a_formula_that_nobody_has_computed_is_no_empty_cell(self, read):
        rows = read(workbook(HEADER, ("2025-05-03", "trafik", "=1+1")), "logg.xlsx").rows
        assert rows[1].cells[2] == BrokenCell(
            "formeln är inte uträknad", "öppna filen i Excel, och spara den, så räknas formeln ut"
        )

    def test_a_computed_formula_is_its_value_and_an_empty_one_is_empty(self, read):
        data = workbook(HEADER, ("2025-05-03", "trafik", "=1+1"), ("2025-05-04", "trafik", '=IF(1,"")'))
        data = replaced(data, b'<c r="C2"><f>1+1</f><v />', b'<c r="C2"><f>1+1</f><v>2</v>')
        data = replaced(data, b'<c r="C3"><f>', b'<c r="C3" t="str"><f>')
        rows = read(data, "logg.xlsx").rows
        assert [row.cells for row in rows[1:]] == [("2025-05-03", "trafik", 2), ("2025-05-04", "trafik")]

    def test_cells_merged_below_the_header_are_refused(self, read):
        assert read(workbook(HEADER, ("2025-05-03", "trafik"), change=lambda _, s: s.merge_cells("A1:A1")), "a.xlsx")
        message = refused(read, workbook(HEADER, ("1", "2", "3"), change=lambda _, s: s.merge_cells("B2:B4")), "a.xlsx")
        assert message == f"cellerna B2:B4 i «{message.partition('«')[2].partition('»')[0]}» är sammanfogade"

    def test_hidden_rows_and_columns_are_read_and_told(self, read):
        def change(_, sheet):
            sheet.row_dimensions[2].hidden = True
            sheet.column_dimensions["C"].hidden = True

        found = read(workbook(HEADER, ("2025-05-03", "trafik", 3), change=change), "logg.xlsx")
        assert found.rows[1].cells == ("2025-05-03", "trafik", 3)
        assert found.remarks == ("rader och kolumner som är dolda läses också",)

    def test_the_one_sheet_with_our_headings_is_read(self, read):
        def change(book, _):
            book.create_sheet("Annat", 0).append(["Budget", "Kronor"])

        found = read(workbook(HEADER, ("2025-05-03", "trafik", 3), change=change), "logg.xlsx")
        assert (found.rows[0].cells, found.remarks) == (HEADER, ("bladet «Logg» läses",))

    def test_of_several_logs_one_has_to_be_chosen(self, read):
        def change(book, _):
            book.create_sheet("Maj").append([*HEADER, "plats"])

        data = workbook(HEADER, change=change)
        assert refused(read, data, "logg.xlsx").endswith("har loggposter: Logg, Maj")
        assert read(data, "logg.xlsx", "MAJ").rows[0].cells == (*HEADER, "plats")
        with pytest.raises(LoftekollError, match="det finns inget blad «Juni»"):
            read(data, "logg.xlsx", "Juni")

    def test_a_stray_value_far_away_costs_nothing(self, read):
        data = workbook(HEADER, change=lambda _, sheet: sheet.cell(1_048_576, 1, "x"))
        assert read(data, "logg.xlsx").rows[-1] == Row(1_048_576, ("x",))

    def test_a_wrong_statement_of_the_size_is_not_believed(self, read):
        data = replaced(
            workbook(HEADER, ("2025-05-03", "trafik", 3)), b'<dimension ref="A1:C2"', b'<dimension ref="A1:A1"'
        )
        assert len(read(data, "logg.xlsx").rows) == 2

    def test_what_openpyxl_leaves_out_is_not_told_in_english(self, read, recwarn):
        warnings.simplefilter("always")
        extension = b"<extLst><ext uri='{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}'></ext></extLst></worksheet>"
        assert read(replaced(workbook(HEADER), b"</worksheet>", extension), "logg.xlsx").rows
        assert [str(each.message) for each in recwarn] == []

    def test_a_bomb_is_not_unpacked(self, read):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * 70_000_000)
        assert "större än 60 MB" in refused(read, data.getvalue(), "logg.xlsx")

    def test_entities_are_refused(self, read):
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet'
        assert "är skadad" in refused(read, replaced(workbook(HEADER), b"<worksheet", bomb), "logg.xlsx")

    @pytest.mark.parametrize("names", [["a.txt"], ["word/document.xml"], ["mimetype", "content.xml"]])
    def test_other_zip_files_are_refused(self, read, names):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name in names:
                archive.writestr(name, b"application/vnd.oasis.opendocument.spreadsheet")
        assert "är ingen .xlsx-fil" in refused(read, data.getvalue(), "logg.ods")

    def test_a_part_that_is_broken_is_refused(self, read):
        for broken in (b"<x", b"</worksheet", b"<sheetData></row>"):
            assert "är skadad" in refused(read, replaced(workbook(HEADER), b"<sheetData>", broken), "logg.xlsx")

    def test_without_the_extra_it_is_said_how_to_get_it(self, read, monkeypatch):
        data = workbook(HEADER)
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        assert refused(read, data, "logg.xlsx") == "för att läsa .xlsx behövs tillägget «kalkyl»"


def replaced(data, old, new, count=-1):
    """The workbook with something changed in the XML of its first sheet."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(rb"<v\s*/>|<v></v>", b"<v />", part)  # as openpyxl writes it with lxml, and without
                assert old in part, part
                part = part.replace(old, new, count)
            target.writestr(name, part)
    return result.getvalue()
