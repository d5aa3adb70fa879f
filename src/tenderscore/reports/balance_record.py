"""A balance → a plain table for JSON: stable English keys, money in cents, shares as exact text."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tenderscore.balance import Balance, Distance, Key, Part


def balance_record(balance: Balance) -> dict[str, Any]:
    """Shares of 1 are written 3/23 or 1; null: there is none."""
    return {
        "all": _part(balance.all),
        "laender": {part.name: _part(part) for part in balance.laender},
        "without_land": _part(balance.without_land),
        "lots": {part.name: _part(part) for part in balance.lots},
        "without_lot": _part(balance.without_lot),
        "funded": [
            {"land": land, "lot": lot, "number": number}
            for (land, lot), number in balance.funded.items()
        ],
        "keys": [_key(key) for key in balance.keys],
        "population": _shares(balance.population) if balance.laender else {},
        "population_source": balance.population_source,
        "distances": [_distance(each) for each in balance.distances],
    }


def _part(part: Part | None) -> dict[str, Any] | None:
    if part is None:
        return None
    return {
        "handed_in": part.handed_in,
        "fundable": part.fundable,
        "funded": part.funded,
        "requested_cents": part.requested,
        "funded_cents": part.money,
        "share_of_handed_in": _exact(part.of_handed_in),
        "share_of_funded": _exact(part.of_funded),
        "share_of_requested_cents": _exact(part.of_requested),
        "share_of_funded_cents": _exact(part.of_money),
    }


def _key(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "source": key.source,
        "named_by": list(key.rules),
        "for_some_proposals_only": key.narrowed,
        "share": _shares(key.share),
    }


def _distance(distance: Distance) -> dict[str, Any]:
    return {
        "of": distance.of,
        "against": distance.against,
        "key": distance.key,
        "value": _exact(distance.value),
        "least": _exact(distance.least),
    }


def _shares(shares: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: str(share) for name, share in shares.items()}


def _exact(share: Fraction | None) -> str | None:
    return None if share is None else str(share)
