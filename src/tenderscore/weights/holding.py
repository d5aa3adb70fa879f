"""How far one weight can move, the others in proportion, before the award changes; and who leads.

Each way leads from a weight of nothing to a weight of everything, through the call's weights; it is
settled like any space, and so are the points where two awards meet.
"""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from tenderscore.weights.cone import Cone, corner
from tenderscore.weights.evaluation import awards_at
from tenderscore.weights.exact import Vector, dot, primitive
from tenderscore.weights.optimal import optimal
from tenderscore.weights.pieces import pieces
from tenderscore.weights.question import Portfolio, Question
from tenderscore.weights.space import Space, toward


@frozen(kw_only=True)
class Stay:
    """The award of the call's weights holds while this weight is between the two, the others in
    proportion to each other."""

    criterion: str
    weight: Fraction
    """In the call."""
    low: Fraction
    high: Fraction
    holds_at_low: bool
    """Whether it still does exactly there."""
    holds_at_high: bool
    least: Fraction
    """The end of the way, not of the award."""
    most: Fraction
    below: Portfolio | None
    """The award beyond; None: there is no beyond, or no portfolio keeps the rules there."""
    above: Portfolio | None


@frozen(kw_only=True)
class Swap:
    """The weight of one criterion, the others in proportion, at which two change places."""

    criterion: str
    weight: Fraction | None
    """None: neither overtakes the other on the way; `above` says who leads."""
    above: int
    """Who leads with more weight than that, or all the way: 1 the first, -1 the other, 0 none."""


def stays(question: Question, space: Space, within: bool) -> tuple[Stay, ...]:
    """One for each criterion: inside the space, or however far its weight goes.

    None where the call's weights lie outside the space. Raises Unsettled and TooManyCorners.
    """
    if within and not space.holds_base:
        return ()
    found = []
    for place, name in enumerate(space.criteria):
        line = toward(space, place)
        if within:
            for halfspace in space.cone.halfspaces:
                line = line.cut(halfspace)
        found.append(_stay(question, space, line, place, name))
    return tuple(found)


def _stay(question: Question, space: Space, line: Cone, place: int, name: str) -> Stay:
    split = list(pieces(question, line))
    stops = {primitive(ray) for piece in split for ray in piece.cone.rays} | {space.at}
    path: list[Vector] = []
    for stop in sorted(stops, key=lambda ray: corner(ray)[place]):
        if path:
            path.append(_between(path[-1], stop))
        path.append(stop)
    found = awards_at(question, optimal(question, split), path)
    awards = [found.award(number) for number in range(len(path))]
    here = path.index(space.at)
    first = last = here
    while first > 0 and awards[first - 1] == awards[here]:
        first -= 1
    while last + 1 < len(path) and awards[last + 1] == awards[here]:
        last += 1
    # Stops have even numbers, what lies between them odd ones.
    low, high = first - first % 2, last + last % 2

    def weight(number: int) -> Fraction:
        return corner(path[number])[place] * space.whole

    return Stay(
        criterion=name,
        weight=space.base[place],
        low=weight(low),
        high=weight(high),
        holds_at_low=first % 2 == 0,
        holds_at_high=last % 2 == 0,
        least=weight(0),
        most=weight(-1),
        below=awards[max(0, low - 1)] if low else None,
        above=awards[min(len(path) - 1, high + 1)] if high + 1 < len(path) else None,
    )


def _between(one: Vector, other: Vector) -> Vector:
    """The middle, by weights that add up to the same."""
    first, second = sum(one), sum(other)
    return primitive(a * second + b * first for a, b in zip(one, other, strict=True))


def swaps(question: Question, space: Space, one: Portfolio, other: Portfolio) -> tuple[Swap, ...]:
    """One for each criterion. Thresholds on the total are not looked at."""
    pairs = zip(question.vector(one), question.vector(other), strict=True)
    difference = [a - b for a, b in pairs]
    return tuple(_swap(space, difference, place, name) for place, name in enumerate(space.criteria))


def _swap(space: Space, difference: Sequence[int], place: int, name: str) -> Swap:
    ends = sorted(toward(space, place).rays, key=lambda ray: corner(ray)[place])
    nothing, everything = (dot(difference, ray) * Fraction(1, sum(ray)) for ray in ends)
    most = everything or nothing
    leads = (most > 0) - (most < 0)
    if nothing * everything >= 0:
        return Swap(criterion=name, weight=None, above=leads)
    return Swap(criterion=name, weight=space.whole * nothing / (nothing - everything), above=leads)
