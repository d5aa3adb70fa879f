"""Seats in proportion to weights, by a named method, in exact fractions.

M. Balinski and H. P. Young, Fair Representation, 2nd ed. 2001: Hamilton (in Germany Hare/Niemeyer,
largest remainders), Webster (Sainte-Laguë), Jefferson (D'Hondt).
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

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
        for name in _largest([(quota - int(quota), name) for name, quota in quotas.items()], left):
            given[name] += 1
        return given
    step = 2 if method == "sainte-lague" else 1
    claims = [
        (weight / (step * seat + 1), name)
        for name, weight in weights.items()
        for seat in range(number)
    ]
    winners = _largest(claims, number)
    return {name: winners.count(name) for name in weights}


def _largest(claims: Iterable[tuple[Fraction, str]], number: int) -> list[str]:
    ranked = sorted(claims, reverse=True)
    if 0 < number < len(ranked) and ranked[number - 1][0] == ranked[number][0]:
        level = ranked[number][0]
        raise Tie(sorted({name for claim, name in ranked if claim == level}))
    return [name for _, name in ranked[:number]]
