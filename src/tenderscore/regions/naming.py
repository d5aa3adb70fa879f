"""A name as written → the key it is looked up by, equal for every usual way of writing it."""

import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def folded(name: str) -> str:
    """Letters and digits only, casefolded, ä = ae, ß = ss: Bad Köstritz → badkoestritz."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFC", plain) if c.isalnum())
