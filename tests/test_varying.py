"""Numbers varied: each point is what that call alone leads to, and changes are where they are said."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import calls
import generated
import pytest
from attrs import evolve

from tenderscore.call_file import call_from
from tenderscore.intake import Intake
from tenderscore.problem import InputError, refuse
from tenderscore.scenario import Scenario
from tenderscore.varying import Varied, grid, swept, vary
from tenderscore.varying.finding import greatest, least
from tenderscore.varying.plainly import outcome_of
from tenderscore.varying.states import written
from tenderscore.what_if import Basis

STEPS = {
    "min": 1, "max": 1, "tolerance_seats": 1, "min_amount": None, "max_amount": None,
    "min_percent": 5, "max_percent": 5, "tolerance_percent": 5,
}  # fmt: skip
"""Option of a rule → step of its sweep; None: twelfths of the highest amount."""


def basis_of(table: Mapping[str, Any], proposals: Any) -> Basis:
    call, problems = call_from(table, "generated.toml")
    refuse(problems)
    assert call is not None
    return Basis(table=table, call=call, folder=Path(), intake=Intake(proposals=proposals))


def sweeps(seed: int) -> Iterator[tuple[Basis, str]]:
    """One sweep for each bound of a rule, and of the thresholds."""
    case = generated.case(seed)
    basis = basis_of(case.table, case.proposals)
    asked = sum(each.requested for each in case.proposals) // 100 + 1
    for name, rule in case.table["rules"].items():
        for option, step in STEPS.items():
            if option not in rule:
                continue
            if step is None:
                yield basis, f"rules.{name}.{option}=1..{asked}:{max(1, asked // 12)}"
            elif rule["use"] == "sum":
                yield basis, f"rules.{name}.{option}=0..{10 * len(case.proposals)}:7"
            else:
                most = 60 if step == 5 else len(case.proposals)
                yield basis, f"rules.{name}.{option}=0..{most}:{step}"
    yield basis, "total.threshold_points=1..5:0.5"
    yield basis, "criteria.first.threshold_points=1..5:0.5"
    if "enough" in case.table["eligibility"]:
        yield basis, "eligibility.enough.min=0..20:3"


def alone(basis: Basis, path: str, value: Fraction) -> Any:
    return outcome_of(basis, Scenario(id="x", set={path: written(value)}))


def assert_each_point_is_right(basis: Basis, varied: Varied) -> None:
    """At the points, and at both ends of each stretch, where a step too far would show."""
    path = varied.swept.path
    asked = [(each.value, each.outcome) for each in varied.points]
    for each in varied.stretches:
        asked += [(each.first, each.outcome), (each.last, each.outcome)]
    for value, outcome in asked:
        right = alone(basis, path, value)
        assert outcome.like(right), (path, value, outcome, right)
    for point in varied.points:
        right = alone(basis, path, point.value)
        assert (point.outcome.total, point.outcome.money) == (right.total, right.money)


def assert_whole(varied: Varied) -> None:
    """The stretches cover the sweep without a gap, and neighbours differ."""
    ladder = varied.unit
    assert varied.stretches[0].first == varied.swept.low
    assert varied.stretches[-1].last == varied.swept.high // ladder * ladder
    for before, after in zip(varied.stretches, varied.stretches[1:], strict=False):
        assert after.first == before.last + ladder
        assert not before.outcome.like(after.outcome)


def sampled(seeds: range, each: int) -> None:
    for seed in seeds:
        found = list(sweeps(seed))
        for basis, text in random.Random(seed).sample(found, min(each, len(found))):
            try:
                varied = vary(basis, *swept([text], basis.table))
            except InputError:
                continue
            assert_whole(varied)
            assert_each_point_is_right(basis, varied)


def test_every_point_and_every_change_of_random_calls_is_what_that_call_alone_gives() -> None:
    sampled(range(12), 2)


@pytest.mark.full
def test_every_sweep_of_many_random_calls_is_what_each_call_alone_gives() -> None:
    sampled(range(400), 4)
