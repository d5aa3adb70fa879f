"""Standings of a draw → the portfolio that would be funded, as decide would find it; no proof.

What was best in draws before is where the search begins. What the quick way does not settle is
decided the whole way.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import lcm

from attrs import Factory, define, evolve

from tenderscore.block import Unsettled
from tenderscore.call import Call
from tenderscore.choice import Choice
from tenderscore.claim import Aim
from tenderscore.constraint import Constraint
from tenderscore.frame import worth
from tenderscore.intake import Intake
from tenderscore.keeping import Keeping, Portfolio
from tenderscore.listing import Many
from tenderscore.problem import InputError
from tenderscore.relief import relieved
from tenderscore.rules import constraints_of
from tenderscore.rules.shelf import constraints_for
from tenderscore.sampling.outcome import NOT_PROVEN, NOT_SCORED, NOTHING_FITS, Outcome
from tenderscore.sampling.question import Sampling
from tenderscore.sampling.rescoring import Rescoring, Standing
from tenderscore.sampling.selecting import selection_of
from tenderscore.sampling.variation import Variation
from tenderscore.sampling.variations import patched_intake, variation
from tenderscore.selection import NothingFits, NotProven

FINE = 100
"""Worths with denominators of more bits are left to decide, which may refuse them."""


@define(kw_only=True)
class Resolving:
    call: Call
    """With the seed of its draw."""
    intake: Intake
    variation: Variation
    nodes: int | None
    rescoring: Rescoring
    keeping: Keeping
    """Over all proposals; which of them cannot be funded, each draw says."""
    pool: dict[Portfolio, None] = Factory(dict)
    """Portfolios that were best before."""
    bits: dict[Portfolio, tuple[bool, ...]] = Factory(dict)

    @property
    def question(self) -> Choice:
        return self.keeping.question

    def outcome(self, draw: int) -> Outcome:
        keys = self.variation.keys(draw)
        standings: dict[str, Standing] = {}
        for each in self.intake.proposals:
            standing = self.rescoring.standing(each, keys.get(each.id))
            if standing is None or None in standing.worths:
                return Outcome(ending=NOT_SCORED)
            standings[each.id] = standing
        try:
            return self._quickly(standings, self._constraints(draw))
        except (Unsettled, InputError):
            return self._decided(draw)

    def _decided(self, draw: int) -> Outcome:
        """The whole way."""
        patched = patched_intake(self.intake, self.variation, draw)
        try:
            selection = selection_of(self.call, self.intake, patched, self.nodes)
        except InputError:
            return Outcome(ending=NOT_SCORED)
        except NothingFits:
            return Outcome(ending=NOTHING_FITS)
        except NotProven:
            return Outcome(ending=NOT_PROVEN)
        return Outcome(funded=selection.funded, eased=bool(selection.eased))

    def _constraints(self, draw: int) -> tuple[Constraint, ...]:
        """The rules of this draw: those that count money are built anew where money was drawn."""
        own = self.question.constraints
        if "requested" not in self.variation.changes:
            return own
        proposals = patched_intake(self.intake, self.variation, draw).proposals
        built: list[Constraint] = []
        for use in self.call.rules:
            before = [each for each in own if each.rule == use.id]
            money = any(each.unit == "cents" for each in before)
            built += constraints_for(use, self.call, proposals) if money else before
        return tuple(built)

    def _quickly(
        self, standings: Mapping[str, Standing], constraints: tuple[Constraint, ...]
    ) -> Outcome:
        """Raises Unsettled."""
        fundable = {id_: its for id_, its in standings.items() if its.fundable}
        held = {id_: 0 for id_ in self.question.ids if id_ not in fundable}
        aims = _Aims(fundable, self.rescoring.aims)
        try:
            best = self._listed(constraints, held, aims)
        except Many:
            best = self._solved(constraints, held, aims)
        if best is not None:
            self.pool[best] = None
            return Outcome(funded=best)
        own = evolve(self.question, fundable=frozenset(fundable), constraints=constraints,
                     aims=aims.all())  # fmt: skip
        eased = relieved(own.among_the_fundable())
        return Outcome(ending=NOTHING_FITS) if eased is None else Outcome(funded=eased, eased=True)

    def _listed(
        self, constraints: tuple[Constraint, ...], held: Mapping[str, int], aims: "_Aims"
    ) -> Portfolio | None:
        """Raises Many."""
        if len(self.question.task.divided.parts) > 1 or not aims.stages:
            raise Many
        gains = aims.gains(0)
        fitting = self.keeping.fitting(self.pool, constraints, held)
        worths = [sum(map(gains.__getitem__, each)) for each in fitting]
        most = max(worths, default=0)
        first = [each for each, value in zip(fitting, worths, strict=True) if value == most]
        return self.keeping.listing.first(
            self.keeping.model(constraints),
            gains,
            held,
            lambda its: self._standing(its, aims),
            first,
            self.nodes,
        )

    def _standing(self, portfolio: Portfolio, aims: "_Aims") -> tuple[int, ...]:
        """Aim after aim, then proposal by proposal of the draw; the greater is the better."""
        if portfolio not in self.bits:
            self.bits[portfolio] = tuple(id_ in portfolio for id_ in self.question.draw)
        values = (worth(portfolio, aims.gains(number)) for number in range(len(aims.stages)))
        return (*values, *self.bits[portfolio])

    def _solved(
        self, constraints: tuple[Constraint, ...], held: Mapping[str, int], aims: "_Aims"
    ) -> Portfolio | None:
        """Block by block. Raises Unsettled."""
        own = self.question.task
        task = evolve(own, aims=aims.all(), answers={}, frames={}, pool={}, helped=False)
        if constraints is self.question.constraints:
            task = evolve(task, division=own.divided)
        else:
            rows = [row for each in constraints for row in each.rows()]
            task = evolve(task, rows=rows, division=None)
        found = task.best(held, known=self.pool)
        return None if found is None else found.chosen


def resolving(
    call: Call, intake: Intake, asked: Sampling, nodes: int | None, known: Portfolio
) -> Resolving:
    """`known`: what is funded without any draw. Raises InputError."""
    ids = tuple(sorted(each.id for each in intake.proposals))
    question = Choice(
        ids=ids,
        fundable=frozenset(ids),
        constraints=constraints_of(call, intake.proposals),
        aims=(),
        seed=call.objective[-1].what,
        nodes=nodes,
    )
    its = variation(call, intake.proposals, asked)
    return Resolving(
        call=call,
        intake=intake,
        variation=its,
        nodes=nodes,
        rescoring=Rescoring(call=call, variation=its),
        keeping=Keeping(question=question),
        pool={known: None},
    )


class _Aims:
    """The worths of a draw in whole numbers, aim by aim, made when they are needed."""

    def __init__(self, fundable: Mapping[str, Standing], stages: Sequence[object]):
        self.fundable = fundable
        self.stages = stages
        self.made: dict[int, dict[str, int]] = {}

    def gains(self, number: int) -> dict[str, int]:
        """Raises Unsettled where they would be finer than is worth the search."""
        if number not in self.made:
            values = {id_: its.worths[number] or 0 for id_, its in self.fundable.items()}
            scale = lcm(*(value.denominator for value in values.values()))
            if scale.bit_length() > FINE:
                raise Unsettled(None, None, 0, 0)
            self.made[number] = {
                id_: value.numerator * (scale // value.denominator) for id_, value in values.items()
            }
        return self.made[number]

    def all(self) -> tuple[Aim, ...]:
        numbers: Iterable[int] = range(len(self.stages))
        return tuple(Aim(name=str(number), gains=self.gains(number)) for number in numbers)
