"""One block → its best choice, stage by stage, from the engine, with the proof of each stage.

Equals go to the next aim and in the end to the draw. What the engine cannot settle within its nodes
raises Unsettled, with the best that was found and the exact bound that was reached.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import comb, gcd, prod

from attrs import evolve, frozen

from tenderscore.asking import suggestion
from tenderscore.claim import Stage
from tenderscore.dividing import Part
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model, OutOfReach, Tree
from tenderscore.frame import Frame, Places, Terms, worth

EQUALS = 1000
"""Up to so many equally good choices of a block are listed; more are told apart by solving."""

DRAW_BLOCK = 12
"""So many variables of the draw's order are decided by one question: weights 2^11 … 1."""


class Unsettled(Exception):
    """The nodes ran out. `best` is what was found; None: whether anything fits is open.

    By the aim of this number none has more than `bound`; the best has `value`.
    """

    def __init__(self, best: frozenset[str] | None, aim: int | None, value: int, bound: int):
        super().__init__("the nodes ran out")
        self.best = best
        self.aim = aim
        self.value = value
        self.bound = bound


@frozen(kw_only=True)
class Solved:
    """The best of one block."""

    chosen: Places
    names: frozenset[str]
    listed: tuple[tuple[Places, ...] | None, ...]
    """After each aim, those still as good."""
    stages: tuple[Stage, ...]
    alike: tuple[tuple[int, ...], ...]

    def counts(self) -> list[int | None]:
        return [
            None if equals is None else sum(self.like(chosen) for chosen in equals)
            for equals in self.listed
        ]

    def like(self, chosen: Places) -> int:
        """How many choices differ from this one only in which of alike variables they take."""
        return prod(comb(len(each), len(chosen.intersection(each))) for each in self.alike)


def names_of(part: Part, places: Iterable[int]) -> frozenset[str]:
    return frozenset(part.variables[place] for place in places)


def stage_of(tree: Tree, target: int | None = None, draw: int = 0,
           equals: tuple[frozenset[str], ...] | None = None) -> Stage:  # fmt: skip
    return Stage(
        target=target,
        draw=draw,
        equals=equals,
        multipliers=tuple(map(tuple, tree.multipliers)),
        tree=tuple(tree.tokens),
    )


