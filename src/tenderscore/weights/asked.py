"""The fundable proposals and rules as they are → the best portfolios at given weights.

Corners may need long numbers, with which the engine's bounds are blunt. Their gains are divided and
rounded up: what could reach the best is listed by these, and compared exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import Factory, define, evolve, field, frozen

from tenderscore.block import Unsettled
from tenderscore.choice import Choice
from tenderscore.claim import Aim
from tenderscore.dividing import reduced
from tenderscore.engine.model import Model, OutOfReach
from tenderscore.frame import worth
from tenderscore.frozen import frozen_mapping
from tenderscore.optimum import Optimum, Task
from tenderscore.ties import MOST, portfolios, ties
from tenderscore.weights.cone import Cone
from tenderscore.weights.exact import Vector, dot

Portfolio = frozenset[str]
BITS = 44
"""Sums of gains from there on are divided."""
LISTED = 1000


@frozen(kw_only=True)
class Answer:
    """The best at some weights."""

    award: Portfolio
    """By all aims and the draw."""
    must: Portfolio
    """In all portfolios of the best score."""
    may: Portfolio
    """In any of them."""
    equals: tuple[Portfolio, ...] | None
    """All of them; None: too many to list."""


@define(kw_only=True)
class Asked:
    choice: Choice
    """By the aims after the score; the aims before it are rows."""
    points: Mapping[str, Vector] = field(converter=frozen_mapping)
    size: int
    """So many criteria."""
    known: dict[Portfolio, Vector] = Factory(dict)
    """Portfolios that keep the rules, with their sums of points."""
    answers: dict[Vector, Answer] = Factory(dict)
    count: int = 0
    """So many questions went to the engine."""

    def gains(self, weights: Sequence[int]) -> dict[str, int]:
        return {id_: dot(each, weights) for id_, each in self.points.items()}

    def at(self, weights: Vector) -> Answer:
        """The award at these weights and all that are as good. Raises Unsettled."""
        if weights not in self.answers:
            self.count += 1
            gains = self.gains(weights)
            equals = self._equals(gains, max(dot(each, weights) for each in self.known.values()))
            self.answers[weights] = self._tied(gains) if equals is None else self._among(equals)
            award = self.answers[weights].award
            self.known[award] = self.vector(award)
        return self.answers[weights]

    def inside(self, cone: Cone, vector: Vector) -> Answer:
        """The same at all weights inside a cone over which this vector is proven to be the best.

        What is as good there is as good on the whole cone, and so at any corner of it.
        """
        answer = self.at(min(cone.rays))
        if answer.equals is None:
            return self.at(cone.point())
        gaps = ([a - b for a, b in zip(self.vector(each), vector, strict=True)]
                for each in answer.equals)  # fmt: skip
        same = [
            each
            for each, gap in zip(answer.equals, gaps, strict=True)
            if not any(dot(gap, ray) for ray in cone.rays)
        ]
        return self._among(same)

    def vector(self, portfolio: Iterable[str]) -> Vector:
        """The sums of its members' points."""
        parts = [self.points[id_] for id_ in portfolio]
        return tuple(map(sum, zip(*parts, strict=True))) if parts else (0,) * self.size

    def _equals(self, gains: Mapping[str, int], best: int) -> list[Portfolio] | None:
        """All of the best score, `best` or more, in one search; None: too many for that."""
        bits = sum(map(abs, gains.values())).bit_length()
        if bits <= BITS and len(self.choice.task.divided.parts) > 1:
            return None
        try:
            if bits <= BITS:
                found = self._model.top(self._placed(gains, 1), best, LISTED)
            else:
                found = self._reaching(gains, best, 1 << (bits - BITS))
        except OutOfReach:
            return None
        if found is None:
            return None
        named = [self._named(each) for each in found]
        best = max(worth(each, gains) for each in named)
        return [each for each in named if worth(each, gains) == best]

    def _reaching(
        self, gains: Mapping[str, int], best: int, divisor: int
    ) -> list[frozenset[int]] | None:
        """All that have at least the best by gains rounded up, once no better is found by them."""
        coarse = self._placed(gains, divisor)
        while (more := self._model.best(coarse, -(-best // divisor))) is not None:
            value = worth(self._named(more), gains)
            if value <= best:
                break
            best = value
        found = self._model.equals(coarse, -(-best // divisor), LISTED, {}, False)
        return None if found is None else found[0]

    def _tied(self, gains: Mapping[str, int]) -> Answer:
        aims = (Aim(name="score", gains=gains), *self.choice.aims)
        task = self._task(aims)
        best = _there(task.best({}, known=self.known))
        same = ties(evolve(self.choice, aims=aims), best, task)
        if same.always is None or same.never is None:
            raise Unsettled(best.chosen, 0, 0, 0)
        few = best.counts[0] is not None and best.counts[0] <= MOST
        return Answer(
            award=best.chosen,
            must=same.always,
            may=self.choice.fundable - same.never,
            equals=tuple(sorted(portfolios(best, 0), key=sorted)) if few else None,
        )

    def _task(self, aims: tuple[Aim, ...]) -> Task:
        task = self.choice.task
        return evolve(task, aims=aims, division=task.divided, answers={}, frames={})

    def _among(self, equals: Sequence[Portfolio]) -> Answer:
        return Answer(
            award=max(equals, key=self._standing),
            must=frozenset.intersection(*equals),
            may=frozenset.union(*equals),
            equals=tuple(sorted(equals, key=sorted)),
        )

    def _standing(self, portfolio: Portfolio) -> tuple[int, ...]:
        later = (worth(portfolio, aim.gains) for aim in self.choice.aims)
        return (*later, *(int(id_ in portfolio) for id_ in self.choice.draw))

    @cached_property
    def _fundable(self) -> Choice:
        return self.choice.among_the_fundable()

    @cached_property
    def _model(self) -> Model:
        places = {id_: place for place, id_ in enumerate(self._fundable.ids)}
        rows = [row for _, row in self._fundable.rows()]
        lines = [reduced(number, row, places, {}) for number, row in enumerate(rows)]
        nodes = max(map(self.choice.task.terms.limit, self.choice.task.divided.parts), default=1000)
        return Model(size=len(places), lines=tuple(lines), nodes=nodes)

    def _placed(self, gains: Mapping[str, int], divisor: int) -> dict[int, int]:
        """Divided and rounded up."""
        return {k: -(-gains[id_] // divisor) for k, id_ in enumerate(self._fundable.ids)}

    def _named(self, found: Iterable[int]) -> Portfolio:
        return frozenset(self._fundable.ids[place] for place in found)


def _there(found: Optimum | None) -> Optimum:
    if found is None:
        raise ValueError("a portfolio was there by other aims")
    return found
