"""A proposal that costs more or less, by so many per mille → all its money in proportion.

What adds up goes on adding up, to the cent: years and partners to the proposal, costs within the
partner. No aid intensity rises by rounding.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from attrs import evolve

from tenderscore.activity import Activity
from tenderscore.proposal import Partner, Proposal
from tenderscore.units import Cents

THOUSAND = 1000
Name = TypeVar("Name", bound=Hashable)


def at_cost(proposal: Proposal, per_mille: int) -> Proposal:
    """1000 is the proposal as it is. The largest remainders get the cents that rounding leaves."""
    if per_mille == THOUSAND:
        return proposal
    total = _times(proposal.requested, per_mille)
    years = dict(proposal.requested_by_year)
    own = proposal.own_contribution
    return evolve(
        proposal,
        requested=total,
        requested_by_year=_parts(years, proposal.requested, total, per_mille),
        own_contribution=None if own is None else _times(own, per_mille),
        partners=_partners(proposal, total, per_mille),
        activities=_activities(proposal.activities, proposal.requested, total, per_mille),
    )


def _times(cents: int, per_mille: int) -> Cents:
    """Rounded half up."""
    return Cents((2 * cents * per_mille + THOUSAND) // (2 * THOUSAND))


def _parts(
    amounts: Mapping[Name, Cents], before: int, after: int, per_mille: int
) -> dict[Name, Cents]:
    """Each in proportion; together the new total, where they were the old one."""
    if sum(amounts.values()) != before:
        return {name: _times(cents, per_mille) for name, cents in amounts.items()}
    exact = {name: divmod(cents * after, before or 1) for name, cents in amounts.items()}
    left = after - sum(floor for floor, _ in exact.values())
    more = sorted(exact, key=lambda name: (-exact[name][1], str(name)))[:left] if left else ()
    return {name: Cents(floor + (name in more)) for name, (floor, _) in exact.items()}


def _partners(proposal: Proposal, total: int, per_mille: int) -> tuple[Partner, ...]:
    """A partner that says what it costs, but not what it requests, requests its costs."""
    before = {
        place: its.requested if its.requested is not None else Cents(sum(its.costs.values()))
        for place, its in enumerate(proposal.partners)
    }
    after = _parts(before, proposal.requested, total, per_mille)
    return tuple(
        evolve(
            its,
            requested=None if its.requested is None else after[place],
            costs=_parts(its.costs, before[place], after[place], per_mille),
        )
        for place, its in enumerate(proposal.partners)
    )


def _activities(
    activities: Sequence[Activity], before: int, after: int, per_mille: int
) -> tuple[Activity, ...]:
    asked = {place: its.requested for place, its in enumerate(activities)}
    moved = _parts(asked, before, after, per_mille)
    return tuple(
        evolve(
            its,
            requested=moved[place],
            eligible_cost=Cents(-(-its.eligible_cost * moved[place] // its.requested))
            if its.requested
            else _times(its.eligible_cost, per_mille),
        )
        for place, its in enumerate(activities)
    )
