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
    known: dict[Portfolio, None] = Factory(dict)
    """Portfolios that keep the rules."""
    tops: dict[Vector, Portfolio] = Factory(dict)
    answers: dict[Vector, Answer] = Factory(dict)
    count: int = 0
    """So many questions went to the engine."""

    def gains(self, weights: Sequence[int]) -> dict[str, int]:
        return {id_: dot(each, weights) for id_, each in self.points.items()}

    def top(self, weights: Vector) -> Portfolio:
        """One of the best score at these weights. Raises Unsettled."""
        if weights not in self.tops:
            self.count += 1
            gains = self.gains(weights)
            equals = self._reaching(gains) if _wide(gains) else None
            if equals is not None:
                self.tops[weights] = equals[0]
            else:
                aim = Aim(name="score", gains=gains)
                found = self.choice.asked_by([aim]).best({}, known=self.known)
                self.tops[weights] = _there(found).chosen
            self.known[self.tops[weights]] = None
        return self.tops[weights]

    def at(self, weights: Vector) -> Answer:
        """The award at these weights and all that are as good. Raises Unsettled."""
        if weights not in self.answers:
            self.count += 1
            gains = self.gains(weights)
            equals = self._reaching(gains) if _wide(gains) else None
            self.answers[weights] = self._tied(gains) if equals is None else self._among(equals)
            self.known[self.answers[weights].award] = None
        return self.answers[weights]

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

    def _reaching(self, gains: Mapping[str, int]) -> list[Portfolio] | None:
        """All of the best score; None: too many. Raises Unsettled."""
        divisor = 1 << max(0, sum(map(abs, gains.values())).bit_length() - BITS)
        coarse = {self._places[id_]: -(-gain // divisor) for id_, gain in gains.items()}
        best = max(worth(each, gains) for each in self.known)
        try:
            # What is better by the gains is not worse by the coarse ones, rounded up.
            while (more := self._model.best(coarse, -(-best // divisor))) is not None:
                value = worth(self._named(more), gains)
                if value <= best:
                    break
                best = value
            found = self._model.equals(coarse, -(-best // divisor), LISTED, {}, False)
        except OutOfReach:
            raise Unsettled(None, None, 0, 0) from None
        if found is None:
            return None
        named = [self._named(each) for each in found[0]]
        best = max(worth(each, gains) for each in named)
        return [each for each in named if worth(each, gains) == best]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self.choice.ids)}

    @cached_property
    def _model(self) -> Model:
        rows = [row for _, row in self.choice.rows()]
        lines = [reduced(number, row, self._places, {}) for number, row in enumerate(rows)]
        nodes = max(map(self.choice.task.terms.limit, self.choice.task.divided.parts), default=1000)
        return Model(size=len(self._places), lines=tuple(lines), nodes=nodes)

    def _named(self, found: Iterable[int]) -> Portfolio:
        return frozenset(self.choice.ids[place] for place in found)


def _wide(gains: Mapping[str, int]) -> bool:
    return sum(map(abs, gains.values())).bit_length() > BITS


def _there(found: Optimum | None) -> Optimum:
    if found is None:
        raise ValueError("a portfolio was there by other aims")
    return found
