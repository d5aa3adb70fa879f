"""Scoring by hand: steps and lines, one rounding, thresholds, weights, what is unknown."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from calls import proposal, read, small

from tenderscore.call import Call
from tenderscore.problem import InputError
from tenderscore.score import score, scorecards
from tenderscore.scorecard import Scorecard

JURY = [{"use": "jury_mean"}]


def criterion(indicators: Any = None, **parts: Any) -> dict[str, Any]:
    given = indicators or JURY
    return {"title": "Effect", "weight_percent": 100, "source": "call", "indicators": given,
            **parts}  # fmt: skip


def call_of(indicators: Any = None, **parts: Any) -> Call:
    """A call with one criterion and no eligibility."""
    return read(small(criteria={"effect": criterion(indicators, **parts)}, eligibility={},
                      total=None))  # fmt: skip


def jobs(value: Any, **scale: Any) -> int:
    """The points, in hundredths, for so many jobs."""
    call = call_of([{"use": "value", "column": "jobs", **scale}])
    return score(call, proposal(values={"jobs": value})).points["effect"]


def marked(*marks: Any, **parts: Any) -> Scorecard:
    return score(call_of(**parts), proposal(marks={"effect": marks}))


def problems(call: Call, *proposals: Any) -> list[str]:
    with pytest.raises(InputError) as raised:
        scorecards(call, proposals)
    return [str(each) for each in raised.value.problems]


# Steps: from this value, this many points

STEPS = [[0, 1], [5, 3], [10, 5]]


@pytest.mark.parametrize(
    ("value", "points"), [(0, 100), ("4.9999", 100), (5, 300), (9, 300), (10, 500), (10**6, 500)]
)
def test_a_step_begins_at_its_value(value: Any, points: int) -> None:
    assert jobs(value, steps=STEPS) == points


def test_steps_may_fall_so_that_low_is_best() -> None:
    falling = [[0, 5], [5, 3], [10, 0]]
    assert [jobs(value, steps=falling) for value in (0, 5, 12)] == [500, 300, 0]


def test_a_value_before_the_first_step_is_a_problem() -> None:
    call = call_of([{"use": "value", "column": "jobs", "steps": [[1, 3]]}])
    assert problems(call, proposal(values={"jobs": 0})) == [
        "p.xlsx › Proposals!AP-1: P-1: value is 0, and the steps of effect begin at 1. "
        "Add a step that begins at or below 0, or correct the value."
    ]


# Lines: interpolated between, level outside

LINE = [[0, 0], [10, 5]]


def test_a_line_interpolates_exactly() -> None:
    # 3 of 10 on the way from 0 to 5 points: 1.50.
    assert jobs(3, line=LINE) == 150


def test_a_line_is_level_before_its_first_and_after_its_last_point() -> None:
    assert [jobs(value, line=[[2, 1], [10, 5]]) for value in (0, 2, 10, 11)] == [100, 100, 500, 500]


def test_a_line_may_bend() -> None:
    # From (10, 2) to (20, 5): 15 is half the way, 3.50.
    assert jobs(15, line=[[0, 0], [10, 2], [20, 5]]) == 350


def test_a_line_may_fall_so_that_low_is_best() -> None:
    # From (100, 5) down to (200, 0): 130 is 30 of 100, 5 · 0.7 = 3.50.
    assert jobs(130, line=[[100, 5], [200, 0]]) == 350


def test_a_value_on_a_corner_of_a_line_has_the_corners_points() -> None:
    assert jobs(10, line=[[0, 0], [10, 2], [20, 5]]) == 200


# One rounding, half up


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("2.345", 235),  # as a float 2.345 is 2.34500000000000019984
        ("2.675", 268),  # as a float 2.675 is 2.67499999999999982236, and round() gives 2.67
        ("1.005", 101),  # as a float 1.005 is 1.00499999999999989342
        ("2.5049999", 250),
        ("0.005", 1),
        ("0.0049", 0),
        ("5", 500),
    ],
)
def test_points_are_rounded_half_up_to_hundredths(exact: str, rounded: int) -> None:
    assert jobs(Decimal(exact), line=[[0, 0], [5, 5]]) == rounded


def test_a_third_of_eleven_points_is_3_67() -> None:
    # (4.00 + 3.50 + 3.50) / 3 = 3.6666…
    assert marked(4, Decimal("3.5"), Decimal("3.5")).points["effect"] == 367


def test_points_are_rounded_once_for_the_criterion_and_not_for_each_indicator() -> None:
    # Half of 1.245 and half of 1.245 is 1.245, so 1.25. Each half rounded first, 0.6225 → 0.62,
    # would give 1.24.
    half = {"use": "value", "column": "jobs", "line": [[0, 0], [5, 5]], "share_percent": 50}
    card = score(call_of([half, half]), proposal(values={"jobs": Decimal("1.245")}))
    assert card.points["effect"] == 125


def test_shares_mix_the_indicators() -> None:
    # 70 % of the median 4.00 and 30 % of 2.50 (5 of 10 jobs): 2.80 + 0.75 = 3.55.
    call = read(small())
    card = score(call, proposal(marks={"quality": [4], "effect": [3, 4, 5]}, values={"jobs": 5}))
    assert card.points["effect"] == 355


def test_the_total_weighs_the_rounded_points() -> None:
    # quality (4 + 4 + 5) / 3 → 4.33, effect 3.55: 0.6 · 4.33 + 0.4 · 3.55 = 2.598 + 1.42 = 4.018.
    call = read(small())
    card = score(
        call, proposal(marks={"quality": [4, 4, 5], "effect": [3, 4, 5]}, values={"jobs": 5})
    )
    assert (card.total, call.total_unit) == (40_180, 10_000)


def test_weights_with_decimals_give_a_finer_total() -> None:
    # 33.335 % of 1.01 and 66.665 % of 2.03: 0.3366835 + 1.3532995 = 1.689983.
    criteria = {
        "a": criterion(weight_percent=Decimal("33.335")),
        "b": criterion(weight_percent=Decimal("66.665")),
    }
    call = read(small(criteria=criteria, total=None))
    card = score(call, proposal(marks={"a": [Decimal("1.01")], "b": [Decimal("2.03")]}))
    assert Fraction(card.total or 0, call.total_unit) == Fraction("1.689983")


# Thresholds


def test_exactly_the_threshold_is_enough() -> None:
    assert marked(3, threshold_points=3).fundable


def test_a_hundredth_below_the_threshold_is_an_obstacle() -> None:
    card = marked(Decimal("2.99"), threshold_points=3)
    assert [str(each) for each in card.obstacles] == ["Effect: 2.99 points, needed 3.00. [call]"]


def test_points_that_round_up_to_the_threshold_are_enough() -> None:
    # (2.99 + 3.00) / 2 = 2.995, printed and compared as 3.00.
    assert marked(Decimal("2.99"), 3, threshold_points=3).fundable


def test_exactly_the_total_threshold_is_enough() -> None:
    # 0.6 · 3.00 + 0.4 · 3.00 = 3.00, and 3 are needed.
    criteria = {"a": criterion(weight_percent=60), "b": criterion(weight_percent=40)}
    call = read(small(criteria=criteria, eligibility={}))
    assert score(call, proposal(marks={"a": [3], "b": [3]})).fundable


def test_a_total_just_below_its_threshold_is_an_obstacle() -> None:
    # 0.6 · 3.00 + 0.4 · 2.99 = 1.80 + 1.196 = 2.996.
    criteria = {"a": criterion(weight_percent=60), "b": criterion(weight_percent=40)}
    call = read(small(criteria=criteria, eligibility={}))
    card = score(call, proposal(marks={"a": [3], "b": [Decimal("2.99")]}))
    assert [str(each) for each in card.obstacles] == [
        "Total: 2.9960 points, needed 3.0000. [call no. 4]"
    ]


def test_each_criterion_below_its_threshold_is_an_obstacle_of_its_own() -> None:
    criteria = {
        name: criterion(weight_percent=50, threshold_points=3) for name in ("first", "second")
    }
    call = read(small(criteria=criteria, total=None))
    card = score(call, proposal(marks={"first": [2], "second": [1]}))
    assert [each.id for each in card.obstacles] == ["first", "second"]


def test_an_obstacle_names_the_cells_of_the_marks() -> None:
    card = marked(1, 2, threshold_points=3)
    assert card.obstacles[0].cells == ("p.xlsx › Marks!effect1", "p.xlsx › Marks!effect2")


def test_a_criterion_may_have_a_scale_of_its_own() -> None:
    assert marked(40, scale_points=50, threshold_points=35).points["effect"] == 4000


# Ranking weights


def test_the_ranking_weighs_otherwise_than_the_threshold() -> None:
    # Total 0.5 · 4 + 0.5 · 2 = 3.00; ranking 0.8 · 4 + 0.2 · 2 = 3.60.
    criteria = {
        "a": criterion(weight_percent=50, ranking_weight_percent=80),
        "b": criterion(weight_percent=50, ranking_weight_percent=20),
    }
    call = read(small(criteria=criteria))
    card = score(call, proposal(marks={"a": [4], "b": [2]}))
    assert (card.total, card.ranking) == (30_000, 36_000)


def test_a_weight_may_count_for_the_ranking_only() -> None:
    criteria = {
        "a": criterion(weight_percent=100, ranking_weight_percent=70),
        "b": criterion(weight_percent=0, ranking_weight_percent=30),
    }
    card = score(read(small(criteria=criteria)), proposal(marks={"a": [4], "b": [2]}))
    assert (card.total, card.ranking) == (40_000, 34_000)


# Eligibility

TOO_DEAR = 1_000_001


def test_exactly_the_bound_is_eligible() -> None:
    card = score(read(small()), proposal(euros=1_000_000, marks={"quality": [4], "effect": [4]},
                                         values={"jobs": 1}))  # fmt: skip
    assert card.fundable


def test_a_cent_over_the_bound_is_not_eligible() -> None:
    card = score(
        read(small()),
        proposal(euros=Decimal("1000000.01"), marks={"quality": [4], "effect": [4]},
                 values={"jobs": 1}),
    )  # fmt: skip
    assert [str(each) for each in card.obstacles] == [
        "At most a million: EUR 1,000,000.01, allowed at most EUR 1,000,000. [call no. 1]"
    ]


def test_a_minimum_is_said_as_one() -> None:
    call = read(small(eligibility__size__max=None, eligibility__size__min=600_000))
    card = score(call, proposal(marks={"quality": [4], "effect": [4]}, values={"jobs": 1}))
    assert str(card.obstacles[0].text) == "EUR 500,000, needed at least EUR 600,000"


def test_an_ineligible_proposal_needs_no_marks() -> None:
    card = score(read(small()), proposal(euros=TOO_DEAR))
    assert (card.fundable, dict(card.points), card.total) == (False, {}, None)


def test_an_ineligible_proposal_keeps_the_points_it_has() -> None:
    card = score(read(small()), proposal(euros=TOO_DEAR, marks={"quality": [4]}))
    assert (dict(card.points), card.total) == ({"quality": 400}, None)


# What is unknown


def test_missing_marks_are_a_problem_and_not_zero() -> None:
    call = call_of()
    assert problems(call, proposal()) == [
        "p.xlsx › Proposals!AP-1: 0 marks count for 'effect', and jury_mean needs at least 1. "
        "Add the missing marks in the sheet Marks."
    ]


def test_an_unknown_figure_is_a_problem_that_names_its_cell() -> None:
    call = call_of([{"use": "value", "column": "jobs", "line": LINE}])
    missing = proposal(cells={"jobs": "p.xlsx › Proposals!K7"})
    assert problems(call, missing) == [
        "p.xlsx › Proposals!K7: 'Jobs' is unknown, and the call asks for it. Fill in the cell."
    ]


def test_what_is_unknown_in_several_proposals_is_said_at_once() -> None:
    said = problems(call_of(), proposal("P-1"), proposal("P-2"), proposal("P-3"))
    assert [each.split(":")[0] for each in said] == [
        "p.xlsx › Proposals!AP-1", "p.xlsx › Proposals!AP-2", "p.xlsx › Proposals!AP-3",
    ]  # fmt: skip


def test_two_unknown_figures_of_a_criterion_are_both_said() -> None:
    call = read(small())
    said = problems(call, proposal(marks={"quality": [4]}))
    median, value = said
    assert "and jury_median needs at least 1" in median
    assert "'Jobs' is unknown" in value


# The trail


def test_the_trail_leads_from_cells_to_points() -> None:
    call = read(small())
    card = score(
        call,
        proposal(marks={"quality": [4], "effect": [3, 4]}, values={"jobs": 4},
                 cells={"jobs": "p.xlsx › Proposals!K2"}),
    )  # fmt: skip
    median, value = (step for step in card.trail if step.criterion == "effect")
    assert (str(median.value), median.points, median.share_percent) == (
        "3.5 points",
        Fraction(7, 2),
        70,
    )
    assert (value.points, value.share_percent, value.cells) == (2, 30, ("p.xlsx › Proposals!K2",))


def test_scorecards_keep_the_order_of_the_proposals() -> None:
    three = [proposal(id_, marks={"effect": [3]}) for id_ in ("P-3", "P-1", "P-2")]
    assert [card.proposal for card in scorecards(call_of(), three)] == ["P-3", "P-1", "P-2"]
