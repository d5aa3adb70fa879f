"""A value → what is awarded there, asked alone, and two values with the same award between which
nothing else is looked for.

For numbers of which nothing is known beforehand: where two points of the grid differ, the change
between them is found by halves, to the smallest difference; where they are alike, it is not said
that nothing happens between.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.intake import Intake
from tenderscore.problem import InputError
from tenderscore.scenario import Scenario
from tenderscore.selection import NothingFits, NotProven
from tenderscore.varying.outcome import Outcome
from tenderscore.what_if import Basis, award_of

Reread = Callable[[Call], Intake]
Asked = Callable[[int], Outcome]
Found = tuple[int, int, Outcome, bool]
"""First and last rung, what is awarded there, and whether nothing else can be."""


def outcome_of(basis: Basis, scenario: Scenario, reread: Reread | None = None) -> Outcome:
    """What one scenario leads to."""
    try:
        return _of(award_of(basis, scenario, reread))
    except InputError:
        return Outcome(kind="refused")
    except NothingFits as error:
        return Outcome(kind="nothing fits", rules=error.rules)
    except NotProven:
        return Outcome(kind="not proven")


def _of(award: Award) -> Outcome:
    chosen = award.selection
    return Outcome(
        kind="relief" if chosen.eased else "award",
        funded=chosen.funded,
        eased=chosen.eased,
        total=Fraction(chosen.total, award.call.total_unit),
        money=sum(each.requested for each in award.proposals if each.id in chosen.funded),
    )


def by_halves(asked: Asked, rungs: list[int]) -> Iterator[Found]:
    """From the first to the last of the rungs, which rise; a piece may begin where one ends."""
    if len(rungs) == 1:
        yield rungs[0], rungs[0], asked(rungs[0]), True
    for low, high in pairwise(rungs):
        yield from _between(asked, low, high)


def _between(asked: Asked, low: int, high: int) -> Iterator[Found]:
    if asked(low).like(asked(high)):
        yield low, high, asked(low), high - low <= 1
    elif high - low == 1:
        yield low, low, asked(low), True
        yield high, high, asked(high), True
    else:
        middle = (low + high) // 2
        yield from _between(asked, low, middle)
        yield from _between(asked, middle, high)
