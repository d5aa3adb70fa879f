"""Names as written → what they are looked up by, equal for every usual way of writing them."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BETWEEN = re.compile(r"[\W_]+")
_TITLES = re.compile(r"\b(?:hanse|luther|universitäts|landeshaupt|kreisfreie )?stadt\b", re.I)
_QUALIFIER = re.compile(r"\s*[(/,]|\s+(?=(?:am|an|im|in|ob|bei|vor|auf)\s|[aiobv]\.)", re.I)
_JOINING = re.compile(r"^(?:(?:am|an|a|im|in|i|ob|bei|b|vor|v|auf|der|dem|den|d)\W+)+", re.I)


def folded(name: str) -> str:
    """Letters and digits only, casefolded, ä = ae, ß = ss: Bad Köstritz → badkoestritz."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    return _BETWEEN.sub("", name.casefold())


def name_and_qualifier(name: str) -> tuple[str, str]:
    """Frankfurt (Oder), Frankfurt/Oder and Frankfurt an der Oder → ("frankfurt", "oder").

    Titles such as Hansestadt are no part of a name; St. is Sankt.
    """
    plain = _TITLES.sub(" ", unicodedata.normalize("NFC", name)).strip(" ,")
    plain = re.sub(r"^st\.?\s", "Sankt ", plain, flags=re.I)
    own, *rest = _QUALIFIER.split(plain, maxsplit=1)
    return folded(own), folded(_JOINING.sub("", rest[0].strip())) if rest else ""
