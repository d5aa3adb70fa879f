"""What an applicant is told before the jury is what `score` says afterwards, whatever the marks."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from applications import application, jury
from attrs import evolve
from calls import proposal, read, small

from tenderscore import selfcheck
from tenderscore.changes import after_all
from tenderscore.indicators import INDICATORS
from tenderscore.indicators.marked import by_jury
from tenderscore.levers import LEVERS, NO_LEVERS
from tenderscore.outlook import marked, outlook
from tenderscore.problem import InputError
from tenderscore.proposal import Partner, Proposal
from tenderscore.score import score
from tenderscore.scorecard import Scorecard
from tenderscore.units import Cents, Points

SAMPLES = 12
"""Sets of marks that are drawn for each application."""
SEEDS = [*range(60), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(60, 3000))]


def scored(call: Any, its: Proposal) -> Scorecard:
    """Without eligibility, so that what is unknown is said."""
    return score(evolve(call, eligibility=()), its)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_check_never_disagrees_with_score(seed: int) -> None:
    call, its = application(seed)
    found = selfcheck(call, its)
    r = random.Random(seed)
    cards = []
    for _ in range(SAMPLES):
        given = jury(r, call, its)
        try:
            cards.append((given, scored(call, given)))
        except InputError:
            assert found.outlook.total is None
            assert found.unknown or any(not c.range for c in found.outlook.criteria)
    total = found.outlook.total
    if total and all(_rises(each) for c in call.criteria for each in c.indicators):
        ends = [
            scored(call, marked(call, its, {c.id: Points(top * c.scale) for c in call.criteria}))
            for top in (0, 1)
        ]
        assert [each.total for each in ends] == [total.least, total.most]
    for given, card in cards:
        for criterion, its_own in zip(call.criteria, found.outlook.criteria, strict=True):
            trail = [each for each in card.trail if each.criterion == criterion.id]
            assert all(trail[number] == step for number, step in its_own.steps.items())
            if its_own.range:
                low, high = its_own.range.least, its_own.range.most
                assert low <= card.points[criterion.id] <= high
                below = ("criterion", criterion.id) in {(o.kind, o.id) for o in card.obstacles}
                assert not (its_own.range.chance == "met" and below)
                assert not (its_own.range.chance == "lost" and not below)
        if total:
            assert card.total is not None
            assert total.least <= card.total <= total.most
            below = "total" in {each.kind for each in card.obstacles}
            assert not (total.chance == "met" and below)
            assert not (total.chance == "lost" and not below)
        pair = [found.changes.pair] if found.changes.pair else []
        for change in [*found.changes.single, *pair]:
            after = scored(call, after_all(given, change.moves))
            assert after.total is not None
            assert card.total is not None
            assert 0 < change.least <= after.total - card.total <= change.most


def _rises(each: Any) -> bool:
    """Whether more marks never give fewer points; true of what reads none."""
    points = [points for _, points in each.steps or each.line]
    return not by_jury(each.indicator) or points == sorted(points)


@pytest.mark.parametrize("seed", SEEDS)
def test_conditions_are_those_of_score_and_no_change_breaks_one(seed: int) -> None:
    call, its = application(seed)
    found = selfcheck(call, its)
    verdicts = {each.rule: each.verdict for each in found.conditions}
    unmet = {each.id for each in _obstacles(call, its)}
    assert unmet == {rule for rule, verdict in verdicts.items() if verdict == "not met"}
    for change in found.changes.single:
        after = {each.id for each in _obstacles(call, after_all(its, change.moves))}
        assert after <= unmet
        assert unmet - after == set(change.mends)


def _obstacles(call: Any, its: Proposal) -> Any:
    """Those of eligibility alone; what cannot be told is no obstacle here."""
    found = []
    for rule in call.eligibility:
        alone = evolve(call, eligibility=(rule,), criteria=(), total_threshold=None)
        try:
            found += score(alone, its).obstacles
        except InputError:
            continue
    return found


def test_the_sample_has_what_the_property_is_about() -> None:
    """Ranges, all three chances, changes of every kind, pairs, and what is unknown."""
    checks = [selfcheck(*application(seed)) for seed in range(60)]
    chances = {c.range.chance for each in checks for c in each.outlook.criteria if c.range}
    assert chances == {"", "met", "open", "lost"}
    fields = {m.field for each in checks for c in each.changes.single for m in c.moves}
    assert {"partners", "topics", "sites", "own_contribution", "events", "price", "open",
            "duration_months"} <= fields  # fmt: skip
    assert any(each.changes.pair for each in checks)
    assert any(each.unknown for each in checks)
    assert any(c.least < c.most for each in checks for c in each.changes.single)
    assert any(c.mends for each in checks for c in each.changes.single)


# By hand


def test_the_ends_of_the_range_are_reached_by_the_lowest_and_the_highest_marks() -> None:
    """Quality 60 % by the jury; effect 40 %: jury 70 %, 4 of 10 jobs give 2 of 5 points for 30 %.

    Lowest 0.6 × 0 + 0.4 × 0.60 = 0.24, highest 0.6 × 5 + 0.4 × (3.50 + 0.60) = 4.64.
    """
    found = outlook(read(small()), proposal(values={"jobs": 4}))
    assert found.total is not None
    assert (found.total.least, found.total.most) == (2_400, 46_400)
    assert [(c.range.least, c.range.most) for c in found.criteria if c.range] == [
        (0, 500),
        (60, 410),
    ]
    assert found.criteria[1].certain == Fraction(6, 10)
    assert [c.range.chance for c in found.criteria if c.range] == ["open", ""]


def test_a_threshold_is_lost_where_even_the_best_marks_do_not_reach_it() -> None:
    call = read(small(criteria__effect__threshold_points=Decimal("4.11")))
    assert _chances(call, jobs=4) == ["open", "lost"]
    assert (
        _chances(read(small(criteria__effect__threshold_points=Decimal("4.1"))), jobs=4)[1]
        == "open"
    )


def test_a_threshold_is_met_where_even_the_worst_marks_reach_it() -> None:
    call = read(small(criteria__effect__threshold_points=Decimal("0.6")))
    assert _chances(call, jobs=4) == ["open", "met"]


def _chances(call: Any, jobs: int) -> list[str]:
    found = outlook(call, proposal(values={"jobs": jobs}))
    return [each.range.chance for each in found.criteria if each.range]


def test_marks_that_are_given_already_are_looked_past() -> None:
    call, values = read(small()), {"jobs": 4}
    given = proposal(values=values, marks={"quality": [5], "effect": [5]})
    assert outlook(call, given) == outlook(call, proposal(values=values))


def test_where_more_marks_give_fewer_points_the_bends_are_tried() -> None:
    """The jury's 0 gives 1, its 3 gives 5, its 5 gives 2 points: from 1 to 5."""
    way = [{"use": "jury_mean", "line": [[0, 1], [3, 5], [5, 2]]}]
    (first, _) = outlook(
        read(small(criteria__quality__indicators=way)), proposal(values={"jobs": 4})
    ).criteria
    assert first.range is not None
    assert (first.range.least, first.range.most) == (100, 500)


