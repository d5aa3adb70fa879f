"""What an applicant can change → moves of a proposal, each along an indicator's steps or line.

A move is small and stated in full, so that it can be made on the proposal and scored again. The
jury's marks, the time of receipt, the requested amount and how it is divided are no levers.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from attrs import evolve, frozen

from tenderscore.call import Call, IndicatorUse, ScoredIndicator
from tenderscore.frozen import frozen_mapping
from tenderscore.indicators import INDICATORS
from tenderscore.indicators.sme import NOT_ENTERPRISES
from tenderscore.problem import Problem
from tenderscore.proposal import Partner, Proposal, Site
from tenderscore.regions.naming import folded
from tenderscore.regions.resolve import one_place
from tenderscore.units import Cents

MOST_NEWCOMERS = 4
"""So many partners or topics more are tried until they give more points."""
COUNTRY = "DE"
PLAIN_ROLES = ("implementation", "coordination", "a role that no call asks for")


@frozen(kw_only=True)
class Move:
    """One thing that an applicant does: partners, topics or a site more, or another figure."""

    field: str
    """Of the proposal, or a further column of the call."""
    adds: tuple[Any, ...] = ()
    """Partners, topics or sites."""
    to: Any = None
    """The new figure, where nothing is added."""
    free_role: bool = False
    """The new partner may have any role that the call does not ask for."""


Group = tuple[Move, ...]
"""Moves of one size, of which one will do."""
Lever = Callable[[Call, Proposal, ScoredIndicator, Fraction, Fraction], Iterator[Group]]
"""(call, proposal, indicator, its value, its points) → groups, the smallest moves first."""


def moved(proposal: Proposal, move: Move) -> Proposal:
    """The proposal after the move; nothing else of it changes."""
    to = (*getattr(proposal, move.field), *move.adds) if move.adds else move.to
    if move.field in proposal.values:
        return evolve(proposal, values={**proposal.values, move.field: to})
    parts: dict[str, Any] = {move.field: to}
    return evolve(proposal, **parts)


def reads(use: IndicatorUse) -> frozenset[str]:
    """The fields, tables and further columns that the indicator looks at."""
    named = INDICATORS[use.use].details["reads"]
    return frozenset(use.options["column"] if each == "column" else each for each in named)


def groups(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    """The moves that this indicator suggests; none where it is nothing that applicants change."""
    lever = LEVERS.get(scored.indicator.use)
    if lever is not None and any(gives > points for _, gives in scored.steps or scored.line):
        yield from lever(call, proposal, scored, value, points)


def _targets(scored: ScoredIndicator, value: Fraction, points: Fraction) -> list[Fraction]:
    """Where steps or line give more points than now, the nearest value first."""
    found = [start for start, gives in scored.line if gives > points]
    ends = [*(start for start, _ in scored.steps[1:]), None]
    for (start, gives), end in zip(scored.steps, ends, strict=False):
        if gives > points:
            last = start if end is None or value < start else max(start, Fraction(ceil(end) - 1))
            found.append(last)
    return sorted(found, key=lambda each: abs(each - value))


def _figure(
    field_: str, scored: ScoredIndicator, value: Fraction, points: Fraction, unit: int
) -> Iterator[Group]:
    """All targets in one group: the best of them counts."""
    to = [ceil(t * unit) if t > value else floor(t * unit) for t in _targets(scored, value, points)]
    yield tuple(Move(field=field_, to=Fraction(each, unit)) for each in to if each >= 0)


def _number(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    yield from _figure(scored.indicator.options["column"], scored, value, points, 100)


def _yes(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    yield (Move(field=scored.indicator.options["column"], to=not value),)


def _duration(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    for group in _figure("duration_months", scored, value, points, 1):
        yield tuple(evolve(move, to=int(move.to)) for move in group)


def _own_contribution(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    """To whole units of the currency, rounded so that the share is reached."""
    found = []
    for target in _targets(scored, value, points):
        if 0 <= target < 100:
            exact = target * proposal.requested / (100 - target) / 100
            units = ceil(exact) if target > value else floor(exact)
            found.append(Move(field="own_contribution", to=Cents(100 * units)))
    yield tuple(found)


def _topics(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    left = [each for each in call.topics if each not in proposal.topics]
    left.sort(key=lambda each: -call.topics[each])
    for count in range(1, min(len(left), MOST_NEWCOMERS) + 1):
        yield (Move(field="topics", adds=tuple(left[:count])),)


def _sites(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    """Where a partner already is; elsewhere the applicant knows best."""
    have = {(site.place, site.land) for site in proposal.sites}
    seats = dict.fromkeys(
        (each.place, each.land) for each in proposal.partners if each.place and each.land
    )
    yield tuple(
        Move(field="sites", adds=(Site(place=place, land=land),))
        for place, land in seats
        if place and land and (place, land) not in have
        and not isinstance(one_place(place, land, ""), Problem)
    )  # fmt: skip


def _partners(
    call: Call, proposal: Proposal, scored: ScoredIndicator, value: Fraction, points: Fraction
) -> Iterator[Group]:
    found = list(_newcomers(call, scored.indicator))
    for count in range(1, MOST_NEWCOMERS + 1):
        yield tuple(
            Move(field="partners", adds=(each,) * count, free_role=free) for each, free in found
        )


def _newcomers(call: Call, use: IndicatorUse) -> Iterator[tuple[Partner, bool]]:
    """New partners that the indicator counts, no firm first; all that could be asked is known."""
    options = use.options
    roles, countries = options.get("role") or (), options.get("country") or ()
    kinds = options.get("kind") or options.get("among") or ()
    small = True if use.use == "sme_percent" else options.get("sme")
    taken = {folded(each) for each in scored(call, "role")}
    plain = next((each for each in PLAIN_ROLES if folded(each) not in taken), PLAIN_ROLES[-1])
    role, country = (roles or (plain,))[0], (countries or (COUNTRY,))[0]
    firms = [each for each in kinds or ("company",) if each not in NOT_ENTERPRISES]
    others = [each for each in kinds or ("association",) if each in NOT_ENTERPRISES]
    for kind, is_small in ((others, False), (firms, True)):
        if kind and small in (None, is_small):
            yield _newcomer(kind[0], role, country, employees=10), not roles
    if small is False and not others:
        yield _newcomer(firms[0], role, country, employees=1000), not roles


def _newcomer(kind: str, role: str, country: str, employees: int) -> Partner:
    """It brings no money and takes none, so that all sums stay as they are."""
    return Partner(
        name="",
        organisation="",
        kind=kind,
        role=role,
        country=country,
        employees=employees,
        turnover=Cents(100_000_000 * employees),
        balance=Cents(100_000_000 * employees),
        requested=Cents(0),
        costs={"staff": Cents(0)},
    )


def scored(call: Call, option: str) -> tuple[str, ...]:
    """The roles, kinds or countries that some indicator of the call asks for, as it writes them."""
    uses = [each.indicator for each in call.eligibility]
    uses += [each.indicator for criterion in call.criteria for each in criterion.indicators]
    return tuple(dict.fromkeys(name for use in uses for name in use.options.get(option) or ()))


LEVERS: Mapping[str, Lever] = frozen_mapping(
    {
        "value": _number,
        "yes": _yes,
        "duration_months": _duration,
        "own_contribution_percent": _own_contribution,
        "topics_percent": _topics,
        "reach_percent": _sites,
        "partner_count": _partners,
        "partner_percent": _partners,
        "sme_percent": _partners,
    }
)
NO_LEVERS = frozenset(
    {"jury_mean", "jury_median", "hours_late", "requested_amount", "amount_per_year",
     "staff_percent", "aid_percent", "aid_ceiling"}
)  # fmt: skip
"""Not the applicant's, or with consequences for every partner that no one can guess."""
