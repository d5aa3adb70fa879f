"""Words of other people's workbooks → the one way they are compared and counted."""

import re
import unicodedata
from difflib import SequenceMatcher

from tenderscore.regions.naming import folded

KINDS = {
    "university": ("universität", "hochschule", "fachhochschule", "university of applied sciences"),
    "research institute": (
        "research organisation", "forschungsinstitut", "forschungseinrichtung", "institut",
        "institute", "außeruniversitäre Forschungseinrichtung",
    ),
    "chamber": ("kammer", "handwerkskammer", "industrie- und handelskammer", "ihk", "hwk"),
    "association": ("verband", "verein"),
    "company": ("unternehmen", "firma", "enterprise"),
    "public body": (
        "öffentliche einrichtung", "öffentliche stelle", "körperschaft", "gebietskörperschaft",
        "behörde", "kommune", "public authority",
    ),
    "other": ("sonstige", "sonstiges", "andere"),
}
"""What a partner is → what else it may be called."""

ROLES = {
    "research": ("forschung",),
    "transfer": ("wissenstransfer", "technologietransfer"),
    "implementation": ("umsetzung",),
    "coordination": ("koordination", "koordinator", "coordinator", "verbundkoordinator"),
}
"""What a partner does → what else it may be called; any other role is kept as it is written."""

CONFLICT = ("conflict of interest", "conflict", "befangen", "befangenheit", "interessenkonflikt")

YES = ("yes", "ja", "y", "j", "true", "wahr", "x")
NO = ("no", "nein", "n", "false", "falsch")

_COUNTRIES = {
    "DE": ("germany", "deutschland"), "AT": ("austria", "österreich"),
    "CH": ("switzerland", "schweiz"), "BE": ("belgium", "belgien"), "BG": ("bulgaria", "bulgarien"),
    "CY": ("cyprus", "zypern"), "CZ": ("czechia", "czech republic", "tschechien"),
    "DK": ("denmark", "dänemark"), "EE": ("estonia", "estland"), "ES": ("spain", "spanien"),
    "FI": ("finland", "finnland"), "FR": ("france", "frankreich"),
    "GB": ("united kingdom", "vereinigtes königreich", "uk", "großbritannien"),
    "GR": ("greece", "griechenland"), "HR": ("croatia", "kroatien"), "HU": ("hungary", "ungarn"),
    "IE": ("ireland", "irland"), "IS": ("iceland", "island"), "IT": ("italy", "italien"),
    "LI": ("liechtenstein",), "LT": ("lithuania", "litauen"), "LU": ("luxembourg", "luxemburg"),
    "LV": ("latvia", "lettland"), "MT": ("malta",), "NL": ("netherlands", "niederlande"),
    "NO": ("norway", "norwegen"), "PL": ("poland", "polen"), "PT": ("portugal",),
    "RO": ("romania", "rumänien"), "SE": ("sweden", "schweden"), "SI": ("slovenia", "slowenien"),
    "SK": ("slovakia", "slowakei"), "US": ("united states", "usa", "vereinigte staaten"),
    "UA": ("ukraine",), "TR": ("türkiye", "turkey", "türkei"),
}

_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХЅІЈаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXSIJaeopcyxsijABEZHIKMNOPTYXo"
)

_LEGAL_FORMS = {
    "gmbh", "ggmbh", "mbh", "ag", "gag", "se", "kg", "kgaa", "ohg", "gbr", "ug", "ev", "eg", "eu",
    "gesmbh", "ltd", "limited", "inc", "llc", "plc", "sarl", "sas", "bv", "nv", "spa", "srl", "co",
    "haftungsbeschraenkt", "haftungsbeschrankt", "partg",
}


def word_of(text: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """The key under which the text, or the text without its plural, stands."""
    wanted = folded(text)
    for key, others in words.items():
        if wanted in (folded(word) for word in (key, *others)):
            return key
    return None


def is_one_of(text: str, words: tuple[str, ...]) -> bool:
    return folded(text) in (folded(word) for word in words)


def country_code(text: str) -> str | None:
    """The ISO 3166 code: two letters are taken as one, a name is looked up."""
    if re.fullmatch("[A-Za-z]{2}", text) and text.upper() != "UK":
        return text.upper()
    return word_of(text, _COUNTRIES)


def one_line(text: str) -> str:
    """Without spaces around, line breaks and runs of spaces inside as one space; NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def id_skeletons(text: str, *, case_counts: bool = False) -> frozenset[str]:
    """What is left of an id when all that a reader may overlook is put aside.

    Case (unless it counts), compatibility forms, invisible characters, the kind of dash, spaces
    (dropped, or taken as a dash), Cyrillic and Greek letters that look Latin. Two ids that share
    a skeleton look alike, whatever their bytes.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = plain.translate(_LOOK_ALIKES)
    if not case_counts:
        plain = plain.casefold()
    plain = "".join(
        "-" if unicodedata.category(c) == "Pd" or c in "_\u2212" else c
        for c in plain
        if unicodedata.category(c) not in ("Cf", "Mn", "Cc")
    )
    words = plain.split()
    return frozenset(("".join(words), re.sub("-+", "-", "-".join(words))))


def organisation_key(name: str) -> str:
    """The name that is counted as one organisation: Fraunhofer-IPA e. V. → "fraunhofer ipa".

    NFKC, casefolded, ä = ae, punctuation and dashes as spaces, legal forms at the end dropped.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = re.sub(r"\b([a-z])\.\s?(?=[a-z]\b)", r"\1", plain)  # e. V. → ev, S.A.S → sas
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(umlaut, letters)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept.pop()
    return " ".join(kept)


def nearly_the_same(one: str, other: str) -> bool:
    """Whether two organisation keys differ so little that a person should look."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return one != other and (
        matcher.real_quick_ratio() >= 0.9
        and matcher.quick_ratio() >= 0.9
        and matcher.ratio() >= 0.9
    )
