"""Numbers varied: each point is what that call alone leads to; changes are where they are said."""

import json
import pickle
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import calls
import generated
import pytest

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

LOOKED_AT = 60
"""So many values of a sweep are asked alone; a few sweeps have thousands of changes."""


def basis_of(table: Mapping[str, Any], proposals: Any) -> Basis:
    call, problems = call_from(table, "generated.toml")
    refuse(problems)
    assert call is not None
    return Basis(table=table, call=call, folder=Path(), intake=Intake(proposals=proposals))


def sweeps(seed: int) -> Iterator[tuple[Basis, str]]:
    """One sweep for each bound of a rule, and of the thresholds."""
    case = generated.case(seed)
    r = random.Random(seed)
    rules = {name: {**rule, **giving(r, rule)} for name, rule in case.table["rules"].items()}
    total = {"threshold_points": 1, "source": "made"}
    basis = basis_of({**case.table, "rules": rules, "total": total}, case.proposals)
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


def giving(r: random.Random, rule: Mapping[str, Any]) -> dict[str, int]:
    """Every other rule may be eased, so that there is relief where nothing fits."""
    names = {"count": "give", "per_organisation": "give", "sum": "give", "share": "give_percent",
             "funding": "give_amount"}  # fmt: skip
    if rule["use"] not in names or r.random() < 0.5:
        return {}
    return {names[rule["use"]]: r.choice([1, 2, 30])}


def alone(basis: Basis, path: str, value: Fraction) -> Any:
    return outcome_of(basis, Scenario(id="x", set={path: written(value)}))


def assert_each_point_is_right(basis: Basis, varied: Varied) -> None:
    """At the points, and at both ends of each stretch, where a step too far would show."""
    path = varied.swept.path
    asked = [(each.value, each.outcome) for each in varied.points]
    for each in varied.stretches:
        asked += [(each.first, each.outcome), (each.last, each.outcome)]
    if len(asked) > LOOKED_AT:
        asked = random.Random(1).sample(asked, LOOKED_AT)
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


def sampled(seeds: range, each: int) -> int:
    """How many changes were looked at."""
    changes = 0
    for seed in seeds:
        found = list(sweeps(seed))
        for basis, text in random.Random(seed).sample(found, min(each, len(found))):
            try:
                varied = vary(basis, *swept([text], basis.table))
            except InputError:
                continue
            assert_whole(varied)
            assert_each_point_is_right(basis, varied)
            changes += len(varied.stretches) - 1
    return changes


def test_every_point_and_every_change_of_random_calls_is_what_that_call_alone_gives() -> None:
    assert sampled(range(8), 2) > 10


@pytest.mark.full
def test_every_sweep_of_many_random_calls_is_what_each_call_alone_gives() -> None:
    assert sampled(range(8, 120), 4) > 300


def summed(seed: int) -> Basis:
    """A call whose totals are sums: weights need not add up to anything."""
    case = generated.case(seed)
    criteria = {
        name: {**{k: v for k, v in each.items() if k != "weight_percent"}, "weight": 1}
        for name, each in case.table["criteria"].items()
    }
    total = {"threshold_points": 5, "source": "made"}
    return basis_of({**case.table, "criteria": criteria, "total": total}, case.proposals)


def test_a_weight_of_a_sum_is_swept_along_lines() -> None:
    changes = 0
    for seed in range(3):
        basis = summed(seed)
        (one,) = swept(["criteria.first.weight=0..4:1"], basis.table)
        varied = vary(basis, one)
        assert (varied.how, varied.exact) == ("weight", True)
        assert_whole(varied)
        assert_each_point_is_right(basis, varied)
        changes += len(varied.stretches) - 1
    assert changes > 2


def three(**changes: Any) -> Basis:
    """Three proposals of one criterion, by hand: A has 4 points for 2, B 3 for 1, C 2 for 1.

    Up to 99 cents nothing is funded; from 1 euro on B; from 2 on B and C (5 points, A has 4);
    from 3 on A and B; from 4 on all. All is invented.
    """
    table = calls.small(
        topics={}, eligibility={}, total=None,
        criteria={"quality": {"title": "Quality", "weight_percent": 100, "source": "call",
                              "indicators": [{"use": "jury_mean"}]}},
        rules={"budget": {"title": "Budget", "use": "funding", "max_amount": 3, "source": "law"}},
        **changes,
    )  # fmt: skip
    marks = {"A": (2, 4), "B": (1, 3), "C": (1, 2)}
    proposals = tuple(
        calls.proposal(id_, euros=euros, marks={"quality": [points]})
        for id_, (euros, points) in marks.items()
    )
    return basis_of(table, proposals)


def test_changes_are_found_to_the_cent_however_wide_the_steps() -> None:
    basis = three()
    varied = vary(basis, *swept(["rules.budget.max_amount=0.5..5.5:5"], basis.table))
    found = [(each.first, "".join(sorted(each.outcome.funded))) for each in varied.stretches]
    assert found == [(Fraction(1, 2), ""), (1, "B"), (2, "BC"), (3, "AB"), (4, "ABC")]
    assert varied.exact
    assert varied.how == "bound"
    assert [change and (change.comes, change.goes) for change in varied.changes()] == [
        (("B",), ()), (("C",), ()), (("A",), ("C",)), (("C",), ()),
    ]  # fmt: skip
    assert [each.outcome.total for each in varied.points] == [0, 9]


