"""A row of a block by the places of its variables: whole numbers, None is no bound."""

from array import array
from collections.abc import Sequence
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


def arrays_of(lines: Sequence[Line], wide: bool) -> tuple[Any, ...]:
    """As the search takes them: where each line starts, places, coefficients, lower and upper
    bounds, and which of those there are. `wide`: 64 bits could be too few."""

    def whole(numbers: list[int]) -> Any:
        return numbers if wide else array("q", numbers)

    starts = array("q", [0])
    places = array("q")
    values: Any = whole([])
    for line in lines:
        starts.append(starts[-1] + len(line.terms))
        places += line.places
        values += [a for _, a in line.terms] if wide else line.coefficients
    return (
        starts,
        places,
        values,
        whole([line.at_least or 0 for line in lines]),
        whole([line.at_most or 0 for line in lines]),
        array("q", [(line.at_least is not None) + 2 * (line.at_most is not None)
                    for line in lines]),
    )  # fmt: skip
