"""Constraints eased further and further → exactly where the award changes, and to what.

The looser the bound, the more portfolios: what is best under a loose bound is best under every
tighter one that it still keeps. So the way leads down, from the loosest to the bound as it is, and
each answer says itself how far it reaches. Nothing lies between two levels.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import floor

from attrs import evolve, frozen

from tenderscore.again import Again
from tenderscore.constraint import Constraint
from tenderscore.keeping import Portfolio

LEVELS = 60
"""So many questions a stretch; where more would be needed, a shorter stretch is examined."""


@frozen(kw_only=True)
class Level:
    """From this easing on, until the next level, this is the award."""

    by: Fraction
    """Pieces of the constraint's unit, or percentage points where it is a share."""
    funded: Portfolio


@frozen(kw_only=True)
class Sweep:
    levels: tuple[Level, ...]
    """Easing rises; the first is 0, the award as it is."""
    examined: Fraction | None
    """Up to this easing; None: all the way, nothing changes any more after the last level."""


def sweep(again: Again, eased: Sequence[Constraint], limit: int = LEVELS) -> Sweep:
    """All of `eased`, which are among the question's, give by the same. Raises Unsettled."""
    first = Level(by=Fraction(0), funded=again.funded)
    if not any(again.leans_on(each) for each in eased):
        return Sweep(levels=(first,), examined=None)
    way = _Way(again, eased)
    free = way.best(None)
    top = way.needed(free)
    if top == 0:
        return Sweep(levels=(first,), examined=None)
    last: Level | None = Level(by=top, funded=free)
    examined: Fraction | None = None
    while True:
        found = _down(way, top, last, limit)
        if found is not None:
            return Sweep(levels=(first, *found), examined=examined)
        top = examined = way.half(top)
        last = None


def _down(way: "_Way", top: Fraction, last: Level | None, limit: int) -> list[Level] | None:
    """The levels above 0 up to `top`, the lowest first; None if they are more than the limit."""
    found = [] if last is None else [last]
    at = top if last is None else way.below(last)
    for _ in range(limit):
        if at <= 0:
            return found[::-1]
        best = way.best(at)
        needed = way.needed(best)
        if needed == 0:
            return found[::-1]
        found.append(Level(by=needed, funded=best))
        at = way.below(found[-1])
    return None


class _Way:
    """Constraints that give together, and what a portfolio needs them to give."""

    def __init__(self, again: Again, eased: Sequence[Constraint]):
        self.again = again
        self.eased = eased
        self.numbers = {id(each) for each in eased}

    def best(self, by: Fraction | None) -> Portfolio:
        """The best with the bounds eased by this much; None: without them."""
        best = self.again.best(rules=list(self._rules(by)))
        if best is None:
            raise ValueError("a portfolio that keeps a bound keeps a looser one")
        return best

    def _rules(self, by: Fraction | None) -> Iterator[Constraint]:
        for each in self.again.question.constraints:
            if id(each) not in self.numbers:
                yield each
            elif by is not None:
                yield eased(each, by)

    def needed(self, portfolio: Portfolio) -> Fraction:
        return max(missing(each, portfolio) for each in self.eased)

    def below(self, level: Level) -> Fraction:
        """The next easing down at which this portfolio is out, and nothing else in between."""
        shares = [each for each in self.eased if each.whole is not None]
        if not shares:
            return level.by - 1
        whole = max(sum(map(abs, (each.whole or {}).values())) for each in shares)
        here = max(sum(t for id_, t in (each.whole or {}).items() if id_ in level.funded)
                   for each in shares)  # fmt: skip
        percents = [p for each in shares for p in (each.at_least_percent, each.at_most_percent)]
        parts = [percent.denominator for percent in percents if percent is not None]
        # Two different easings of shares are at least this far apart.
        return level.by - Fraction(1, max(1, here) * max(1, whole) * max(parts) ** 2)

    def half(self, top: Fraction) -> Fraction:
        shares = any(each.whole is not None for each in self.eased)
        return top / 2 if shares else Fraction(max(1, floor(top / 2)))


def eased(constraint: Constraint, by: Fraction) -> Constraint:
    """With its bounds further out by so many pieces, or percentage points."""
    if constraint.whole is None:
        least, most = constraint.at_least, constraint.at_most
        return evolve(
            constraint,
            at_least=None if least is None else least - floor(by),
            at_most=None if most is None else most + floor(by),
        )
    low, high = constraint.at_least_percent, constraint.at_most_percent
    return evolve(
        constraint,
        at_least_percent=None if low is None else low - by,
        at_most_percent=None if high is None else high + by,
    )


def missing(constraint: Constraint, portfolio: Iterable[str]) -> Fraction:
    """By how much the bound would have to give for this portfolio to keep it; 0 if it does."""
    funded = frozenset(portfolio)
    total = constraint.total(funded)
    if constraint.whole is None:
        reached, least, most = Fraction(total), constraint.at_least, constraint.at_most
    else:
        whole = sum(term for id_, term in constraint.whole.items() if id_ in funded)
        if whole == 0:
            return Fraction(0)
        reached = Fraction(100 * total, whole)
        least, most = constraint.at_least_percent, constraint.at_most_percent  # type: ignore[assignment]
    return max(
        Fraction(0),
        Fraction(0) if least is None else least - reached,
        Fraction(0) if most is None else reached - most,
    )
