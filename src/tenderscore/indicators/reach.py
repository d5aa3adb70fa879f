"""How many of the target firms a proposal's sites reach."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm

from attrs import frozen

from tenderscore.call import Call, Criterion, Demand
from tenderscore.indicators.shelf import indicator, percent, place_in_call
from tenderscore.language import said
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.proposal import Proposal, Site
from tenderscore.regions.demand import default_demand
from tenderscore.regions.laender import LAENDER
from tenderscore.regions.nearby import Point, Points, positions_within_any
from tenderscore.regions.resolve import one_place


@indicator(unit="percent", reads=("sites",))
def reach_percent(
    proposal: Proposal,
    call: Call,
    *,
    criterion: Criterion | None = None,
    within_km: int | None = None,
    in_laender_of_sites: bool = False,
    laender: tuple[str, ...] = (),
) -> Fraction:
    """The target firms that the sites reach, in percent of all; a firm counts once.

    A firm is reached at most `within_km` from a site in a straight line, or with
    `in_laender_of_sites` anywhere in a Land that has a site. With `laender` (codes) only the firms
    there count, above and below the line. Firms are those of the call's demand table, else the
    shipped stand-in (regions/demand.py). Raises InputError where there is no site, or a site's
    place is unknown or could be several.
    """
    place = place_in_call(call, criterion)
    _check_laender((land, place) for land in laender)
    if within_km is None and not in_laender_of_sites:
        raise InputError([problem("TS513", where=place)])
    if within_km is not None and within_km < 0:
        raise InputError(
            [problem("TS514", where=place, option="within_km", value=within_km, least=0)]
        )
    if not proposal.sites:
        raise InputError([problem("TS509", where=proposal.where, indicator="reach_percent")])
    table = _table(_Same(call.demand if call.demand is not None else default_demand()))
    counted, firms = _counted(table, laender)
    if firms == 0:
        raise InputError(
            [problem("TS516", where=place, laender=", ".join(laender) or said("the table"))]
        )
    reached: frozenset[int] = frozenset()
    if within_km is not None:
        reached |= positions_within_any(table.points, _points(proposal.sites), within_km)
    if in_laender_of_sites:
        _check_laender((site.land, site.where) for site in proposal.sites)
        reached |= _in_laender(table, tuple(site.land for site in proposal.sites))
    return percent(sum(table.weights[position] for position in reached & counted), firms)


def _points(sites: tuple[Site, ...]) -> list[Point]:
    found = [one_place(site.place, site.land, site.where) for site in sites]
    problems = [each for each in found if isinstance(each, Problem)]
    if problems:
        raise InputError(problems)
    return [(each.x, each.y, each.z) for each in found if not isinstance(each, Problem)]


def _check_laender(found: Iterable[tuple[str, str]]) -> None:
    """Raise what is no Land's code among these (text, where)."""
    problems = [
        problem("TS512", where=where, land=repr(as_found(land)), known=", ".join(LAENDER))
        for land, where in found
        if land not in LAENDER
    ]
    if problems:
        raise InputError(problems)


@frozen(eq=False)
class _Table:
    """A demand table made ready; a position is that of a place in the table."""

    points: Points
    weights: tuple[int, ...]
    """Firms, all as whole numbers of one common fraction: shares need nothing else."""
    by_land: Mapping[str, frozenset[int]]


class _Same:
    """A demand table that equals itself only, so that a cache need not compare its places."""

    def __init__(self, demand: tuple[Demand, ...]):
        self.demand = demand

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.demand is self.demand

    def __hash__(self) -> int:
        return id(self.demand)


@lru_cache(maxsize=4)
def _table(same: _Same) -> _Table:
    demand = same.demand
    common = lcm(*(each.firms.denominator for each in demand))
    return _Table(
        points=Points((each.x, each.y, each.z) for each in demand),
        weights=tuple(int(each.firms * common) for each in demand),
        by_land={
            land: frozenset(i for i, each in enumerate(demand) if each.land == land)
            for land in {each.land for each in demand}
        },
    )


def _in_laender(table: _Table, codes: tuple[str, ...]) -> frozenset[int]:
    return frozenset[int]().union(*(table.by_land.get(code, ()) for code in codes))


@lru_cache(maxsize=256)
def _counted(table: _Table, codes: tuple[str, ...]) -> tuple[frozenset[int], int]:
    """The positions that count, all without codes, and their firms in the table's fraction."""
    counted = _in_laender(table, codes or tuple(table.by_land))
    return counted, sum(table.weights[position] for position in counted)
