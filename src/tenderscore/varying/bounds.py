"""A bound or threshold varied → every stretch of values with the same award, nothing left between.

What is best under the loosest bounds of a range is best wherever in it it is allowed: that stretch
is settled, and the values below and above are asked in the same way. If it is allowed nowhere, the
range is cut where one bound shuts it out from below and another from above.
"""

from collections.abc import Iterator

from attrs import evolve, frozen

from tenderscore.block import Unsettled
from tenderscore.varying.asking import Asking
from tenderscore.varying.finding import greatest, least
from tenderscore.varying.guessing import first_guess, last_guess
from tenderscore.varying.outcome import Outcome
from tenderscore.varying.relaxing import loosest, moving
from tenderscore.varying.states import States


@frozen(kw_only=True)
class Piece:
    """From the first to the last rung."""

    first: int
    last: int
    outcome: Outcome | None = None
    """None: still to be asked, or not to be settled in this way."""


def pieces(asking: Asking, low: int, high: int) -> Iterator[Piece]:
    """In order, between two rungs at which the call file makes sense."""
    waiting = [Piece(first=low, last=high)]
    while waiting:
        piece = waiting.pop()
        if piece.outcome is not None:
            yield piece
            continue
        outcome = _best(asking, piece)
        if outcome is None:
            yield piece
        elif outcome.funds:
            waiting += reversed(list(_around(asking.states, piece, outcome)))
        else:
            yield evolve(piece, outcome=outcome)


def _best(asking: Asking, piece: Piece) -> Outcome | None:
    """Under the loosest bounds; None: not settled, or good for no more than one value."""
    low, high = asking.states.need(piece.first), asking.states.need(piece.last)
    question = loosest(low, high)
    try:
        best = asking.solver.best(question)
        if best is not None:
            return Outcome(kind="award", funded=best)
        if piece.first != piece.last and _may_give(asking.states, piece):
            return None
        return asking.solver.eased(question)
    except Unsettled:
        return None


def _may_give(states: States, piece: Piece) -> bool:
    """Whether a bound that moves may be eased: then what it has to give moves with it."""
    one, other = states.need(piece.first).named, states.need(piece.last).named
    return any(
        one.get(key) != other.get(key)
        and any(key in each and each[key].give for each in (one, other))
        for key in {**one, **other}
    )


def _around(states: States, piece: Piece, outcome: Outcome) -> Iterator[Piece]:
    """Where it is allowed, and what lies below and above; two halves if it is allowed nowhere."""
    low, high, funded = piece.first, piece.last, outcome.funded
    ends = moving(states.need(low), states.need(high))

    def upwards(rung: int) -> bool:
        return ends.allowed_upwards(funded, states.need(rung))

    def downwards(rung: int) -> bool:
        return ends.allowed_downwards(funded, states.need(rung))

    first = least(low, high, upwards, first_guess(states, (low, high), ends, funded))
    last = greatest(low, high, downwards, last_guess(states, (low, high), ends, funded))
    if first > last:
        cut = (first + last) // 2
        yield Piece(first=low, last=cut)
        yield Piece(first=cut + 1, last=high)
        return
    if low < first:
        yield Piece(first=low, last=first - 1)
    yield Piece(first=first, last=last, outcome=outcome)
    if last < high:
        yield Piece(first=last + 1, last=high)
