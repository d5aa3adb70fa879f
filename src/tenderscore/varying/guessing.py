"""A portfolio → about where between two values it begins and ends to be allowed.

Bounds move along lines, up to roundings, and thresholds fall on the proposals' own figures; a guess
that is wrong costs time and nothing else, since what counts is what the states say.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from tenderscore.varying.relaxing import Key, Moving, bound_of, reached
from tenderscore.varying.states import States


def first_guess(
    states: States, between: tuple[int, int], ends: Moving, funded: frozenset[str]
) -> int:
    found = [ceil(each) for each in _lines(states, between, ends.rising, funded)]
    if ends.more and funded and states.own:
        found.append(ceil(max(states.own.get(id_, Fraction(0)) for id_ in funded) / states.unit))
    return max(found, default=between[0])


def last_guess(
    states: States, between: tuple[int, int], ends: Moving, funded: frozenset[str]
) -> int:
    found = [floor(each) for each in _lines(states, between, ends.falling, funded)]
    if ends.fewer and funded and states.own:
        found.append(floor(min(states.own.get(id_, Fraction(0)) for id_ in funded) / states.unit))
    return min(found, default=between[1])


def _lines(
    states: States,
    between: tuple[int, int],
    sides: tuple[tuple[Key, str], ...],
    funded: frozenset[str],
) -> Iterator[Fraction]:
    """Where the line through the bound's two ends meets what the portfolio comes to."""
    low, high = between
    for key, side in sides:
        ends = [states.need(rung).named.get(key) for rung in between]
        bounds = [None if each is None else bound_of(each, side) for each in ends]
        known = next((each for each in ends if each is not None), None)
        if known is None or bounds[0] is None or bounds[1] is None:
            continue
        has = reached(known, funded)
        if has is not None:
            yield low + (high - low) * (has - bounds[0]) / (bounds[1] - bounds[0])
