"""A fact of an award → the smallest sets of rules without which it would not be so, by re-solving.

A set is named only if the award was sought again without it, and the fact was gone; and only if
without any smaller part of it the fact remains.
"""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from math import comb

from attrs import frozen

from tenderscore.again import Again, Portfolio, Rules

TRIED = 130
"""So many sets of rules are tried at most: all of them for seven rules, pairs for fifteen."""
SHRUNK = 8
"""A larger set that was found by leaving rules out is not searched for all its parts."""


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
    """One set, from all rules by keeping rule after rule, the money first; [] if none does it."""

    def is_gone(rules: Rules) -> bool:
        portfolio = again.without(rules)
        return portfolio is not None and gone(portfolio)

    rules = frozenset(again.rules)
    if not is_gone(rules):
        return []
    for rule in sorted(again.rules, key=lambda rule: rule not in again.money):
        if is_gone(rules - {rule}):
            rules = rules - {rule}
    if len(rules) > SHRUNK:
        return [rules]
    parts = (frozenset(p) for size in range(1, len(rules)) for p in combinations(rules, size))
    return [next((part for part in parts if is_gone(part)), rules)]


def only_money(again: Again, sets: Collection[tuple[str, ...]]) -> bool:
    """Whether nothing but a limit on money explains it: what is asked for."""
    return bool(sets) and all(again.money.issuperset(rules) for rules in sets)
