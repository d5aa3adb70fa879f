"""Names and ids as people spell them → the one way they are compared and counted."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from tenderscore.regions.naming import folded
from tenderscore.suggest import LOOK_ALIKES

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f]")
"""Letters and marks that show nothing; what is not printable is not listed here."""
_MINUSES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SIGNS = re.compile(f"^[{_MINUSES}]|[{_MINUSES}]$|[+#%<>=≤≥*?!]")
_DASHES = "_\u2212\u2043\u02d7"
"""Taken for dashes, and none by their category."""

_LEGAL_FORMS = frozenset({
    "gmbh", "ggmbh", "mbh", "gesmbh", "ag", "gag", "se", "kg", "kgaa", "ohg", "gbr", "ug",
    "haftungsbeschraenkt", "partg", "ev", "eg", "co", "ltd", "limited", "inc", "llc", "plc",
    "sarl", "sas", "bv", "nv", "srl",
})  # fmt: skip


word_key = lru_cache(maxsize=10_000)(folded)
"""What two words are compared by; the same few come in every row."""


def one_line(text: str) -> str:
    """Without spaces around, line breaks and runs of spaces inside as one space; NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_controls(text: str) -> str:
    """Control characters as spaces."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)


def unseen(text: str) -> str:
    """The first character that nobody sees; nothing if all can be seen, or are spaces."""
    if text.isascii() and text.isprintable():
        return ""
    return next(
        (c for c in text if _UNSEEN.match(c) or not (c.isprintable() or c.isspace())),
        "",
    )


@lru_cache(maxsize=10_000)
def spelt(text: str, names: tuple[str, ...]) -> str | None:
    """The name that is written so; else the only one that has the same letters, digits and signs.

    "A-" is neither "A" nor "A+", as "-1" is not "1"; a dash between words makes no difference.
    """
    exact = [name for name in names if one_line(name) == one_line(text)]
    alike = [name for name in names if word_key(name) and _value_key(name) == _value_key(text)]
    for found in (exact, alike):
        if len(found) == 1:
            return found[0]
    return None


def signs(text: str) -> tuple[str, ...]:
    """What changes a meaning although it is no letter: A+, C#, ≤ 5, -1, ja?"""
    return tuple("-" if c in _MINUSES else c for c in _SIGNS.findall(text.strip()))


def _value_key(text: str) -> tuple[str, tuple[str, ...]]:
    return word_key(text), signs(text)


@lru_cache(maxsize=10_000)
def id_skeletons(text: str, *, case_counts: bool = False) -> frozenset[str]:
    """What is left of an id when all that a reader may overlook is put aside.

    Case (unless it counts), compatibility forms, invisible characters, the kind of dash, spaces
    (dropped, or taken as a dash), Cyrillic and Greek letters that look Latin. Two ids that share
    a skeleton look alike, whatever their bytes.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _UNSEEN.sub("", plain).translate(LOOK_ALIKES)
    if not case_counts:
        plain = plain.casefold()
    plain = "".join(
        "-" if unicodedata.category(c) == "Pd" or c in _DASHES else c
        for c in plain
        if unicodedata.category(c) not in ("Cf", "Mn", "Cc")
    )
    words = plain.split()
    return frozenset(("".join(words), re.sub("-+", "-", "-".join(words))))


@lru_cache(maxsize=10_000)
def organisation_key(name: str) -> str:
    """The name that is counted as one organisation: Fraunhofer-IPA e. V. → "fraunhofer ipa".

    NFKC, casefolded, ä = ae, punctuation and dashes as spaces, legal forms at the end and whatever
    cannot be seen dropped.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    if unseen(plain):
        plain = "".join(c for c in plain if not unseen(c))
    plain = re.sub(r"\b([a-z])\.\s?(?=[a-z]\b)", r"\1", plain)  # e. V. → ev, S.A.S → sas
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(umlaut, letters)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept.pop()
    return " ".join(kept)


def in_latin(name: str) -> str:
    """With the Latin letters that those of other alphabets are taken for."""
    return name if name.isascii() else name.translate(LOOK_ALIKES)


def nearly_the_same(one: str, other: str) -> bool:
    """Whether two organisation keys differ so little that a person should look.

    Nine tenths alike in all; and the words in which they differ are four fifths alike, or only one
    of the two has any. "hochschule bremen" and "hochschule berlin" are alike and plainly two.
    """
    words, others = one.split(), other.split()
    rest = " ".join(word for word in words if word not in others)
    other_rest = " ".join(word for word in others if word not in words)
    if rest and other_rest and not _alike(rest, other_rest, 0.8):
        return False
    return one != other and _alike(one, other, 0.9)


def _alike(one: str, other: str, least: float) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= least
        and matcher.quick_ratio() >= least
        and matcher.ratio() >= least
    )
