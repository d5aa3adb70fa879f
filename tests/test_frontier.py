"""Score against balance: what is found is what trying every portfolio finds."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from fractions import Fraction as F
from itertools import combinations
from typing import Any

import calls
import generated
import pytest
from test_varying import basis_of

from tenderscore.block import Unsettled
from tenderscore.cli.cmd_frontier import AGAINST as OFFERED
from tenderscore.frontier import AGAINST, Edge, frontier
from tenderscore.frontier.measures import key_of
from tenderscore.optimum import Task
from tenderscore.problem import InputError
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import LAENDER
from tenderscore.rules import constraints_of
from tenderscore.scenario import Scenario
from tenderscore.score import scorecards
from tenderscore.selection import NoAward
from tenderscore.what_if import Basis, award_of

MOST = 9


def distance(some: Iterable[Proposal], basis: Basis) -> Fraction:
    """Half the sum of the differences of shares, written down once more."""
    chosen = list(some)
    key, gap = key_of(basis.call).percent, Fraction(0)
    for land in LAENDER:
        share = Fraction(sum(each.land == land for each in chosen), max(1, len(chosen)))
        gap += abs(share - key.get(land, 0) / 100)
    return gap / 2


def smallest(some: Iterable[Proposal], _: Basis) -> int:
    chosen = list(some)
    return min(sum(each.land in group for each in chosen) for group in generated.GROUPS.values())


def jobs(some: Iterable[Proposal], _: Basis) -> Fraction:
    return sum((Fraction(each.values["jobs"]) for each in some), Fraction(0))


MEASURES: dict[str, tuple[Callable[..., Fraction | int], bool]] = {
    "balance": (lambda *some: -distance(*some), True),
    "smallest-group": (smallest, True),
    "reach": (jobs, False),
}
"""What is to be maximised, and whether the number of centres is that of the award."""


def pareto(basis: Basis, against: str) -> set[tuple[Fraction, Fraction]]:
    """Every pair of score and measure that no portfolio beats, one portfolio after the other."""
    measure, numbered = MEASURES[against]
    proposals = basis.intake.proposals
    award = award_of(basis, Scenario(id=""))
    cards = {card.proposal: card for card in scorecards(basis.call, proposals)}
    constraints = constraints_of(basis.call, proposals)
    able = [each for each in proposals if cards[each.id].fundable]
    pairs = set()
    for size in range(len(able) + 1):
        if numbered and size != len(award.selection.funded):
            continue
        for some in combinations(able, size):
            ids = frozenset(each.id for each in some)
            if all(each.holds(ids) for each in constraints):
                score = Fraction(sum(cards[id_].ranking or 0 for id_ in ids), basis.call.total_unit)
                pairs.add((score, Fraction(measure(some, basis))))
    return {
        one
        for one in pairs
        if not any(a >= one[0] and b >= one[1] and (a, b) != one for a, b in pairs)
    }


def pair(edge: Edge, against: str, number: int | None) -> tuple[Fraction, Fraction]:
    value = -edge.value if against == "balance" else edge.value
    return edge.total, value * max(1, number or 0) if against == "smallest-group" else value


def compared(seeds: Iterable[int]) -> int:
    count = 0
    for seed in seeds:
        if generated.size(seed) > MOST:
            continue
        case = generated.case(seed)
        basis = basis_of(case.table, case.proposals)
        for against in AGAINST:
            try:
                found = frontier(basis, against, column="jobs")
            except (NoAward, InputError):
                continue
            edges = [pair(each, against, found.against.number) for each in found.edges]
            assert found.complete
            assert set(edges) == pareto(basis, against), (seed, against)
            assert len(edges) == len(set(edges))
            assert edges == sorted(edges, reverse=True)
            count += len(edges) > 1
    return count


def test_the_frontier_is_every_portfolio_that_none_beats_in_both() -> None:
    assert compared(range(70)) > 5


@pytest.mark.full
def test_the_frontier_of_many_calls_is_every_portfolio_that_none_beats() -> None:
    assert compared(range(70, 1500)) > 100


def case_of(seed: int = 1) -> Basis:
    case = generated.case(seed)
    return basis_of(case.table, case.proposals)


def test_a_price_is_the_points_lost_over_the_distance_gained() -> None:
    found = next(
        f for seed in range(60) if generated.size(seed) <= MOST
        for f in [frontier_or_none(seed)] if f and len(f.edges) > 1
    )  # fmt: skip
    first, second, *_ = found.edges
    step = next(found.steps())
    assert step.lost == first.total - second.total > 0
    assert step.gained == first.value - second.value > 0
    assert step.price == step.lost / step.gained
    assert set(step.comes) == second.funded - first.funded


def frontier_or_none(seed: int):  # type: ignore[no-untyped-def]
    try:
        return frontier(case_of(seed), "balance")
    except NoAward:
        return None


def test_a_rule_that_is_left_out_is_not_kept() -> None:
    case = generated.case(1)
    table = {**case.table, "rules": {"none": {"title": "None", "use": "count", "max": 1,
                                              "source": "made"}}}  # fmt: skip
    basis = basis_of(table, case.proposals)
    assert len(frontier(basis, "reach", column="jobs").edges[0].funded) == 1
    free = frontier(basis, "reach", column="jobs", drop=("rules.none",))
    assert len(free.edges[0].funded) > 1
    assert not free.edges[0].award


@pytest.mark.parametrize(
    ("against", "options", "code"),
    [
        ("reach", {"column": "sector"}, "TS830"),
        ("reach", {"column": "jbos"}, "TS830"),
        ("reach", {}, "TS831"),
        ("balance", {"centres": 99}, "TS833"),
    ],
)
def test_what_cannot_be_weighed_is_said(against: str, options: dict, code: str) -> None:  # type: ignore[type-arg]
    case = generated.case(2)
    basis = basis_of({**case.table, "rules": {}}, case.proposals)
    with pytest.raises(InputError) as caught:
        frontier(basis, against, **options)
    assert caught.value.problems[0].code == code


def test_without_a_land_there_is_no_balance() -> None:
    from attrs import evolve

    case = generated.case(2)
    nowhere = tuple(evolve(each, land=None, sites=()) for each in case.proposals)
    basis = basis_of({**case.table, "rules": {}}, nowhere)
    with pytest.raises(InputError) as caught:
        frontier(basis, "balance")
    assert caught.value.problems[0].code == "TS832"


def test_the_command_offers_what_there_is() -> None:
    assert OFFERED == AGAINST


def four() -> Basis:
    """By hand: two of A (5 points) and B (4) in Berlin, C (3) and D (1) in Brandenburg; the key
    gives each Land a half.

    A and B: 9 points, all in one Land, half the sum of 1/2 and 1/2 from the key. A and C: 8 points,
    on the key. All others have fewer points and are no better balanced. One point for a half, so 2
    for the whole distance. All is invented.
    """
    key = {land: 50 if land in ("BE", "BB") else 0 for land in LAENDER}
    table = calls.small(
        topics={}, eligibility={}, total=None, groups={"one": ["BE"], "two": ["BB"]},
        criteria={"quality": {"title": "Quality", "weight_percent": 100, "source": "call",
                              "indicators": [{"use": "jury_mean"}]}},
        keys={"halves": {"percent": key, "source": "call"}},
        rules={
            "two": {"title": "Two", "use": "count", "min": 2, "max": 2, "source": "call"},
            "key": {"title": "Key", "use": "key", "key": "halves", "seats": 2,
                    "method": "hare-niemeyer", "tolerance_seats": 2, "source": "call"},
        },
    )  # fmt: skip
    marks = {"A": ("BE", 5), "B": ("BE", 4), "C": ("BB", 3), "D": ("BB", 1)}
    return basis_of(
        table,
        tuple(
            calls.proposal(id_, marks={"quality": [points]}, land=land, values={"jobs": points})
            for id_, (land, points) in marks.items()
        ),
    )


@pytest.mark.parametrize(("against", "values"), [("balance", [F(1, 2), F(0)]),
                                                 ("smallest-group", [F(0), F(1, 2)])])  # fmt: skip
def test_the_price_of_balance_by_hand(against: str, values: list[Fraction]) -> None:
    found = frontier(four(), against)
    assert [("".join(sorted(e.funded)), e.total, e.award) for e in found.edges] == [
        ("AB", 9, True), ("AC", 8, False),
    ]  # fmt: skip
    assert [each.value for each in found.edges] == values
    assert found.fixed
    assert found.against.number == 2
    (step,) = found.steps()
    assert (step.comes, step.goes, step.lost, step.price) == (("C",), ("B",), 1, 2)


def test_where_the_nodes_run_out_the_frontier_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    best = Task.best

    def tired(task: Task, *args: Any, **more: Any) -> Any:
        asked.extend([1] * (task.draw is not None and any(a.name == "balance" for a in task.aims)))
        if len(asked) == 2:
            raise Unsettled(None, None, 0, 0)
        return best(task, *args, **more)

    monkeypatch.setattr(Task, "best", tired)
    found = frontier(four(), "balance")
    assert ["".join(sorted(each.funded)) for each in found.edges] == ["AB"]
    assert not found.complete
