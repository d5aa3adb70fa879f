"""Weights, shares and criteria in words."""

from fractions import Fraction

from tenderscore.call import Call
from tenderscore.language import quoted, say, titled
from tenderscore.reports.wording import visible
from tenderscore.units import number_text


def criterion_text(call: Call, id_: str) -> str:
    one = call.criterion(id_)
    return quoted(visible(titled(one.title, one.title_de) or id_))


def weight_text(call: Call, weight: Fraction) -> str:
    """38.9 percent, ≈ 21.69 percent where no short decimal is exact; 1.5 where it is a factor."""
    number = number_text(weight, 2)
    return say("{number} percent", number=number) if call.total_is == "mean" else number
