"""What the words of a report mean, and how its figures were computed."""

from collections.abc import Iterable

from loftekoll.render.view import Fact
from loftekoll.tally import Standing

_TERMS = (
    Fact("medborgarlöfte", "det som polis och kommun tillsammans lovar invånarna; det går inte att kräva i domstol"),
    Fact("löfte", "en rad i medborgarlöftet som kan hållas eller brytas"),
    Fact("post", "något som är gjort och inskrivet i loggen, med den dag då det gjordes"),
    Fact("bedömning", "vad en person har kommit fram till om ett löfte, med skäl"),
)
_MEANINGS = {
    Standing.FULFILLED: "målet är nått, eller gränsen har hållits",
    Standing.ON_TRACK: "så mycket är gjort som borde vara gjort vid det här laget, om arbetet sprids jämnt över tiden",
    Standing.BEHIND: "mindre är gjort än vad som borde vara gjort vid det här laget",
    Standing.PARTLY: "något är gjort, men målet nåddes inte",
    Standing.NOT_FULFILLED: "inget blev gjort i tid, eller en gräns överskreds",
    Standing.NOT_BEGUN: "tiden för målet har inte börjat",
    Standing.ONGOING: "arbete utan tal att räkna mot; vad det blev bedöms av en person",
    Standing.NOTHING_LOGGED: "ingen har loggat något alls under tiden, så det går inte att säga hur det gick",
    Standing.NOT_ASSESSABLE: "uppgifterna räcker inte för att säga hur det gick",
    Standing.WITHDRAWN: "parterna har dragit tillbaka löftet",
}


def glossary(used: Iterable[Standing]) -> tuple[Fact, ...]:
    """The terms of the field, and the standings that the report uses."""
    found = set(used)
    return (*_TERMS, *(Fact(each.value, _MEANINGS[each]) for each in Standing if each in found))


def method(day: str, *, has_approximate: bool, has_sensitive: bool) -> tuple[str, ...]:
    """How the figures were computed, a paragraph each."""
    counted = (
        "Varje post i loggen räknas den dag den är daterad. En summa över flera dagar räknas den sista dagen. "
        f"Målet jämförs med det som är gjort till och med {day}. Det som är gjort utöver målet räknas med. "
        "En post som gäller flera löften räknas i vart och ett av dem."
    )
    silent = (
        "Om ingen har loggat något för hela medborgarlöftet under ett år ges inget omdöme för det året. "
        "Att uppgifter saknas är inte detsamma som att inget blev gjort."
    )
    found = [counted, silent]
    if has_approximate:
        found.append("Tal med «ca» är summor där någon post är ungefärlig.")
    if has_sensitive:
        found.append(
            "För löften som är märkta som känsliga visas antal från 1 till 4 som «1–4», så att ingen kan pekas ut. "
            "Läget visas inte när det skulle avslöja ett sådant antal. "
            "Poster som bara gäller känsliga löften är inte medräknade under rubriken Hur vi arbetade. "
            "En post som också gäller ett annat löfte räknas där, men i det löftets tabell utan plats och part."
        )
    return tuple(found)
