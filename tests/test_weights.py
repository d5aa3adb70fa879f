"""Weights that vary: what is settled for a whole space is what every single weight leads to."""

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import weighted
from attrs import evolve
from weighted import Case

from tenderscore.award import decide
from tenderscore.intake import Intake
from tenderscore.problem import InputError
from tenderscore.sampling.interval import wilson
from tenderscore.scenario import Scenario
from tenderscore.selection import NothingFits
from tenderscore.weights import decomposition as decomposing
from tenderscore.weights.decomposition import Decomposition, decomposed, decomposition, evaluate
from tenderscore.weights.exact import determinant, dot, rank
from tenderscore.weights.holding import stays, swaps
from tenderscore.weights.space import Space, space
from tenderscore.weights.uniform import TooThin, points
from tenderscore.weights.volume import volume
from tenderscore.what_if import Basis, call_of

SOME = range(36)
MORE = range(36, 600)


def settled(case: Case, words: str) -> Decomposition:
    of = space(case.call, words)
    return decomposition(case.call, case.proposals, case.cards, case.constraints, of)


def random_one(seed: int) -> tuple[Case, Decomposition, random.Random]:
    case, r = weighted.case(seed), random.Random(seed)
    return case, settled(case, weighted.spec(r, case.call)), r


def tried(found: Decomposition, r: random.Random) -> list[tuple[int, ...]]:
    """Corners, borders where a total just reaches its threshold, and points between."""
    tries = [*weighted.samples(r, found.space, 15)]
    for piece in found.pieces:
        tries += [*piece.cone.rays, piece.cone.point()]
    for margin in found.question.margins.values():
        border = found.space.cone.on(margin)
        if border.rays:
            tries += [border.point(), *border.rays]
    return list(dict.fromkeys(tries))


def equals_brute_force(seed: int) -> None:
    case, found, r = random_one(seed)
    question = found.question
    assert found.optimal is not None
    assert found.optimal.complete
    weights = tried(found, r)
    results = evaluate(found, weights)
    for number, each in enumerate(weights):
        best = weighted.best(case, question, each)
        assert results.award(number) == best.award
        assert set(found.optimal.vectors) >= best.equals
        for portfolio in best.equals:
            assert found.everywhere <= portfolio
            assert portfolio.isdisjoint(found.nowhere)
    for portfolio, each in found.optimal.where.items():
        assert portfolio in weighted.best(case, question, each).equals
    assert found.somewhere == frozenset(
        id_ for id_ in question.choice.ids
        if {True, False} == {id_ in portfolio for portfolio in found.optimal.vectors}
    )  # fmt: skip
    for region in found.regions:
        inside = [int(1000 * 10_000 * each) for each in region.inside]
        if any(Fraction(a, 10_000_000) != b for a, b in zip(inside, region.inside, strict=True)):
            continue
        best = weighted.best(case, question, inside)
        assert region.funded == best.award
        if best.equals:
            assert region.must == frozenset.intersection(*best.equals)
            assert region.may == frozenset.union(*best.equals)


