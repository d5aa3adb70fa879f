"""What weights decide, as a plain table for JSON: weights as decimals or fractions, shares of 1."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from tenderscore.units import exact_text
from tenderscore.weights.decomposition import Decomposition, Region
from tenderscore.weights.holding import Stay, Swap
from tenderscore.weights.rpm import Rpm


def weights_record(found: Decomposition, stays: Sequence[Stay]) -> dict[str, Any]:
    """`exact`: shares are volumes; else `counted` says in how many draws they were counted."""
    counted, space = found.counted, found.space
    return {
        "weights": space.spec,
        "criteria": list(space.criteria),
        "call_weights": _weights(space.base),
        "ranges": [[exact_text(low), exact_text(high)] for low, high in space.ranges],
        "thresholds_vary": space.together,
        "proven_everywhere": found.proven,
        "exact": found.exact,
        "counted": None
        if counted is None
        else {
            "draws": counted.draws,
            "seed": counted.seed,
            "hits": dict(counted.hits),
            "interval_95_percent": {
                id_: list(map(exact_text, counted.interval(id_))) for id_ in counted.hits
            },
        },
        "shares": {id_: str(share) for id_, share in found.shares.items()},
        "share_without_a_portfolio": str(found.unfilled),
        "in_every_best_portfolio": sorted(found.everywhere) if found.proven else None,
        "in_some_best_portfolio": sorted(found.somewhere) if found.proven else None,
        "in_no_best_portfolio": sorted(found.nowhere) if found.proven else None,
        "all_best_portfolios_listed": found.optimal is not None and found.optimal.complete,
        "regions": [_region(each) for each in found.regions],
        "award_stays": [_stay(each) for each in stays],
        "questions_to_the_engine": found.asked,
    }


def swaps_record(swaps: Sequence[Swap]) -> list[dict[str, Any]]:
    """`above`: who leads with more weight on the criterion: award, other, or null for neither."""
    return [
        {
            "criterion": each.criterion,
            "weight": None if each.weight is None else exact_text(each.weight),
            "above": {1: "award", -1: "other", 0: None}[each.above],
        }
        for each in swaps
    ]


def _region(region: Region) -> dict[str, Any]:
    return {
        "funded": None if region.funded is None else sorted(region.funded),
        "in_every_equal": sorted(region.must),
        "in_some_equal": sorted(region.may),
        "share": None if region.share is None else str(region.share),
        "corners": [_weights(corner) for corner in region.corners],
        "inside": _weights(region.inside),
    }


def _stay(stay: Stay) -> dict[str, Any]:
    return {
        "criterion": stay.criterion,
        "weight": exact_text(stay.weight),
        "from": exact_text(stay.low),
        "to": exact_text(stay.high),
        "from_included": stay.holds_at_low,
        "to_included": stay.holds_at_high,
        "examined": [exact_text(stay.least), exact_text(stay.most)],
        "award_below": None if stay.below is None else sorted(stay.below),
        "award_above": None if stay.above is None else sorted(stay.above),
    }


def _weights(weights: Iterable[Fraction]) -> list[str]:
    return [exact_text(each) for each in weights]


def rpm_record(found: Rpm) -> dict[str, Any]:
    """Core indices are null where the non-dominated portfolios are not all known."""
    indices = {id_: str(index) for id_, index in found.core_index.items()}
    return {
        "complete": found.complete,
        "non_dominated": [sorted(portfolio) for portfolio in found.portfolios],
        "core_index": indices if found.complete else None,
        "zones": found.zones,
    }
