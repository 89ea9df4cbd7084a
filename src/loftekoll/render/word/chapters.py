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
from loftekoll.render.wording import Words


class _Setting(NamedTuple):
    """Where a section is written: into which manuscript, at which level of headings, and what the variant has."""

    manuscript: Manuscript
    level: int
    sections: Sections
    words: Words
    bookmarks: Mapping[str, str]

    def named(self, number: int, name: str, anchor: str) -> Reference:
        """A commitment as it is named in tables, leading to its heading."""
        return Reference(f"{number}. {name}", self.bookmarks.get(anchor, ""))


def body_of(document: DocumentView, relate: Relate) -> str:
    """The whole report as the inside of a body."""
    bookmarks, words = _bookmarks(document), document.words
    manuscript = Manuscript(relate, bookmarks, words.contents)
    manuscript.add_title(document.title)
    if document.audience:
        manuscript.add_paragraph(f"{words.made_for} {document.audience}.")
    _add_facts(manuscript, document.facts if document.has_several else document.chapters[0].facts)
    manuscript.place_contents()
    setting = _Setting(manuscript, 2 if document.has_several else 1, document.sections, words, bookmarks)
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
        manuscript.add_fact(fact)


def _add_appendices(manuscript: Manuscript, document: DocumentView) -> None:
    words, sections = document.words, document.sections
    if sections.method:
        manuscript.add_heading(1, words.method)
        for text in document.method:
            manuscript.add_paragraph(text)
    if sections.glossary:
        manuscript.add_heading(1, words.glossary if sections.method else words.only_glossary)
        for fact in document.glossary:
            manuscript.add_labelled(fact.label, fact.text)


def _add_chapter(setting: _Setting, chapter: ChapterView) -> None:
    manuscript, level, sections, words, _ = setting
    manuscript.add_heading(level, words.summary)
    manuscript.add_bullets(chapter.summary)
    if sections.background and chapter.background:
        manuscript.add_heading(level, words.background)
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
    manuscript, level, sections, *_ = setting
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
    words, details = setting.words, setting.sections.details
    headings = (words.commitment, words.responsible, words.target, words.outcome, words.assessment)
    return Table(
        f"{words.area_caption} {area.name}",
        "En rad för varje löfte i fokusområdet, med ansvarig, mål, utfall och bedömning.",
        tuple(map(Column, headings, (27, 14, 18, 17, 24))),
        tuple(
            (
                setting.named(each.number, each.name if details else f"{each.text} ({each.id})", each.anchor),
                each.responsible or words.no_responsible,
                each.target,
                each.outcome,
                each.assessment or words.no_assessment,
            )
            for each in area.commitments
        ),
    )


def _add_commitment(setting: _Setting, each: CommitmentView, *, is_logged: bool) -> None:
    manuscript, level, _, words, _ = setting
    manuscript.add_heading(level + 1, each.heading, each.anchor)
    manuscript.add_paragraph(each.text)
    facts = (
        Fact(words.outcome, each.outcome),
        Fact(words.target, each.target),
        Fact(words.responsible, each.responsible or words.no_responsible),
        Fact(words.partners, each.partners),
        Fact(words.audience, each.audience),
        *(Fact(words.assessment, text) for text in each.assessments or (each.assessment or words.no_assessment,)),
        Fact(words.assessment, words.differs if each.differs else ""),
        *(Fact(words.change, text) for text in each.changes),
        Fact(words.id, each.id),
    )
    _add_facts(manuscript, [fact for fact in facts if fact.text])
    if len(each.windows) > 1 or any(window.remark for window in each.windows):
        manuscript.add_table(_window_table(each, words))
    _add_done(setting, each, is_logged=is_logged)


def _window_table(each: CommitmentView, words: Words) -> Table:
    headings = (words.period, words.done, words.standing, words.remark)
    return Table(
        f"{words.commitment} {each.number}: {words.windows_caption}",
        "En rad för varje period som målet gäller, med vad som är gjort, läget och en anmärkning.",
        tuple(map(Column, headings, (20, 25, 20, 35))),
        tuple((window.name, window.amount, window.standing, window.remark or words.none) for window in each.windows),
    )


def _add_done(setting: _Setting, each: CommitmentView, *, is_logged: bool) -> None:
    """What was done, as a table or in words; those of a picture with signs of its own would say nothing without it."""
    manuscript, nothing = setting.manuscript, setting.words.nothing_done
    if not setting.sections.done:
        for chart in each.charts if setting.sections.charts else ():
            if chart.kind != "fönster":
                manuscript.add_paragraph(chart.description)
        if is_logged:
            manuscript.add_paragraph(each.done_words or nothing)
    elif each.done.rows:
        manuscript.add_table(_done_table(each, setting.words))
    else:
        manuscript.add_paragraph(each.done.note or nothing)