@pytest.mark.parametrize("seed", SOME)
def test_what_is_settled_equals_trying_every_portfolio(seed: int) -> None:
    equals_brute_force(seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", MORE)
def test_so_it_does_in_more_calls(seed: int) -> None:
    equals_brute_force(seed)


@pytest.mark.parametrize("seed", range(60))
def test_the_regions_fill_the_space_exactly(seed: int) -> None:
    _, found, _ = random_one(seed)
    assert found.exact
    assert sum(region.share or 0 for region in found.regions) == 1
    for id_, share in found.shares.items():
        assert share == sum(r.share or 0 for r in found.regions if id_ in (r.funded or ()))


def test_the_random_calls_are_of_every_kind() -> None:
    kinds = {"threshold": 0, "regions": 0, "border": 0, "nothing": 0, "tied": 0, "flat": 0}
    for seed in range(80):
        _, found, _ = random_one(seed)
        kinds["threshold"] += bool(found.question.margins)
        kinds["regions"] += len(found.regions) > 2
        kinds["border"] += any(p.cone.rank < found.space.cone.rank for p in found.pieces)
        kinds["nothing"] += 0 < found.unfilled < 1
        kinds["tied"] += any(region.must != region.may for region in found.regions)
        kinds["flat"] += found.space.cone.rank < len(found.space.criteria)
    assert min(kinds.values()) > 0, kinds


def patched(case: Case, weights: Sequence[Fraction]) -> frozenset[str] | None:
    """What is selected under the call file with these weights; None: nothing fits."""
    key = "weight_percent" if case.call.total_is == "mean" else "weight"
    table = {name: dict(value) if isinstance(value, dict) else value
             for name, value in case.table.items()}  # fmt: skip
    intake = Intake(proposals=case.proposals)
    basis = Basis(table=table, call=case.call, folder=Path(), intake=intake)
    changes = {
        f"criteria.{each.id}.{key}": Decimal(weight.numerator) / weight.denominator
        for each, weight in zip(case.call.criteria, weights, strict=True)
    }
    try:
        return decide(call_of(basis, Scenario(id="weights", set=changes)), intake).selection.funded
    except NothingFits:
        return None


@pytest.mark.parametrize("seed", range(25))
def test_a_regions_award_is_that_of_the_call_with_weights_from_inside(seed: int) -> None:
    case, found, _ = random_one(seed)
    for region in found.regions:
        if all((10_000 * weight).denominator == 1 for weight in region.inside):
            assert patched(case, region.inside) == region.funded


def test_two_totals_that_reach_the_threshold_at_one_weight_alone_are_found_there() -> None:
    # Threshold 2.5. P1 has a = 5, b = 0: from a = 50. P2 the other way round: to a = 50.
    # Only at 50 : 50 both can be funded; one alone else, beside P3.
    case = weighted.made(
        weighted.table([50, 50])
        | {"total": {"threshold_points": Decimal("2.5"), "source": "made"}},
        [("P1", 8, (5, 0)), ("P2", 8, (0, 5)), ("P3", 4, (3, 3))],
    )
    found = settled(case, "all")
    assert [(r.funded, r.share) for r in found.regions] == [
        (frozenset({"P2", "P3"}), Fraction(1, 2)),
        (frozenset({"P1", "P3"}), Fraction(1, 2)),
    ]
    assert evaluate(found, [(1, 1)]).award(0) == {"P1", "P2", "P3"}
    assert found.everywhere == {"P3"}
    assert found.optimal is not None
    assert len(found.optimal.vectors) == 3


def test_equals_are_must_and_may() -> None:
    # Two clones, room for one beside P1.
    case = weighted.made(
        weighted.table([60, 40]),
        [("P1", 10, (5, 5)), ("P2", 10, (4, 1)), ("P3", 10, (4, 1))],
    )
    found = settled(case, "10")
    (region,) = found.regions
    assert region.must == {"P1"}
    assert region.may == {"P1", "P2", "P3"}
    assert region.share == 1
    assert found.somewhere == {"P2", "P3"}


def test_equals_are_equals_only_where_their_totals_reach_the_threshold() -> None:
    # Both pairs add up to 5 and 5, the Ys ask for less. Threshold 2.2: the Xs reach it from a = 44
    # to 56 percent, the Ys from 20 to 80.
    pair = {"title": "Both or none", "use": "all_or_none_of", "source": "made"}
    content = weighted.table([50, 50])
    content["total"] = {"threshold_points": Decimal("2.2"), "source": "made"}
    content["rules"] |= {
        "xs": pair | {"ids": ["X1", "X2"]},
        "ys": pair | {"ids": ["Y1", "Y2"]},
    }
    rows = [("X1", 10, (5, 0)), ("X2", 10, (0, 5)), ("Y1", 9, (3, 2)), ("Y2", 9, (2, 3))]
    found = settled(weighted.made(content, rows), "all")
    ys, all_four = frozenset({"Y1", "Y2"}), frozenset({"X1", "X2", "Y1", "Y2"})
    shares: dict[tuple[frozenset[str] | None, frozenset[str]], Fraction] = {}
    for region in found.regions:
        key = region.funded, region.may
        shares[key] = shares.get(key, Fraction(0)) + (region.share or 0)
    assert shares == {
        (ys, ys): Fraction(48, 100),
        (ys, all_four): Fraction(12, 100),
        (frozenset(), frozenset()): Fraction(40, 100),
    }


def test_where_nothing_keeps_the_rules_a_region_says_so() -> None:
    # Two must be funded, and both reach 3 points in total from a = 50 percent on only.
    two = {"title": "Two", "use": "count", "min": 2, "source": "made"}
    content = weighted.table([60, 40]) | {"total": {"threshold_points": 3, "source": "made"}}
    content["rules"]["two"] = two
    case = weighted.made(content, [("P1", 8, (4, 2)), ("P2", 8, (5, 1))])
    found = settled(case, "all")
    assert {r.funded: r.share for r in found.regions} == {
        frozenset({"P1", "P2"}): Fraction(1, 2),
        None: Fraction(1, 2),
    }
    assert found.unfilled == Fraction(1, 2)
    assert evaluate(found, [(1, 0), (1, 1), (0, 1)]).places == (0, 0, -1)


def test_where_nothing_ever_fits_nobody_is_safe() -> None:
    content = weighted.table([60, 40])
    content["rules"]["two"] = {"title": "Two", "use": "count", "min": 2, "source": "made"}
    found = settled(weighted.made(content, [("P1", 18, (4, 2)), ("P2", 18, (5, 1))]), "all")
    assert [region.funded for region in found.regions] == [None]
    assert found.unfilled == 1
    assert found.everywhere == found.somewhere == frozenset()
    assert evaluate(found, [(1, 1)]).award(0) is None


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_makes_no_difference(seed: int) -> None:
    case = weighted.case(seed)
    other = evolve(
        case,
        proposals=case.proposals[::-1],
        cards=case.cards[::-1],
        constraints=case.constraints[::-1],
    )
    assert settled(case, "all").regions == settled(other, "all").regions


def test_other_ranking_weights_leave_the_thresholds_as_they_are() -> None:
    content = weighted.table([50, 50]) | {"total": {"threshold_points": 3, "source": "made"}}
    for name, percent in (("a", 20), ("b", 80)):
        content["criteria"][name]["ranking_weight_percent"] = percent
    case = weighted.made(content, [("P1", 15, (5, 1)), ("P2", 15, (1, 5)), ("P3", 15, (5, 0))])
    found = settled(case, "all")
    assert not found.space.together
    assert found.space.base == (20, 80)
    assert found.nowhere == {"P3"}
    assert found.shares == {"P1": Fraction(1, 2), "P2": Fraction(1, 2), "P3": 0}


def test_a_call_without_a_score_among_its_aims_has_one_region() -> None:
    order = [{"maximise": "criterion", "criterion": "a", "source": "made"},
             {"draw": "weighted", "source": "made"}]  # fmt: skip
    content = weighted.table([50, 50], objective={"order": order})
    case = weighted.made(content, [("P1", 15, (5, 1)), ("P2", 15, (1, 5))])
    (region,) = settled(case, "all").regions
    assert region.funded == {"P1"}


# Spaces


def of_three(words: str) -> Space:
    content = weighted.table([35, 35, 30])
    return space(weighted.made(content, [("P1", 5, (1, 2, 3))]).call, words)


def corners(of: Space) -> set[tuple[Fraction, ...]]:
    return {of.weights(ray) for ray in of.cone.rays}


def test_up_or_down_by_ten_is_a_hexagon() -> None:
    assert corners(of_three("10")) == {
        (45, 25, 30), (45, 35, 20), (25, 45, 30), (35, 45, 20), (25, 35, 40), (35, 25, 40),
    }  # fmt: skip


def test_a_weight_does_not_go_below_nothing() -> None:
    assert of_three("40").ranges == ((0, 75), (0, 75), (0, 70))


def test_an_order_of_importance_has_the_corners_of_its_beginnings() -> None:
    third = Fraction(100, 3)
    assert corners(of_three("a>b>c")) == {(100, 0, 0), (50, 50, 0), (third, third, third)}


def test_an_order_may_be_written_with_at_least() -> None:
    call = weighted.case(0).call
    first, second = (each.id for each in call.criteria[:2])
    assert space(call, f"{first}>={second}").cone == space(call, f"{first}>{second}").cone
    assert space(call, f"{first} >= {second}").cone == space(call, f"{first}>{second}").cone


@pytest.mark.parametrize("words", ["10,5", "a=40,5", "a=30..45,5", "b=1, a=30..45,5"])
def test_a_decimal_comma_is_not_taken_for_two_parts(words: str) -> None:
    call = weighted.made(weighted.table([40, 60]), []).call
    with pytest.raises(InputError) as error:
        space(call, words)
    assert [each.code for each in error.value.problems] == ["TS840"]


@pytest.mark.parametrize("words", ["10, 5", "10.5,20", "a=30..45, 5", "20,a=40", "a>b,5"])
def test_commas_that_can_only_be_between_parts_are(words: str) -> None:
    assert space(weighted.made(weighted.table([50, 50]), []).call, words).cone.rays


def test_an_interval_leaves_the_others_free() -> None:
    assert of_three("a=30..45").ranges == ((30, 45), (0, 70), (0, 70))


def test_parts_hold_together() -> None:
    assert corners(of_three("a=30, b>c")) == {(30, 70, 0), (30, 35, 35)}


def test_the_same_weight_is_one_dimension_less() -> None:
    assert corners(of_three("a=b")) == {(50, 50, 0), (0, 0, 100)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "'' does not say how weights may vary."),
        ("ten", "'ten' does not say how weights may vary."),
        ("-5", "'-5' does not say how weights may vary."),
        ("b1>a", "The call has no criterion 'b1'."),
        ("a=40..30", "'a=40..30' ends below where it begins."),
        ("a=60..70,b=60..70", "No weights are like this"),
        ("a=101", "No weights are like this"),
        ("A=1..2", "Did you mean 'a'?"),
    ],
)
def test_words_that_mean_no_weights_are_refused(words: str, said: str) -> None:
    with pytest.raises(InputError, match="--weights") as error:
        of_three(words)
    assert said in str(error.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InputError) as error:
        of_three("x=1..2, b=9..1, c>y")
    assert [each.code for each in error.value.problems] == ["TS841", "TS842", "TS841"]


