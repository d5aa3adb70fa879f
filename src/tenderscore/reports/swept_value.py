"""A value of a number that is varied, as people write it: an amount, percent, or plain."""

from fractions import Fraction

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.units import amount_text, decimal_sign, number_text


def value_text(call: Call, path: str, value: Fraction) -> str:
    """EUR 102,360,000, 26.0673 %, 3.5."""
    if path.endswith("_amount") and (100 * value).denominator == 1:
        return amount_text(int(100 * value), call.currency)
    if path.endswith("_percent"):
        return say("{number} %", number=number_text(value))
    return number_text(value)


def total_text(call: Call, total: Fraction | None) -> str:
    """Points with as many places as the call's totals have; a dash for none."""
    if total is None:
        return "-"
    places = len(str(call.total_unit)) - 1
    text = number_text(total, places)
    return text if text.startswith("≈") else _padded(text, places)


def _padded(text: str, places: int) -> str:
    whole, _, rest = text.partition(decimal_sign())
    return f"{whole}{decimal_sign()}{rest.ljust(places, '0')}" if places else whole
