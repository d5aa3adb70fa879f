"""A call and what came in → how sure the award is, if weights, marks or costs were others."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve, frozen

from tenderscore.agenda import Agenda, agenda
from tenderscore.award import Award, decide
from tenderscore.block import Unsettled
from tenderscore.call import Call
from tenderscore.choice import as_kept
from tenderscore.intake import Intake
from tenderscore.keeping import Portfolio
from tenderscore.language import said
from tenderscore.problem import problem, refuse
from tenderscore.round import Round, drawn
from tenderscore.running import Runner, one_by_one
from tenderscore.sampling import (
    Frequencies,
    Overspending,
    Sampling,
    frequencies,
    overspending,
)
from tenderscore.selection import NoAward
from tenderscore.standing import Evidence, Standing, sampled, standings
from tenderscore.suggest import did_you_mean
from tenderscore.units import Points
from tenderscore.weights.cone import TooManyCorners
from tenderscore.weights.decomposition import Decomposition, decomposed
from tenderscore.weights.holding import Stay, Swap, stays, swaps
from tenderscore.weights.question import question
from tenderscore.weights.rpm import Rpm, rpm
from tenderscore.weights.space import space

QUARTER = Points(25)
_NOT_SETTLED = said(
    "What is best at some of these weights is not settled within the nodes of the engine. Give "
    "more with --max-nodes, or weights that vary less."
)


@frozen(kw_only=True)
class Doubts:
    """What might have been otherwise."""

    weights: str | None = None
    """How they may vary, as `space` reads it; None: they stay."""
    portfolios: bool = False
    """Whether all non-dominated portfolios are wanted."""
    swapped: tuple[tuple[Portfolio, Portfolio], ...] = ()
    """(who is to come in, whom for): at which weights that would be as good as the award."""
    drawn: tuple[Sampling, ...] = ()
    by: Points = QUARTER
    """So far the marks of a single proposal may move when the jury talks about it."""


@frozen(kw_only=True)
class Robust:
    award: Award
    weights: Decomposition | None
    stays: tuple[Stay, ...]
    """For each criterion, the weights at which the award holds; empty if they stay."""
    rpm: Rpm | None
    swaps: tuple[tuple[Portfolio, tuple[Swap, ...]], ...]
    """Portfolios beside the award, and where they change places with it."""
    drawn: tuple[Frequencies, ...]
    overspending: tuple[Overspending, ...]
    agenda: Agenda
    evidence: tuple[Evidence, ...]
    standings: tuple[Standing, ...]


def robust(
    call: Call,
    intake: Intake,
    round_: Round | None,
    doubts: Doubts,
    runner: Runner = one_by_one,
    nodes: int | None = None,
) -> Robust:
    """Raises as `decide` does, NoAward where the engine's nodes run out at some of the weights, and
    InputError where the weights are not to be understood."""
    call = drawn(call, round_)
    award = decide(call, intake, evolve(round_, draw_seed=None) if round_ else None, nodes)
    weighed = _Weighed()
    if doubts.weights is not None:
        try:
            weighed = _weighed(award, doubts, doubts.weights, nodes)
        except (Unsettled, TooManyCorners):
            raise NoAward(_NOT_SETTLED) from None
    often, spent = [], []
    for each in doubts.drawn:
        if each.kind == "overspend":
            spent.append(overspending(call, intake, None, each, runner, nodes))
        else:
            often.append(frequencies(call, intake, None, each, runner, nodes))
    evidence = [_of_weights(weighed.found)] if weighed.found else []
    evidence += map(_drawn, often)
    discussed = agenda(award, doubts.by)
    return Robust(
        award=award,
        weights=weighed.found,
        stays=weighed.stays,
        rpm=weighed.rpm,
        swaps=weighed.swaps,
        drawn=tuple(often),
        overspending=tuple(spent),
        agenda=discussed,
        evidence=tuple(evidence),
        standings=standings(award, evidence, discussed),
    )


@frozen(kw_only=True)
class _Weighed:
    found: Decomposition | None = None
    stays: tuple[Stay, ...] = ()
    rpm: Rpm | None = None
    swaps: tuple[tuple[Portfolio, tuple[Swap, ...]], ...] = ()


def _weighed(award: Award, doubts: Doubts, words: str, nodes: int | None) -> _Weighed:
    """Under the rules as the award keeps them. Raises Unsettled and TooManyCorners."""
    call, proposals, cards = award.call, award.proposals, award.scorecards
    funded = award.selection.funded
    others = list(_instead(award, doubts.swapped))
    where = space(call, words)
    kept = tuple(as_kept(each, funded) for each in award.constraints)
    asked = question(call, proposals, cards, kept, where, nodes)
    return _Weighed(
        found=decomposed(asked, where),
        stays=stays(asked, where, within=False),
        rpm=rpm(call, proposals, cards, kept, where) if doubts.portfolios else None,
        swaps=tuple((other, swaps(asked, where, funded, other)) for other in others),
    )


def _instead(award: Award, swapped: Iterable[tuple[Portfolio, Portfolio]]) -> Iterator[Portfolio]:
    """The award with some in the place of others. Raises InputError with every wrong id."""
    cards = {card.proposal: card for card in award.scorecards}
    fundable = {id_ for id_, card in cards.items() if card.fundable}
    funded = award.selection.funded
    problems = []
    for joins, leaves in swapped:
        for id_ in sorted(joins | leaves):
            if id_ not in cards:
                suggestion = did_you_mean(id_, cards)
                problems.append(problem("TS604", where="--swap", id=id_, suggestion=suggestion))
        problems += [problem("TS846", where="--swap", id=id_)
                     for id_ in sorted(joins & cards.keys() - (fundable - funded))]  # fmt: skip
        problems += [problem("TS847", where="--swap", id=id_)
                     for id_ in sorted(leaves & cards.keys() - funded)]  # fmt: skip
    refuse(problems)
    yield from (funded - leaves | joins for joins, leaves in swapped)


def _of_weights(found: Decomposition) -> Evidence:
    drawn = found.counted
    interval = {
        id_: (share, share) if drawn is None else drawn.interval(id_)
        for id_, share in found.shares.items()
    }
    if not found.proven:
        return sampled("weights", found.shares, interval)
    return Evidence(
        question="weights",
        exact=found.exact,
        share=found.shares,
        interval=interval,
        always=found.everywhere,
        never=found.nowhere,
    )


def _drawn(found: Frequencies) -> Evidence:
    share = {each.proposal: each.share or Fraction(0) for each in found.each}
    interval = {each.proposal: (each.low, each.high) for each in found.each}
    if not found.exact:
        return sampled(found.asked.kind, share, interval)
    return Evidence(
        question=found.asked.kind,
        exact=True,
        share=share,
        interval=interval,
        always=frozenset(id_ for id_, its in share.items() if its == 1),
        never=frozenset(id_ for id_, its in share.items() if its == 0),
    )
