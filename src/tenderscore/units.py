"""Numbers as they are counted and printed: cents, points, exact fractions; nothing is a float.

They are printed as the language that is spoken writes them: 3.9130 and EUR 1,234.50, in German
3,9130 and 1.234,50 EUR.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NewType

from tenderscore.language import in_english, say, spoken

Cents = NewType("Cents", int)
Points = NewType("Points", int)
Number = int | Fraction

POINTS_UNIT = 100


def half_up(value: Number) -> int:
    """The nearest whole number, halves away from zero (kaufmännisch, DIN 1333)."""
    if value < 0:
        return -half_up(-value)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def exact(value: Decimal | int | str) -> Fraction:
    """The decimal as a fraction, nothing lost."""
    return Fraction(value)


def hundredths(value: Decimal | Number) -> int | None:
    """The value in hundredths (points, or cents of an amount), None if it is finer than that."""
    scaled = Fraction(value) * 100
    return scaled.numerator if scaled.denominator == 1 else None


def decimal_text(count: int, unit: int) -> str:
    """`count` pieces of 1/`unit` (a power of ten) as an exact decimal: (36575, 10000) → 3.6575."""
    places = len(str(unit)) - 1
    sign = "-" if count < 0 else ""
    whole, rest = divmod(abs(count), unit)
    return f"{sign}{whole}{decimal_sign()}{rest:0{places}d}" if places else f"{sign}{whole}"


def decimal_sign() -> str:
    return "," if spoken() == "de" else "."


def points_text(points: int) -> str:
    """Hundredths of a point with two places: 450 → 4.50."""
    return decimal_text(points, POINTS_UNIT)


def number_text(value: Number, places: int = 4) -> str:
    """An exact decimal where the value has one of at most `places` places, else `≈` and rounded."""
    fraction = Fraction(value)
    unit = 10**places
    scaled = fraction * unit
    text = decimal_text(half_up(scaled), unit)
    if decimal_sign() in text:
        text = text.rstrip("0").rstrip(decimal_sign())
    return text if scaled.denominator == 1 else f"≈ {text}"


def whole_text(value: int) -> str:
    """With grouped thousands: 500,000."""
    return f"{value:,}".replace(",", "." if spoken() == "de" else ",")


def amount_text(cents: int, currency: str) -> str:
    """Cents with grouped thousands, cents shown only where there are any: EUR 1,500,000."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    number = f"{sign}{whole_text(whole)}" + (f"{decimal_sign()}{rest:02d}" if rest else "")
    return money_text(number, currency)


def money_text(number: str, currency: str) -> str:
    """A number with its currency, where the language puts it."""
    return say("{currency} {number}", currency=currency, number=number)


@in_english
def exact_text(value: Fraction) -> str:
    """12.5, 3, or 10/3 where no decimal is exact."""
    places, rest = 0, value.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        return str(value)
    return decimal_text(int(value * 10**places), 10**places)
