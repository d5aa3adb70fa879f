"""When two spellings name the same organisation: one key for both."""

import re
import unicodedata

LEGAL_FORMS = (
    "e v",
    "ev",
    "ggmbh",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "gbr",
    "ug",
    "se",
    "eg",
    "mbh",
    "ltd",
    "inc",
)
_LEGAL = re.compile(rf"(?: (?:{'|'.join(LEGAL_FORMS)}|co kg|und co))+$")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def organisation_key(name: str) -> str:
    """Case, umlauts, dashes, punctuation, spaces and legal forms at the end make no difference."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_UMLAUTS)
    text = text.replace("&", " und ")
    words = " ".join(re.findall(r"\w+", text))
    return _LEGAL.sub("", words) or words
