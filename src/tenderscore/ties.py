"""A proven optimum → the portfolios that are as good, and who is in all, some or none of them."""

from collections.abc import Iterator
from itertools import combinations, product

from tenderscore.block import Unsettled
from tenderscore.choice import Choice
from tenderscore.frame import worth
from tenderscore.optimum import Optimum, Task
from tenderscore.selection import Ties

LISTED = 20
"""Up to so many equally good portfolios are listed; they are counted further."""

MOST = 10_000
"""Of more than that, none are listed: the first by id could not be told."""


def ties(chosen_from: Choice, best: Optimum, task: Task) -> Ties:
    """By the first aim, of what `task` asked. Relief's helping variables do not count."""
    ids = frozenset(chosen_from.ids)
    funded = best.chosen & ids
    names = [aim.name for aim in chosen_from.aims]
    counts = tuple(zip(names, best.counts, strict=True))
    left = _some(best, len(names) - 1, ids)
    if best.counts[0] is None:
        always, never = _by_asking(chosen_from, best, task)
        return Ties(counts=counts, left=left[:LISTED], always=always, never=never)
    some = _some(best, 0, ids)
    always, ever = _stances(best)
    return Ties(
        counts=counts,
        listed=(funded, *(each for each in some if each != funded))[:LISTED],
        complete=best.counts[0] <= LISTED,
        left=left[:LISTED],
        always=always & ids,
        never=chosen_from.fundable - ever,
    )


def _some(best: Optimum, level: int, ids: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The first by id, one more than are shown if there are more; none if there are too many."""
    count = best.counts[level]
    if count is None or count > MOST:
        return ()
    found = (each & ids for each in portfolios(best, level))
    return tuple(sorted(found, key=sorted)[: LISTED + 1])


def _by_asking(
    chosen_from: Choice, best: Optimum, task: Task
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Who is in all and in none of more portfolios than can be listed: one question for each."""
    first = chosen_from.aims[:1]
    asked = task.by(first)
    value = worth(best.chosen, first[0].gains)
    always: set[str] = set()
    never: set[str] = set()
    try:
        for id_ in sorted(chosen_from.fundable):
            inside = id_ in best.chosen
            other = asked.best({id_: int(not inside)}, known=[best.chosen])
            if other is None or worth(other.chosen, first[0].gains) < value:
                (always if inside else never).add(id_)
    except Unsettled:
        return None, None
    return frozenset(always), frozenset(never)


def portfolios(best: Optimum, level: int) -> Iterator[frozenset[str]]:
    """Those as good by the aims up to this one, which must have been listed; in no order."""
    blocks = [
        [full for one in listed[level] or () for full in _alike(one, best.alike)]
        for listed in best.listed
    ]
    for parts in product(*blocks):
        yield best.settled.union(*parts)


def _alike(one: frozenset[str], alike: tuple[tuple[str, ...], ...]) -> Iterator[frozenset[str]]:
    """The choice, and those that take other ones of variables that are alike."""
    classes = [each for each in alike if not one.isdisjoint(each)]
    rest = one.difference(*classes)
    ways = [list(combinations(each, len(one.intersection(each)))) for each in classes]
    for taken in product(*ways):
        yield rest.union(*taken)


def _stances(best: Optimum) -> tuple[frozenset[str], frozenset[str]]:
    """Who is in all portfolios as good by the first aim, and who is in any."""
    always, ever = set(best.settled), set(best.settled)
    for block, listed in zip(best.blocks, best.listed, strict=True):
        inside = set(block.variables)
        in_all = set(inside)
        in_any: set[str] = set()
        for one in listed[0] or ():
            parted = {
                variable
                for each in best.alike
                if 0 < len(one.intersection(each)) < len(each)
                for variable in each
            }
            in_all &= one - parted
            in_any |= one | (parted & inside)
        always |= in_all
        ever |= in_any
    return frozenset(always), frozenset(ever)