def _done_table(each: CommitmentView, words: Words) -> Table:
    """What was done month by month; a column that holds nothing is left out."""
    done = each.done
    months = Column(words.month, 19)
    columns: list[tuple[Column, bool, str]] = [
        (Column(words.done, 11 if done.has_hours else 14, is_number=True), True, "amount"),
        (Column(words.hours, 11, is_number=True), done.has_hours, "hours"),
        (Column(words.total, 11, is_number=True), done.has_pace, "total"),
        (Column(words.due, 11, is_number=True), done.has_pace, "due"),
        (Column(words.places, 24), done.has_places, "places"),
        (Column(words.parties, 20), done.has_parties, "parties"),
    ]
    kept = [(column, name) for column, is_kept, name in columns if is_kept]

    headings = ", ".join(column.heading.lower() for column, _ in kept)
    return Table(
        f"{words.commitment} {each.number}: {words.done_caption}",
        f"En rad för varje månad, med {headings}.",
        (months, *(column for column, _ in kept)),
        tuple((row.month, *(getattr(row, name) or words.none for _, name in kept)) for row in done.rows),
    )


# --- the rest of a chapter ----------------------------------------------------------------------------------------


def _add_deviations(setting: _Setting, chapter: ChapterView) -> None:
    manuscript, words = setting.manuscript, setting.words
    manuscript.add_heading(setting.level, words.deviations)
    for each in chapter.deviations:
        manuscript.add_labelled(
            f"{words.commitment} {each.number}, {each.name}", each.text, setting.bookmarks.get(each.anchor, "")
        )
    manuscript.add_bullets(chapter.notes.deviations)
    if not chapter.deviations and not chapter.notes.deviations:
        manuscript.add_paragraph(words.no_deviations if chapter.is_logged else words.unknown_deviations)


def _add_work(setting: _Setting, work: Work, *, is_logged: bool) -> None:
    manuscript, words = setting.manuscript, setting.words
    manuscript.add_heading(setting.level, words.work)
    if is_logged:
        for label, text in (
            (words.logged, work.entries),
            (words.time, work.hours),
            (words.joint, work.joint),
            (words.without_source, work.without_source),
        ):
            if text:
                manuscript.add_labelled(label, text)
        manuscript.add_table(_party_table(work, words))
    else:
        manuscript.add_paragraph(words.nothing_logged)
    manuscript.add_paragraph(work.note)


def _party_table(work: Work, words: Words) -> Table:
    return Table(
        words.parties_caption,
        "En rad för varje part, med antal poster i loggen och antal timmar.",
        (Column(words.party, 60), Column(words.entries, 20, is_number=True), Column(words.hours, 20, is_number=True)),
        tuple((row.party, row.entries, row.hours or words.none) for row in work.by_party),
    )


def _add_comparison(setting: _Setting, found: Comparison) -> None:
    manuscript, words = setting.manuscript, setting.words
    headings = (words.commitment, found.before, found.now, words.remark)
    manuscript.add_heading(setting.level, f"{words.comparison} {found.before}")
    manuscript.add_paragraph(found.intro)
    manuscript.add_table(
        Table(
            f"{words.comparison_caption} {found.before} och {found.now}",
            "En rad för varje löfte, med utfallet då, utfallet nu och en anmärkning.",
            tuple(map(Column, headings, (34, 22, 22, 22))),
            tuple(
                (setting.named(row.number, row.name, row.anchor), row.before, row.now, row.remark or words.none)
                for row in found.rows
            ),
        )
    )
    if found.gone:
        manuscript.add_paragraph(words.gone)
        for fact in found.gone:
            manuscript.add_labelled(fact.label, fact.text)


def _add_notes(setting: _Setting, chapter: ChapterView) -> None:
    """What coordinators write, and what is left for them to write."""
    manuscript, level, sections, words, _ = setting
    notes = chapter.notes
    for is_there, heading, texts in (
        (sections.lessons, words.lessons, notes.lessons),
        (sections.proposals, words.proposals, notes.proposals),
        (sections.feedback, words.feedback, tuple(f"{fact.label}: {fact.text}" for fact in notes.feedback)),
    ):
        if is_there:
            manuscript.add_heading(level, heading)
            manuscript.add_bullets(texts)
            if not texts:
                manuscript.add_paragraph(notes.missing)
    if sections.missing:
        manuscript.add_heading(level, words.missing)
        manuscript.add_bullets(chapter.missing)
        if not chapter.missing:
            manuscript.add_paragraph(words.nothing_missing)


def _add_months(setting: _Setting, tables: Sequence[MonthTable]) -> None:
    manuscript, words = setting.manuscript, setting.words
    if tables:
        manuscript.begin_wide()
    manuscript.add_heading(setting.level, words.months)
    for found in tables:
        months = tuple(Column(month, 6, is_number=True) for month in found.months)
        manuscript.add_table(
            Table(
                f"{words.months_caption} {found.year}",
                "En rad för varje löfte, med vad det räknas i, vad som är gjort i varje månad och summan.",
                (Column(words.commitment, 36), Column(words.unit, 11), *months, Column(words.sum, 9, is_number=True)),
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
        manuscript.add_paragraph(words.not_begun)
