"""Targets written back as phrases and explained."""

from fractions import Fraction

import pytest

from loftekoll.phrase import Unit, explanation_of, parse, render, unit_name

RENDERED = [
    ("minst 4 insatser / år", "minst fyra insatser per år"),
    ("1 möte per år", "minst ett möte per år"),
    ("en trygghetsvandring per termin", "minst en trygghetsvandring per termin"),
    ("högst 13 inställda möten", "högst 13 inställda möten"),
    ("exakt tre besök varje månad", "exakt tre besök per månad"),
    ("2-3 ggr/vecka", "minst två till tre ggr per vecka"),
    ("ca 30 kontroller", "minst cirka 30 kontroller"),
    ("minst 1.500 timmar fotpatrull årligen", "minst 1 500 timmar fotpatrull per år"),
    ("1,5 tjänst", "minst 1,5 tjänst"),
    ("minst tre kontakter i snitt per vecka", "minst tre kontakter i snitt per vecka"),
    ("varannan vecka", "minst en varannan vecka"),
    ("vartannat år", "minst en vartannat år"),
    ("var tredje månad", "minst en var tredje månad"),
    ("var 14:e dag", "minst en var 14:e dag"),
    ("två möten under våren 2025", "minst två möten på våren 2025"),
    ("två möten vår och höst", "minst två möten vår och höst"),
    ("minst en kontroll i veckan från maj till september", "minst en kontroll per vecka under maj–september"),
    ("två möten detta år", "minst två möten under året"),
    ("tre insatser i juni", "minst tre insatser under juni"),
    ("en plan före 2 april 2025", "minst en plan senast 1 april 2025"),
    ("en lägesbild årligen senast 31 mars", "minst en lägesbild per år senast 31 mars"),
    ("minst två besök per skola och år", "minst två besök per skola per år"),
    ("inom 24 timmar från anmälan", "inom 24 timmar"),
    ("två möten per år, ett på våren och ett på hösten", "minst två möten per år, varav minst en på våren och minst en på hösten"),
    ("minst fyra per år varav två på kvällstid", "minst fyra per år, varav minst två"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "expected"), [pytest.param(*row, id=row[0]) for row in RENDERED])
def test_a_target_is_written_in_one_way(phrase, expected):
    (target,) = parse(phrase).targets
    assert render(target) == expected
    assert parse(expected).targets == (target,)


EXPLAINED = [
    ("minst fyra trafikinsatser per år", "Varje kalenderår ska det bli minst fyra trafikinsatser."),
    ("två möten per månad", "Varje månad ska det bli minst två möten."),
    ("varannan vecka", "Varannan vecka ska det bli minst en."),
    ("minst tre kontakter i snitt per vecka", "Varje vecka ska det bli minst tre kontakter i snitt."),
    ("en kartläggning senast 30 juni 2025", "Senast 30 juni 2025 ska det bli minst en kartläggning."),
    ("minst fyra insatser", "Under hela löftesperioden ska det bli minst fyra insatser."),
    ("två vandringar på hösten", "På hösten ska det bli minst två vandringar."),
    ("två vandringar under 2025", "Under 2025 ska det bli minst två vandringar."),
    ("två patruller per vecka under sommaren", "Varje vecka på sommaren ska det bli minst två patruller."),
    ("en lägesbild per år senast 31 mars", "Varje kalenderår, senast 31 mars, ska det bli minst en lägesbild."),
    ("minst två besök per skola och år", "Varje kalenderår ska det bli minst två besök per skola."),
    ("inom 24 timmar", "Varje gång ska det ske inom 24 timmar."),
]


@pytest.mark.parametrize(("phrase", "expected"), [pytest.param(*row, id=row[0]) for row in EXPLAINED])
def test_a_target_is_explained_in_a_sentence(phrase, expected):
    (target,) = parse(phrase).targets
    assert explanation_of(target) == expected


def test_a_measure_without_its_noun_is_named():
    (target,) = parse("minst 60 timmar per år").targets
    assert render(target._replace(unit="")) == "minst 60 timmar per år"
    assert render(target._replace(unit="", count=Fraction(5, 2))) == "minst 2,5 timmar per år"


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [(Unit.WEEK, 1, "vecka"), (Unit.WEEK, 2, "veckor"), (Unit.YEAR, 3, "år"), (Unit.SEASON, 2, "säsong")],
)
def test_a_unit_has_its_number(unit, number, expected):
    assert unit_name(unit, number) == expected
