"""Words that mean one thing in two languages: kinds, roles, countries, yes and no, conflict."""

import re
from collections.abc import Iterable, Mapping

from tenderscore.frozen import frozen_mapping
from tenderscore.language import spoken
from tenderscore.regions.naming import folded

KINDS = {
    "university": ("Universität", "hochschule", "fachhochschule", "university of applied sciences"),
    "research institute": (
        "Forschungsinstitut",
        "research organisation",
        "forschungseinrichtung",
        "institut",
        "institute",
        "außeruniversitäre Forschungseinrichtung",
    ),
    "chamber": ("Kammer", "handwerkskammer", "industrie- und handelskammer", "ihk", "hwk"),
    "association": ("Verband", "verein"),
    "company": ("Unternehmen", "firma", "enterprise"),
    "public body": (
        "öffentliche Einrichtung",
        "öffentliche stelle",
        "körperschaft",
        "gebietskörperschaft",
        "behörde",
        "kommune",
        "public authority",
    ),
    "other": ("Sonstige", "sonstiges", "andere"),
}
"""What a partner is → what else it may be called."""

OWNER_KINDS = {
    "enterprise": ("Unternehmen", "firma", "company"),
    "natural person": ("natürliche Person", "person", "privatperson", "familie", "family"),
    "public body": (
        "öffentliche Stelle",
        "öffentliche einrichtung",
        "körperschaft",
        "gebietskörperschaft",
        "public authority",
    ),
    "venture capital": ("Wagniskapital", "wagniskapitalgesellschaft", "venture capital company"),
    "public investment corporation": ("öffentliche Beteiligungsgesellschaft",),
    "business angel": ("Business Angel",),
    "university": (
        "Universität",
        "hochschule",
        "non-profit research centre",
        "forschungseinrichtung ohne gewinnzweck",
    ),
    "institutional investor": (
        "institutioneller Anleger",
        "institutioneller investor",
        "regional development fund",
        "regionaler entwicklungsfonds",
    ),
    "small local authority": ("kleine Gemeinde", "kleine kommune"),
}
"""What an owner is → what else it may be called. From venture capital on they are the investors
of Recommendation 2003/361/EC, Annex, Art. 3(2)."""

ACTIVITIES = {
    "fundamental research": ("Grundlagenforschung",),
    "industrial research": ("industrielle Forschung",),
    "experimental development": ("experimentelle Entwicklung",),
    "feasibility study": ("Durchführbarkeitsstudie", "feasibility studies"),
}
"""Kinds of research by Regulation (EU) No 651/2014, Art. 25(2) → what else they may be called."""

ROLES = {
    "research": ("Forschung",),
    "transfer": ("Wissenstransfer", "technologietransfer"),
    "implementation": ("Umsetzung",),
    "coordination": ("Koordination", "koordinator", "coordinator", "verbundkoordinator"),
}
"""What a partner does → what else it may be called; any other role is kept as it is written."""

CONFLICT = frozenset(
    folded(word)
    for word in (
        "conflict of interest",
        "conflict",
        "befangen",
        "befangenheit",
        "interessenkonflikt",
    )
)

YES = ("yes", "ja", "y", "j", "true", "wahr", "x")
NO = ("no", "nein", "n", "false", "falsch")

_COUNTRIES = {
    "DE": ("germany", "deutschland"),
    "AT": ("austria", "österreich"),
    "CH": ("switzerland", "schweiz"),
    "BE": ("belgium", "belgien"),
    "BG": ("bulgaria", "bulgarien"),
    "CY": ("cyprus", "zypern"),
    "CZ": ("czechia", "czech republic", "tschechien"),
    "DK": ("denmark", "dänemark"),
    "EE": ("estonia", "estland"),
    "ES": ("spain", "spanien"),
    "FI": ("finland", "finnland"),
    "FR": ("france", "frankreich"),
    "GB": ("united kingdom", "vereinigtes königreich", "uk", "großbritannien"),
    "GR": ("greece", "griechenland"),
    "HR": ("croatia", "kroatien"),
    "HU": ("hungary", "ungarn"),
    "IE": ("ireland", "irland"),
    "IS": ("iceland", "island"),
    "IT": ("italy", "italien"),
    "LI": ("liechtenstein",),
    "LT": ("lithuania", "litauen"),
    "LU": ("luxembourg", "luxemburg"),
    "LV": ("latvia", "lettland"),
    "MT": ("malta",),
    "NL": ("netherlands", "niederlande"),
    "NO": ("norway", "norwegen"),
    "PL": ("poland", "polen"),
    "PT": ("portugal",),
    "RO": ("romania", "rumänien"),
    "SE": ("sweden", "schweden"),
    "SI": ("slovenia", "slowenien"),
    "SK": ("slovakia", "slowakei"),
    "US": ("united states", "usa", "vereinigte staaten"),
    "UA": ("ukraine",),
    "TR": ("türkiye", "turkey", "türkei"),
}


def by_word(words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """Every word, folded → its key; a key is a word for itself."""
    return frozen_mapping(
        {folded(word): key for key, others in words.items() for word in (key, *others)}
    )


KIND_OF = by_word(KINDS)
ACTIVITY_OF = by_word(ACTIVITIES)
OWNER_KIND_OF = by_word(OWNER_KINDS)
ROLE_OF = by_word(ROLES)
TRUTH_OF = by_word({"yes": YES, "no": NO})
_COUNTRY_OF = by_word(_COUNTRIES)


def in_words(words: Mapping[str, tuple[str, ...]], key: str) -> str:
    """The word that is shown for a kind or a role; any other role as it is."""
    german = words.get(key, ())
    return german[0] if german and spoken() == "de" else key


def country_names() -> tuple[str, ...]:
    """Those that are known, by their names in the language that is spoken, Germany first."""
    place = -1 if spoken() == "de" else 0
    return tuple(names[place].title() for names in _COUNTRIES.values())


def role_word(text: str) -> str:
    """The role as it is kept: a known one by its English word, any other in lower case."""
    return ROLE_OF.get(folded(text), text.strip().casefold())


def country_code(text: str) -> str | None:
    """The ISO 3166 code: two letters are taken as one, a name is looked up."""
    if re.fullmatch("[A-Za-z]{2}", text) and text.upper() != "UK":
        return text.upper()
    return _COUNTRY_OF.get(folded(text))