# Volumes


def unit(size: int) -> Space:
    content = weighted.table([Fraction(100, 1) / size] * 0 + [1] * size, total="sum")
    return space(weighted.made(content, [("P1", 5, (1,) * size)]).call, "all")


@pytest.mark.parametrize("size", [2, 3, 4, 5, 6])
def test_one_order_of_all_criteria_is_one_part_of_their_number_of_orders(size: int) -> None:
    of = unit(size)
    part = space_like(of, [(k, k + 1) for k in range(size - 1)])
    orders = {2: 2, 3: 6, 4: 24, 5: 120, 6: 720}[size]
    assert volume(part.cone, of.columns) * orders == volume(of.cone, of.columns)


def space_like(of: Space, more: Sequence[tuple[int, int]]) -> Space:
    cone = of.cone
    for high, low in more:
        cone = cone.cut([(k == high) - (k == low) for k in range(len(of.criteria))])
    return evolve(of, cone=cone)


def test_a_corner_cut_off_half_way_is_a_power_of_a_half() -> None:
    # First weight at least half of all: a simplex of half the length in three dimensions.
    of = unit(4)
    assert volume(of.cone.cut((1, -1, -1, -1)), of.columns) / volume(of.cone, of.columns) == (
        Fraction(1, 8)
    )


