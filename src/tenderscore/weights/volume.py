"""Cones of weights → exact volumes of their cuts, relative to each other.

A face is cut into simplices from one of its corners, its facets not through that corner likewise.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from tenderscore.weights.cone import Cone, TooManyCorners
from tenderscore.weights.exact import determinant, rank

SIMPLICES = 200_000
"""So many of one cone are measured, no more."""


def volume(cone: Cone, columns: Sequence[int]) -> Fraction:
    """Of the cut of a cone of full rank with "the weights add up to 1", in a unit that all cones
    measured by the same columns share. Raises TooManyCorners."""
    if cone.rank < len(columns):
        return Fraction(0)
    found = simplices(cone)
    return sum(
        (
            Fraction(
                abs(determinant([[cone.rays[k][c] for c in columns] for k in each])),
                prod(sum(cone.rays[k]) for k in each),
            )
            for each in found
        ),
        Fraction(0),
    )


def simplices(cone: Cone) -> list[tuple[int, ...]]:
    """The numbers of the rays that span each simplex; together they are the cone, without overlap.

    Raises TooManyCorners.
    """
    known: dict[tuple[int, ...], list[tuple[int, ...]]] = {}

    def of(face: tuple[int, ...], size: int) -> list[tuple[int, ...]]:
        if len(face) == size:
            return [face]
        if face not in known:
            first = face[0]
            facets = {
                tuple(k for k in face if cone.tight[k] >> bit & 1)
                for bit in range(len(cone.halfspaces))
                if not cone.tight[first] >> bit & 1
            }
            found: list[tuple[int, ...]] = []
            for facet in sorted(facets):
                if len(facet) >= size - 1 and rank([cone.rays[k] for k in facet]) == size - 1:
                    found += ((first, *each) for each in of(facet, size - 1))
                if len(found) > SIMPLICES:
                    raise TooManyCorners
            known[face] = found
        return known[face]

    return of(tuple(range(len(cone.rays))), cone.rank)
