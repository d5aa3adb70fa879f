"""Hits among draws → the interval in which the true share lies with 95 percent confidence."""

from fractions import Fraction
from math import isqrt

Z = Fraction(49, 25)
"""1.96 standard deviations: 95 percent."""
FINEST = 1_000_000


def wilson(hits: int, of: int) -> tuple[Fraction, Fraction]:
    """After Wilson (1927), rounded outwards to millionths.

    With n draws and k hits: (2k + z² ± z·√(z² + 4k(n - k)/n)) / (2(n + z²)).
    """
    a, b = Z.numerator, Z.denominator
    # Both sides of the fraction times b²·n, so that what is under the root is whole.
    middle = (2 * hits * b * b + a * a) * of
    square = a * a * of * (a * a * of + 4 * b * b * hits * (of - hits))
    root = isqrt(square)
    root += root * root < square
    below = 2 * of * (of * b * b + a * a)
    low = (middle - root) * FINEST // below
    high = -(-(middle + root) * FINEST // below)
    return Fraction(max(0, low), FINEST), Fraction(min(FINEST, high), FINEST)
