"""A value as it was read → what a cell holds so that it is read the same: cells.py the other way.

Words are in the language that is spoken, ids and codes as they are. A number stands there as one
where fifteen digits hold it, else as a text that has one meaning in every style of numbers.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from tenderscore.call import Call
from tenderscore.language import Text, later, said, say, spoken
from tenderscore.numbers import cell_decimal
from tenderscore.units import whole_text
from tenderscore.words import ACTIVITIES, KINDS, OWNER_KINDS, ROLES
from tenderscore.workbook.cell import plain_text

CELL_LIMIT = 32_767
"""UTF-16 units."""
_LOST = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]|x005F_")
"""What no XML holds, and what stands for it there."""
FIRST_DAY = date(1900, 3, 1)
"""Programs do not agree on the serial numbers of earlier days."""


@frozen(kw_only=True)
class Style:
    """What the writing of a cell depends on, beside the value."""

    call: Call
    decimal_style: str | None = None

    @property
    def german(self) -> bool:
        return spoken() == "de"


@frozen
class Written:
    """A text, an exact number, or a day with or without its time; and how the cell shows it."""

    value: str | Decimal | date
    picture: str = "@"


Writer = Callable[[Any, Style], Written]


def written(kind: str, value: Any, style: Style) -> Written:
    return WRITERS[kind](value, style)


def unkept(kind: str, cell: Written | None) -> Text | None:
    """Why the cell could not hold the value as it is; None: it can."""
    if cell is None or not isinstance(cell.value, str):
        return None
    value = cell.value
    if kind == "amount" and len(value.partition(".")[0].partition(",")[0]) > 15:
        return said("a number of more than fifteen digits before the point")
    if len(value.encode("utf-16-le", "surrogatepass")) > 2 * CELL_LIMIT:
        return said("more than {most} characters", most=later(whole_text, CELL_LIMIT))
    return said("characters that cannot be written") if _LOST.search(value) else None


def _text(value: Any, style: Style) -> Written:
    return Written(value)


def _exact(value: Decimal, picture: str, style: Style) -> Written:
    """Sixteen digits and more are never a group of three, which alone has two meanings."""
    if abs(value) < 10**15 and cell_decimal(float(value)) == value:
        return Written(value, picture)
    text = plain_text(value)
    comma = style.decimal_style in ("german", "french")
    return Written(text.replace(".", ",") if comma else text)


def _number(value: Fraction, style: Style) -> Written:
    return _exact(_decimal(value), "General", style)


def _decimal(value: Fraction) -> Decimal:
    """Whatever was read has an end."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return _shifted(int(value * 10**places), places)


def _shifted(value: int, places: int) -> Decimal:
    """Exactly; scaleb would round to the digits of the context."""
    return Decimal(f"{value}e-{places}")


def _whole(value: int, style: Style) -> Written:
    return _exact(Decimal(value), "0", style)


def _amount(value: int, style: Style) -> Written:
    return _exact(_shifted(value, 2), "#,##0.00", style)


def _points(value: int | str, style: Style) -> Written:
    if isinstance(value, str):
        return Written(say("conflict of interest"))
    return _exact(_shifted(value, 2), "0.00", style)


def _yes_no(value: bool, style: Style) -> Written:
    return Written(say("yes") if value else say("no"))


def _moment(value: datetime, style: Style) -> Written:
    """In the zone of the call's deadline as a date, in another as a text with its zone."""
    whole = value.microsecond % 1000 == 0
    here = value.utcoffset() == value.astimezone(style.call.closes.tzinfo).utcoffset()
    if value.date() < FIRST_DAY or not whole or not here:
        return Written(value.isoformat(sep=" "))
    day = "dd.mm.yyyy" if style.german else "yyyy-mm-dd"
    clock = "hh:mm" if value.time().replace(hour=0, minute=0) == time() else "hh:mm:ss"
    return Written(value.replace(tzinfo=None), f"{day} {clock}")


def _day(value: date, style: Style) -> Written:
    if value < FIRST_DAY:
        return Written(value.isoformat())
    return Written(value, "dd.mm.yyyy" if style.german else "yyyy-mm-dd")


def _topics(value: tuple[str, ...], style: Style) -> Written:
    return Written("; ".join(value))


def _word(words: Mapping[str, tuple[str, ...]]) -> Writer:
    def word(value: str, style: Style) -> Written:
        german = words.get(value) if style.german else None
        return Written(german[0][:1].upper() + german[0][1:] if german else value)

    return word


WRITERS: dict[str, Writer] = {
    "id": _text,
    "text": _text,
    "number": _number,
    "whole": _whole,
    "amount": _amount,
    "points": _points,
    "yes_no": _yes_no,
    "moment": _moment,
    "day": _day,
    "land": _text,
    "lot": _text,
    "topics": _topics,
    "percent": _number,
    "partner_kind": _word(KINDS),
    "owner_kind": _word(OWNER_KINDS),
    "activity": _word(ACTIVITIES),
    "role": _word(ROLES),
    "country": _text,
    "postal_code": _text,
    "criterion": _text,
}
