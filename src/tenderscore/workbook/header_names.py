"""A header as it is written → the column that it names.

Two headers are one if they differ only in case, spaces, punctuation, ä for ae, or in a unit at the
end, such as "(EUR)", "in EUR", "[€]" or "(months)". A near miss is proposed, never taken.
"""

import re
from collections.abc import Callable, Mapping

from tenderscore.numbers import is_unit_of
from tenderscore.regions.naming import folded
from tenderscore.workbook.sheet import SheetColumn, year_column

Named = Callable[[str], str | None]
"""A header → the field that it names; None: none."""

_CURRENCIES = "EUR|USD|CHF|GBP|SEK|DKK|NOK|PLN|CZK|HUF|JPY|AUD|CAD|Euro|€|US\\$|\\$|£"
_PLAIN_UNITS = "months|Monate|Monaten|km|%|percent|Prozent|points|Punkte"
_UNIT = re.compile(
    rf"\s*(?:[\(\[]\s*(?:in\s+)?({_CURRENCIES}|{_PLAIN_UNITS})\s*[\)\]]"
    rf"|\sin\s+({_CURRENCIES}|{_PLAIN_UNITS})|\s?(€|\$|£|%))\s*$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?:\bin\s+|[(\[]\s*)(?:T|k|Tsd\.?|Tausend|Mio\.?|Mill\.?|Millionen|Mrd\.?|thousands?|millions?)"
    rf"\s?(?:of\s)?(?:{_CURRENCIES})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(.+?)((?:19|20)[0-9]{2})", re.ASCII)


def header_key(text: str) -> str:
    """What two headers are compared by."""
    return folded(_UNIT.sub("", text))


def unit_of(text: str) -> str:
    """The unit at a header's end; nothing if there is none."""
    unit = _UNIT.search(text)
    return next(filter(None, unit.groups())) if unit else ""


def under(caption: str, header: str) -> tuple[str, ...]:
    """What a header below a caption may be called: with it, or without all of it but its unit."""
    unit = _UNIT.search(caption)
    end = f" {unit[0].strip()}" if unit else ""
    whole = f"{_UNIT.sub('', caption)} {header}{end}".strip()
    return (whole,) if in_thousands(caption) else (whole, f"{header}{end}")


def strange_amounts(text: str, currency: str) -> bool:
    """Whether it says that amounts are in thousands, millions or another currency."""
    unit = unit_of(text)
    is_currency = re.fullmatch(_CURRENCIES, unit, re.IGNORECASE) is not None
    return in_thousands(text) or (is_currency and not is_unit_of(unit, currency))


def in_thousands(text: str) -> bool:
    """Whether it says that amounts are in TEUR, Mio. € or the like."""
    return _MANY.search(text) is not None


def without_thousands(text: str) -> str:
    """The header without "in TEUR", "(Mio. €)" or the like at its end."""
    return re.sub(rf"(?:{_MANY.pattern})\s*[)\]]?\s*$", "", text, flags=re.IGNORECASE)


def by_name(table: str, columns: Mapping[str, SheetColumn]) -> Callable[[str], SheetColumn | None]:
    """Looks a header up: the first column that bears a name has it; fields go first."""
    keys: dict[str, SheetColumn] = {}
    for column in columns.values():
        keys.setdefault(folded(column.field), column)
    for column in columns.values():
        for name in column:
            keys.setdefault(header_key(name), column)
    with_years = columns.get("requested", ()) if table == "proposals" else ()
    requested = {header_key(name) for name in with_years}

    def named(text: str) -> SheetColumn | None:
        key = header_key(text)
        if key in keys:
            return keys[key]
        match = _YEAR.fullmatch(key)
        return year_column(match[2]) if match and match[1] in requested else None

    return named