def test_the_middle_of_a_cube_has_eulers_numbers() -> None:
    # No weight above half of all, of four: an octahedron, all but four corners of 1/8.
    of = unit(4)
    cone = of.cone
    for place in range(4):
        cone = cone.cut([-1 if k == place else 1 for k in range(4)])
    assert len(cone.rays) == 6
    assert volume(cone, of.columns) / volume(of.cone, of.columns) == Fraction(1, 2)


def test_determinants_and_ranks() -> None:
    assert determinant([[2, 1], [7, 4]]) == 1
    assert determinant([[0, 1, 2], [3, 0, 1], [1, 1, 0]]) == 7
    assert determinant([[1, 2], [2, 4]]) == 0
    assert rank([(1, 2, 3), (2, 4, 6), (0, 1, 1)]) == 2


# One weight at a time


@pytest.mark.parametrize("seed", range(20))
def test_an_award_stays_as_far_as_is_said_and_no_further(seed: int) -> None:
    case = weighted.case(seed)
    found = settled(case, "all")
    question = found.question
    base = weighted.best(case, question, found.space.at).award
    for place, stay in enumerate(stays(question, found.space, within=False)):
        assert stay.low <= stay.weight <= stay.high

        def award(weight: Fraction, place: int = place) -> frozenset[str] | None:
            rest = found.space.whole - found.space.base[place]
            others = [
                each * (found.space.whole - weight) / rest if k != place else weight
                for k, each in enumerate(found.space.base)
            ]
            scale = 1
            for each in others:
                scale *= each.denominator
            return weighted.best(case, question, [int(each * scale) for each in others]).award

        little = Fraction(1, 10**7)
        assert (award(stay.low) == base) == stay.holds_at_low
        assert (award(stay.high) == base) == stay.holds_at_high
        for step in range(1, 8):
            assert award(stay.low + (stay.high - stay.low) * Fraction(step, 8)) == base
        if stay.low > stay.least and stay.holds_at_low:
            assert award(stay.low - little) == stay.below != base
        if stay.high < stay.most and stay.holds_at_high:
            assert award(stay.high + little) == stay.above != base


