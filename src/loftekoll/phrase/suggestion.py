"""What a measurable wording could be, for a promise that has none (Brå: say how it is measured and by when)."""

_WORDINGS = {
    "grannsamverk": "minst fyra möten med grannsamverkan per år",
    "trafik": "minst fyra trafikinsatser per år",
    "moped": "minst två trafikinsatser per termin",
    "traktor": "minst två trafikinsatser per termin",
    "narkotik": "minst två riktade insatser mot narkotika per år",
    "drog": "minst två riktade insatser mot narkotika per år",
    "alkohol": "minst två krogtillsyner per kvartal",
    "våld": "minst två utbildningar om våld i nära relation per år",
    "inbrott": "minst två insatser mot inbrott per år",
    "stöld": "minst två insatser mot stölder per år",
    "snatteri": "minst två insatser mot snatterier per år",
    "klotter": "klotter tas bort inom 48 timmar",
    "bedräg": "minst två informationsmöten om bedrägerier per år",
    "skol": "minst ett skolbesök per termin",
    "elev": "minst ett skolbesök per termin",
    "dialog": "minst två medborgardialoger per år",
    "samtal": "minst två samtal per månad",
    "närvaro": "minst en fotpatrull per vecka",
    "synlig": "minst en fotpatrull per vecka",
    "samverk": "minst fyra samverkansmöten per år",
    "samarbet": "minst fyra samverkansmöten per år",
    "unga": "minst två möten med unga per termin",
    "ungdom": "minst två möten med unga per termin",
    "trygg": "minst två trygghetsvandringar per år",
}
"""How words begin or what they hold, the telling ones first, and a target that such promises often have."""


def measurable_wording(text: str) -> str:
    """A target that a promise about this could have, as an example to change.

    >>> measurable_wording("Verka för grannsamverkan i Norrby.")
    'minst fyra möten med grannsamverkan per år'
    """
    low = text.lower()
    return next((wording for stem, wording in _WORDINGS.items() if stem in low), "minst fyra insatser per år")
