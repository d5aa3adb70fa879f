"""A seed → an integer problem with 0/1 variables: calls, knapsacks, budgets missed by a cent.

All is invented, in whole numbers. Money is in cents, scores in ten-thousandths of a point.
"""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from attrs import frozen

from tenderscore.constraint import Row

WEIGHTS_PERCENT = (35, 35, 30)
LAND_WEIGHTS = (21, 16, 13, 9, 7, 5, 5, 5, 4, 3, 3, 3, 2, 2, 1, 1)
"""Roughly the sixteen Länder by size."""

YEARS = range(5)
TOPICS = 20


@frozen(kw_only=True)
class Instance:
    """Choose from `variables`, keep every row, maximise the aims one after the other."""

    name: str
    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    aims: tuple[dict[str, int], ...]
    witness: frozenset[str]
    """A choice that keeps every row, seldom the best."""


def call_like(seed: int, n: int = 75) -> Instance:
    """A call: yearly budgets, Länder, lots, topics, conflicts and prerequisites."""
    rng = Random(seed)
    ids = _ids(n)
    scores = {id_: _score(rng) for id_ in ids}
    yearly = {id_: _yearly_costs(rng, scores[id_]) for id_ in ids}
    return _call(rng, f"call {n} #{seed}", scores, yearly)


def five_optima(seed: int) -> Instance:
    """A call whose scores are coarse and whose costs are equal: a few portfolios tie for first."""
    rng = Random(seed)
    scores = {id_: round(_score(rng), -3) for id_ in _ids(75)}
    yearly = _yearly_costs(rng, 35_000)
    return _call(rng, f"ties #{seed}", scores, dict.fromkeys(scores, yearly), ties=True)


