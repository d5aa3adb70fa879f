"""Shares and intervals in percent; what is not all or nothing never looks like it."""

from fractions import Fraction
from math import ceil, floor

from tenderscore.reports.table import percent_text
from tenderscore.units import decimal_text

TENTHS = 1000
TINY = Fraction(1, 2 * TENTHS)


def portion_text(share: Fraction) -> str:
    """0, < 0.1, 62.5, > 99.9, 100"""
    if share in (0, 1):
        return "100" if share else "0"
    if share < TINY:
        return f"< {decimal_text(1, 10)}"
    if share > 1 - TINY:
        return f"> {decimal_text(TENTHS - 1, 10)}"
    return percent_text(share)


def at_least(share: Fraction) -> str:
    """With one decimal, rounded down."""
    return decimal_text(floor(share * TENTHS), 10)


def at_most(share: Fraction) -> str:
    """With one decimal, rounded up."""
    return decimal_text(ceil(share * TENTHS), 10)


def interval_text(low: Fraction, high: Fraction) -> str:
    """41.2 – 47.5"""
    return f"{at_least(low)} – {at_most(high)}"
