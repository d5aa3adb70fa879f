"""A proposal → the changes that would raise its total most, one at a time and the best pair.

Each is made on the proposal and scored again, side effects included. The gain is the one that holds
whatever the jury says: its marks are the same before and after, so that they cancel but for the one
rounding of each criterion, and that is bounded here.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import ceil, floor

from attrs import field, frozen

from tenderscore.call import Call, Criterion, Eligibility, ScoredIndicator
from tenderscore.indicators.marked import by_jury
from tenderscore.levers import Group, Move, groups, moved, reads
from tenderscore.outlook import condition, step
from tenderscore.proposal import Proposal
from tenderscore.score import indicator_value
from tenderscore.scorecard import Step
from tenderscore.units import Points


@frozen(kw_only=True)
class Effect:
    """One indicator before and after."""

    criterion: str
    number: int
    """Its place among the indicators of the criterion."""
    before: Step
    after: Step


@frozen(kw_only=True)
class Change:
    moves: tuple[Move, ...]
    """One, or the two of a pair."""
    least: int
    """The total gains at least this, in 1/total_unit points, whatever the jury says."""
    most: int
    """And at most this; the two differ only where a criterion's rounding decides."""
    effects: tuple[Effect, ...]
    mends: tuple[str, ...] = ()
    """Eligibility rules that were not met and then are."""


@frozen(kw_only=True)
class Changes:
    single: tuple[Change, ...]
    """The greatest gain first, one for each lever."""
    pair: Change | None
    """The best two of the moves that gain alone, and their variants; None if one gains more."""


@frozen
class _Asked:
    """A proposal of a call, and what was found for it already."""

    call: Call
    proposal: Proposal
    steps: dict[tuple[str, int], Step | None] = field(factory=dict, repr=False)
    verdicts: dict[str, str] = field(factory=dict, repr=False)

    def step(self, criterion: Criterion, number: int) -> Step | None:
        key = (criterion.id, number)
        if key not in self.steps:
            found = step(self.call, self.proposal, criterion, criterion.indicators[number])
            self.steps[key] = found if isinstance(found, Step) else None
        return self.steps[key]

    def verdict(self, rule: Eligibility) -> str:
        if rule.id not in self.verdicts:
            self.verdicts[rule.id] = condition(self.call, self.proposal, rule).verdict
        return self.verdicts[rule.id]


def changes(call: Call, proposal: Proposal) -> Changes:
    """Only what certainly raises the total, and leaves every eligibility rule met that is met."""
    now = _Asked(call, proposal)
    single: list[Change] = []
    tried: list[Group] = []
    for criterion, scored, number in _open_to_change(call):
        for group in _groups(now, criterion, scored, number):
            found = [each for move in group if (each := _change(now, (move,)))]
            if found and group not in tried:
                single.append(max(found, key=_gain))
                tried.append(group)
            if found:
                break
    pairs = [
        both
        for one, other in combinations(tried, 2)
        for first in one
        for second in other
        if _together(first, second) and (both := _change(now, (first, second)))
    ]
    pair = max(pairs, key=_gain, default=None)
    single.sort(key=_gain, reverse=True)
    if pair is not None and single and pair.least <= single[0].least:
        pair = None
    return Changes(single=tuple(single), pair=pair)


def after_all(proposal: Proposal, moves: Iterable[Move]) -> Proposal:
    return reduce(moved, moves, proposal)


def _gain(change: Change) -> tuple[int, int]:
    return change.least, change.most


def _open_to_change(call: Call) -> Iterator[tuple[Criterion, ScoredIndicator, int]]:
    for criterion in call.criteria:
        for number, scored in enumerate(criterion.indicators):
            if not by_jury(scored.indicator) and (scored.steps or scored.line):
                yield criterion, scored, number


def _groups(
    now: _Asked, criterion: Criterion, scored: ScoredIndicator, number: int
) -> Iterator[Group]:
    """Nothing where the indicator's value is not known."""
    before = now.step(criterion, number)
    if before is None:
        return
    value = indicator_value(now.call, now.proposal, scored.indicator, criterion)
    yield from groups(now.call, now.proposal, scored, value, before.points)


def _together(one: Move, other: Move) -> bool:
    """Two figures of one field, or a topic or site twice, are no two changes."""
    if one.field != other.field:
        return True
    return one.field == "partners" and one.adds != other.adds


def _change(now: _Asked, moves: tuple[Move, ...]) -> Change | None:
    """None where it is not certain that the total gains, or a rule that is met would be broken."""
    call, touched = now.call, frozenset(move.field for move in moves)
    then = _Asked(call, after_all(now.proposal, moves))
    least = most = 0
    effects = []
    for criterion in call.criteria:
        gain = Fraction(0)  # in hundredths of a point, before the criterion's rounding
        for number, scored in enumerate(criterion.indicators):
            if not reads(scored.indicator) & touched:
                continue
            before, after = now.step(criterion, number), then.step(criterion, number)
            if before is None or after is None:
                return None
            gain += (after.points - before.points) * scored.share_percent
            if after != before:
                effects.append(
                    Effect(criterion=criterion.id, number=number, before=before, after=after)
                )
        least += call.weighted(criterion.weight, Points(floor(gain)))
        most += call.weighted(criterion.weight, Points(ceil(gain)))
    mends = [] if least <= 0 else _mended(now, then, touched)
    if least <= 0 or mends is None:
        return None
    return Change(moves=moves, least=least, most=most, effects=tuple(effects), mends=tuple(mends))


def _mended(now: _Asked, then: _Asked, touched: frozenset[str]) -> list[str] | None:
    """The eligibility rules that become met; None where one that is met would not be any more."""
    mended = []
    for rule in now.call.eligibility:
        if reads(rule.indicator) & touched:
            before, after = now.verdict(rule), then.verdict(rule)
            if before == "met" != after:
                return None
            if after == "met" != before:
                mended.append(rule.id)
    return mended
