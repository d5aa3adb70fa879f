"""Points drawn evenly from a space of weights, by a seed that anyone can repeat.

Where the space is a simplex, gaps between sorted random numbers are spread over its corners; else
points of the box around it are drawn until one lies inside. Both are even over the space, on a
grid of 2^-24 of it.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm

from tenderscore.weights.cone import corner
from tenderscore.weights.exact import Vector, dot, primitive
from tenderscore.weights.space import Space

GRID = 2**24
TRIES = 5_000
"""So many points of the box for one of the space; thinner ones are not sampled."""


class TooThin(Exception):
    """The space fills too little of the box around it."""


def points(space: Space, seed: str, count: int) -> Iterator[Vector]:
    """Raises TooThin."""
    one = _simplex(space) if len(space.cone.rays) == space.cone.rank else _boxed(space)
    return (one(f"{seed}:{number}") for number in range(count))


def drawn(text: str) -> int:
    """A whole number below GRID."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:3])


def _simplex(space: Space) -> Callable[[str], Vector]:
    corners = _scaled([corner(ray) for ray in space.cone.rays])

    def one(text: str) -> Vector:
        marks = sorted(drawn(f"{text}:{k}") for k in range(len(corners) - 1))
        gaps = [b - a for a, b in pairwise([0, *marks, GRID])]
        return primitive(dot(gaps, each) for each in zip(*corners, strict=True))

    return one


def _boxed(space: Space) -> Callable[[str], Vector]:
    """The weights that tell all others are drawn, each in its range."""
    lows = {k: space.ranges[k][0] for k in space.free}
    origin = space.completed(lows)
    sides = [space.completed({**lows, k: space.ranges[k][1]}) for k in space.free]
    ways = [[(a - b) / GRID for a, b in zip(side, origin, strict=True)] for side in sides]
    start, *steps = _scaled([origin, *ways])
    columns = list(zip(start, *steps, strict=True))

    def one(text: str) -> Vector:
        for number in range(TRIES):
            marks = [1, *(drawn(f"{text}:{number}:{k}") for k in space.free)]
            weights = tuple(dot(marks, each) for each in columns)
            if space.cone.inside(weights):
                return primitive(weights)
        raise TooThin

    return one


def _scaled(rows: Sequence[Sequence[Fraction]]) -> list[list[int]]:
    """All by the same factor, so that they are whole."""
    scale = lcm(*(each.denominator for row in rows for each in row))
    return [[int(each * scale) for each in row] for row in rows]
