"""A number as a person wrote it → every exact decimal it may mean; one meaning is a number.

The four styles, each with its own grouping and decimal sign:

| style   | grouped                   | decimal sign |
|---------|---------------------------|--------------|
| german  | 1.234.567 or 1 234 567    | comma        |
| english | 1,234,567                 | point        |
| swiss   | 1'234'567 or 1 234 567    | point        |
| french  | 1 234 567                 | comma        |

A space may be narrow or non-breaking, an apostrophe typographic. Without a declared style a text
is read in all four: "1.234,50" has one meaning, "1.234" has two and is nobody's to guess.
Only the digits 0 to 9 count; exponents, underscores, plus signs, NaN and ",–" are no numbers.
"""

import re
from decimal import Decimal

from tenderscore.units import hundredths

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_APOSTROPHE = "['\u2019]"


def _pattern(groupings: tuple[str, ...], decimal_sign: str) -> re.Pattern[str]:
    grouped = "|".join(f"[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+" for sign in groupings)
    return re.compile(f"(-?)({grouped}|[0-9]+)(?:{decimal_sign}([0-9]+))?", re.ASCII)


STYLES = {
    "german": _pattern((r"\.", " "), ","),
    "english": _pattern((",",), r"\."),
    "swiss": _pattern(("'", " "), r"\."),
    "french": _pattern((" ",), ","),
}

LARGEST = 10**15
"""From here on a spreadsheet no longer holds every whole number."""

_SIGNS = {
    "€": ("EUR",),
    "$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD"),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "EURO": ("EUR",),
    "FR.": ("CHF",),
    "SFR.": ("CHF",),
    "US$": ("USD",),
}
_UNIT = r"US\$|€|\$|£|¥|%|[A-Za-z]{2,4}\.?"
_WITH_UNIT = re.compile(rf"(?P<before>{_UNIT})?\s*(?P<number>.*?)\s*(?P<after>{_UNIT})?", re.DOTALL)


def readings(text: str, style: str | None = None) -> frozenset[Decimal]:
    """All that a bare number may mean in the style, or in any of the four where none is declared.

    None: not a number. Two: ambiguous.
    """
    plain = re.sub(_APOSTROPHE, "'", re.sub(_SPACE, " ", text)).replace("\u2212", "-").strip(" ")
    patterns = STYLES.values() if style is None else (STYLES[style],)
    return frozenset(
        Decimal(match[1] + re.sub(r"[^0-9]", "", match[2]) + "." + (match[3] or "0"))
        for match in (pattern.fullmatch(plain) for pattern in patterns)
        if match
    )


def without_unit(text: str) -> tuple[str, str]:
    """A number's text and the one unit before or after it, "" if there is none or are two.

    The unit is a currency's sign or code, or "%": "1.234,50 €" → ("1.234,50", "€").
    """
    match = _WITH_UNIT.fullmatch(text.strip())
    if match is None or (match["before"] and match["after"]):
        return text, ""
    return match["number"], match["before"] or match["after"] or ""


def is_unit_of(unit: str, currency: str) -> bool:
    """Whether the sign or code can stand for the currency; no unit can stand for any."""
    unit = unit.upper()
    return not unit or unit == currency or currency in _SIGNS.get(unit, ())


def cell_decimal(value: int | float) -> Decimal | None:
    """A numeric cell as the fifteen digits that a spreadsheet shows; None if it is too large.

    The one place where a binary fraction is touched: 0.1 + 0.2 is stored as 0.30000000000000004
    and means 0.3.
    """
    if isinstance(value, float):
        decimal = Decimal(format(value, ".15g"))
        return decimal if decimal.is_finite() and abs(decimal) < LARGEST else None
    return Decimal(value) if abs(value) < LARGEST else None


def cents(value: Decimal) -> int | None:
    """An amount in whole cents, None if it is negative or finer than a cent."""
    return None if value < 0 else hundredths(value)
