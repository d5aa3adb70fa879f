"""Choices under reduced rows, as the search counts them: the best, all as good, or any; proven.

Everything here is numbered: a choice by its place, a row by its key in the claim that is proven.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import gcd
from typing import Any

from attrs import evolve, frozen

from tenderscore.engine.kernel import search_class
from tenderscore.engine.line import Line, arrays_of
from tenderscore.engine.search import DONE, MANY, RUNNING

Places = frozenset[int]
Multipliers = list[list[tuple[int, int]]]
"""(key of a row's bound, whole number above 0), a list for each step: see the proof file."""

WORK = 50_000_000
"""Floating-point steps between two looks at what the user wants (Ctrl-C)."""
CORES = (200, 400)
"""So many choices, those that the relaxation is least sure of, are searched first in larger models;
the others stand where it puts them. What that finds is a first bound."""
CORE_NODES = 3_000
SIXTY_BITS = 2**60


def _set(point: Sequence[int]) -> frozenset[int]:
    return frozenset(place for place, value in enumerate(point) if value)


@frozen(kw_only=True)
class Tree:
    """Why there is nothing else: multipliers and tree of the proof file."""

    multipliers: Multipliers
    tokens: list[int]


@frozen(kw_only=True)
class _Outcome:
    """What a search came to: sets of places, and the steps in the claim's numbers."""

    status: int
    found: frozenset[Places]
    tree: Tree


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
    narrow: bool = False
    """Part of a model for whose rows 64 bits are enough."""

    def best(
        self,
        gains: Mapping[int, int],
        known: int | None = None,
        held: Mapping[int, int] = {},
        cored: bool = True,
    ) -> Places | None:
        """The best set, if it has more than `known`; a core first. Raises OutOfReach."""
        divisor, c = self._reduced(gains)
        first: Places | None = None
        if cored and known is None and self._crossed is None and self.size > CORES[0] * 3 // 2:
            first = self._first(c, held)
        if first is not None:
            known = sum(gains.get(place, 0) for place in first)
        target = -sum(map(abs, c)) if known is None else known // divisor + 1
        try:
            outcome = self._solved(c, True, target, 0, False, held)
        except OutOfReach as error:
            best = first if error.best is None else error.best
            raise OutOfReach(best, None if error.bound is None else error.bound * divisor) from None
        return next(iter(outcome.found), first)

    def equals(
        self,
        gains: Mapping[int, int],
        value: int,
        keep: int,
        held: Mapping[int, int] = {},
        proving: bool = True,
    ) -> tuple[list[Places], Tree] | None:
        """All sets that reach the value, and why there are no others; None: more than `keep`.

        Raises OutOfReach.
        """
        divisor, c = self._reduced(gains)
        outcome = self._solved(c, True, -(-value // divisor), keep, proving, held)
        if outcome.status == MANY:
            return None
        return sorted(outcome.found, key=sorted), outcome.tree

    def top(
        self, gains: Mapping[int, int], known: int | None, keep: int, held: Mapping[int, int] = {}
    ) -> list[Places] | None:
        """All sets of the greatest value, if it is at least `known`; None: more than `keep`. Raises
        OutOfReach."""
        divisor, c = self._reduced(gains)
        target = -sum(map(abs, c)) if known is None else -(-known // divisor)
        outcome = self._solved(c, True, target, keep, False, held, climbing=True)
        if outcome.status == MANY:
            return None
        worth = {each: sum(c[place] for place in each) for each in outcome.found}
        most = max(worth.values(), default=0)
        return sorted((each for each in worth if worth[each] == most), key=sorted)

    def nothing_above(self, gains: Mapping[int, int], value: int) -> Tree:
        """Why no set has more than the value, which is the best. Raises OutOfReach."""
        divisor, c = self._reduced(gains)
        outcome = self._solved(c, True, value // divisor + 1, 0, True, {})
        if outcome.found:
            raise ValueError("there is more than the value")
        return outcome.tree

    def any(self, held: Mapping[int, int] = {}) -> Places | Tree:
        """A set that keeps all lines, or why there is none. Raises OutOfReach."""
        outcome = self._solved([0] * self.size, False, 0, 0, True, held)
        return next(iter(outcome.found), outcome.tree)

    def _reduced(self, gains: Mapping[int, int]) -> tuple[int, list[int]]:
        divisor = gcd(*gains.values()) or 1
        return divisor, [gains.get(place, 0) // divisor for place in range(self.size)]

    def _solved(
        self, c: Sequence[int], aimed: bool, target: int, keep: int, recording: bool,
        held: Mapping[int, int], climbing: bool = False,
    ) -> _Outcome:  # fmt: skip
        """The first case on the whole model, the others on what it leaves free."""
        if self._crossed is not None:
            key = self._crossed.number + 1
            tree = Tree(multipliers=[[(key, 1), (-key, 1)]], tokens=[0])
            return _Outcome(status=DONE, found=frozenset(), tree=tree)
        search = self._search(c, aimed, target, keep, recording, held)
        search.climbing = climbing
        status = search.run(WORK, 1)
        settled = search.mark[0] if search.depth else 0
        if status != RUNNING or settled < self.size // 4:
            return self._run(search, status)
        fixed = {search.trail[k]: search.fixed[search.trail[k]] for k in range(settled)}
        free, part = self._folded(fixed)
        ones = frozenset(place for place, value in fixed.items() if value)
        sure = sum(c[place] for place in ones)

        def lifted(chosen: Places) -> Places:
            return ones.union(free[place] for place in chosen)

        early = frozenset(map(_set, search.found))
        inner = part._search(
            [c[place] for place in free], aimed, search.target - sure, keep, recording, {}
        )
        inner.climbing = climbing
        try:
            after = part._run(inner)
        except OutOfReach as error:
            best = next(iter(early), None) if error.best is None else lifted(error.best)
            raise OutOfReach(best, None if error.bound is None else error.bound + sure) from None
        found = frozenset(map(lifted, after.found))
        root = self._tree(search)
        shift = len(root.multipliers)
        return _Outcome(
            status=after.status,
            found=(found or early) if keep == 0 else found | early,
            tree=Tree(
                multipliers=root.multipliers + after.tree.multipliers,
                tokens=root.tokens[:-1]
                + [
                    token + shift if token >= 0 else token - 2 * (free[v := (-token - 1) // 2] - v)
                    for token in after.tree.tokens
                ],
            ),
        )

    def _first(self, c: Sequence[int], held: Mapping[int, int]) -> Places | None:
        """A good set from a core of choices, the others standing where the relaxation has them."""
        search = self._search(c, True, -sum(map(abs, c)), 0, False, held)
        if search.run(WORK, 1) != RUNNING or not search.depth:
            return None
        fixed = {search.trail[k]: search.fixed[search.trail[k]] for k in range(search.mark[0])}
        open_ = sorted(
            (place for place in range(self.size) if place not in fixed),
            key=lambda place: (abs(search.w[place]), place),
        )
        best: Places | None = None
        for core in CORES:
            rest = {place: int(2 * search.x[place] > 1) for place in open_[core:]}
            held_too = {**fixed, **rest}
            free, part = self._folded(held_too)
            ones = frozenset(place for place, value in held_too.items() if value)
            sure = sum(c[place] for place in ones)
            value = None if best is None else sum(c[place] for place in best) - sure
            inner = evolve(part, nodes=min(self.nodes, CORE_NODES))
            try:
                inner_gains = {k: c[place] for k, place in enumerate(free)}
                found = inner.best(inner_gains, value, cored=False)
            except OutOfReach as error:
                found = error.best
            if found is not None:
                best = ones.union(free[k] for k in found)
        return best

    def _folded(self, fixed: Mapping[int, int]) -> tuple[list[int], "Model"]:
        """The free places, and the model over them; lines keep their numbers and coefficients."""
        values = [fixed.get(place, -1) for place in range(self.size)]
        free = [place for place, value in enumerate(values) if value < 0]
        numbers = {place: number for number, place in enumerate(free)}
        lines = []
        for line in self.lines:
            sure = 0
            terms = []
            for place, a in line.terms:
                if values[place] < 0:
                    terms.append((numbers[place], a))
                elif values[place]:
                    sure += a
            low = None if line.at_least is None else line.at_least - sure
            high = None if line.at_most is None else line.at_most - sure
            if terms or (low is not None and low > 0) or (high is not None and high < 0):
                its = Line(number=line.number, terms=tuple(terms), at_least=low, at_most=high)
                lines.append(its)
        narrow = not self._wide
        return free, evolve(self, size=len(free), lines=tuple(lines), narrow=narrow)

    def _run(self, search: Any, status: int = RUNNING) -> _Outcome:
        """To the end, from this status. Raises OutOfReach, its bound in the search's own gains."""
        while status == RUNNING:
            if search.nodes >= self.nodes:
                best = _set(search.found[0]) if search.found and search.keep == 0 else None
                raise OutOfReach(best, search.reach() if search.aimed else None)
            status = search.run(WORK, self.nodes)
        return _Outcome(
            status=status,
            found=frozenset(map(_set, search.found)),
            tree=self._tree(search),
        )

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
    def _crossed(self) -> Line | None:
        """A line that asks for more than it allows: the relaxation would not notice."""
        return next((line for line in self.lines if line.span < 0), None)

    @cached_property
    def _wide(self) -> bool:
        """Whether 64 bits could be too few for a row."""
        return not self.narrow and any(line.size >= SIXTY_BITS for line in self.lines)

    @cached_property
    def _arrays(self) -> tuple[Any, ...]:
        return arrays_of(self.lines, self._wide)
