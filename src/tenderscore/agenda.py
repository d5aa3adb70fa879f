"""An award → whom the jury might still talk about: whose own marks could change who is funded.

Each proposal is looked at alone: all its marks moved up as far as is asked, or all down, the others
as they are. The best portfolio with it does not depend on its own points, nor does the best without
it; so what was worked out for the reasons decides this too, exactly. Where rules had to give and
might have given elsewhere, it is decided anew.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from tenderscore.again import Again, again
from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.call import Call
from tenderscore.choice import choice
from tenderscore.claim import Aim
from tenderscore.frame import worth
from tenderscore.indicators.marked import by_jury, marked_criteria
from tenderscore.keeping import Portfolio
from tenderscore.portfolio import select
from tenderscore.proposal import Mark, Proposal
from tenderscore.score import score
from tenderscore.scorecard import Obstacle, Scorecard
from tenderscore.selection import NothingFits, NotProven
from tenderscore.units import Points


@frozen(kw_only=True)
class Point:
    """Of the agenda: a proposal whose own marks, moved that far, could change the award."""

    proposal: str
    funded: bool
    """As the award stands."""
    total: int | None
    """Its ranking score with its marks moved up, or down if it is funded; in 1/total_unit."""
    enough: int | None
    """By so much its score has to move; None: a threshold decides, or an aim before the score, or
    rules that had to give."""
    obstacles: tuple[Obstacle, ...] = ()
    """Of a funded one: what it would then miss; of another: what it misses as it stands."""
    joins: tuple[str, ...] | None = ()
    """Who would be funded besides; None: not determined, or no portfolio would keep the rules."""
    leaves: tuple[str, ...] | None = ()


@frozen(kw_only=True)
class Agenda:
    by: Points
    """Each mark of one proposal may move by so much, within its scale."""
    points: tuple[Point, ...]
    """In order of id."""
    open: tuple[str, ...] = ()
    """Of these it is not determined: the nodes ran out, or points fall as marks rise, or
    the call wants the least of what marks are worth."""


def marked(proposal: Proposal) -> bool:
    """Whether any mark of it counts."""
    return any(mark.points is not None and not mark.conflict for mark in proposal.marks)


def agenda(award: Award, by: Points) -> Agenda:
    """The proposals whose marks, each moved by at most `by`, could change who is funded.

    For every other proposal the award stays as it is, however its own marks move within that. One
    that would come to be as good as the last of the funded counts among those that could, unless
    rules might give elsewhere.
    """
    pairs = [
        (proposal, card)
        for proposal, card in zip(award.proposals, award.scorecards, strict=True)
        if marked(proposal)
    ]
    if not _rising(award.call):
        return Agenda(by=by, points=(), open=tuple(proposal.id for proposal, _ in pairs))
    asked, elsewhere = again(award), _elsewhere(award)
    points: list[Point] = []
    open_: list[str] = []
    for proposal, card in pairs:
        try:
            point = _point(asked, elsewhere, proposal, card, by)
        except Unsettled:
            open_.append(proposal.id)
            continue
        if point is not None:
            points.append(point)
    return Agenda(by=by, points=tuple(points), open=tuple(open_))


def moved(proposal: Proposal, call: Call, by: int) -> Proposal:
    """The proposal with each of its marks moved by so many hundredths, within its scale."""

    def mark(each: Mark) -> Mark:
        if each.points is None:
            return each
        scale = call.criterion(each.criterion).scale
        return evolve(each, points=Points(max(0, min(scale, each.points + by))))

    return evolve(proposal, marks=tuple(map(mark, proposal.marks)))


def _rising(call: Call) -> bool:
    """Whether a mark that rises is never the worse for its proposal: in points, by any aim."""
    marked = {each.id for each in marked_criteria(call)}
    return not any(
        stage.aim == "minimise"
        and (stage.what == "score" or stage.options.get("criterion") in marked)
        for stage in call.objective
    ) and all(
        low <= high
        for criterion in call.criteria
        for each in criterion.indicators
        if by_jury(each.indicator)
        for (_, low), (_, high) in pairwise(each.line or each.steps)
    )


def _elsewhere(award: Award) -> bool:
    """Whether rules that had to give might have given the same in another place."""
    eased = {each.rule for each in award.selection.eased}
    giving = [each for each in award.constraints if each.rule in eased]
    sides = [each.at_least is not None and each.at_most is not None for each in giving]
    return len(giving) > len(eased) or any(sides) or any(each.whole for each in giving)


def _point(
    asked: Again, elsewhere: bool, proposal: Proposal, card: Scorecard, by: int
) -> Point | None:
    award, id_ = asked.award, proposal.id
    funded = id_ in asked.funded
    there = score(award.call, moved(proposal, award.call, -by if funded else by))
    if not (there.fundable or funded):
        return None
    if card.fundable and there.fundable and not elsewhere:
        return _in_or_out(asked, card, there)
    instead = _decided(award, there)
    if instead is not None and (id_ in instead) == funded:
        return None
    return Point(
        proposal=id_,
        funded=funded,
        total=there.ranking,
        enough=None,
        obstacles=there.obstacles if funded else card.obstacles,
        joins=None if instead is None else _besides(instead - asked.funded, id_),
        leaves=None if instead is None else _besides(asked.funded - instead, id_),
    )


def _decided(award: Award, card: Scorecard) -> Portfolio | None:
    """Who would be funded with this scorecard, relief included; None: no portfolio fits."""
    cards = _with(award, card)
    asked = choice(award.call, award.proposals, cards, award.constraints, award.nodes)
    try:
        return select(asked, {each.proposal: each for each in cards}).funded
    except NothingFits:
        return None
    except NotProven:
        raise Unsettled(None, None, 0, 0) from None


def _in_or_out(asked: Again, card: Scorecard, there: Scorecard) -> Point | None:
    """Where it can be chosen before and after: in or out by its points alone."""
    id_ = card.proposal
    funded = id_ in asked.funded
    other = asked.best({id_: 0 if funded else 1})
    if other is None:
        return None
    here, moved_ = asked.question.aims, _aims(asked.award, there)
    pick = min if funded else max
    gains = [
        pick(old.gains.get(id_, 0), new.gains.get(id_, 0))
        for old, new in zip(here, moved_, strict=True)
    ]
    with_it, without = (asked.funded, other) if funded else (other, asked.funded)
    rest = [worth(with_it - {id_}, aim.gains) for aim in here]
    reached = [a + b for a, b in zip(rest, gains, strict=True)]
    bar = [worth(without, aim.gains) for aim in here]
    if (reached > bar) if funded else (reached < bar):
        return None
    by_score = bool(here) and here[0].name == "score"
    own = here[0].gains.get(id_, 0) if here else 0
    return Point(
        proposal=id_,
        funded=funded,
        total=there.ranking,
        enough=abs(bar[0] - rest[0] - own) if by_score else None,
        joins=_besides(other - asked.funded, id_),
        leaves=_besides(asked.funded - other, id_),
    )


def _aims(award: Award, card: Scorecard) -> Sequence[Aim]:
    """The aims as they are with this scorecard in the place of the proposal's own."""
    return choice(award.call, award.proposals, _with(award, card), award.constraints).aims


def _with(award: Award, card: Scorecard) -> list[Scorecard]:
    return [card if each.proposal == card.proposal else each for each in award.scorecards]


def _besides(ids: Iterable[str], id_: str) -> tuple[str, ...]:
    return tuple(sorted(frozenset(ids) - {id_}))
