"""Choices under reduced rows, as the search counts them: the best, all as good, or any; proven.

Everything here is numbered: a choice by its place, a row by its key in the claim that is proven.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import gcd
from typing import Any

from attrs import frozen

from tenderscore.engine.kernel import search_class
from tenderscore.engine.search import MANY, RUNNING

Terms = tuple[tuple[int, int], ...]
"""(place, coefficient)."""
Multipliers = list[list[tuple[int, int]]]
"""(key of a row's bound, whole number above 0), a list for each step: see the proof file."""

WORK = 50_000_000
"""Floating-point steps between two looks at what the user wants (Ctrl-C)."""
SIXTY_BITS = 2**60


@frozen(kw_only=True)
class Line:
    """at_least ≤ Σ terms ≤ at_most, under the number it has in the claim."""

    number: int
    terms: Terms
    at_least: int | None
    at_most: int | None

    def holds(self, chosen: frozenset[int]) -> bool:
        total = sum(a for place, a in self.terms if place in chosen)
        return (self.at_least is None or total >= self.at_least) and (
            self.at_most is None or total <= self.at_most
        )


def _set(point: Sequence[int]) -> frozenset[int]:
    return frozenset(place for place, value in enumerate(point) if value)


@frozen(kw_only=True)
class Tree:
    """Why there is nothing else: multipliers and tree of the proof file."""

    multipliers: Multipliers
    tokens: list[int]


class OutOfReach(Exception):
    """The nodes ran out. `best` is the best place set found, if any; none has more than `bound`."""

    def __init__(self, best: frozenset[int] | None, bound: int | None):
        super().__init__("the nodes ran out")
        self.best = best
        self.bound = bound


@frozen(kw_only=True)
class Model:
    """`size` choices under lines; built once, asked often."""

    size: int
    lines: tuple[Line, ...]
    nodes: int
    """So many nodes for each question."""

    def best(
        self, gains: Mapping[int, int], known: int | None = None, held: Mapping[int, int] = {}
    ) -> frozenset[int] | None:
        """The best set, if it has more than `known`. Raises OutOfReach."""
        divisor, c = self._reduced(gains)
        target = -sum(map(abs, c)) if known is None else known // divisor + 1
        search = self._search(c, True, target, 0, False, held)
        self._run(search, divisor)
        return _set(search.found[0]) if search.found else None

    def equals(
        self,
        gains: Mapping[int, int],
        value: int,
        keep: int,
        held: Mapping[int, int] = {},
        proving: bool = True,
    ) -> tuple[list[frozenset[int]], Tree] | None:
        """All sets that reach the value, and why there are no others; None: more than `keep`.

        Raises OutOfReach.
        """
        divisor, c = self._reduced(gains)
        search = self._search(c, True, -(-value // divisor), keep, proving, held)
        if self._run(search, divisor) == MANY:
            return None
        found = sorted((_set(point) for point in search.found), key=sorted)
        return found, self._tree(search)

    def nothing_above(self, gains: Mapping[int, int], value: int) -> Tree:
        """Why no set has more than the value, which is the best. Raises OutOfReach."""
        divisor, c = self._reduced(gains)
        search = self._search(c, True, value // divisor + 1, 0, True, {})
        self._run(search, divisor)
        if search.found:
            raise ValueError("there is more than the value")
        return self._tree(search)

    def any(self, held: Mapping[int, int] = {}) -> frozenset[int] | Tree:
        """A set that keeps all lines, or why there is none. Raises OutOfReach."""
        search = self._search([0] * self.size, False, 0, 0, True, held)
        self._run(search, 1)
        return _set(search.found[0]) if search.found else self._tree(search)

    def _reduced(self, gains: Mapping[int, int]) -> tuple[int, list[int]]:
        divisor = gcd(*gains.values()) or 1
        return divisor, [gains.get(place, 0) // divisor for place in range(self.size)]

    def _run(self, search: Any, divisor: int) -> int:
        status = RUNNING
        while status == RUNNING:
            if search.nodes >= self.nodes:
                best = _set(search.found[0]) if search.found and search.keep == 0 else None
                raise OutOfReach(best, search.reach() * divisor if search.aimed else None)
            status = search.run(WORK, self.nodes)
        return status

    def _search(
        self,
        c: Sequence[int],
        aimed: bool,
        target: int,
        keep: int,
        recording: bool,
        held: Mapping[int, int],
    ) -> Any:
        wide = self._wide or sum(map(abs, c)) + abs(target) >= SIXTY_BITS
        kind, room, endless = search_class(wide)
        starts, columns, values, lows, highs, sides = self._arrays
        search = kind(
            self.size, len(self.lines), starts, columns, values, lows, highs, sides,
            list(c) if wide else array("q", c), aimed, target, keep, recording, room, endless,
        )  # fmt: skip
        for place, value in held.items():
            search.hold(place, value)
        return search

    def _tree(self, search: Any) -> Tree:
        """In the claim's numbers."""
        keys = [0, *(line.number + 1 for line in self.lines)]
        multipliers = [
            [(keys[key] if key >= 0 else -keys[-key], m) for key, m in step]
            for step in search.multipliers
        ]
        return Tree(multipliers=multipliers, tokens=search.tokens)

    def keeps(self, chosen: Iterable[int]) -> bool:
        inside = frozenset(chosen)
        return all(line.holds(inside) for line in self.lines)

    @cached_property
    def _wide(self) -> bool:
        """Whether 64 bits could be too few for a row."""
        return any(
            sum(abs(a) for _, a in line.terms) + abs(line.at_least or 0) + abs(line.at_most or 0)
            >= SIXTY_BITS
            for line in self.lines
        )

    @cached_property
    def _arrays(self) -> tuple[Any, ...]:
        def whole(numbers: list[int]) -> Any:
            return numbers if self._wide else array("q", numbers)

        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line.terms))
        return (
            array("q", starts),
            array("q", [place for line in self.lines for place, _ in line.terms]),
            whole([a for line in self.lines for _, a in line.terms]),
            whole([line.at_least or 0 for line in self.lines]),
            whole([line.at_most or 0 for line in self.lines]),
            array("q", [(line.at_least is not None) + 2 * (line.at_most is not None)
                        for line in self.lines]),
        )  # fmt: skip