def test_two_portfolios_change_places_where_their_points_are_equal() -> None:
    # 4a + 1b against 2a + 4b in hundredths of weight: equal where 2a = 3b, at a = 60.
    case = weighted.made(weighted.table([50, 50]), [("P1", 15, (4, 1)), ("P2", 15, (2, 4))])
    found = settled(case, "all")
    first, second = swaps(found.question, found.space, frozenset({"P1"}), frozenset({"P2"}))
    assert (first.criterion, first.weight, first.above) == ("a", 60, 1)
    assert (second.criterion, second.weight, second.above) == ("b", 40, -1)
    assert {r.share for r in found.regions} == {Fraction(2, 5), Fraction(3, 5)}


# Draws


def seven() -> Case:
    r = random.Random(7)
    rows = [(f"P{k}", r.randint(3, 9), [r.randint(0, 5) for _ in range(7)]) for k in range(8)]
    return weighted.made(weighted.table([10, 10, 10, 10, 20, 20, 20]), rows)


def test_beyond_six_criteria_shares_are_counted_and_say_so() -> None:
    case = seven()
    found = settled(case, "all")
    assert found.proven
    assert not found.exact
    assert found.counted is not None
    assert (found.counted.draws, found.counted.seed) == (1000, "tenderscore")
    assert all(region.share is None for region in found.regions)
    drawn = list(points(found.space, "tenderscore", 40))
    awards = [weighted.best(case, found.question, each).award for each in drawn]
    results = evaluate(found, drawn)
    assert [results.award(k) for k in range(40)] == awards
    low, high = found.counted.interval("P1")
    assert low <= found.shares["P1"] <= high


