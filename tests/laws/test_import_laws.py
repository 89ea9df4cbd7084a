"""Laws of importing: what is read in once is there once, whatever was broken off, reordered or saved in another way."""

import csv
import io
import tempfile
import warnings
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from loftekoll.cli.importing import Promises, checked_rows, new_entries, new_rows
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import EXEMPELBY
from loftekoll.render.log import as_csv, entries_of
from loftekoll.sheet_rows import columns_of, is_assessment
from loftekoll.store.append import entry_text
from loftekoll.store.batch import append_entries
from loftekoll.store.read import load
from loftekoll.store.sheet import read_sheet
from loftekoll.store.workspace import find_promises

TODAY = date(2026, 1, 10)
PROMISE = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - {id: trafik, text: Trafikinsatser., mål: minst fyra per år}
      - {id: samtal, text: Samtal med unga., mål: löpande}
"""
HEADER = ["datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning"]

FREE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffd"), max_size=12)
ROWS = st.tuples(
    st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(str) | st.sampled_from(["2025-05-03", "3 maj 2025", "2025-05"]),
    st.sampled_from(["trafik", "samtal", "trafik; samtal", "SAMTAL,trafik"]),
    st.sampled_from(["", "1", "3", "3,0", "ca 20"]),
    st.sampled_from(["", "ja"]),
    st.sampled_from(["", "Åparken", "Torget, norra", "= 1", "'=1", "''-5", "@x", "'citat'", '"citat"']) | FREE,
    st.sampled_from(["", "polisen", "polisen; kommunen"]),
    st.sampled_from(["", "2,5", "4"]),
    st.sampled_from(["", "rad ett\nrad två", "a;b", "#1", "ja", "12"]) | FREE,
)
SHEETS = st.lists(ROWS, max_size=6)
FEW = settings(derandomize=True, deadline=None, max_examples=60)


def csv_bytes(rows, separator=";", end="\r\n", encoding="utf-8-sig"):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *rows])
    return out.getvalue().encode(encoding)


class Place:
    """A workspace of its own, with one promise."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.promise = self.folder / "promises/exempelby/2025.yaml"
        self.promise.parent.mkdir(parents=True)
        self.promise.write_text(PROMISE, encoding="utf-8", newline="\n")

    def imported(self, data, name="logg.csv", first=None):
        """How many rows were checked, refused and new, when the file is read in; of the new only the first are written."""
        path = self.folder / name
        path.write_bytes(data)
        header, *rows = read_sheet(path).rows
        columns = columns_of(header, {})
        rows = [row for row in rows if not is_assessment(row, columns)]
        checked, faults = checked_rows(rows, columns, Promises(self.folder, EXEMPELBY, None), TODAY, lambda _: None)
        entries = new_entries(new_rows(checked).rows)
        append_entries(entries[:first])
        return len(checked), len(faults), len(entries)

    def log(self):
        """What the log says, as texts with how often."""
        return Counter(path.read_text(encoding="utf-8") for path in self.promise.with_suffix("").glob("*.yaml"))

    def findings(self):
        """What is wrong with the log files themselves."""
        (files,) = find_promises(self.folder).promises
        return load(files).findings


@given(SHEETS.filter(bool), st.integers(0, 6))
@FEW
def test_a_run_that_is_broken_off_and_done_again_gives_what_one_run_gives(rows, first):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        whole, broken = Place(one), Place(other)
        checked, _, new = whole.imported(csv_bytes(rows))
        assert new == checked
        broken.imported(csv_bytes(rows), first=first)
        assert broken.imported(csv_bytes(rows))[2] == max(new - first, 0)
        assert broken.log() == whole.log()
        assert broken.imported(csv_bytes(rows))[2] == 0


