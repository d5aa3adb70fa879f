"""Did you mean …? The known name nearest to a mistyped one, as a sentence or nothing."""

from collections.abc import Iterable
from difflib import get_close_matches

from tenderscore.language import Text, said


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return meant(by_folded[near[0]]) if near else ""


def meant(name: str) -> Text:
    return said(" Did you mean '{name}'?", name=name)