def regional(seed: int, n: int, regions: int) -> Instance:
    """A budget, a least number for each region, and no region above 30 % of what is funded."""
    rng = Random(seed)
    ids = _ids(n)
    scores = {id_: _score(rng) for id_ in ids}
    # Every region has some; the first has a third of all, at less cost: its share binds.
    sizes = [90, *(60 // (k + 1) + 1 for k in range(1, regions))]
    homes = [*range(regions), *rng.choices(range(regions), sizes, k=n - regions)]
    home = dict(zip(ids, homes, strict=True))
    costs = {id_: _cost(rng, scores[id_], (home[id_] + 4) * 100 // (regions + 3)) for id_ in ids}
    budget = sum(costs.values()) * rng.randint(300, 350) // 1000
    least = [max(1, homes.count(k) // 10) for k in range(regions)]

    parts = [{id_: costs[id_] for id_ in ids if home[id_] == k} for k in range(regions)]
    cheap = [
        id_ for k in range(regions) for id_ in sorted(parts[k], key=lambda i: costs[i])[: least[k]]
    ]
    rest = sorted(set(ids) - set(cheap), key=lambda i: (costs[i] * 10_000 // scores[i], i))
    # With 28 % of the budget at most, a share stays below 30 % though some budget is left.
    purses = [Row(terms=part, at_most=budget * 28 // 100) for part in parts]
    chosen = _greedy([*cheap, *rest], [Row(terms=costs, at_most=budget), *purses], ())

    rows = [Row(terms=costs, at_most=budget)]
    for k in range(regions):
        rows.append(Row(terms=dict.fromkeys(parts[k], 1), at_least=least[k]))
        share = {id_: (70 if home[id_] == k else -30) * costs[id_] for id_ in ids}
        rows.append(Row(terms=share, at_most=0))
    return _instance(f"regional {n}/{regions} #{seed}", rows, (scores, _negative(costs)), chosen)


def chu_beasley(seed: int, m: int, n: int, tightness: Fraction | float) -> Instance:
    """A knapsack with m weights, value following weight: Chu and Beasley, J. Heuristics 4 (1998).

    They took m of 5, 10, 30, n of 100, 250, 500 and a tightness of 1/4, 1/2, 3/4.
    """
    rng = Random(seed)
    ids = _ids(n)
    weights = [{id_: rng.randint(0, 1000) for id_ in ids} for _ in range(m)]
    values = {id_: sum(each[id_] for each in weights) // m + rng.randint(0, 500) for id_ in ids}
    rows = [
        Row(terms=each, at_most=int(sum(each.values()) * Fraction(tightness))) for each in weights
    ]
    return _instance(f"knapsack {m}x{n} {tightness} #{seed}", rows, (values,), ())


def just_not(seed: int, n: int = 14, top: int = 10_000_000, off: int = -1) -> Instance:
    """A budget `off` cents from the cost of the set that is best about there.

    A proposal costs from half of `top` cents to `top`, and scores the better the more it costs.
    With `off` from 0 on, the witness is that set. With -1 no set is as good as it.
    """
    rng = Random(seed)
    ids = _ids(n)
    costs = [rng.randint(top // 2, top) for _ in ids]
    scores = [20_000 * cost // top + rng.randint(15_000, 30_000) for cost in costs]
    best = _best(scores, costs, sum(costs) * rng.randint(400, 600) // 1000)
    chosen = {id_ for place, id_ in enumerate(ids) if best >> place & 1}
    named = dict(zip(ids, costs, strict=True))
    rows = [Row(terms=named, at_most=sum(named[id_] for id_ in chosen) + off)]
    aims = (dict(zip(ids, scores, strict=True)), _negative(named))
    return _instance(f"just not {top} {off:+} #{seed}", rows, aims, chosen if off >= 0 else ())


def _best(scores: Sequence[int], costs: Sequence[int], budget: int) -> int:
    """Among all sets as bits: the most points within the budget, then the least cost."""
    points, cost = [0], [0]
    for score_, cost_ in zip(scores, costs, strict=True):
        points += [each + score_ for each in points]
        cost += [each + cost_ for each in cost]
    inside = (set_ for set_ in range(len(cost)) if cost[set_] <= budget)
    return max(inside, key=lambda set_: (points[set_], -cost[set_]))


def _call(
    rng: Random,
    name: str,
    scores: dict[str, int],
    yearly: dict[str, tuple[int, ...]],
    ties: bool = False,
) -> Instance:
    """The rows of a call, their bounds drawn around a portfolio made greedily.

    With `ties` one proposal replaces another more easily: one topic each, bounds less tight. Those
    of a large call are wider, or no general solver would come to an end.
    """
    ids = list(scores)
    n = len(ids)
    large = n > 1000
    costs = {id_: sum(yearly[id_]) for id_ in ids}
    lands = dict(zip(ids, rng.choices(range(16), LAND_WEIGHTS, k=n), strict=True))
    lots = {id_: int(rng.randint(1, 100) > 60) for id_ in ids}
    topics = {id_: rng.sample(range(TOPICS), 1 if ties else rng.randint(1, 3)) for id_ in ids}
    pairs = [rng.sample(ids, 2) for _ in range(max(1, n * 5 // 100))]
    needs = [sorted(rng.sample(ids, 2)) for _ in range(max(1, n * 3 // 100))]

    asked = [sum(yearly[id_][year] for id_ in ids) for year in YEARS]
    budgets = [each * rng.randint(320, 335) // 1000 for each in asked]
    purse = min(sum(budgets) * 985 // 1000, sum(asked) * 330 // 1000)
    purses = [
        *(Row(terms={i: yearly[i][y] for i in ids}, at_most=budgets[y]) for y in YEARS),
        Row(terms=costs, at_most=purse),
    ]
    links = [
        *(Row(terms={a: 1, b: 1}, at_most=1) for a, b in pairs),
        *(Row(terms={a: 1, b: -1}, at_most=0) for a, b in needs),
    ]
    blur = 20 if ties or large else 50
    merit = {
        id_: scores[id_] * rng.randint(100 - blur, 100 + blur) * 10_000 // costs[id_] for id_ in ids
    }
    chosen = _greedy(sorted(ids, key=lambda id_: (-merit[id_], id_)), purses, links)

    counts = []
    for part, size in ((lands, 16), (topics, TOPICS), (lots, 2)):
        for group in range(size):
            inside = [i for i in ids if part[i] == group or (part is topics and group in topics[i])]
            if not inside:
                continue
            row = dict.fromkeys(inside, 1)
            count = sum(id_ in chosen for id_ in inside)
            most = 0 if part is lots and group == 0 else max(1, count // (4 if large else 10))
            fewest = min(1, most) if ties else 0
            down, up = rng.randint(fewest, most), rng.randint(fewest, most)
            counts.append(Row(terms=row, at_least=max(0, count - down), at_most=count + up))
    return _instance(name, [*purses, *counts, *links], (scores, _negative(costs)), chosen)


def _greedy(order: Sequence[str], purses: Sequence[Row], links: Sequence[Row]) -> set[str]:
    chosen: set[str] = set()
    left = [row.at_most or 0 for row in purses]
    linked: dict[str, list[Row]] = {}
    for link in links:
        for id_ in link.terms:
            linked.setdefault(id_, []).append(link)
    for id_ in order:
        rest = [amount - row.terms.get(id_, 0) for amount, row in zip(left, purses, strict=True)]
        if min(rest) >= 0 and all(row.holds(chosen | {id_}) for row in linked.get(id_, ())):
            chosen.add(id_)
            left = rest
    return chosen


def _score(rng: Random) -> int:
    """The weighted mean of three marks in hundredths, from 2 to 5 points."""
    quality = rng.randint(220, 480)
    marks = [min(500, max(200, quality + rng.randint(-80, 80))) for _ in WEIGHTS_PERCENT]
    return sum(weight * mark for weight, mark in zip(WEIGHTS_PERCENT, marks, strict=True))


def _cost(rng: Random, score: int, percent: int) -> int:
    """From 50,000 to 400,000 euros."""
    extra = rng.randint(0, 17_000_000) * percent // 100
    return 5_000_000 + 600 * (score - 20_000) + extra


def _yearly_costs(rng: Random, score: int) -> tuple[int, ...]:
    """What is good costs more, or the choice would be easy."""
    size = 700 * score + rng.randint(0, 20_000_000)
    return tuple(size * rng.randint(600, 1400) // 1000 for _ in YEARS)


def _ids(n: int) -> list[str]:
    return [f"P{number:0{len(str(n))}}" for number in range(1, n + 1)]


def _negative(costs: dict[str, int]) -> dict[str, int]:
    return {id_: -cost for id_, cost in costs.items()}


def _instance(
    name: str, rows: Sequence[Row], aims: tuple[dict[str, int], ...], witness: set[str] | tuple[()]
) -> Instance:
    return Instance(
        name=name,
        variables=tuple(aims[0]),
        rows=tuple(rows),
        aims=aims,
        witness=frozenset(witness),
    )