def test_what_two_indicators_of_the_jury_can_do_against_each_other_is_left_open() -> None:
    way = [
        {"use": "jury_mean", "share_percent": 50, "line": [[0, 5], [5, 0]]},
        {"use": "jury_median", "share_percent": 50},
    ]
    found = outlook(read(small(criteria__quality__indicators=way)), proposal(values={"jobs": 4}))
    assert found.criteria[0].range is None
    assert found.total is None


def test_an_unknown_figure_leaves_its_criterion_open_and_the_others_told() -> None:
    found = selfcheck(read(small()), proposal())
    quality, effect = found.outlook.criteria
    assert quality.range is not None
    assert effect.range is None
    assert [str(each) for each in found.unknown] == [
        "p.xlsx › Proposals!AP-1: 'Jobs' is unknown, and the call asks for it. Fill in the cell."
    ]
    assert found.outlook.total is None


def test_a_figure_goes_to_the_end_of_its_line() -> None:
    """Ten jobs instead of four give 5 instead of 2 points for 30 % of 40 %: 0.36 of the total."""
    (change,) = selfcheck(read(small()), proposal(values={"jobs": 4})).changes.single
    assert [(move.field, move.to) for move in change.moves] == [("jobs", 10)]
    assert (change.least, change.most) == (3_600, 3_600)


