"""A cone of weights: rays and the half-spaces that bound it, cut exactly (double description).

Only the ratios of weights rank proposals, so a set of weights is a cone; its cut with "the weights
add up to 100" is the polytope that people mean, and a ray of the one is a corner of the other.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from tenderscore.weights.exact import Vector, dot, primitive, rank, whole


class TooManyCorners(Exception):
    """More corners than can be told apart in reasonable time."""


@frozen(kw_only=True)
class Cone:
    """All w with h·w ≥ 0 for every half-space h; no line lies in it."""

    halfspaces: tuple[Vector, ...]
    rays: tuple[Vector, ...]
    tight: tuple[int, ...]
    """Of each ray: bit k where half-space k holds with equality."""

    @cached_property
    def rank(self) -> int:
        return rank(self.rays)

    def least(self, normal: Sequence[int]) -> int:
        """The sign of the normal's least value on the cone, at its rays' lengths."""
        return min(dot(normal, ray) for ray in self.rays)

    def most(self, normal: Sequence[int]) -> int:
        return max(dot(normal, ray) for ray in self.rays)

    def cut(self, normal: Sequence[int], most: int | None = None) -> "Cone":
        """The part with normal·w ≥ 0; without rays if only 0 is left. Raises TooManyCorners."""
        values = [dot(normal, ray) for ray in self.rays]
        bit = 1 << len(self.halfspaces)
        rays: list[Vector] = []
        tight: list[int] = []
        for ray, mask, value in zip(self.rays, self.tight, values, strict=True):
            if value >= 0:
                rays.append(ray)
                tight.append(mask if value else mask | bit)
        above = [k for k, value in enumerate(values) if value > 0]
        for below in (k for k, value in enumerate(values) if value < 0):
            for k in above:
                common = self.tight[below] & self.tight[k]
                if not self._neighbours(below, k, common):
                    continue
                high, low = values[k], -values[below]
                pair = zip(self.rays[k], self.rays[below], strict=True)
                rays.append(primitive(low * a + high * b for a, b in pair))
                tight.append(common | bit)
                if most is not None and len(rays) > most:
                    raise TooManyCorners
        return Cone(
            halfspaces=(*self.halfspaces, tuple(normal)), rays=tuple(rays), tight=tuple(tight)
        )

    def on(self, normal: Sequence[int]) -> "Cone":
        """The part with normal·w = 0."""
        return self.cut(normal).cut([-a for a in normal])

    def _neighbours(self, one: int, other: int, common: int) -> bool:
        """Whether the two rays span a face: no third is tight wherever both are."""
        if common.bit_count() < len(self.rays[0]) - 2:
            return False
        return not any(
            mask & common == common
            for k, mask in enumerate(self.tight)
            if k not in (one, other)
        )  # fmt: skip

    def inside(self, weights: Sequence[int]) -> bool:
        return all(dot(h, weights) >= 0 for h in self.halfspaces)

    def point(self) -> Vector:
        """A point with short numbers in the middle: on no face but those that the cone lies in."""
        corners = [corner(ray) for ray in self.rays]
        middle = [sum(each, Fraction(0)) / len(corners) for each in zip(*corners, strict=True)]
        inner = [h for h in self.halfspaces if any(dot(h, ray) for ray in self.rays)]
        flat = [h for h in self.halfspaces if h not in inner]
        unit = 10
        for _ in range(9):
            unit *= 10
            near = [(2 * value * unit + 1) // 2 for value in middle[:-1]]
            rounded = [*map(int, near), unit - sum(map(int, near))]
            if all(dot(h, rounded) > 0 for h in inner) and all(dot(h, rounded) == 0 for h in flat):
                return tuple(rounded)
        return whole(middle)


def orthant(size: int) -> Cone:
    """All weights of 0 or more."""
    units = tuple(tuple(int(i == k) for i in range(size)) for k in range(size))
    everything = (1 << size) - 1
    return Cone(
        halfspaces=units, rays=units, tight=tuple(everything ^ (1 << k) for k in range(size))
    )


def lifted(cone: Cone, vector: Sequence[int]) -> Cone:
    """All (w, z) with w in the cone and z ≥ vector·w."""
    last = 1 << len(cone.halfspaces)
    return Cone(
        halfspaces=(*((*h, 0) for h in cone.halfspaces), (*(-a for a in vector), 1)),
        rays=(*((*ray, dot(vector, ray)) for ray in cone.rays), (*(0 for _ in vector), 1)),
        tight=(*(mask | last for mask in cone.tight), last - 1),
    )


def corner(ray: Sequence[int]) -> tuple[Fraction, ...]:
    """The ray's weights, adding up to 1."""
    whole_ = sum(ray)
    return tuple(Fraction(value, whole_) for value in ray)
