"""Small random calls whose weights are to vary, and every portfolio tried at given weights."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from itertools import combinations
from typing import Any

from attrs import frozen
from calls import proposal, read

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.frame import worth
from tenderscore.optimum import draw_order
from tenderscore.proposal import Proposal
from tenderscore.rules import constraints_of
from tenderscore.score import scorecards
from tenderscore.scorecard import Scorecard
from tenderscore.weights.exact import dot
from tenderscore.weights.question import Question, question
from tenderscore.weights.space import Space

Portfolio = frozenset[str]


@frozen(kw_only=True)
class Case:
    table: Mapping[str, Any]
    call: Call
    proposals: tuple[Proposal, ...]
    cards: tuple[Scorecard, ...]
    constraints: tuple[Constraint, ...]

    def question(self, of: Space) -> Question:
        return question(self.call, self.proposals, self.cards, self.constraints, of)


def table(weights: Sequence[int], total: str = "mean", **parts: Any) -> dict[str, Any]:
    """Criteria a, b, c …, each read from a column of 0 to 5 points."""
    names = "abcdefghi"[: len(weights)]
    key = "weight_percent" if total == "mean" else "weight"
    return {
        "format": 1,
        "call": {
            "id": "weighted",
            "edition": 1,
            "title": "Weights to vary",
            "closes": datetime(2026, 3, 31, 12, tzinfo=UTC),
            "currency": "EUR",
            "scale_points": 5,
            "source": "made",
        },
        "sources": {"made": "Made for this test"},
        "columns": {n: {"kind": "number", "title": n, "source": "made"} for n in names},
        "criteria": {
            name: {
                "title": name,
                key: weight,
                "source": "made",
                "indicators": [{"use": "value", "column": name, "line": [[0, 0], [5, 5]]}],
            }
            for name, weight in zip(names, weights, strict=True)
        },
        "rules": {
            "budget": {"title": "Budget", "use": "funding", "max_amount": 20, "source": "made"}
        },
        "objective": {
            "order": [
                {"maximise": "score", "source": "made"},
                {"minimise": "requested_amount", "source": "made"},
                {"draw": "weighted", "source": "made"},
            ]
        },
        **parts,
    }


def made(content: Mapping[str, Any], rows: Sequence[tuple[str, int, Sequence[Any]]]) -> Case:
    """Rows of id, euros and points."""
    call = read(content)
    names = [each.id for each in call.criteria]
    given = tuple(
        proposal(id_, euros, values=dict(zip(names, points, strict=True)))
        for id_, euros, points in sorted(rows)
    )
    cards = scorecards(call, given)
    return Case(
        table=content,
        call=call,
        proposals=given,
        cards=cards,
        constraints=constraints_of(call, given),
    )


def case(seed: int) -> Case:
    """Two to four criteria, six to nine proposals; ties, clones, thresholds and counts."""
    r = random.Random(seed)
    size = r.choice([2, 2, 3, 3, 4])
    weights = [r.randint(1, 5) for _ in range(size)]
    total = r.choice(["mean", "mean", "sum"])
    if total == "mean":
        weights = [5 * w for w in weights]
        weights[-1] = 100 - sum(weights[:-1])
    step = r.choice([Fraction(1), Fraction(1, 2), Fraction(1, 100)])
    rows: list[tuple[str, int, Sequence[Any]]] = []
    for number in range(r.randint(6, 9)):
        if rows and r.random() < 0.25:
            _, euros, points = r.choice(rows)
            rows.append((f"P{number}", euros, points))
        else:
            points = [step * r.randint(0, int(5 / step)) for _ in range(size)]
            rows.append((f"P{number}", r.randint(3, 9), points))
    content = table(weights, total)
    if r.random() < 0.7:
        highest = 5 if total == "mean" else 5 * sum(weights)
        enough = highest * r.choice([2, 4, 5, 6]) // 10
        content["total"] = {"threshold_points": enough, "source": "made"}
    if r.random() < 0.5:
        count = {"title": "Number", "use": "count", "source": "made"}
        content["rules"]["number"] = count | r.choice(
            [{"max": 2}, {"min": 2}, {"min": 1, "max": 3}]
        )
    if r.random() < 0.3:
        content["objective"]["order"].insert(0, {"maximise": "count", "source": "made"})
    elif r.random() < 0.2:
        content["objective"]["order"][0] = {"minimise": "score", "source": "made"}
    return made(content, rows)


def spec(r: random.Random, call: Call) -> str:
    names = [each.id for each in call.criteria]
    r.shuffle(names)
    some = [
        "all",
        str(r.choice([1, 5, 10, 20]) if call.total_is == "mean" else r.choice([1, 2])),
        ">".join(names),
        "=".join(names[:2]),
        f"{names[0]}>{names[1]}",
    ]
    return r.choice(some)


def best(of: Case, asked: Question, weights: Sequence[int]) -> "Best":
    """By trying every portfolio at these weights."""
    ids = sorted(asked.choice.fundable - asked.misses(weights))
    fitting = [
        frozenset(chosen)
        for size in range(len(ids) + 1)
        for chosen in combinations(ids, size)
        if all(each.holds(chosen) for each in of.constraints)
    ]
    aims = asked.choice.aims
    first = aims[: asked.before]
    if not fitting:
        return Best(equals=frozenset(), award=None)

    def standing(portfolio: Portfolio) -> tuple[int, ...]:
        earlier = (worth(portfolio, aim.gains) for aim in first)
        return (*earlier, dot(asked.vector(portfolio), weights))

    most = max(map(standing, fitting))
    equals = [each for each in fitting if standing(each) == most]
    order = draw_order([each.id for each in of.proposals], asked.choice.seed)

    def last(portfolio: Portfolio) -> tuple[int, ...]:
        later = (worth(portfolio, aim.gains) for aim in aims[asked.before + 1 :])
        return (*later, *(int(id_ in portfolio) for id_ in order))

    return Best(equals=frozenset(equals), award=max(equals, key=last))


@frozen(kw_only=True)
class Best:
    equals: frozenset[Portfolio]
    award: Portfolio | None


def samples(r: random.Random, within: Space, count: int) -> Iterator[tuple[int, ...]]:
    """Corners, middles of pairs of corners, and points between them all."""
    rays = within.cone.rays
    yield from rays
    for _ in range(count):
        factors = [r.choice([0, 1, r.randint(1, 50)]) for _ in rays]
        if any(factors):
            pairs = zip(*rays, strict=True)
            yield tuple(sum(f * v for f, v in zip(factors, each, strict=True)) for each in pairs)
