"""A row of a block by the places of its variables: whole numbers, None is no bound."""

from array import array
from functools import cached_property
from typing import Any

from attrs import frozen

Terms = tuple[tuple[int, int], ...]
"""(place, coefficient)."""


@frozen(kw_only=True)
class Line:
    """at_least ≤ Σ terms ≤ at_most, under the number it has in the claim."""

    number: int
    terms: Terms
    at_least: int | None
    at_most: int | None

    @cached_property
    def size(self) -> int:
        """As far as any sum of it, bounds included, can lie from 0."""
        most = sum(abs(a) for _, a in self.terms)
        return most + abs(self.at_least or 0) + abs(self.at_most or 0)

    @cached_property
    def places(self) -> Any:
        return array("q", [place for place, _ in self.terms])

    @cached_property
    def coefficients(self) -> Any:
        """Where 64 bits are enough."""
        return array("q", [a for _, a in self.terms])

    @property
    def span(self) -> int:
        """How far the bounds lie apart; below 0 they cross. Without both, 0."""
        if self.at_least is None or self.at_most is None:
            return 0
        return self.at_most - self.at_least

    def holds(self, chosen: frozenset[int]) -> bool:
        total = sum(a for place, a in self.terms if place in chosen)
        return (self.at_least is None or total >= self.at_least) and (
            self.at_most is None or total <= self.at_most
        )
