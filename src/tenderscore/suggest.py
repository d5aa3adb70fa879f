"""Did you mean …? The known name nearest to a mistyped one, as a sentence or nothing."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from tenderscore.language import Text, said

LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУҮХЅІӀЈҺԚԜаеорсухѕіӏјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρικυχɑɡı",
    "ABEKMHOPCTYYXSIIJHQWaeopcyxsiljhdqwABEZHIKMNOPTYXovpikuxagi",
)
"""Cyrillic, Greek and phonetic letters → the Latin letter that each is taken for."""
_SAME_SHAPE = str.maketrans("oil|", "0111")


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """What looks the same goes before what is spelt nearly so: TS2O3 is TS203, not TS523."""
    names = list(known)
    shape = _shape(word)
    for name in names:
        if _shape(name) == shape:
            return meant(name)
    by_folded = {name.casefold(): name for name in names}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return meant(by_folded[near[0]]) if near else ""


def meant(name: str) -> Text:
    return said(" Did you mean '{name}'?", name=name)


def _shape(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).translate(LOOK_ALIKES)
    return plain.casefold().translate(_SAME_SHAPE)
