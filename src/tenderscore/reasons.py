"""Why, for each proposal: funded, obstacles, or the best portfolio with it and what decides."""

from collections.abc import Iterator

from attrs import frozen

from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.choice import Choice, choice
from tenderscore.problem import InputError, problem
from tenderscore.scorecard import Obstacle, Scorecard
from tenderscore.suggest import did_you_mean


@frozen(kw_only=True)
class Reason:
    proposal: str
    verdict: str
    """funded; not eligible; below a threshold; displaced (a portfolio with it exists and is worse);
    tied (as good by every aim, lost by the draw); never (no portfolio with it keeps all rules);
    not determined (the nodes ran out)."""
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


def explain(award: Award) -> tuple[Reason, ...]:
    """A reason for each proposal, in the award's order."""
    question = _question(award)
    return tuple(_reason(award, question, card) for card in award.scorecards)


def explain_one(award: Award, id_: str) -> Reason:
    """The reason of this proposal. Raises InputError if there is none of that id."""
    cards = {card.proposal: card for card in award.scorecards}
    if id_ not in cards:
        raise InputError([problem("TS604", id=id_, suggestion=did_you_mean(id_, cards))])
    return _reason(award, _question(award), cards[id_])


def _question(award: Award) -> Choice:
    asked = choice(award.call, award.proposals, award.scorecards, award.constraints, award.nodes)
    return asked.kept_by(award.selection.funded)


def _reason(award: Award, question: Choice, card: Scorecard) -> Reason:
    funded, id_ = award.selection.funded, card.proposal
    if id_ in funded:
        return Reason(proposal=id_, verdict="funded")
    if card.obstacles:
        formal = any(obstacle.kind == "eligibility" for obstacle in card.obstacles)
        return Reason(
            proposal=id_,
            verdict="not eligible" if formal else "below a threshold",
            obstacles=card.obstacles,
        )
    rules = tuple(_broken(question, funded | {id_}))
    try:
        best = question.best({id_: 1})
    except Unsettled:
        return Reason(proposal=id_, verdict="not determined", rules=rules)
    if best is None:
        return Reason(proposal=id_, verdict="never", rules=rules)
    ranking = {card.proposal: card.ranking or 0 for card in award.scorecards}
    worse_by = _worse_by(question, funded, best.chosen)
    return Reason(
        proposal=id_,
        verdict="tied" if worse_by == "draw" else "displaced",
        leaves=tuple(sorted(funded - best.chosen)),
        joins=tuple(sorted(best.chosen - funded - {id_})),
        loss=award.selection.total - sum(ranking[chosen] for chosen in best.chosen),
        worse_by=worse_by,
        rules=rules,
    )


def _broken(question: Choice, portfolio: frozenset[str]) -> Iterator[tuple[str, str]]:
    for constraint in question.constraints:
        if not constraint.holds(portfolio):
            yield constraint.rule, constraint.group


def _worse_by(question: Choice, funded: frozenset[str], other: frozenset[str]) -> str:
    for aim in question.aims:
        if sum(aim.gains.get(id_, 0) for id_ in funded) != sum(
            aim.gains.get(id_, 0) for id_ in other
        ):
            return aim.name
    return "draw"
