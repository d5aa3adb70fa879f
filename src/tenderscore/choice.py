"""Proposals, scorecards and constraints → what the portfolio is chosen from, ready to be asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm

from attrs import evolve, frozen

from tenderscore.call import Call, IndicatorUse, Stage
from tenderscore.claim import Aim
from tenderscore.constraint import Constraint, Row
from tenderscore.optimum import Optimum, Task, draw_order
from tenderscore.problem import InputError, Problem, problem
from tenderscore.proposal import Proposal
from tenderscore.score import indicator_value
from tenderscore.scorecard import Scorecard

FINEST_BITS = 200
"""Gains beyond that are of no use to anyone, and no search could tell them apart."""

Named = tuple[str, Row]
"""A row with the name that a proof gives it."""


@frozen(kw_only=True)
class Choice:
    """What is to be chosen from: proposals, constraints, aims and the seed of the draw."""

    ids: tuple[str, ...]
    """All proposals, in order of id; only the fundable ones can be chosen."""
    fundable: frozenset[str]
    constraints: tuple[Constraint, ...]
    aims: tuple[Aim, ...]
    seed: str
    """Of the draw."""
    nodes: int | None = None
    """So many for each question to the engine; None: as many as fit its size."""

    def rows(self) -> list[Named]:
        return [*named_rows(self.constraints), *self.unfundable_rows()]

    def unfundable_rows(self) -> list[Named]:
        unfundable = [id_ for id_ in self.ids if id_ not in self.fundable]
        return [("not fundable", Row(terms={id_: 1}, at_most=0)) for id_ in unfundable]

    def kept_by(self, funded: Collection[str]) -> "Choice":
        """The same question with the rules as this portfolio keeps them, relief included."""
        return evolve(self, constraints=tuple(as_kept(each, funded) for each in self.constraints))

    def among_the_fundable(self) -> "Choice":
        """The same choice, without those that cannot be chosen."""
        return evolve(
            self,
            ids=tuple(id_ for id_ in self.ids if id_ in self.fundable),
            constraints=tuple(each.among(self.fundable) for each in self.constraints),
        )

    @cached_property
    def draw(self) -> tuple[str, ...]:
        return tuple(draw_order(self.ids, self.seed))

    @cached_property
    def task(self) -> Task:
        return Task(
            variables=self.ids,
            rows=[row for _, row in self.rows()],
            aims=self.aims,
            draw=self.draw,
            nodes=self.nodes,
        )

    def asked_by(self, aims: Sequence[Aim]) -> Task:
        """The same portfolios by other aims, without a draw."""
        return self.task.by(aims)

    def best(self, held: Mapping[str, int]) -> Optimum | None:
        """The best portfolio under all rules with these proposals in (1) or out (0); None if none.

        Raises Unsettled.
        """
        return self.task.best(held)


def named_rows(constraints: Iterable[Constraint]) -> list[Named]:
    return [
        (" ".join(filter(None, (constraint.rule, constraint.group))), row)
        for constraint in constraints
        for row in constraint.rows()
    ]


def choice(
    call: Call,
    proposals: Sequence[Proposal],
    cards: Sequence[Scorecard],
    constraints: Sequence[Constraint],
    nodes: int | None = None,
) -> Choice:
    """Raises InputError where an aim needs a figure that a fundable proposal does not give."""
    fundable = [
        (proposal, card) for proposal, card in zip(proposals, cards, strict=True) if card.fundable
    ]
    ids = tuple(sorted(proposal.id for proposal in proposals))
    return Choice(
        ids=ids,
        fundable=frozenset(proposal.id for proposal, _ in fundable),
        constraints=tuple(constraints),
        aims=tuple(_aim(call, stage, fundable) for stage in call.objective if stage.aim != "draw"),
        seed=call.objective[-1].what,
        nodes=nodes,
    )


def _aim(call: Call, stage: Stage, fundable: Sequence[tuple[Proposal, Scorecard]]) -> Aim:
    sign = 1 if stage.aim == "maximise" else -1
    name, unit = stage.what, 1
    if stage.what == "score":
        values = {proposal.id: Fraction(card.ranking or 0) for proposal, card in fundable}
        unit = call.total_unit
    elif stage.what == "criterion":
        name = stage.options["criterion"]
        values = {proposal.id: Fraction(card.points[name]) for proposal, card in fundable}
        unit = 100
    elif stage.what == "count":
        values = {proposal.id: Fraction(1) for proposal, _ in fundable}
    else:
        values = _indicator_values(call, stage, [proposal for proposal, _ in fundable])
    scale = lcm(*(value.denominator for value in values.values()))
    gains = {id_: int(sign * value * scale) for id_, value in values.items()}
    if any(gain.bit_length() > FINEST_BITS for gain in gains.values()):
        raise InputError([problem("TS614", where=f"{call.name} › objective.order", name=name)])
    return Aim(name=name, gains=gains, unit=unit * scale)


def _indicator_values(
    call: Call, stage: Stage, proposals: Iterable[Proposal]
) -> dict[str, Fraction]:
    use = IndicatorUse(use=stage.what, options=stage.options)
    values: dict[str, Fraction] = {}
    problems: list[Problem] = []
    for proposal in proposals:
        try:
            values[proposal.id] = indicator_value(call, proposal, use)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def as_kept(constraint: Constraint, funded: Collection[str]) -> Constraint:
    """The constraint with its bound moved to what the portfolio reaches, where it misses it."""
    if constraint.holds(funded):
        return constraint
    total = constraint.total(funded)
    least, most = constraint.at_least, constraint.at_most
    if constraint.whole is None:
        return evolve(
            constraint,
            at_least=None if least is None else min(least, total),
            at_most=None if most is None else max(most, total),
        )
    whole = sum(term for id_, term in constraint.whole.items() if id_ in funded)
    reached = Fraction(100 * total, whole)
    low, high = constraint.at_least_percent, constraint.at_most_percent
    return evolve(
        constraint,
        at_least_percent=None if low is None else min(low, reached),
        at_most_percent=None if high is None else max(high, reached),
    )