@given(SHEETS.filter(bool), SHEETS, st.randoms(use_true_random=False))
@FEW
def test_a_sheet_that_grows_and_is_sorted_adds_what_was_added(rows, more, random):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        whole, grown = Place(one), Place(other)
        mixed = [*rows, *more]
        random.shuffle(mixed)
        whole.imported(csv_bytes(mixed))
        grown.imported(csv_bytes(rows))
        grown.imported(csv_bytes(mixed))
        assert grown.log() == whole.log()


@given(
    SHEETS.filter(bool),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-16"]),
)
@FEW
def test_the_same_rows_in_another_kind_of_file_are_the_same(rows, separator, end, encoding):
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        place.imported(csv_bytes(rows))
        assert place.imported(csv_bytes(rows, separator, end, encoding), "annan.csv")[2] == 0
        book = Workbook()
        for n, row in enumerate([HEADER, *rows], start=1):
            for m, text in enumerate(row, start=1):
                cell = book.worksheets[0].cell(n, m, text or None)
                cell.data_type = "s" if text else "n"  # a text that begins with = is no formula here
        data = io.BytesIO()
        book.save(data)
        assert place.imported(data.getvalue(), "annan.xlsx")[2] == 0


ASSESSED = st.lists(st.sampled_from(["uppfyllt", "ej uppfyllt\nmotivering: '=För få'"]), max_size=2)


@given(SHEETS.filter(bool), ASSESSED, st.sampled_from(["\n", "\r\n"]))
@FEW
def test_what_is_exported_and_read_in_again_adds_nothing(rows, verdicts, end):
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        checked, _, _ = place.imported(csv_bytes(rows))
        for n, verdict in enumerate(verdicts):
            path = place.promise.with_suffix("") / f"2026-01-0{n + 1}-trafik-{n:06}.yaml"
            path.write_text(f"datum: 2026-01-0{n + 1}\nlöfte: trafik\nbedömning: {verdict}\n", encoding="utf-8")
        before = place.log()
        (files,) = find_promises(place.folder).promises
        exported = as_csv(entries_of(load(files).dossier), end).encode("utf-8-sig")
        assert place.imported(exported, "ut.csv") == (checked, 0, 0)
        assert place.log() == before


@given(SHEETS.filter(bool))
@FEW
def test_what_is_written_has_no_fault(rows):
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        place.imported(csv_bytes(rows))
        assert place.findings() == ()


MANY = settings(derandomize=True, deadline=None, max_examples=300)


def row_numbers(path):
    """The numbers of the rows, none when the sheet is refused; no other error may come."""
    try:
        return [row.number for row in read_sheet(path).rows]
    except LoftekollError:
        return []


@given(st.binary(max_size=200) | st.text(st.sampled_from('datumlöfte;,\t"\n\r2025-= \x00\ufeff')).map(str.encode))
@MANY
def test_any_bytes_are_a_sheet_or_a_refusal(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "logg.csv"
        path.write_bytes(data)
        numbers = row_numbers(path)
        assert numbers == sorted(set(numbers))


def _workbook():
    book = Workbook()
    for row in (HEADER, ["2025-05-03", "trafik", 3], [date(2025, 5, 3) + timedelta(days=1), "samtal", "=1+1"]):
        book.worksheets[0].append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


WORKBOOK = _workbook()


@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(MANY, max_examples=150)
def test_a_workbook_with_wrong_bytes_is_read_or_refused(changes):
    data = bytearray(WORKBOOK)
    for place, byte in changes:
        data[place] = byte
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        path = Path(folder) / "logg.xlsx"
        path.write_bytes(data)
        row_numbers(path)


@given(SHEETS.filter(bool))
@FEW
def test_texts_of_entries_are_what_the_files_hold(rows):
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        path = place.folder / "logg.csv"
        path.write_bytes(csv_bytes(rows))
        found = read_sheet(path).rows
        checked, _ = checked_rows(
            found[1:], columns_of(found[0], {}), Promises(place.folder, EXEMPELBY, None), TODAY, lambda _: None
        )
        entries = new_entries(new_rows(checked).rows)
        append_entries(entries)
        assert place.log() == Counter(entry_text(entry.fields) for entry in entries)
