"""Vectors of whole numbers: products, ranks, determinants; nothing is rounded."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm

Vector = tuple[int, ...]


def dot(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(a * b for a, b in zip(one, other, strict=True))


def primitive(vector: Iterable[int]) -> Vector:
    """The shortest whole vector of the same direction."""
    values = tuple(vector)
    divisor = gcd(*values) or 1
    return tuple(value // divisor for value in values)


def whole(vector: Iterable[Fraction]) -> Vector:
    """The shortest whole vector of the same direction as these fractions."""
    values = tuple(vector)
    scale = lcm(*(value.denominator for value in values))
    return primitive(int(value * scale) for value in values)


def pivots(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The columns that tell the rows apart; as many as the rank."""
    left = [list(row) for row in rows]
    found: list[int] = []
    for column in range(len(rows[0]) if rows else 0):
        place = next((k for k in range(len(found), len(left)) if left[k][column]), None)
        if place is None:
            continue
        top = len(found)
        left[top], left[place] = left[place], left[top]
        first = left[top]
        for k in range(top + 1, len(left)):
            if factor := left[k][column]:
                row = (first[column] * a - factor * b for a, b in zip(left[k], first, strict=True))
                left[k] = list(primitive(row))
        found.append(column)
        if len(found) == len(left):
            break
    return tuple(found)


def rank(rows: Sequence[Sequence[int]]) -> int:
    return len(pivots(rows))


def determinant(rows: Sequence[Sequence[int]]) -> int:
    """Without fractions, after Bareiss."""
    left = [list(row) for row in rows]
    sign, last = 1, 1
    for k in range(len(left) - 1):
        place = next((i for i in range(k, len(left)) if left[i][k]), None)
        if place is None:
            return 0
        if place != k:
            left[k], left[place], sign = left[place], left[k], -sign
        for i in range(k + 1, len(left)):
            for j in range(k + 1, len(left)):
                left[i][j] = (left[i][j] * left[k][k] - left[i][k] * left[k][j]) // last
        last = left[k][k]
    return sign * left[-1][-1] if left else 1


def solved(rows: Sequence[Sequence[int]], values: Sequence[Fraction]) -> list[Fraction]:
    """x with rows · x = values, for as many independent rows as unknowns."""
    left = [[*map(Fraction, row), Fraction(value)] for row, value in zip(rows, values, strict=True)]
    size = len(left)
    for k in range(size):
        place = next(i for i in range(k, size) if left[i][k])
        left[k], left[place] = left[place], left[k]
        first = [each / left[k][k] for each in left[k]]
        for i in range(size):
            if i != k and left[i][k]:
                left[i] = [a - left[i][k] * b for a, b in zip(left[i], first, strict=True)]
        left[k] = first
    return [row[-1] for row in left]
