"""A weight varied where totals are sums → every stretch of values with the same award.

Every portfolio's score is a line over the weight, and the best score their upper envelope. What is
best at two values by all aims is best between them: nothing above a line at both of its ends is
above it inside, and what ties with it inside ties all along. Where two differ, the crossing of
their lines is asked next.
"""

from collections.abc import Iterator
from math import floor

from tenderscore.varying.outcome import Outcome
from tenderscore.varying.plainly import Asked, Found
from tenderscore.varying.states import States


def along_lines(states: States, asked: Asked, low: int, high: int) -> Iterator[Found]:
    """From one rung to another, in order; the call file makes sense at both."""
    one, other = asked(low), asked(high)
    alike = states.need(low).fundable == states.need(high).fundable
    if high - low <= 1 or (alike and one.like(other)):
        if one.like(other):
            yield low, high, one, one.kind != "not proven"
        else:
            yield low, low, one, True
            yield high, high, other, True
        return
    cut = (low + high) // 2
    if alike and one.kind == other.kind == "award":
        cut = _crossing(states, (low, high), one, other)
    yield from along_lines(states, asked, low, cut)
    yield from along_lines(states, asked, cut + 1, high)


def _crossing(states: States, between: tuple[int, int], one: Outcome, other: Outcome) -> int:
    """The last rung up to which the first of two is not below the second."""
    low, high = between
    here, there = (
        state.total(one.funded) - state.total(other.funded) for state in map(states.need, between)
    )
    if here == there:
        return (low + high) // 2
    return min(max(low, floor(low + (high - low) * here / (here - there))), high - 1)