@pytest.mark.parametrize("limit", ["CORNERS", "QUESTIONS"])
def test_too_many_corners_are_sampled_with_the_engine(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = weighted.case(3)
    whole = settled(case, "all")
    monkeypatch.setattr(f"tenderscore.weights.envelope.{limit}", 1)
    of = space(case.call, "all")
    found = decomposition(case.call, case.proposals, case.cards, case.constraints, of, draws=300)
    assert not found.proven
    assert not found.exact
    assert found.regions == ()
    assert found.counted is not None
    for id_, share in whole.shares.items():
        low, high = found.counted.interval(id_)
        assert low - Fraction(1, 20) <= share <= high + Fraction(1, 20)
    assert found.everywhere == frozenset()


@pytest.mark.parametrize("words", ["all", "10", "a>b>c", "a=b", "a=20..40,b>c", "a=50"])
def test_draws_are_spread_evenly(words: str) -> None:
    of = of_three(words)
    drawn = list(points(of, "even", 600))
    assert all(of.cone.inside(each) for each in drawn)
    for cut in ((2, -1, 0), (0, 3, -2), (5, -4, -1)):
        share = volume(of.cone.cut(cut), of.columns) / volume(of.cone, of.columns)
        hits = sum(dot(cut, each) >= 0 for each in drawn)
        # Five standard deviations of 600 draws are at most 10 percent.
        assert abs(Fraction(hits, 600) - share) < Fraction(1, 10)


def test_the_interval_of_a_counted_share_is_wilsons() -> None:
    # 5 of 10: 0.2366 to 0.7634; none of 10: up to 0.2775; rounded outwards.
    low, high = wilson(5, 10)
    assert low + high == 1
    assert Fraction(2365, 10**4) < low < Fraction(2367, 10**4)
    assert wilson(0, 10)[0] == 0
    assert Fraction(27753, 10**5) < wilson(0, 10)[1] < Fraction(27755, 10**5)
    assert wilson(10, 10) == (1 - wilson(0, 10)[1], 1)


def test_the_same_seed_draws_the_same() -> None:
    of = of_three("10")
    assert list(points(of, "s", 5)) == list(points(of, "s", 5))
    assert list(points(of, "s", 5)) != list(points(of, "t", 5))


def test_what_is_too_thin_is_not_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderscore.weights.uniform.TRIES", 100)
    content = weighted.table([12, 12, 12, 16, 16, 16, 16])
    call = weighted.made(content, [("P1", 5, (1,) * 7)]).call
    of = space(call, "a>b>c>d>e>f>g,a=14..15")
    thin = evolve(of, cone=of.cone.cut((0, 0, 0, 0, 0, -99, 100)))
    with pytest.raises(TooThin):
        list(points(thin, "s", 50))
    case = weighted.made(content, [("P1", 5, (1,) * 7)])
    with pytest.raises(InputError, match="too little of the ranges"):
        decomposed(case.question(thin), thin)


# The edges of what can be done


def test_weights_outside_the_space_are_refused() -> None:
    found = settled(weighted.case(0), "1")
    size = len(found.space.criteria)
    with pytest.raises(ValueError, match="outside"):
        evaluate(found, [(1, *(0,) * (size - 1))])
    with pytest.raises(ValueError, match="outside"):
        evaluate(found, [(0,) * size])


def test_numbers_beyond_64_bits_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderscore.weights.asked.BITS", 5)
    for seed in (1, 4, 9, 16):
        equals_brute_force(seed)


def test_without_arrays_the_same_awards_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    _, found, r = random_one(5)
    weights = tried(found, r)
    before = evaluate(found, weights)
    huge = [tuple(each * 2**70 for each in row) for row in weights]
    assert evaluate(found, huge) == before
    assert found.optimal is not None
    listed = evolve(found, optimal=evolve(found.optimal, complete=False))
    asked = evaluate(listed, weights)
    assert [asked.award(k) for k in range(len(weights))] == [
        before.award(k) for k in range(len(weights))
    ]


def test_more_equals_than_can_be_listed_err_to_the_side_of_caution() -> None:
    # 18 clones of which 9 fit: 48,620 portfolios as good.
    content = weighted.table([60, 40])
    content["rules"]["budget"]["max_amount"] = 10
    rows = [(f"P{k:02}", 1, (2, 2)) for k in range(18)] + [("Q", 1, (5, 4)), ("R", 9, (0, 0))]
    found = settled(weighted.made(content, rows), "all")
    assert found.optimal is not None
    assert not found.optimal.complete
    assert found.everywhere == {"Q"}
    assert found.nowhere == {"R"}
    assert len(found.somewhere) == 18
    assert found.regions[0].must == {"Q"}
    assert evaluate(found, [(1, 1)]).award(0) == found.regions[0].funded


def test_a_question_can_be_asked_of_several_spaces() -> None:
    case = weighted.case(2)
    question = case.question(space(case.call, "all"))
    small = decomposed(question, space(case.call, "1"))
    assert small.shares == settled(case, "1").shares
    assert decomposing.EXACT_CRITERIA == 6
