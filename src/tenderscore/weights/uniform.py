"""Points drawn evenly from a space of weights, by a seed that anyone can repeat.

Where the space is a simplex, gaps between sorted random numbers are spread over its corners; else
points of the box around it are drawn until one lies inside. Both are even over the space, on a
grid of 2^-24 of it.
"""

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tenderscore.weights.exact import Vector, whole
from tenderscore.weights.space import Space

GRID = 2**24
TRIES = 5_000
"""So many points of the box for one of the space; thinner ones are not sampled."""


class TooThin(Exception):
    """The space fills too little of the box around it."""


def points(space: Space, seed: str, count: int) -> Iterator[Vector]:
    """Raises TooThin."""
    one = _simplex if len(space.cone.rays) == space.cone.rank else _boxed
    return (one(space, f"{seed}:{number}") for number in range(count))


def drawn(text: str) -> int:
    """A whole number below GRID."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:3])


def _simplex(space: Space, text: str) -> Vector:
    rays = space.cone.rays
    marks = sorted(drawn(f"{text}:{k}") for k in range(len(rays) - 1))
    gaps = [b - a for a, b in pairwise([0, *marks, GRID])]
    corners = [[Fraction(each, sum(ray)) for each in ray] for ray in rays]
    return whole(
        sum((gap * part for gap, part in zip(gaps, each, strict=True)), Fraction(0))
        for each in zip(*corners, strict=True)
    )


def _boxed(space: Space, text: str) -> Vector:
    """The weights that tell all others are drawn."""
    for number in range(TRIES):
        at = {}
        for k in space.free:
            low, high = space.ranges[k]
            at[k] = low + (high - low) * Fraction(drawn(f"{text}:{number}:{k}"), GRID)
        weights = space.completed(at)
        if space.cone.inside(weights):
            return weights
    raise TooThin