def test_a_gain_that_rounding_can_take_is_not_promised() -> None:
    """One of 999 jobs more gives 0.15 hundredths of a point: nothing is sure."""
    way = [
        {"use": "jury_mean", "share_percent": 70},
        {"use": "value", "column": "jobs", "share_percent": 30, "line": [[0, 0], [999, 5]]},
    ]
    call = read(small(criteria__effect__indicators=way))
    assert selfcheck(call, proposal(values={"jobs": 998})).changes.single == ()


CONSORTIUM = [
    {"use": "jury_mean", "share_percent": 60},
    {"use": "partner_count", "role": ["transfer"], "steps": [[0, 0], [1, 3], [2, 4]],
     "share_percent": 20},
    {"use": "sme_percent", "by": "partners", "line": [[0, 0], [40, 5]], "share_percent": 20},
]  # fmt: skip


def firm(name: str, kind: str = "company", role: str = "research", **parts: Any) -> Partner:
    figures = {"employees": 10, "turnover": Cents(100), "balance": Cents(100)}
    return Partner(name=name, organisation=name, kind=kind, role=role, **figures | parts)


def test_a_new_partner_changes_the_share_of_firms_as_well() -> None:
    """One of two partners is a small firm: beyond 40 percent, 5 points. The second transfer partner
    gives 4 instead of 3 points: 20 % of 60 % of one point. As a chamber it lowers the share to a
    third, 4.17 points; as a small firm it does not: 0.12 of the total.
    """
    call = read(small(criteria__quality__indicators=CONSORTIUM, criteria__effect__indicators=[
        {"use": "jury_mean"}]))  # fmt: skip
    its = proposal(partners=(firm("A"), firm("B", kind="chamber", role="transfer")))
    (change,) = selfcheck(call, its).changes.single
    (partner,) = change.moves[0].adds
    assert (partner.role, partner.kind) == ("transfer", "company")
    assert change.least == 1_200


def test_what_breaks_a_condition_is_not_suggested() -> None:
    """The same, where at most two partners may be."""
    most = {"title": "Two", "use": "partner_count", "max": 2, "source": "call"}
    call = read(small(criteria__quality__indicators=CONSORTIUM, eligibility={"two": most},
                      criteria__effect__indicators=[{"use": "jury_mean"}]))  # fmt: skip
    its = proposal(partners=(firm("A"), firm("B", kind="chamber", role="transfer")))
    assert selfcheck(call, its).changes.single == ()


def test_the_best_pair_is_one_of_two_levers() -> None:
    """Jobs 0.36, own contribution from 0 to 20 percent 5 of 5 points for 10 % of 60 %: 0.30."""
    way = [
        {"use": "jury_mean", "share_percent": 90},
        {"use": "own_contribution_percent", "line": [[0, 0], [20, 5]], "share_percent": 10},
    ]
    its = proposal(euros=400_000, values={"jobs": 4}, own_contribution=Cents(0))
    found = selfcheck(read(small(criteria__quality__indicators=way)), its).changes
    assert [each.least for each in found.single] == [3_600, 3_000]
    assert found.pair is not None
    assert found.pair.least == 6_600
    own = found.single[1].moves[0]
    assert (own.field, own.to) == ("own_contribution", 100_000_00)  # 20 % of 500,000


def test_every_indicator_is_a_lever_or_said_to_be_none() -> None:
    assert set(INDICATORS) == set(LEVERS) | NO_LEVERS
    assert not set(LEVERS) & NO_LEVERS
