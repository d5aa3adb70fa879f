"""An indicator's value → as people say it: 62.5 percent, 1 partner, EUR 1,500,000 a year."""

from fractions import Fraction

from tenderscore.language import N_number, say, say_number
from tenderscore.units import amount_text, hundredths, money_text, number_text

UNITS = {
    "percent": N_number("{value} percent", "{value} percent"),
    "partners": N_number("{value} partner", "{value} partners"),
    "percentage points": N_number("{value} percentage point", "{value} percentage points"),
    "points": N_number("{value} point", "{value} points"),
    "months": N_number("{value} month", "{value} months"),
}


def value_text(value: Fraction, unit: str, currency: str) -> str:
    """The value with its indicator's unit; yes or no where it is a truth."""
    if unit == "yes or no":
        return say("yes") if value else say("no")
    if unit == "hours":
        return _duration(value)
    if unit == "as in the column":
        return number_text(value)
    if unit == "currency":
        return _money(value, currency)
    if unit == "currency a year":
        return say("{amount} a year", amount=_money(value, currency))
    if unit in UNITS:
        return say_number(*UNITS[unit], 1 if value == 1 else 2, value=number_text(value))
    return f"{number_text(value)} {unit}".strip()


def _duration(hours: Fraction) -> str:
    """Exact to the second: 93 h 30 min, 7 min, 0 min."""
    seconds = hours * 3600
    if seconds.denominator != 1:
        return say("{number} hours", number=number_text(hours))
    minutes, rest = divmod(abs(int(seconds)), 60)
    parts = [f"{minutes // 60} h" if minutes >= 60 else "", f"{minutes % 60} min"]
    sign = "-" if seconds < 0 else ""
    return sign + " ".join(filter(None, [*parts, f"{rest} s" if rest else ""]))


def _money(value: Fraction, currency: str) -> str:
    cents = hundredths(value)
    return (
        money_text(number_text(value), currency) if cents is None else amount_text(cents, currency)
    )
