"""A fact of an award → the smallest sets of rules without which it would not be so, by re-solving.

A set is named only if the award was sought again without it, and the fact was gone; and only if
without any smaller part of it the fact remains.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from math import comb

from attrs import frozen

from tenderscore.again import Again
from tenderscore.keeping import Portfolio, Rules

TRIED = 130
"""So many sets of rules are tried at most: all of them for seven rules, pairs for fifteen."""
SHRUNK = 8
"""A larger set that was found by leaving rules out is not searched for all its parts."""
SEARCHED = 10
"""Of more rules than that not every set is tried, even if nothing else was found."""


@frozen(kw_only=True)
class Causes:
    """`sets`: those without a limit on money first, then the smaller first, in the call's order."""

    sets: tuple[tuple[str, ...], ...] = ()
    complete: bool = True
    """Whether there are no others."""


def causes(again: Again, gone: Callable[[Portfolio], bool]) -> Causes:
    """`gone`: whether the fact no longer holds in what would be funded."""
    found: list[Rules] = []
    settled = True
    sizes = _sizes(len(again.rules))
    for size in range(1, sizes + 1):
        for rules in _ordered(again, size):
            if any(each < rules for each in found):
                continue
            portfolio = again.without(rules)
            if portfolio is None:
                settled = False
            elif gone(portfolio):
                found.append(rules)
    complete = settled and sizes == len(again.rules)
    if not found and not complete:
        found = _by_leaving_out(again, gone)
    order = {rule: place for place, rule in enumerate(again.rules)}
    named = [tuple(sorted(rules, key=order.__getitem__)) for rules in found]
    named.sort(key=lambda rules: (bool(again.money.intersection(rules)), len(rules),
                                  [order[rule] for rule in rules]))  # fmt: skip
    return Causes(sets=tuple(named), complete=complete)


def _sizes(rules: int) -> int:
    """Up to this size all sets are tried."""
    tried = 0
    for size in range(1, rules + 1):
        tried += comb(rules, size)
        if tried > TRIED:
            return size - 1
    return rules


def _ordered(again: Again, size: int) -> Iterator[Rules]:
    """Sets of this size; those without a limit on money first."""
    sets = [frozenset(each) for each in combinations(again.rules, size)]
    yield from sorted(sets, key=lambda rules: bool(rules & again.money))


def _by_leaving_out(again: Again, gone: Callable[[Portfolio], bool]) -> list[Rules]:
    """One set; [] if none was found. From all rules, or all but those of money, one after the other
    is kept; and where neither does it, from the smallest set that does."""

    def is_gone(rules: Rules) -> bool:
        portfolio = again.without(rules)
        return portfolio is not None and gone(portfolio)

    every = frozenset(again.rules)
    start = next((rules for rules in (every, every - again.money) if is_gone(rules)), None)
    if start is None:
        sets = _parts(every) if len(every) <= SEARCHED else iter(())
        return [found] if (found := next(filter(is_gone, sets), None)) else []
    for rule in sorted(start, key=lambda rule: (rule not in again.money, rule)):
        if is_gone(start - {rule}):
            start -= {rule}
    if len(start) > SHRUNK:
        return [start]
    return [next(filter(is_gone, _parts(start)))]


def _parts(rules: Rules) -> Iterator[Rules]:
    """All parts but the empty one, the smaller first, and the whole last."""
    names = sorted(rules)
    for size in range(1, len(names) + 1):
        yield from map(frozenset, combinations(names, size))
