"""Which window each target has: what is said once belongs to all that are joined."""

from collections.abc import Sequence

from loftekoll.phrase.target import WHOLE_PERIOD, Comparator, Measure, Target, Unit, WindowSpec

_FINENESS = {unit: n for n, unit in enumerate(Unit)}


def joined_window(specs: Sequence[WindowSpec], often: WindowSpec | None) -> tuple[WindowSpec, list[bool]]:
    """One window of several, and which of them have a part in it.

    It is the one that says how often, else the finest; the others narrow it.
    """
    spec = often or min(specs, key=lambda each: _FINENESS[each.unit])
    used = [False] * len(specs)
    for n, other in enumerate(specs):
        narrowed = spec if other is spec else _narrowed(spec, other)
        used[n] = narrowed is not spec or other == spec
        spec = narrowed
    return spec._replace(seasons=(), year=None) if spec.unit is Unit.DATE else spec, used


def _led(spec: WindowSpec, before: WindowSpec) -> WindowSpec:
    """A count's own window in the frame of its sentence; "varje helg på sommaren, totalt 20" is 20 in the summer."""
    if spec.unit is Unit.PERIOD and spec.stated and is_rate(before):
        return WindowSpec(Unit.SEASON, seasons=before.seasons, year=before.year) if before.seasons else spec
    return _narrowed(spec, before) if is_rate(spec) else joined_window((spec, before), None)[0]


def is_rate(spec: WindowSpec) -> bool:
    """Whether the window says how often, and so is the one that the count nearest to it has."""
    is_when = spec.unit is Unit.YEAR and (not spec.stated or spec.year is not None)
    return spec.unit not in {Unit.PERIOD, Unit.SEASON, Unit.DATE} and not is_when


def _narrowed(spec: WindowSpec, other: WindowSpec) -> WindowSpec:
    """The window within what the other one says; the same one when the other says nothing more."""
    if other.deadline and spec.unit is Unit.PERIOD:
        return other
    if other.deadline and spec.unit is Unit.YEAR and not other.seasons:
        spec = spec._replace(deadline=other.deadline)
    if other.seasons and not spec.seasons:
        if spec.unit is Unit.YEAR and len(other.seasons) == 1:
            spec = other
        elif spec.unit not in {Unit.YEAR, Unit.PERIOD}:
            spec = spec._replace(seasons=other.seasons)
    if other.year and not spec.year and spec.unit is not Unit.DATE:
        spec = spec._replace(year=other.year)
    return spec


def shared_windows(mains: list[Target], specs: list[WindowSpec | None], before: WindowSpec | None) -> list[Target]:
    """The targets with their windows: one without has the next one's ("en utbildning samt två möten per år").

    Else it has the one that leads the sentence, which also narrows the window of the first. One that has no noun goes
    on with the one before: its noun, its measure and its window ("fyra kontroller i veckan, på vintern två").
    """
    shared: list[Target] = []
    for n, (target, spec) in enumerate(zip(mains, specs, strict=True)):
        following = next((k for k in range(n + 1, len(mains)) if specs[k]), None)
        if shared and not target.unit and _goes_on(shared[-1], spec):
            shared.append(_going_on(shared[-1], target, spec))
            continue
        own, spread = spec, target.spread
        if spec and before and n == 0:
            own = _led(spec, before)
        elif n == 0 and not spec and before and is_rate(before):
            own = before
        elif not spec and following is not None and not target.parts and not _is_elliptic(mains[n + 1 : following + 1]):
            own, spread = specs[following], mains[following].spread
        window = own or before or WHOLE_PERIOD
        parts = tuple(part._replace(window=window) if part.window is WHOLE_PERIOD else part for part in target.parts)
        shared.append(target._replace(window=window, parts=parts, spread=spread))
    return shared


def _is_elliptic(targets: Sequence[Target]) -> bool:
    """Whether the targets all go on with another one."""
    return all(not target.unit for target in targets)


def _goes_on(before: Target, spec: WindowSpec | None) -> bool:
    """Whether a count without a noun has the window of the one before it, within its own season if it names one."""
    return spec is None or (spec.unit is Unit.SEASON and is_rate(before.window) and before.window.unit is not Unit.YEAR)


def _going_on(before: Target, target: Target, spec: WindowSpec | None) -> Target:
    window = before.window._replace(seasons=spec.seasons, year=spec.year) if spec else before.window
    is_plain = target.measure is Measure.COUNT
    measure, unit = (before.measure, before.unit) if is_plain else (target.measure, target.unit)
    return target._replace(window=window, measure=measure, unit=unit, spread=before.spread)


def as_parts(mains: list[Target], specs: list[WindowSpec | None]) -> tuple[list[Target], list[WindowSpec | None]]:
    """`en på våren och en på hösten` is one target with two parts, with or without the sum before it.

    So is `åtta möten, fyra i Vik och fyra i Lunda`: what goes on with the first and makes its sum.
    """
    if len(mains) < 2:
        return mains, specs
    rest = mains[1:]
    is_sum = len(rest) > 1 and sum(part.count for part in rest) == mains[0].count and not any(specs[1:])
    if is_sum and _is_elliptic(rest) and not mains[0].parts:
        return [mains[0]._replace(parts=tuple(rest))], specs[:1]
    seasonal = [
        target._replace(window=spec)
        for target, spec in zip(mains, specs, strict=True)
        if spec and spec.unit is Unit.SEASON and len(spec.seasons) == 1
    ]
    if len(seasonal) < 2 or len({part.window.seasons for part in seasonal}) != len(seasonal):
        return mains, specs
    total = sum(part.count for part in seasonal)
    is_elliptic = not any(part.unit for part in seasonal[1:])
    is_even = len({(part.comparator, part.count) for part in seasonal}) == 1
    if len(mains) == len(seasonal) and is_elliptic and is_even and seasonal[0].comparator is Comparator.AT_LEAST:
        unit = next((part.unit for part in seasonal if part.unit), "")
        return [Target(Comparator.AT_LEAST, total, unit=unit, parts=tuple(seasonal))], [WindowSpec(Unit.YEAR)]
    if len(mains) == len(seasonal) + 1 and mains[0].count == total and not mains[0].parts:
        return [mains[0]._replace(parts=tuple(seasonal))], specs[:1]
    return mains, specs
