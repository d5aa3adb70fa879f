"""How sure a frequency is that was found by so many draws: an interval around it, in fractions.

E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
American Statistical Association 22 (1927), 209–212.
"""

from fractions import Fraction
from math import ceil, floor, isqrt

Z = Fraction(49, 25)
"""Of 95 percent: 1.96."""
MILLION = 10**6
FINE = 10**20


def wilson(hits: int, of: int) -> tuple[Fraction, Fraction]:
    """The 95 % interval of a share of which `hits` of `of` draws are known, in millionths, rounded
    outward."""
    square = Z * Z
    root = Z * Z + Fraction(4 * hits * (of - hits), of)
    middle, whole = 2 * hits + square, 2 * (of + square)
    half = Z * _root_above(root)
    low, high = (middle - half) / whole, (middle + half) / whole
    return (
        max(Fraction(0), Fraction(floor(low * MILLION), MILLION)),
        min(Fraction(1), Fraction(ceil(high * MILLION), MILLION)),
    )


def _root_above(value: Fraction) -> Fraction:
    """The square root, or less than 1/FINE more."""
    scaled = value * FINE * FINE
    root = isqrt(ceil(scaled))
    return Fraction(root if root * root >= scaled else root + 1, FINE)
