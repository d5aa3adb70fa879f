"""Who takes the place of proposals that fall out: the least change that keeps every rule.

The least change lets as many of the other funded ones stay as can; of those portfolios it is the
best by the call's aims. Rules count as the award keeps them, relief included.
"""

from collections.abc import Collection, Iterable, Sequence

from attrs import evolve, frozen

from tenderscore.again import Again, again
from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.choice import choice
from tenderscore.claim import Aim
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Partner, Proposal
from tenderscore.rules import constraints_of
from tenderscore.score import score
from tenderscore.scorecard import Obstacle
from tenderscore.suggest import did_you_mean
from tenderscore.units import Cents


@frozen(kw_only=True)
class Replacement:
    """If `falls` are out: who joins, and who of the others has to leave."""

    falls: tuple[str, ...]
    joins: tuple[str, ...] = ()
    """Best score first."""
    leaves: tuple[str, ...] = ()
    """Empty: all others stay."""
    points: int = 0
    """What the total changes by, in 1/total_unit points."""
    money: int = 0
    """What is requested changes by, in cents."""
    breaks: tuple[tuple[str, str], ...] = ()
    """(rule, group) that would be broken if they fell out and nobody moved up."""
    possible: bool | None = True
    """Whether any portfolio without them keeps the rules; None: not determined."""


@frozen(kw_only=True)
class MovingUp:
    """A refused proposal, and for whom alone it could step in, all others staying."""

    proposal: str
    after: tuple[str, ...]


@frozen(kw_only=True)
class PartnerLeaves:
    """What becomes of a consortium that a partner leaves, as the call says."""

    proposal: str
    partner: str
    stays: bool
    """It stays with what is left of it; else it falls."""
    obstacles: tuple[Obstacle, ...] = ()
    """Why it cannot stay although the call would let it."""
    requested: int = 0
    """What it asks for without the partner, in cents."""
    total: int | None = None
    """Its score without the partner, in 1/total_unit points; the marks stay as they are."""
    replacement: Replacement | None = None
    """Who moves up: for the consortium if it falls, into the money it leaves if it stays."""


def plan(asked: Again) -> tuple[Replacement, ...]:
    """For each funded proposal, in order of id."""
    return tuple(_replaced(asked, (id_,)) for id_ in sorted(asked.funded))


def without(award: Award, ids: Collection[str]) -> Replacement:
    """If all these fall out at once. Raises InputError where one of them is not funded."""
    cards = {card.proposal: card for card in award.scorecards}
    unknown = [id_ for id_ in ids if id_ not in cards]
    refused = [id_ for id_ in ids if id_ in cards and id_ not in award.selection.funded]
    if unknown or refused:
        raise InputError(
            [
                *(problem("TS604", id=i, suggestion=did_you_mean(i, cards)) for i in unknown),
                *(problem("TS615", id=id_) for id_ in refused),
            ]
        )
    return _replaced(again(award), tuple(sorted(set(ids))))


def _replaced(asked: Again, falls: tuple[str, ...]) -> Replacement:
    staying = asked.funded.difference(falls)
    broken = asked.keeping.broken_by(staying)
    out = dict.fromkeys(falls, 0)
    try:
        best = asked.best({**out, **dict.fromkeys(sorted(staying), 1)})
        if best is None:
            stay = Aim(name="stay", gains=dict.fromkeys(staying, 1))
            best = asked.best(out, aims=(stay, *asked.question.aims))
    except Unsettled:
        return Replacement(falls=falls, breaks=broken, possible=None)
    if best is None:
        return Replacement(falls=falls, breaks=broken, possible=False)
    return Replacement(
        falls=falls,
        joins=_best_first(asked, best - asked.funded),
        leaves=_best_first(asked, staying - best),
        points=asked.total(best) - asked.total(asked.funded),
        money=asked.money_of(best) - asked.money_of(asked.funded),
        breaks=broken,
    )


def _best_first(asked: Again, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda id_: (-asked.scores[id_], id_)))


def moving_up(asked: Again) -> tuple[MovingUp, ...]:
    """The fundable ones that are not funded, best score first."""
    refused = _best_first(asked, asked.question.fundable - asked.funded)
    return tuple(
        MovingUp(proposal=id_, after=tuple(f for f in sorted(asked.funded) if _fits(asked, id_, f)))
        for id_ in refused
    )


def _fits(asked: Again, joins: str, falls: str) -> bool:
    return asked.keeping.keeps_instead(asked.funded, joins, falls)


def partner_leaves(award: Award, id_: str, name: str) -> PartnerLeaves:
    """Raises InputError: not funded, no such partner, the call does not say what happens, or what
    the partner asked for is not known."""
    proposal, partner = _found(award, id_, name)
    if award.call.partner_leaves == "falls":
        return PartnerLeaves(
            proposal=id_, partner=partner.name, stays=False, replacement=without(award, [id_])
        )
    left = _left_of(proposal, partner)
    card = score(award.call, left)
    leaving = PartnerLeaves(
        proposal=id_,
        partner=partner.name,
        stays=card.fundable,
        obstacles=card.obstacles,
        requested=left.requested,
        total=card.ranking,
    )
    if card.obstacles:
        return evolve(leaving, replacement=without(award, [id_]))
    proposals = tuple(left if each.id == id_ else each for each in award.proposals)
    cards = tuple(card if each.proposal == id_ else each for each in award.scorecards)
    constraints = constraints_of(award.call, proposals)
    changed = evolve(award, proposals=proposals, scorecards=cards, constraints=constraints)
    asked = _kept_as(changed, again(award).question.constraints)
    return evolve(leaving, replacement=_replaced(asked, ()))


def _kept_as(changed: Award, kept: Sequence[Constraint]) -> Again:
    """The question of the changed award under the bounds that the award keeps, not eased anew."""
    bounds = {(each.rule, each.group): each for each in kept}
    constraints = tuple(
        evolve(
            each,
            at_least=bound.at_least,
            at_most=bound.at_most,
            at_least_percent=bound.at_least_percent,
            at_most_percent=bound.at_most_percent,
        )
        if (bound := bounds.get((each.rule, each.group)))
        else each
        for each in changed.constraints
    )
    question = choice(
        changed.call, changed.proposals, changed.scorecards, constraints, changed.nodes
    )
    return Again(award=changed, question=question.among_the_fundable())


def _found(award: Award, id_: str, name: str) -> tuple[Proposal, Partner]:
    if id_ not in award.selection.funded:
        without(award, [id_])  # says what is wrong with it
    proposal = next(each for each in award.proposals if each.id == id_)
    names = {partner.name: partner for partner in proposal.partners}
    if name not in names:
        suggestion = did_you_mean(name, names)
        raise InputError([problem("TS616", id=id_, name=name, suggestion=suggestion)])
    if not award.call.partner_leaves:
        raise InputError([problem("TS617", where=f"{award.call.name} › reserve")])
    if names[name].requested is None:
        raise InputError([problem("TS618", where=names[name].where, name=name)])
    return proposal, names[name]


def _left_of(proposal: Proposal, partner: Partner) -> Proposal:
    """Without the partner and its money; the years give in proportion, rounded down to the cent."""
    left = Cents(proposal.requested - (partner.requested or 0))
    by_year = {
        year: Cents(amount * left // proposal.requested) if proposal.requested else amount
        for year, amount in proposal.requested_by_year.items()
    }
    return evolve(
        proposal,
        requested=left,
        requested_by_year=by_year,
        partners=tuple(each for each in proposal.partners if each is not partner),
    )
