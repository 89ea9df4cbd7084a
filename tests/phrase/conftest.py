"""A short way to write what a phrase is read as."""

from collections.abc import Callable

import pytest

from loftekoll.phrase import Reading, Spread, Target, Unit, WindowSpec, plain_number

SIGNS = {"minst": "≥", "högst": "≤", "exakt": "="}


@pytest.fixture(scope="session")
def summary() -> Callable[[Reading], str]:
    """`≥~2–3:timmar timmar fotpatrull /2 vecka 2025@sommar ≤2025-03-31 snitt [per skola] {part; part} + …`."""
    return _summary


def _summary(reading: Reading) -> str:
    if reading.fault:
        return f"fel {reading.fault.code}"
    return " + ".join(_target(target) for target in reading.targets) or reading.kind.value


def _target(target: Target) -> str:
    amount = SIGNS[target.comparator] + "~" * target.approximate + str(plain_number(target.count))
    amount += f"–{plain_number(target.count_to)}" if target.count_to is not None else ""
    amount += f":{target.measure}" if target.measure != "antal" else ""
    pieces = [amount, target.unit, _window(target.window), "snitt" if target.spread is Spread.AVERAGE else ""]
    pieces.append(f"[{target.scope}]" if target.scope else "")
    pieces.append("{" + "; ".join(_target(part) for part in target.parts) + "}" if target.parts else "")
    return " ".join(filter(None, pieces))


def _window(window: WindowSpec) -> str:
    if window.unit is Unit.PERIOD:
        return "/period" if window.stated else ""
    text = f"/{window.count} {window.unit}" if window.count > 1 else f"/{window.unit}"
    text += f" {window.year}" if window.year else ""
    text += "@" + "+".join(window.seasons) if window.seasons else ""
    return f"{text} ≤{window.deadline}" if window.deadline else text
