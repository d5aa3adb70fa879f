"""Outcomes → the base and its scenarios side by side: prices, who comes and goes, and why."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from tenderscore.award import Award
from tenderscore.intake import Input
from tenderscore.problem import refuse
from tenderscore.running import Runner, one_by_one
from tenderscore.scenario import Scenario
from tenderscore.scorecard import Scorecard
from tenderscore.units import Cents
from tenderscore.what_if import Basis, Reread
from tenderscore.what_if.outcome import AS_IT_STANDS, Outcome, outcomes
from tenderscore.what_if.totals import Totals, points_of, totals


@frozen(kw_only=True)
class Move:
    """A proposal that is funded in the one and not in the other."""

    proposal: str
    why: str
    """obstacles (the scenario puts some in its way, or takes them away), scores (it gives other
    points) or selection (nothing about it changed)."""
    before: Scorecard | None
    after: Scorecard | None


@frozen(kw_only=True)
class Price:
    """What the change costs: the scenario less the base."""

    points: Fraction | None
    """Against what the base's portfolio has by the scenario's scores; None: not all have one."""
    against: Fraction | None
    rescored: bool
    """The scenario changes scores, so that `against` is not the base's total."""
    money: Cents


@frozen(kw_only=True)
class Compared:
    """One scenario beside the base; without totals where it has no award."""

    outcome: Outcome
    totals: Totals | None = None
    price: Price | None = None
    """None too where the base has no award."""
    joins: tuple[Move, ...] = ()
    leaves: tuple[Move, ...] = ()


@frozen(kw_only=True)
class Simulation:
    basis: Basis
    base: Compared
    scenarios: tuple[Compared, ...]
    scenario_file: Input | None = None

    @property
    def all(self) -> tuple[Compared, ...]:
        return (self.base, *self.scenarios)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was read beside the call file."""
        basis = self.basis
        its = basis.round_
        later = [Input(name=its.name, sha256=its.sha256)] if its else []
        scenarios = [self.scenario_file] if self.scenario_file else []
        return (*basis.intake.inputs, *later, *scenarios)

    @property
    def problems(self) -> bool:
        """Whether any scenario makes no sense."""
        return any(each.outcome.problems for each in self.scenarios)

    @property
    def unproven(self) -> bool:
        """Whether any question is left open."""
        return any(each.outcome.open for each in self.all)


def simulate(
    basis: Basis,
    scenarios: Sequence[Scenario],
    reread: Reread | None = None,
    runner: Runner = one_by_one,
    scenario_file: Input | None = None,
) -> Simulation:
    """The scenarios beside the call file as it stands, each gone the whole way.

    A scenario that makes no sense has its problems in its outcome, the others are answered. Raises
    InputError where the call file makes none as it stands.
    """
    first, *others = outcomes(basis, [AS_IT_STANDS, *scenarios], reread, runner)
    refuse(first.problems)
    return Simulation(
        basis=basis,
        base=_compared(first, first),
        scenarios=tuple(_compared(first, each) for each in others),
        scenario_file=scenario_file,
    )


def _compared(base: Outcome, outcome: Outcome) -> Compared:
    award, before = outcome.award, base.award
    if award is None:
        return Compared(outcome=outcome)
    call = base.call or award.call
    its = totals(award, call, base.constraints)
    if before is None:
        return Compared(outcome=outcome, totals=its)
    funded, was = award.selection.funded, before.selection.funded
    return Compared(
        outcome=outcome,
        totals=its,
        price=_price(before, award, its, totals(before, call, base.constraints)),
        joins=tuple(_moves(before, award, funded - was)),
        leaves=tuple(_moves(before, award, was - funded)),
    )


def _price(before: Award, award: Award, its: Totals, was: Totals) -> Price:
    rescored = _scores(before) != _scores(award)
    against = points_of(award, before.selection.funded) if rescored else was.points
    return Price(
        points=None if against is None else its.points - against,
        against=against,
        rescored=rescored,
        money=Cents(its.money - was.money),
    )


def _scores(award: Award) -> dict[str, Fraction | None]:
    unit = award.call.total_unit
    return {
        card.proposal: None if card.ranking is None else Fraction(card.ranking, unit)
        for card in award.scorecards
    }


def _moves(before: Award, award: Award, ids: Iterable[str]) -> Iterable[Move]:
    first, second = ({card.proposal: card for card in each.scorecards} for each in (before, award))
    scores, others = _scores(before), _scores(award)
    for id_ in sorted(ids):
        was, now = first.get(id_), second.get(id_)
        if was is None or now is None or was.fundable != now.fundable:
            why = "obstacles"
        else:
            why = "selection" if scores[id_] == others[id_] else "scores"
        yield Move(proposal=id_, why=why, before=was, after=now)
