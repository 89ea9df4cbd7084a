"""Words that tell a person from what is named after one: streets, schools, foundations, events, firms, places."""

from loftekoll.personal_data.signs import word_set

PARTICLES = frozenset({"von", "af", "van", "der", "den", "de", "del", "la", "al", "el", "bin", "zu", "dos", "da", "di"})
"""Small words inside a name, where a capitalised word follows."""

BEFORE = word_set(
    "sankt sankta s:t s:ta st kvarteret kv stiftelsen fonden hotell hotellet restaurang restaurangen café kafé "
    "krogen puben gatan torget skolan förskolan kyrkan parken fartyget båten föreningen församlingen firma firman "
    "butiken sällskapet teatern museet villa gården priset biblioteket statyn skulpturen filmen boken pjäsen"
)
"""What stands before a name that is not of a person."""

SHORTENED = frozenset({"kv", "st", "s:t", "s:ta"})
"""Those that are written with a point as well; after the others a point ends the sentence."""

ANNOUNCING = word_set(
    "säger sa sade berättar menar kommunpolis kommunpolisen områdespolis områdespolisen polischef polischefen "
    "lokalpolisområdeschef ordförande ordföranden ordf. rektor rektorn kommunalråd kommunalrådet"
)
"""Titles and verbs of speech, which a name follows."""

COMPANY = frozenset({"ab", "hb", "kb", "&", "aktiebolag", "ltd", "group", "konsult", "gruppen", "koncernen"})

OF_SOMEBODY = frozenset(
    {("birger", "jarl"), ("birger", "jarls"), ("gustav", "vasa"), ("gustaf", "vasa"), ("gustav", "vasas"),
     ("gustav", "adolf"), ("gustaf", "adolf"), ("alfons", "åberg"), ("clas", "ohlson"), ("nils", "holgersson"),
     ("kalle", "anka"), ("peter", "pan"), ("karl", "marx"), ("martin", "luther"), ("pelle", "svanslös"),
     ("hugo", "boss"), ("björn", "borg"), ("tommy", "hilfiger"), ("karl", "johan"), ("carl", "gustaf"),
     ("maria", "ungdom"), ("harry", "potter"), ("mona", "lisa"), ("ralph", "lauren"), ("martin", "servera"),
     ("ronja", "rövardotter"), ("kajsa", "kavat"), ("kajsa", "varg"), ("karl-bertil", "jonsson")}
)  # fmt: skip
"""Figures of history and tales, and shops: no personal data."""

TITLES_OF_NOBODY = word_set(
    "enligt med till från av hos när då och men eller för om både därför även samt som under efter innan via vid "
    "kontakta ring fråga tacka"
)
"""Words that begin a sentence before a surname."""

WORDS_TOO = word_set(
    "alba august bill birk bo bror dag dan dina dani eda ester frank frej gun hans helge ina inga isa iris jack "
    "jan jon juni kim klara lill lilly lis liv loke lova love lucia maj malva mark max mina mio my nora per rita "
    "roman rosa rune saga sam siv sten stig svea tim tina tom tor urban valborg vega vera vilhelmina ville viola "
    "björn nova luna lo li levi neo abu nino salem rut elle saba hoa anh abel ama awa sally amit colin dante elton "
    "kari aki veli bonnie"
)
"""First names that are ordinary words, places or months as well: they need a surname that looks like one."""

SURNAME_ENDINGS = (
    "son", "quist", "qvist", "kvist", "ström", "gren", "berg", "bergh", "lund", "lundh", "dahl", "blom", "strand",
    "man", "mans", "lind", "lindh", "ling", "stedt", "holm", "feldt", "hammar", "ander", "én", "ius", "roth", "löf",
    "löv", "wall", "vall", "fors", "bäck", "skog", "hed", "hedin", "borg", "stam", "sjö", "falk", "wik", "björk", "ek",
    "gård", "gårdh", "stål", "sten", "krona", "rud", "ell", "inen", "nen", "ić", "ic", "ski", "ska",
)  # fmt: skip

_NOUNS = word_set(
    "skola skolan skolor gymnasium gymnasiet högskola bibliotek biblioteket stiftelse stiftelsen fond fonden gata "
    "gatan väg vägen vägs torg torget torgs park parken gränd gränden allé allén kyrka kyrkan kyrkans församling "
    "församlingen socken sjukhus sjukhuset museum museet teater teatern institut institutet akademi akademin "
    "akademien förening föreningen arena arenan stadion stipendium stipendiet minnesfond minneslund memorial open "
    "cup cupen trophy loppet bostäder gatans kapell kapellet förskola förskolan trappor barnsjukhus"
)
_NOUN_ENDINGS = tuple(_NOUNS)
_PLACES = word_set(
    "plats platsen hus huset hem hemmet pris priset minne center centrum hall hallen dag dagen dagarna festival "
    "festivalen marknad veckan stig stigen backe backen backar slott gård gården bro bron spår spåret kaj kajen "
    "plan planen hamn hamnen udde holme äng ängar trädgård terrass värld kvarter kvarteret bad badet klinik "
    "kliniken staty lopp turnering salen stuga stugan station stationen passage tunnel trappa rum bastion led "
    "leden hage lund"
)
_SUFFIXES = (
    "gatan", "vägen", "torget", "parken", "platsen", "gränden", "skolan", "gymnasiet", "gymnasium", "biblioteket",
    "stiftelsen", "fonden", "fond", "kyrkan", "kyrka", "sjukhuset", "sjukhus", "museet", "huset", "hemmet", "gården",
    "stationen", "dagen", "loppet", "priset", "stigen", "spåret", "kajen", "församling", "akademin", "akademien",
    "institutet", "stipendiet", "teatern", "arenan", "bostäder", "skola", "splan",
    "sväg", "sgata", "storg", "spark", "splats", "sgränd", "sallé",
)  # fmt: skip

NO_SURNAME = (
    _NOUNS
    | _PLACES.difference({"lund", "backe", "hall", "hage", "bro", "gård", "dag", "stig"})
    | word_set(
        "och eller i på av för med till från vid som är har kan ska den det de en ett vi ni du man inte även där "
        "här när om att men vill får blev var hade hans hennes deras polisen kommunen kommun region regionen "
        "socialtjänsten räddningstjänsten kommunpolis områdespolis ordförande kommunalråd chef polischef rektor "
        "samordnare handläggare måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april "
        "juni juli augusti september oktober november december jan feb mar apr maj jun jul aug sep okt nov dec "
        "norra södra östra västra nedre övre lilla stora nya gamla gröna city sverige norden norrbotten västerbotten "
        "jämtland härjedalen ångermanland medelpad dalarna gästrikland hälsingland uppland värmland närke "
        "västmanland södermanland dalsland bohuslän västergötland östergötland småland öland gotland halland "
        "blekinge skåne götaland svealand norrland ab hb kb majestät kungliga capita hamburgare burgers"
    )
)
"""What may stand with a capital after a first name without being a surname."""


def is_institution(word: str, *, is_genitive: bool = False) -> bool:
    """Whether a small-letter word is, or ends in, what is named after people; after a genitive places are so too."""
    if word in _NOUNS or word.endswith(_SUFFIXES):
        return True
    return is_genitive and (word in _PLACES or word.endswith(_NOUN_ENDINGS))
