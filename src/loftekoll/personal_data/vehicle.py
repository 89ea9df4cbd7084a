"""Vehicle plates: three letters and three digits, or two digits and a letter."""

import re
from collections.abc import Iterator

from loftekoll.personal_data.signs import ALNUM, BLANK, DASH, DASHES, Span, addresses, outside, word_set

_LETTER = "A-HJ-PR-UW-Z"
_END = "[0-9]{2}[0-9A-HJ-NPR-UW-Z]"
_SHAPE = re.compile(r"AAA[ -]?00[0A]")
_WHOLE = rf"[{_LETTER}]{{3}}[{BLANK}-]?{_END}(?![{ALNUM}])"
_MEASURE = r"(?:km/|år\b|kl\b|min\b|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zå]{0,7}\b)"
_PLATE = re.compile(
    rf"(?P<letters>[{_LETTER}]{{3}})(?P<blank>[{BLANK}-]?){_END}(?![{ALNUM}])"
    rf"(?![.,:/{DASH}](?!{_WHOLE})[0-9A-Z])(?![{BLANK}][0-9]{{2,3}}(?![0-9{DASH}]|[{BLANK}]?{_MEASURE}))"
    rf"(?![{BLANK}]?(?:%|kr\b|kronor|st\b|procent|m\b(?!\.fl)|km\b|meter|kg\b|personer|elever|timmar|gånger))"
)
_ALTERNATIVE = re.compile(rf"(?<![\w.:/\\@{DASH}])(?:[A-ZÅÄÖ]?[a-zåäö]{{2,20}}|(?:{_WHOLE}/){{0,2}}{_WHOLE})/$")
"""What may stand before a plate with a slash: a word or other plates, but no folder or authority."""
_OF_SOMETHING = re.compile(
    rf"\b(?:klass|klassen|kurs|kursen|grupp|gruppen|rum|rummet|sal|salen|typ|kod|koden):?[{BLANK}]$", re.IGNORECASE
)
"""What stands before the code of something else."""
_AFTER_WORD = re.compile(
    rf"[Rr]eg(?:istrerings)?\.?[{BLANK}\-]?(?:nr|nummer|numret|skylt|skylten)[.:]{{0,2}}[{BLANK}]{{0,2}}[\"'«”]?"
    rf"(([{_LETTER}{_LETTER.lower()}]{{3}})[{BLANK}\-]?[0-9]{{2}}[0-9A-HJ-NPR-UW-Za-hj-npr-uw-z])(?![{ALNUM}_])"
)
_ABBREVIATIONS = word_set(
    "ABF ADR AIK API ATL BMN BMW BOX BRF BTA BUN BUP BYG CSN DHL DNR DOC DOK EEG EST EUR FAP FAX FGN GDP GPS HFD HLR "
    "HSB HSN HUS ISO JPG KDA KFN KLK KSK KSN KSO KTH KUB KUN LED LGH LKF LOU LPO LSO LSS MAX MBN MKB MKR MMO MOB MSB "
    "MSN NAT NJA NOK NPF NTF NTU OBS OSL OSN PBL PDF PEP PLN PMY PNR PSS RAL RFC RLC RPC RPS "
    "ROS RSA RUM SAL SAM SAS SBA SBF SBN SCB SEK SFS SKL "
    "SKR SMS SNI SOC SOF SOU SPF SSP STK SUN TEK TEL TFN TKR TOP TSN UAN UBN USB USD WHO ZIP"
)
"""What stands before counts and registry numbers in capitals, with a blank or without."""
_WORDS = _ABBREVIATIONS | word_set(
    "AGA ALL ALM ALT AND ANN APR ARM ART ASK AUG BAD BAK BAL BAN BAR BAS BED BEN BET BLY BOD BOK BOM BOR BOT BRA "
    "BRO BUD BUR BUS BYN BYT COM DAG DAL DAM DAN DEC DEL DEM DEN DET DOM DRA DUK DYR EGG EGO EKA EKO ELD END ENS "
    "ERA ERT ETC ETT FAN FAR FAS FAT FEB FEL FEM FET FOT FRU FUL FYR GAP GAS GER GES GET GOD GRO GUD GUL GUN HAJ "
    "HAK HAL HAN HAR HAT HED HEJ HEL HEM HEN HET HON HOP HOS HOT HUD HUR HYR JAG JAN JUL JUN JUS KAL KAN KAP KAR "
    "KEX KLO KOD KOK KOL KOM KON KOR KUL KUR KYL LAG LAN LAR LEK LER LET LOK LUR LYA MAJ MAN MAR MED MEN MER MES "
    "MOD MOS MOT MUR MUS MYR NED NEJ NER NOG NOT NYA NYS OCH OKT OMR ORD ORM ORO ORT OSS OST PAR PEK PER POL POP "
    "PUB RAD RAM RAN RAR RAS RED REN REP RES RET ROT RUS RUT RYM SAK SEN SEP SER SES SEX SJU SKA SKO SKY SOL "
    "SOM SON SOS SOT SUR SUS SYD SYN TAG TAK TAL TAR TEG TES TOG TOM TON TOT TRE TRO TUB TUM TUR TYG TYP UND UNG "
    "UPP URN UTB UTE UTR WEB YTA YTE"
)
"""Ordinary words as well, which stand before a count in a text in capitals."""


def plates(text: str, kinds: str) -> list[Span]:
    """Every plate in capitals. `kinds` is the text by kinds of signs, one for each: A a capital, 0 a digit."""
    found = list(_written_in_capitals(text, kinds))
    return outside(found, addresses(text)) if found else found


def _written_in_capitals(text: str, kinds: str) -> Iterator[Span]:
    for shape in _SHAPE.finditer(kinds):
        match = _PLATE.match(text, shape.start())
        if match and match["letters"] not in (_WORDS if match["blank"] else _ABBREVIATIONS) and _may_begin(match, text):
            yield match.span()


def _may_begin(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    if before[-1:].isalnum() or before[-1:] in {".", "\\", "&"} or _OF_SOMETHING.search(before):
        return False
    if before[-1:] == "/" and not _ALTERNATIVE.search(before):
        return False
    is_colour = before[-1:] == "#" and set(match["letters"]) <= set("ABCDEF")
    is_compound = before[-1:] in set(DASHES) and (bool(match["blank"]) or before[-2:-1].isupper())
    return not is_colour and not is_compound


def announced_plates(text: str) -> list[Span]:
    """Every plate right after a word such as «reg.nr», in small letters too."""
    found = _AFTER_WORD.finditer(text)
    return [each.span(1) for each in found if each[2].isupper() or each[2].upper() not in _WORDS]
