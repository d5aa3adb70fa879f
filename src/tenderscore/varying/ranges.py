"""The rungs of a sweep → pieces with the same award, by what is known of the number."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from tenderscore.varying.asking import Asking
from tenderscore.varying.bounds import pieces
from tenderscore.varying.finding import greatest, least
from tenderscore.varying.outcome import Outcome, Stretch
from tenderscore.varying.own import own_figures
from tenderscore.varying.plainly import Found, by_halves
from tenderscore.varying.weights import along_lines

REFUSED = Outcome(kind="refused")


@frozen(kw_only=True)
class Ranges:
    name: str
    """Of the kind of number."""
    asking: Asking
    rungs: tuple[int, ...]
    """Those of the grid and the high end, which rise."""

    def found(self) -> Iterator[Found]:
        """In order, without a gap; a piece may begin where one ends."""
        if self.name == "number":
            # Of its rungs nothing is known: between two of them other values may make sense.
            for first, last, outcome, _ in by_halves(self.asking.anew, list(self.rungs)):
                yield first, last, outcome, first == last
            return
        states, bottom, top = self.asking.states, self.rungs[0], self.rungs[-1]
        sensible = [next((each for each in way if states.at(each) is not None), None)
                    for way in (self.rungs, self.rungs[::-1])]  # fmt: skip
        low, high = sensible
        if low is None or high is None:
            yield bottom, top, REFUSED, True
            return
        low = least(self._before(low), low, self._makes_sense, low)
        high = greatest(high, self._after(high), self._makes_sense, high)
        if bottom < low:
            yield bottom, low - 1, REFUSED, True
        if self.name == "weight":
            yield from along_lines(states, self.asking.asked, low, high)
        else:
            yield from self._bounded(low, high)
        if high < top:
            yield high + 1, top, REFUSED, True

    def _bounded(self, low: int, high: int) -> Iterator[Found]:
        asking = self.asking
        asking.states.own = own_figures(asking.states.need(low), asking.states.path)
        for piece in pieces(asking, low, high):
            first, last = piece.first, piece.last
            if piece.outcome is None:
                within = {first, last, *(each for each in self.rungs if first <= each <= last)}
                yield from by_halves(asking.anew, sorted(within))
            else:
                yield first, last, asking.valued(first, piece.outcome), True

    def _makes_sense(self, rung: int) -> bool:
        return self.asking.states.at(rung) is not None

    def _before(self, rung: int) -> int:
        """Of two neighbours in the grid that make sense and none, the first that could."""
        return max((each + 1 for each in self.rungs if each < rung), default=rung)

    def _after(self, rung: int) -> int:
        return min((each - 1 for each in self.rungs if each > rung), default=rung)


def stretches_of(asking: Asking, found: Iterable[Found]) -> Iterator[Stretch]:
    """Pieces next to each other with the same award are one stretch."""
    joined: list[Found] = []
    for first, last, outcome, exact in found:
        before = joined[-1] if joined else None
        if before is not None and before[2].like(outcome):
            joined[-1] = (before[0], last, _both(before[2], outcome), before[3] and exact)
        else:
            joined.append((first, last, outcome, exact))
    unit = asking.states.unit
    for first, last, outcome, exact in joined:
        end = asking.answered.get(last, outcome)
        yield Stretch(
            first=first * unit,
            last=last * unit,
            outcome=outcome,
            total_last=end.total,
            exact=exact and outcome.kind != "not proven",
        )


def _both(one: Outcome, other: Outcome) -> Outcome:
    """Rules that cannot be kept together are named where they are the same all along."""
    return one if one.rules == other.rules else evolve(one, rules=())
