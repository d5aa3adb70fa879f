"""Seats in proportion to weights, by a named method, in exact fractions.

M. Balinski and H. P. Young, Fair Representation, 2nd ed. 2001: Hamilton (in Germany Hare/Niemeyer,
largest remainders), Webster (Sainte-Laguë), Jefferson (D'Hondt).
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

METHODS = ("hare-niemeyer", "sainte-lague", "dhondt")


class Tie(ValueError):
    """The method leaves open which of these gets the last seat."""

    def __init__(self, names: list[str]):
        super().__init__(", ".join(names))
        self.names = names


def seats(weights: Mapping[str, Fraction], number: int, method: str) -> dict[str, int]:
    """The seats of each name; they add up to `number`. Raises Tie."""
    total = sum(weights.values())
    if method == "hare-niemeyer":
        quotas = {name: weight * number / total for name, weight in weights.items()}
        given = {name: int(quota) for name, quota in quotas.items()}
        left = number - sum(given.values())
        claims = {name: quota - int(quota) for name, quota in quotas.items()}
        for name in _largest(claims, left):
            given[name] += 1
        return given
    step = 2 if method == "sainte-lague" else 1
    claims_by_seat = {
        (name, seat): weight / (step * seat + 1)
        for name, weight in weights.items()
        for seat in range(number)
    }
    winners = _largest(claims_by_seat, number)
    return {name: sum(1 for winner, _ in winners if winner == name) for name in weights}


def _largest(claims: Mapping[Any, Fraction], number: int) -> list[Any]:
    ranked = sorted(claims, key=lambda name: -claims[name])
    if 0 < number < len(ranked) and claims[ranked[number - 1]] == claims[ranked[number]]:
        level = claims[ranked[number]]
        raise Tie(sorted(str(name) for name in ranked if claims[name] == level))
    return ranked[:number]
