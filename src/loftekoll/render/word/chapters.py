"""What a report says, section by section, put into a manuscript."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loftekoll.render.view import (
    AreaView,
    ChapterView,
    CommitmentView,
    Comparison,
    DocumentView,
    Fact,
    MonthTable,
    Sections,
    Work,
)
from loftekoll.render.word.manuscript import Manuscript
from loftekoll.render.word.parts import Column, Reference, Relate, Table

_NONE = "–"


class _Setting(NamedTuple):
    """Where a section is written: into which manuscript, at which level of headings, and what the variant has."""

    manuscript: Manuscript
    level: int
    sections: Sections
    bookmarks: Mapping[str, str]

    def named(self, number: int, name: str, anchor: str) -> Reference:
        """A commitment as it is named in tables, leading to its heading."""
        return Reference(f"{number}. {name}", self.bookmarks.get(anchor, ""))


def body_of(document: DocumentView, relate: Relate) -> str:
    """The whole report as the inside of a body."""
    bookmarks = _bookmarks(document)
    manuscript = Manuscript(relate, bookmarks)
    manuscript.add_title(document.title)
    if document.audience:
        manuscript.add_paragraph(f"Uppföljningen är skriven {document.audience}.")
    _add_facts(manuscript, document.facts if document.has_several else document.chapters[0].facts)
    manuscript.place_contents()
    setting = _Setting(manuscript, 2 if document.has_several else 1, document.sections, bookmarks)
    for chapter in document.chapters:
        if document.has_several:
            manuscript.add_heading(1, chapter.title, on_new_page=True)
            _add_facts(manuscript, chapter.facts)
        _add_chapter(setting, chapter)
    _add_appendices(manuscript, document)
    return manuscript.body()


def _bookmarks(document: DocumentView) -> dict[str, str]:
    """A name that Word takes for each commitment that has a heading, by its anchor."""
    if not document.sections.details:
        return {}
    anchors = [each.anchor for chapter in document.chapters for each in chapter.commitments]
    return {anchor: f"lofte{number}" for number, anchor in enumerate(anchors, start=1)}


def _add_facts(manuscript: Manuscript, facts: Sequence[Fact]) -> None:
    for fact in facts:
        manuscript.add_fact(fact.label, fact.text)


def _add_appendices(manuscript: Manuscript, document: DocumentView) -> None:
    if document.sections.method:
        manuscript.add_heading(1, "Bilaga: så är det räknat")
        for text in document.method:
            manuscript.add_paragraph(text)
    if document.sections.glossary:
        manuscript.add_heading(1, "Bilaga: ordlista" if document.sections.method else "Ordlista")
        for fact in document.glossary:
            manuscript.add_labelled(fact.label, fact.text)


def _add_chapter(setting: _Setting, chapter: ChapterView) -> None:
    manuscript, level, sections, _ = setting
    manuscript.add_heading(level, "Sammanfattning")
    manuscript.add_bullets(chapter.summary)
    if sections.background and chapter.background:
        manuscript.add_heading(level, "Bakgrund")
        manuscript.add_paragraph(chapter.background)
    for area in chapter.areas:
        _add_area(setting, area, is_logged=chapter.is_logged)
    if sections.deviations:
        _add_deviations(setting, chapter)
    if sections.work:
        _add_work(setting, chapter.work, is_logged=chapter.is_logged)
    if sections.comparison and chapter.comparison:
        _add_comparison(setting, chapter.comparison)
    _add_notes(setting, chapter)
    if sections.months:
        _add_months(setting, chapter.months)


# --- focus areas and commitments ----------------------------------------------------------------------------------


def _add_area(setting: _Setting, area: AreaView, *, is_logged: bool) -> None:
    manuscript, level, sections, _ = setting
    manuscript.add_heading(level, area.name)
    if sections.background:
        manuscript.add_paragraph(area.background)
    if sections.tables:
        manuscript.add_table(_area_table(setting, area))
    if sections.details:
        for each in area.commitments:
            _add_commitment(setting, each, is_logged=is_logged)


def _area_table(setting: _Setting, area: AreaView) -> Table:
    """A row for each commitment; where it has no section of its own, with its whole text and its id."""
    details = setting.sections.details
    return Table(
        f"Löften inom {area.name}",
        "En rad för varje löfte i fokusområdet, med ansvarig, mål, utfall och bedömning.",
        (Column("Löfte", 27), Column("Ansvarig", 14), Column("Mål", 18), Column("Utfall", 17), Column("Bedömning", 24)),
        tuple(
            (
                setting.named(each.number, each.name if details else f"{each.text} ({each.id})", each.anchor),
                each.responsible or _NONE,
                each.target,
                each.outcome,
                each.assessment or _NONE,
            )
            for each in area.commitments
        ),
    )


def _add_commitment(setting: _Setting, each: CommitmentView, *, is_logged: bool) -> None:
    manuscript, level, *_ = setting
    manuscript.add_heading(level + 1, each.heading, each.anchor)
    manuscript.add_paragraph(each.text)
    for label, text in (
        ("Ansvarig", each.responsible or "inte angivet i löftet"),
        ("I samverkan med", each.partners),
        ("Målgrupp", each.audience),
        ("Mål", each.target),
        ("Utfall", each.outcome),
        ("Bedömning", each.assessment),
        ("Id i loggen", each.id),
    ):
        if text:
            manuscript.add_fact(label, text)
    if each.differs:
        manuscript.add_paragraph("Bedömningen är en annan än uträkningen. Båda redovisas.")
    manuscript.add_bullets(each.changes)
    if len(each.windows) > 1 or any(window.remark for window in each.windows):
        manuscript.add_table(_window_table(each))
    _add_done(setting, each, is_logged=is_logged)


def _window_table(each: CommitmentView) -> Table:
    return Table(
        f"Löfte {each.number}: läget för varje period",
        "En rad för varje period som målet gäller, med vad som är gjort, läget och en anmärkning.",
        (Column("Tid", 20), Column("Gjort", 25), Column("Läge", 20), Column("Anmärkning", 35)),
        tuple((window.name, window.amount, window.standing, window.remark or _NONE) for window in each.windows),
    )


def _add_done(setting: _Setting, each: CommitmentView, *, is_logged: bool) -> None:
    """What was done, as a table or in words; those of a picture with signs of its own would say nothing without it."""
    manuscript, nothing = setting.manuscript, "Inget är loggat för löftet."
    if not setting.sections.done:
        for chart in each.charts if setting.sections.charts else ():
            if chart.kind != "fönster":
                manuscript.add_paragraph(chart.description)
        if is_logged:
            manuscript.add_paragraph(each.done_words or nothing)
    elif each.done.rows:
        manuscript.add_table(_done_table(each))
    else:
        manuscript.add_paragraph(each.done.note or nothing)


def _done_table(each: CommitmentView) -> Table:
    """What was done month by month; a column that holds nothing is left out."""
    done = each.done
    months = Column("Månad", 19)
    columns: list[tuple[Column, bool, str]] = [
        (Column("Gjort", 11 if done.has_hours else 14, is_number=True), True, "amount"),
        (Column("Timmar", 11, is_number=True), done.has_hours, "hours"),
        (Column("Hittills", 11, is_number=True), done.has_pace, "total"),
        (Column("I jämn takt", 11, is_number=True), done.has_pace, "due"),
        (Column("Platser", 24), done.has_places, "places"),
        (Column("Parter", 20), done.has_parties, "parties"),
    ]
    kept = [(column, name) for column, is_kept, name in columns if is_kept]

    headings = ", ".join(column.heading.lower() for column, _ in kept)
    return Table(
        f"Löfte {each.number}: det här gjordes",
        f"En rad för varje månad, med {headings}.",
        (months, *(column for column, _ in kept)),
        tuple((row.month, *(getattr(row, name) or _NONE for _, name in kept)) for row in done.rows),
    )


# --- the rest of a chapter ----------------------------------------------------------------------------------------


def _add_deviations(setting: _Setting, chapter: ChapterView) -> None:
    manuscript = setting.manuscript
    manuscript.add_heading(setting.level, "Avvikelser")
    for each in chapter.deviations:
        manuscript.add_labelled(f"Löfte {each.number}, {each.name}", each.text, setting.bookmarks.get(each.anchor, ""))
    manuscript.add_bullets(chapter.notes.deviations)
    if not chapter.deviations and not chapter.notes.deviations:
        manuscript.add_paragraph(
            "Inga avvikelser är noterade."
            if chapter.is_logged
            else "Inget är loggat, så det går inte att se några avvikelser."
        )


def _add_work(setting: _Setting, work: Work, *, is_logged: bool) -> None:
    manuscript = setting.manuscript
    manuscript.add_heading(setting.level, "Hur vi arbetade")
    if not is_logged:
        manuscript.add_paragraph("Inget är loggat.")
        return
    for label, text in (
        ("Loggat", work.entries),
        ("Arbetad tid", work.hours),
        ("Gjort tillsammans av flera parter", work.joint),
        ("Utan angiven källa", work.without_source),
    ):
        if text:
            manuscript.add_labelled(label, text)
    manuscript.add_bullets(filter(None, [work.note]))
    manuscript.add_table(
        Table(
            "Poster och timmar för varje part",
            "En rad för varje part, med antal poster i loggen och antal timmar.",
            (Column("Part", 60), Column("Poster", 20, is_number=True), Column("Timmar", 20, is_number=True)),
            tuple((row.party, row.entries, row.hours or _NONE) for row in work.by_party),
        )
    )


def _add_comparison(setting: _Setting, found: Comparison) -> None:
    manuscript = setting.manuscript
    manuscript.add_heading(setting.level, f"Jämfört med {found.before}")
    manuscript.add_paragraph(found.intro)
    manuscript.add_table(
        Table(
            f"Utfall {found.before} och {found.now}",
            "En rad för varje löfte, med utfallet då, utfallet nu och en anmärkning.",
            (Column("Löfte", 34), Column("Då", 22), Column("Nu", 22), Column("Anmärkning", 22)),
            tuple(
                (setting.named(row.number, row.name, row.anchor), row.before, row.now, row.remark or _NONE)
                for row in found.rows
            ),
        )
    )
    if found.gone:
        manuscript.add_paragraph("Det här lovades då men inte nu:")
        for fact in found.gone:
            manuscript.add_labelled(fact.label, fact.text)


def _add_notes(setting: _Setting, chapter: ChapterView) -> None:
    """What coordinators write, and what is left for them to write."""
    manuscript, level, sections, _ = setting
    notes = chapter.notes
    for is_there, heading, texts in (
        (sections.lessons, "Lärdomar", notes.lessons),
        (sections.proposals, "Förslag till nästa löfte", notes.proposals),
        (sections.feedback, "Återkoppling", tuple(f"{fact.label}: {fact.text}" for fact in notes.feedback)),
    ):
        if is_there:
            manuscript.add_heading(level, heading)
            manuscript.add_bullets(texts)
            if not texts:
                manuscript.add_paragraph(notes.missing)
    if sections.missing:
        manuscript.add_heading(level, "Det här ska fyllas i")
        manuscript.add_bullets(chapter.missing)
        if not chapter.missing:
            manuscript.add_paragraph("Allt är ifyllt.")


def _add_months(setting: _Setting, tables: Sequence[MonthTable]) -> None:
    manuscript = setting.manuscript
    if tables:
        manuscript.begin_wide()
    manuscript.add_heading(setting.level, "Bilaga: gjort per månad")
    for found in tables:
        months = tuple(Column(month, 6, is_number=True) for month in found.months)
        manuscript.add_table(
            Table(
                f"Gjort per månad {found.year}",
                "En rad för varje löfte, med vad det räknas i, vad som är gjort i varje månad och summan.",
                (Column("Löfte", 36), Column("Räknat i", 11), *months, Column("Summa", 9, is_number=True)),
                tuple(
                    (setting.named(row.number, row.name, row.anchor), row.unit, *row.cells, row.sum)
                    for row in found.rows
                ),
                is_wide=True,
            )
        )
        manuscript.add_paragraph(found.note)
    if tables:
        manuscript.end_wide()
    else:
        manuscript.add_paragraph("Löftets tid har inte börjat.")
