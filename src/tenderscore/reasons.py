"""Why, for each proposal: funded, obstacles, or the best portfolio with it and what decides."""

from collections.abc import Callable, Mapping

from attrs import evolve, frozen

from tenderscore.again import Again, again
from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.causes import Causes, causes
from tenderscore.figures import Budget, Margin, Points, budgets_of, margins, points_of
from tenderscore.frame import worth
from tenderscore.keeping import Portfolio
from tenderscore.problem import InputError, problem
from tenderscore.request import Open, Request, largest_request
from tenderscore.scorecard import Obstacle, Scorecard
from tenderscore.suggest import did_you_mean
from tenderscore.sweep import Sweep, sweep


@frozen(kw_only=True)
class Reason:
    """Figures that are None were not determined within the nodes, or do not apply."""

    proposal: str
    verdict: str
    """funded; not eligible; below a threshold; out-scored (every funded one scores at least as
    much); displaced (a rule keeps it out although a funded one scores less); tied (as good by
    every aim, lost by the draw); never (no portfolio with it keeps all rules); not determined
    (the nodes ran out)."""
    obstacles: tuple[Obstacle, ...] = ()
    leaves: tuple[str, ...] = ()
    """Funded proposals that the best portfolio with this one would drop."""
    joins: tuple[str, ...] = ()
    """Others that it would bring in besides."""
    loss: int | None = None
    """What the total would lose, in 1/total_unit points."""
    worse_by: str = ""
    """The aim by which the portfolio with it is worse: score, a criterion, …, or draw."""
    rules: tuple[tuple[str, str], ...] = ()
    """(rule, group) that would break if this one were simply added to the funded."""
    causes: Causes | None = None
    """Of a refusal that the scores alone do not explain: without one of these sets of rules it
    would be funded."""
    points: Points | None = None
    margins: tuple[Margin, ...] = ()
    """Of a funded one: points above each threshold."""
    budgets: tuple[Budget, ...] = ()
    """Of a refused one: for each rule that limits money, what it would have to give."""
    request: Request | None = None
    """The largest request at which it is funded."""


def explain(award: Award) -> tuple[Reason, ...]:
    """A reason for each proposal, in the award's order."""
    return explained(again(award))


def explained(asked: Again, done: Callable[[str], None] = lambda _: None) -> tuple[Reason, ...]:
    """The same, asked of what was asked before; `done` is told each proposal's id."""
    sweeps = money_swept(asked)
    reasons = []
    for card in asked.award.scorecards:
        reasons.append(_reason(asked, sweeps, card))
        done(card.proposal)
    return tuple(reasons)


def explain_one(award: Award, id_: str) -> Reason:
    """The reason of this proposal. Raises InputError if there is none of that id."""
    cards = {card.proposal: card for card in award.scorecards}
    if id_ not in cards:
        raise InputError([problem("TS604", id=id_, suggestion=did_you_mean(id_, cards))])
    asked = again(award)
    refused = id_ not in asked.funded and cards[id_].fundable
    return _reason(asked, money_swept(asked) if refused else {}, cards[id_])


def money_swept(asked: Again) -> Mapping[str, Sweep]:
    """Of each rule that limits money, in all its groups alike: what changes as it is eased."""
    swept = {}
    for rule in asked.rules:
        if rule not in asked.money:
            continue
        limits = [c for c in asked.question.constraints if c.rule == rule and c.at_most is not None]
        if limits:
            try:
                swept[rule] = sweep(asked, limits)
            except Unsettled:
                continue
    return swept


def _reason(asked: Again, sweeps: Mapping[str, Sweep], card: Scorecard) -> Reason:
    id_ = card.proposal
    if id_ in asked.funded:
        return _funded(asked, card)
    if card.obstacles:
        formal = any(obstacle.kind == "eligibility" for obstacle in card.obstacles)
        return Reason(
            proposal=id_,
            verdict="not eligible" if formal else "below a threshold",
            obstacles=card.obstacles,
        )
    reason = _refused(asked, id_)
    if reason.verdict == "not determined":
        return reason
    best = None if reason.verdict == "never" else asked.best({id_: 1})
    return evolve(
        reason,
        causes=None
        if reason.verdict == "out-scored"
        else causes(asked, lambda portfolio: id_ in portfolio),
        points=points_of(asked, card, best, asked.funded),
        budgets=budgets_of(sweeps, id_),
        request=_request(asked, id_, asked.funded),
    )


def _refused(asked: Again, id_: str) -> Reason:
    """The verdict, with the best portfolio that has it."""
    funded = asked.funded
    rules = asked.keeping.broken_by(funded | {id_})
    try:
        best = asked.best({id_: 1})
    except Unsettled:
        return Reason(proposal=id_, verdict="not determined", rules=rules)
    if best is None:
        return Reason(proposal=id_, verdict="never", rules=rules)
    worse_by = _worse_by(asked, funded, best)
    outscored = all(asked.scores[each] >= asked.scores[id_] for each in funded)
    verdict = "tied" if worse_by == "draw" else "out-scored" if outscored else "displaced"
    return Reason(
        proposal=id_,
        verdict=verdict,
        leaves=tuple(sorted(funded - best)),
        joins=tuple(sorted(best - funded - {id_})),
        loss=asked.award.selection.total - asked.total(best),
        worse_by=worse_by,
        rules=rules,
    )


def _funded(asked: Again, card: Scorecard) -> Reason:
    """Funded, and how safely: points and money that it could lose or ask for besides."""
    id_ = card.proposal
    reason = Reason(proposal=id_, verdict="funded", margins=margins(asked.award.call, card))
    try:
        without = asked.best({id_: 0})
    except Unsettled:
        return reason
    return evolve(
        reason,
        points=points_of(asked, card, asked.funded, without),
        request=_request(asked, id_, without),
    )


def _request(asked: Again, id_: str, without: Portfolio | None) -> Request | None:
    try:
        return largest_request(asked, id_, without)
    except (Unsettled, Open):
        return None


def _worse_by(asked: Again, funded: frozenset[str], other: frozenset[str]) -> str:
    for aim in asked.question.aims:
        if worth(funded, aim.gains) != worth(other, aim.gains):
            return aim.name
    return "draw"
