"""An award whose projects cost more than they said → how often which money rule breaks, by how
much."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from attrs import evolve, frozen

from tenderscore.award import decide
from tenderscore.call import Call, RuleUse
from tenderscore.choice import as_kept
from tenderscore.constraint import Constraint
from tenderscore.intake import Intake
from tenderscore.keeping import Portfolio
from tenderscore.proposal import Proposal
from tenderscore.round import Round, drawn
from tenderscore.rules import constraints_of
from tenderscore.rules.shelf import constraints_for
from tenderscore.running import Runner, one_by_one
from tenderscore.sampling.batches import pieces
from tenderscore.sampling.draws import whole_numbers
from tenderscore.sampling.interval import wilson
from tenderscore.sampling.money import THOUSAND, at_cost
from tenderscore.sampling.question import Sampling
from tenderscore.sweep import missing

PERCENTILE = Fraction(95, 100)


@frozen(kw_only=True)
class Overrun:
    """One money rule, or one group of it."""

    constraint: Constraint
    breaks: int
    of: int
    low: Fraction
    high: Fraction
    """The 95 % interval of how often it breaks."""
    most: Fraction
    """By so much at most: cents, or percentage points where it is a share."""
    percentile: Fraction
    """The least amount by which no more than 5 % of all draws exceed it."""

    @property
    def share(self) -> Fraction:
        return Fraction(self.breaks, self.of)


@frozen(kw_only=True)
class Overspending:
    asked: Sampling
    draws: int
    funded: Portfolio
    breaks: int
    """In so many draws at least one money rule breaks."""
    low: Fraction
    high: Fraction
    overruns: tuple[Overrun, ...]
    """Of each money rule and group, in the call's order."""


@frozen(kw_only=True)
class Awarded:
    """What all pieces share."""

    call: Call
    proposals: tuple[Proposal, ...]
    funded: Portfolio
    asked: Sampling

    @cached_property
    def kept(self) -> tuple[Constraint, ...]:
        """The money rules as the award keeps them, relief included."""
        every = constraints_of(self.call, self.proposals)
        return tuple(as_kept(each, self.funded) for each in every if each.unit == "cents")

    @cached_property
    def uses(self) -> tuple[RuleUse, ...]:
        rules = {each.rule for each in self.kept}
        return tuple(use for use in self.call.rules if use.id in rules)

    def exceeded(self, draw: int) -> list[Fraction]:
        """By how much each is not kept in this draw."""
        asked, most = self.asked, 10 * self.asked.percent
        proposals = tuple(
            at_cost(each, THOUSAND + whole_numbers(asked.seed, draw, each.id, most + 1, 1)[0])
            if each.id in self.funded
            else each
            for each in self.proposals
        )
        now = [c for use in self.uses for c in constraints_for(use, self.call, proposals)]
        return [
            missing(evolve(kept, terms=its.terms, whole=its.whole), self.funded)
            for kept, its in zip(self.kept, now, strict=True)
        ]


def overspent(shared: Awarded, piece: list[int]) -> list[Any]:
    """[in how many draws any is broken, for each rule its [[by how much, how often], …]]."""
    any_, each = 0, [Counter[Fraction]() for _ in shared.kept]
    first, last = piece
    for draw in range(first, last + 1):
        found = shared.exceeded(draw)
        any_ += any(found)
        for counts, value in zip(each, found, strict=True):
            counts[value] += 1
    return [any_, [[[str(value), counts[value]] for value in sorted(counts)] for counts in each]]


def overspending(
    call: Call,
    intake: Intake,
    round_: Round | None,
    asked: Sampling,
    runner: Runner = one_by_one,
    nodes: int | None = None,
) -> Overspending:
    """The award stays as it is; each funded project costs up to `percent` more, drawn evenly in
    whole per mille. Raises as `decide` does."""
    call = drawn(call, round_)
    funded = decide(call, intake, None, nodes).selection.funded
    shared = Awarded(call=call, proposals=intake.proposals, funded=funded, asked=asked)
    results = runner(overspent, shared, pieces(asked.draws))
    breaks = sum(any_ for any_, _ in results)
    low, high = wilson(breaks, asked.draws)
    return Overspending(
        asked=asked,
        draws=asked.draws,
        funded=funded,
        breaks=breaks,
        low=low,
        high=high,
        overruns=tuple(
            _overrun(constraint, (each[number] for _, each in results), asked.draws)
            for number, constraint in enumerate(shared.kept)
        ),
    )


def _overrun(constraint: Constraint, parts: Iterable[list[Any]], draws: int) -> Overrun:
    counts: Counter[Fraction] = Counter()
    for part in parts:
        counts.update({Fraction(value): count for value, count in part})
    breaks = draws - counts[Fraction(0)]
    low, high = wilson(breaks, draws)
    return Overrun(
        constraint=constraint,
        breaks=breaks,
        of=draws,
        low=low,
        high=high,
        most=max(counts),
        percentile=_order_statistic(counts, ceil(PERCENTILE * draws)),
    )


def _order_statistic(counts: Counter[Fraction], place: int) -> Fraction:
    """The value that stands there once all are in order, counted from 1."""
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if passed >= place:
            return value
    raise ValueError("there are fewer draws than that")
