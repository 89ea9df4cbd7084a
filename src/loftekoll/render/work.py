"""How the work was done: entries, hours, parties, and what lacks a source."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from loftekoll.model import Activity
from loftekoll.municipalities import swedish_order
from loftekoll.progress import PromiseProgress
from loftekoll.render.amounts import hours_text, posts_text
from loftekoll.render.case import span_of
from loftekoll.render.view import PartyRow, Work
from loftekoll.render.words import number_text


def public_entries(progress: PromiseProgress) -> list[Activity]:
    """The entries of the span until the day that are about more than sensitive commitments.

    The others are left out of every count, since a small one could be computed from what is left over.
    """
    span = span_of(progress)
    open_ids = {each.id for each in progress.dossier.promise.commitments if not each.sensitive}
    return [
        entry
        for entry in progress.dossier.counted
        if entry.day <= progress.day and span.has(entry.day) and open_ids.intersection(entry.commitments)
    ]


def work_of(entries: Sequence[Activity], *, has_sensitive: bool) -> Work:
    """The work behind the entries, parties in Swedish order."""
    by_party: defaultdict[str, list[Activity]] = defaultdict(list)
    for entry in entries:
        for party in entry.parties or ("part inte angiven",):
            by_party[party].append(entry)
    rows = tuple(
        PartyRow(party, number_text(len(members)), number_text(_hours_in(members)))
        for party, members in sorted(by_party.items(), key=lambda pair: (swedish_order(pair[0]), pair[0]))
    )
    joint = sum(1 for entry in entries if len(entry.parties) > 1)
    without_source = sum(1 for entry in entries if not entry.source)
    hours = _hours_in(entries)
    return Work(
        entries=posts_text(len(entries)),
        hours=hours_text(hours) if hours else "",
        joint=_share(joint, entries),
        without_source=_share(without_source, entries),
        by_party=rows,
        note=" ".join(filter(None, [_SENSITIVE if has_sensitive else "", _JOINT if joint else ""])),
    )


_SENSITIVE = "Poster som bara gäller känsliga löften är inte medräknade."
_JOINT = "En post med flera parter räknas hos var och en av dem."


def _share(count: int, entries: Sequence[Activity]) -> str:
    """`3 av 152 poster`; no share of nothing."""
    return f"{number_text(count)} av {posts_text(len(entries))}" if entries else "–"


def _hours_in(entries: Sequence[Activity]) -> Fraction:
    return sum((entry.hours or Fraction(0) for entry in entries), start=Fraction(0))
