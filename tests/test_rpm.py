"""Robust Portfolio Modeling: non-dominated portfolios and core indices, by hand and by force."""

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import weighted
from attrs import evolve
from test_casebook import award, expected, having
from weighted import Case

from tenderscore.weights.decomposition import decomposition
from tenderscore.weights.exact import dot
from tenderscore.weights.rpm import Rpm, rpm
from tenderscore.weights.space import space


def found(case: Case, words: str, **limits: int) -> Rpm:
    of = space(case.call, words)
    return rpm(case.call, case.proposals, case.cards, case.constraints, of, **limits)


def by_force(case: Case, words: str) -> frozenset[frozenset[str]]:
    """Every portfolio compared with every other at every corner of the weights."""
    of = space(case.call, words)
    asked = case.question(evolve(of, together=False))
    ids = sorted(asked.choice.fundable)
    outcomes = {}
    for size in range(len(ids) + 1):
        for chosen in map(frozenset, combinations(ids, size)):
            if all(each.holds(chosen) for each in case.constraints):
                vector = asked.vector(chosen)
                outcomes[chosen] = tuple(dot(vector, ray) for ray in of.cone.rays)
    return frozenset(
        each for each, outcome in outcomes.items()
        if not any(
            other != outcome and all(a >= b for a, b in zip(other, outcome, strict=True))
            for other in outcomes.values()
        )
    )  # fmt: skip


def equals_force(seed: int) -> None:
    case = weighted.case(seed)
    words = weighted.spec(random.Random(seed), case.call)
    result = found(case, words)
    assert result.complete
    assert frozenset(result.portfolios) == by_force(case, words)
    for id_, index in result.core_index.items():
        inside = sum(id_ in each for each in result.portfolios)
        assert index == Fraction(inside, len(result.portfolios) or 1)


@pytest.mark.parametrize("seed", range(40))
def test_the_non_dominated_are_those_that_comparing_all_with_all_leaves(seed: int) -> None:
    equals_force(seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(40, 400))
def test_so_they_are_in_more_calls(seed: int) -> None:
    equals_force(seed)


@pytest.mark.parametrize("seed", range(6))
def test_splitting_zones_finds_what_listing_them_does(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenderscore.weights.rpm.LISTED", 1)
    equals_force(seed)


def many(projects: int) -> Case:
    r = random.Random(3)
    rows = [(f"P{k:02}", r.randint(10, 99), [Fraction(r.randint(0, 500), 100) for _ in range(3)])
            for k in range(projects)]  # fmt: skip
    content = weighted.table([30, 30, 40])
    content["rules"]["budget"]["max_amount"] = sum(euros for _, euros, _ in rows) // 2
    return weighted.made(content, rows)


def test_forty_projects_of_three_criteria_are_settled() -> None:
    result = found(many(40), "20")
    assert result.complete
    assert len(result.portfolios) > 10
    assert result.core | result.borderline | result.exterior == set(result.core_index)
    # What is the best at some weights inside is not dominated.
    case = many(40)
    of = space(case.call, "20")
    best = decomposition(case.call, case.proposals, case.cards, case.constraints, of)
    assert {region.funded for region in best.regions} <= set(result.portfolios)


@pytest.mark.parametrize("limits", [{"zones": 3}, {"most": 3}])
def test_beyond_its_limits_no_index_is_given(limits: Mapping[str, int]) -> None:
    result = found(many(30), "all", **limits)
    assert not result.complete
    assert not result.core_index
    assert not result.core


# The casebook


def wanted(case: Path) -> list[dict[str, Any]]:
    return list(expected(case)["robust"])


@having("robust")
def test_the_core_indices_are_those_of_the_source(case: Path) -> None:
    given = award(case)
    for each in wanted(case):
        of = space(given.call, each["weights"])
        result = rpm(given.call, given.proposals, given.scorecards, given.constraints, of)
        assert result.complete
        assert [sorted(portfolio) for portfolio in result.portfolios] == each["portfolios"]
        for id_, index in each["core_index"].items():
            assert result.core_index[id_] == (Fraction(index) if isinstance(index, str) else index)


@having("robust")
def test_what_the_source_calls_the_best_somewhere_is_so(case: Path) -> None:
    given = award(case)
    for each in wanted(case):
        if "best_from" not in each:
            continue
        of = space(given.call, each["weights"])
        settled = decomposition(
            given.call, given.proposals, given.scorecards, given.constraints, of
        )
        first = {
            min(corner[0] for corner in region.corners): sorted(region.funded or ())
            for region in settled.regions
        }
        assert first == {Fraction(start): ids for start, ids in each["best_from"]}