@frozen(kw_only=True)
class Asked:
    """One block under held variables."""

    frame: Frame
    pool: dict[Places, None]
    """What was best before, under other held variables; what is best now joins."""
    held: Mapping[int, int]
    proving: bool

    @property
    def terms(self) -> Terms:
        return self.frame.terms

    @property
    def part(self) -> Part:
        return self.frame.part

    def solved(self) -> Solved | None:
        alike = self.frame.without(self.held)
        same = alike == self.frame.alike
        model = self.frame.model if same else self.frame.model_with(alike)
        pairs = sum(len(each) - 1 for each in alike)
        return self._stages(model, self.terms.rows + pairs, alike)

    def _stages(
        self,
        model: Model,
        next_number: int,
        alike: tuple[tuple[int, ...], ...],
    ) -> Solved | None:
        aims, order = self.frame.aims, self.frame.order
        stages: list[Stage] = []
        listed: list[tuple[Places, ...] | None] = []
        chosen: Places = frozenset()
        for level, (gains, drawn) in enumerate(self._levels(aims, order)):
            best = self._best(model, gains, level)
            if best is None:
                return None
            chosen = best
            self.pool[chosen] = None
            value = worth(chosen, gains)
            equals = self._equals(model, gains, value, level, chosen)
            if equals:
                found, tree = equals
                names = tuple(names_of(self.part, each) for each in found)
                stages.append(stage_of(tree, value, drawn, names))
                chosen = self._first(found, level, aims, order, listed)
                break
            if self.proving:
                tree = self._nothing_above(model, gains, value, level, chosen)
                stages.append(stage_of(tree, value + 1, drawn))
            if level < len(aims):
                listed.append(None)
            line = Line(number=next_number, terms=_terms(gains), at_least=value, at_most=value)
            model = evolve(model, lines=(*model.lines, _divided(line)))
            next_number += 1
        self.pool[chosen] = None
        return Solved(
            chosen=chosen,
            names=names_of(self.part, chosen),
            listed=tuple(listed),
            stages=tuple(stages),
            alike=alike,
        )

    def _levels(
        self, aims: Sequence[Mapping[int, int]], order: Sequence[int]
    ) -> Iterator[tuple[Mapping[int, int], int]]:
        """The gains of each stage: the aims', then those of the draw, and how many it takes."""
        yield from ((gains, 0) for gains in aims)
        if self.terms.draw is None:
            return
        for start in range(0, len(order), DRAW_BLOCK):
            block = order[start : start + DRAW_BLOCK]
            yield {place: 2 ** (len(block) - 1 - i) for i, place in enumerate(block)}, len(block)

    def _best(self, model: Model, gains: Mapping[int, int], level: int) -> Places | None:
        by_worth = sorted(self.pool, key=lambda c: (worth(c, gains), sorted(c)), reverse=True)
        best = next((choice for choice in by_worth if self._fits(model, choice)), None)
        value = None if best is None else worth(best, gains)
        try:
            better = model.best(gains, value, self.held)
        except OutOfReach as error:
            best = best if error.best is None else error.best
            return self._helped(model, gains, level, best, error.bound)
        return best if better is None else better

    def _helped(
        self, model: Model, gains: Mapping[int, int], level: int, best: Places | None,
        bound: int | None,
    ) -> Places | None:  # fmt: skip
        """A general solver may suggest a better one; the engine tries again from there."""
        hint = suggestion(model, gains, self.held) if self.terms.helped else None
        if hint is not None and (best is None or worth(hint, gains) > worth(best, gains)):
            try:
                better = model.best(gains, worth(hint, gains), self.held)
            except OutOfReach as error:
                best, bound = hint if error.best is None else error.best, error.bound
            else:
                return hint if better is None else better
        raise self._unsettled(best, gains, level, bound)

    def _unsettled(
        self, best: Places | None, gains: Mapping[int, int], level: int, bound: int | None
    ) -> Unsettled:
        return Unsettled(
            None if best is None else names_of(self.part, best),
            level,
            0 if best is None else worth(best, gains),
            bound or 0,
        )

    def _equals(
        self, model: Model, gains: Mapping[int, int], value: int, level: int, best: Places
    ) -> tuple[list[Places], Tree] | None:
        if self.terms.draw is None:
            return None
        try:
            return model.equals(gains, value, EQUALS, self.held, self.proving)
        except OutOfReach:
            raise self._unsettled(best, gains, level, value) from None

    def _nothing_above(
        self, model: Model, gains: Mapping[int, int], value: int, level: int, best: Places
    ) -> Tree:
        """The search for the proof takes a way of its own, and its nodes may run out too."""
        try:
            return model.nothing_above(gains, value)
        except OutOfReach:
            raise self._unsettled(best, gains, level, value) from None

    def _first(
        self,
        found: Sequence[Places],
        level: int,
        aims: Sequence[Mapping[int, int]],
        order: Sequence[int],
        listed: list[tuple[Places, ...] | None],
    ) -> Places:
        """Of choices equal by the aims up to `level`: the one that the rest of them leave."""
        left = list(found)
        for later in range(level, len(aims)):
            most = max(worth(each, aims[later]) for each in left)
            left = [each for each in left if worth(each, aims[later]) == most]
            listed.append(tuple(left))
        return max(left, key=lambda choice: [place in choice for place in order])

    def _fits(self, model: Model, choice: Places) -> bool:
        held = all((place in choice) == bool(value) for place, value in self.held.items())
        return held and model.keeps(choice)


def _terms(gains: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((place, gain) for place, gain in gains.items() if gain))


def _divided(line: Line) -> Line:
    divisor = gcd(*(a for _, a in line.terms)) or 1
    return evolve(
        line,
        terms=tuple((place, a // divisor) for place, a in line.terms),
        at_least=(line.at_least or 0) // divisor,
        at_most=(line.at_most or 0) // divisor,
    )