def test_a_threshold_changes_at_the_points_of_a_proposal() -> None:
    basis = three()
    (one,) = swept(["criteria.quality.threshold_points=0..5:1"], basis.table)
    found = [(each.first, "".join(sorted(each.outcome.funded)))
             for each in vary(basis, one).stretches]  # fmt: skip
    assert found == [(0, "AB"), (Fraction(301, 100), "A"), (Fraction(401, 100), "")]


def test_where_nothing_is_known_of_a_number_it_is_not_called_exact() -> None:
    basis = three()
    (one,) = swept(["criteria.quality.scale_points=4..5:1"], basis.table)
    varied = vary(basis, one)
    assert varied.how == "number"
    assert not varied.exact


@pytest.mark.parametrize("values", ["4..5:1", "5..6:1", "1..6:1"])
def test_whole_steps_of_a_number_that_takes_fractions_are_not_called_exact(values: str) -> None:
    case = generated.case(4)
    basis = basis_of(case.table, case.proposals)
    (one,) = swept([f"criteria.first.indicators[1].line[2][1]={values}"], basis.table)
    varied = vary(basis, one)
    assert (varied.how, varied.unit, varied.exact) == ("number", 1, False)
    assert all(each.exact == (each.first == each.last) for each in varied.stretches)
    (alone,) = swept(["criteria.first.indicators[1].line[2][1]=4..4:1"], basis.table)
    assert vary(basis, alone).exact


def test_a_value_that_makes_no_sense_has_its_reason_and_the_others_their_award() -> None:
    basis = three()
    varied = vary(basis, *swept(["rules.budget.max_amount=-1..3:1"], basis.table))
    assert [each.outcome.kind for each in varied.points] == ["refused", "award", "award", "award",
                                                             "award"]  # fmt: skip
    ((value, problems),) = varied.problems
    assert (value, len(problems)) == (-1, 1)
    assert varied.stretches[0].last == Fraction(-1, 100)


def test_where_no_value_makes_sense_that_is_a_problem_of_the_input() -> None:
    basis = three()
    with pytest.raises(InputError):
        vary(basis, *swept(["rules.budget.max_amonut=1..3:1"], basis.table))


def test_each_row_of_a_grid_is_a_sweep_under_the_second_number() -> None:
    case = generated.case(4)
    total = {"threshold_points": 1, "source": "made"}
    basis = basis_of({**case.table, "total": total}, case.proposals)
    asked = sum(each.requested for each in case.proposals) // 100 + 1
    texts = [f"rules.budget.max_amount=1..{asked}:{asked // 6}", "total.threshold_points=2..4:1"]
    assert "budget" in case.table["rules"]
    across, down = swept(texts, basis.table)
    found = grid(basis, across, down)
    for below, row in zip(down.values, found.rows, strict=True):
        for value, outcome in zip(across.values, row, strict=True):
            set_ = {across.path: written(value), down.path: written(below)}
            assert outcome.like(outcome_of(basis, Scenario(id="x", set=set_)))
    assert len(set(found.letters.values())) == len(found.letters) > 1


def test_rows_of_a_grid_and_points_may_be_asked_anywhere() -> None:
    basis = three()
    asked: list[Any] = []

    def elsewhere(work: Any, context: Any, pieces: Any) -> list[Any]:
        asked.extend(pieces)
        context = pickle.loads(pickle.dumps(context))
        return [json.loads(json.dumps(work(context, each))) for each in pieces]

    texts = ["rules.budget.max_amount=1..4:1", "criteria.quality.threshold_points=1..3:1"]
    across, down = swept(texts, basis.table)
    assert grid(basis, across, down, elsewhere) == grid(basis, across, down)
    (one,) = swept(["criteria.quality.scale_points=4..5:1"], basis.table)
    assert vary(basis, one, elsewhere) == vary(basis, one)
    assert len(asked) == 3 + 2


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["rules.budget.max_amount"], "TS820"),
        (["rules.budget.max_amount=1..2"], "TS820"),
        (["rules.budget.max_amount=2..1:1"], "TS821"),
        (["rules.budget.max_amount=1..2:0"], "TS821"),
        (["call.title=1..2:1"], "TS822"),
        (["rules.budget.max_amount=1..1e9:1"], "TS823"),
        (["rules.budget.max_amount=1..200:1", "total.threshold_points=1..5:0.01"], "TS823"),
        (["rules.budget.max_amount=1..2:1"] * 3, "TS824"),
        (["rules.budget.max_amount=1..2:1"] * 2, "TS825"),
        (["rules.bugdet.max_amount=1..2:1"], "TS802"),
        (["=1..2:1"], "TS820"),
    ],
)
def test_a_sweep_that_is_none_is_said(texts: list[str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        swept(texts, generated.case(0).table | {"total": {"threshold_points": 3}})
    assert code in {each.code for each in caught.value.problems}


def test_values_are_exact_decimals() -> None:
    basis = three()
    (one,) = swept(["rules.budget.max_amount=0.1..0.3:0.1"], basis.table)
    assert one.values == (Fraction(1, 10), Fraction(2, 10), Fraction(3, 10))
    assert [written(each) for each in (Fraction(3), Fraction(1, 8))] == [3, Decimal("0.125")]


@pytest.mark.parametrize("guess", [-5, 0, 3, 7, 10, 99])
def test_a_wrong_guess_changes_nothing(guess: int) -> None:
    assert [least(0, 10, lambda x, at=at: x >= at, guess) for at in range(11)] == list(range(11))
    assert [greatest(0, 10, lambda x, at=at: x <= at, guess) for at in range(11)] == list(range(11))
