"""Draws of marks and costs: each is an award of its own, and anyone can repeat the chance in it."""

import random
from collections import Counter
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256

import generated
import pytest
from attrs import evolve
from examples_decided import decided

from tenderscore import decide
from tenderscore.call import Call, Jury
from tenderscore.call_file import call_from
from tenderscore.intake import Intake
from tenderscore.problem import InputError, refuse
from tenderscore.proposal import Mark, Partner, Proposal
from tenderscore.rules import constraints_of
from tenderscore.sampling import (
    Sampling,
    frequencies,
    overspending,
    patched_intake,
    whole_numbers,
    wilson,
)
from tenderscore.sampling.batches import BATCH, Drawing, batch, counted
from tenderscore.sampling.money import at_cost
from tenderscore.sampling.outcome import NOT_PROVEN, NOT_SCORED, NOTHING_FITS, Outcome
from tenderscore.sampling.resolving import Resolving, resolving
from tenderscore.sampling.selecting import selection_of
from tenderscore.sampling.variations import variation
from tenderscore.scale import gathering, processes
from tenderscore.selection import NothingFits
from tenderscore.sweep import missing
from tenderscore.units import Cents, Points

# Chance


def test_the_numbers_can_be_repeated_with_any_sha256() -> None:
    """As the docstring says it, byte by byte."""
    wanted = []
    for block in range(3):
        digest = sha256(f"7 {block} 4 2016M4-21".encode()).digest()
        words = [int.from_bytes(digest[k : k + 4], "big") for k in range(0, 32, 4)]
        wanted += [word % 5 for word in words if word < 4_294_967_295]
    assert whole_numbers("2016", 7, "M4-21", 5, 20) == wanted[:20]


def test_a_number_that_would_favour_some_is_passed_over() -> None:
    """With two thirds of 2^32 a third of all tries is passed over, and small ones are not twice
    as likely as large ones."""
    below = 2**32 // 3 * 2
    numbers = whole_numbers("s", 1, "x", below, 3000)
    assert max(numbers) < below
    assert 1400 < sum(number < below // 2 for number in numbers) < 1600


def test_all_are_equally_likely() -> None:
    counts = Counter(whole_numbers("s", 1, "x", 10, 20_000))
    assert sorted(counts) == list(range(10))
    # Chi-square with nine degrees of freedom: beyond 27.9 in one of a thousand.
    assert sum((count - 2000) ** 2 / 2000 for count in counts.values()) < 27.9


def test_other_seeds_draws_and_names_have_other_numbers() -> None:
    def drawn(seed: str, draw: int, what: str) -> tuple[int, ...]:
        return tuple(whole_numbers(seed, draw, what, 1000, 5))

    cases = [("a", 1, "b"), ("a", 2, "b"), ("a", 1, "c"), ("ab", 1, ""), ("", 1, "ab")]
    assert len({drawn(*case) for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"),
     (0, 20, "0.0000", "0.1611"), (1, 29, "0.0061", "0.1718")],
)  # fmt: skip
def test_intervals_of_the_literature(hits: int, of: int, low: str, high: str) -> None:
    """R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
    Medicine 17 (1998), 857–872, Table I, method 3 (there z = 1.959964 instead of 1.96)."""
    found = wilson(hits, of)
    assert abs(found[0] - Fraction(low)) < Fraction(1, 15_000)
    assert abs(found[1] - Fraction(high)) < Fraction(1, 15_000)


def test_an_interval_is_rounded_outward_and_its_mirror_is_its_mirror() -> None:
    for of in (1, 2, 7, 100, 99_999):
        for hits in {0, 1, of // 3, of - 1, of}:
            low, high = wilson(hits, of)
            assert 0 <= low <= Fraction(hits, of) <= high <= 1
            assert (1 - high, 1 - low) == wilson(of - hits, of)
            for bound in {low, high} - {Fraction(0), Fraction(1)}:
                # Where the score test just rejects, or does not yet: |p − b| ≥ z √(b (1 − b) / n).
                off = (Fraction(hits, of) - bound) ** 2 * of
                inside = Fraction(49, 25) ** 2 * bound * (1 - bound)
                assert off >= inside
                assert off - inside < Fraction(of, 100_000)


# Draws equal decide

KINDS = ("resample", "half-mark", "leave-one-out", "costs")


def asked(kind: str, draws: int = 100, percent: int = 10) -> Sampling:
    return Sampling(kind=kind, draws=draws, seed="2016", percent=percent)


def resolved(call: Call, intake: Intake, question: Sampling) -> Resolving:
    return resolving(call, intake, question, None, frozenset())


def whole_way(call: Call, intake: Intake) -> Outcome:
    try:
        selection = decide(call, intake).selection
    except InputError:
        return Outcome(ending=NOT_SCORED)
    except NothingFits:
        return Outcome(ending=NOTHING_FITS)
    return Outcome(funded=selection.funded, eased=bool(selection.eased))


def example() -> tuple[Call, Intake]:
    award = decided("mittelstand")
    return award.call, Intake(proposals=award.proposals)


def without_money(call: Call) -> Call:
    """Formal conditions are judged on what came in, so that costs cannot break them."""
    left = tuple(rule for rule in call.eligibility if rule.id not in ("size", "staff-only"))
    return evolve(call, eligibility=left)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draw_of_the_example_is_what_decide_finds_in_the_patched_intake(kind: str) -> None:
    call, intake = example()
    call = without_money(call)
    its = resolved(call, intake, asked(kind))
    draws = range(1, min(its.variation.draws, 12) + 1)
    for draw in draws:
        assert its.outcome(draw) == whole_way(call, patched_intake(intake, its.variation, draw))
    assert len({its.outcome(draw) for draw in draws}) > 1


def test_a_relief_is_found_in_a_draw_as_decide_finds_it() -> None:
    call, intake = example()
    its = resolved(call, intake, asked("resample"))
    eased = [draw for draw in range(1, 60) if its.outcome(draw).eased]
    assert len(eased) > 1
    for draw in eased[:2]:
        assert its.outcome(draw) == whole_way(call, patched_intake(intake, its.variation, draw))


@lru_cache
def random_call(seed: int, marked: bool) -> tuple[Call, Intake]:
    """One of tests/generated.py; its criteria are marked by jurors, or read a column."""
    case, r = generated.case(seed), random.Random(seed)
    table = {**case.table}
    proposals = case.proposals
    if marked:
        criteria = {}
        for name, criterion in table["criteria"].items():
            use = r.choice(["jury_mean", "jury_median"])
            marks = {"use": use, "min_marks": r.choice([1, 1, 2, 3]), "share_percent": 60}
            line = criterion["indicators"][0] | {"share_percent": 40}
            threshold = {"threshold_points": 2} if r.random() < 0.5 else {}
            criteria[name] = criterion | {"indicators": [marks, line]} | threshold
        table["criteria"] = criteria
        proposals = tuple(evolve(each, marks=_marks(r, each)) for each in proposals)
    call, problems = call_from(table, "generated.toml")
    refuse(problems)
    assert call is not None
    return call, Intake(proposals=proposals)


def _marks(r: random.Random, proposal: Proposal) -> tuple[Mark, ...]:
    """Some with conflicts, some left open."""
    jurors = r.sample(["J1", "J2", "J3", "J4"], r.choice([3, 4, 4]))
    return tuple(
        Mark(
            juror=juror,
            criterion=criterion,
            points=None if juror == "J4" or r.random() < 0.02 else Points(r.randint(0, 10) * 50),
            conflict=juror == "J4",
        )
        for juror in jurors
        for criterion in ("first", "second")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_draws_of_random_calls_are_what_decide_finds(kind: str) -> None:
    endings: Counter[str] = Counter()
    for seed in range(50):
        call, intake = random_call(seed, kind != "costs")
        its = resolved(call, intake, asked(kind, 3, 30))
        for draw in range(1, min(its.variation.draws, 3) + 1):
            found = its.outcome(draw)
            wanted = whole_way(call, patched_intake(intake, its.variation, draw))
            assert found == wanted, f"seed {seed}, draw {draw}"
            endings[found.ending] += 1
    assert endings[""] > 30
    assert endings[NOTHING_FITS] > 1


@pytest.mark.full
@pytest.mark.parametrize("kind", KINDS)
def test_draws_of_many_random_calls_are_what_decide_finds(kind: str) -> None:
    for seed in range(50, 3000):
        call, intake = random_call(seed, kind != "costs")
        its = resolved(call, intake, asked(kind, 3, 30))
        for draw in range(1, min(its.variation.draws, 3) + 1):
            wanted = whole_way(call, patched_intake(intake, its.variation, draw))
            assert its.outcome(draw) == wanted, f"seed {seed}, draw {draw}"


def test_a_proposal_stays_eligible_whatever_it_costs_in_the_end() -> None:
    """Half the proposals of the example ask for little more than the least that is allowed."""
    call, intake = example()
    its = resolved(call, intake, asked("costs"))
    patched = patched_intake(intake, its.variation, 1)
    found = its.outcome(1)
    assert found.funded is not None
    assert found.funded == selection_of(call, intake, patched, None).funded
    assert whole_way(call, patched).ending == NOTHING_FITS


def test_a_draw_beyond_the_nodes_is_counted_as_not_proven() -> None:
    call, intake = example()
    its = resolving(call, intake, asked("resample"), 1, frozenset())
    assert its.outcome(1) == Outcome(ending=NOT_PROVEN)


# What is drawn


def test_whole_ballots_are_drawn_from_those_who_marked() -> None:
    call, intake = random_call(2, True)
    its = variation(call, intake.proposals, asked("resample"))
    for draw in (1, 2, 3):
        patched = patched_intake(intake, its, draw)
        for before, after in zip(intake.proposals, patched.proposals, strict=True):
            counting = [m for m in before.marks if not m.conflict and m.points is not None]
            jurors = {mark.juror for mark in counting}
            drawn = Counter(mark.juror for mark in after.marks)
            assert set(drawn) <= jurors
            for juror, count in drawn.items():
                assert count % sum(mark.juror == juror for mark in counting) == 0
            times = [count // sum(m.juror == j for m in counting) for j, count in drawn.items()]
            assert sum(times) == len(jurors)


def test_half_a_mark_stays_on_the_scale_and_follows_the_step() -> None:
    call, intake = random_call(2, True)
    call = evolve(call, jury=Jury(mark_step=Points(50)))
    its = variation(call, intake.proposals, asked("half-mark"))
    moved: Counter[int] = Counter()
    for draw in range(1, 200):
        patched = patched_intake(intake, its, draw)
        for before, after in zip(intake.proposals, patched.proposals, strict=True):
            for mark, drawn in zip(before.marks, after.marks, strict=True):
                assert (mark.points is None) == (drawn.points is None)
                if mark.points is not None and drawn.points is not None:
                    assert 0 <= drawn.points <= 500
                    if 100 < mark.points < 400:
                        moved[drawn.points - mark.points] += 1
    assert sorted(moved) == [-25, 0, 25]
    assert max(moved.values()) - min(moved.values()) < moved.total() // 20


def test_without_a_step_half_a_mark_is_half_a_point() -> None:
    call, intake = random_call(2, True)
    its = variation(call, intake.proposals, asked("half-mark"))
    assert its.half == 50  # type: ignore[attr-defined]


def test_each_juror_is_left_out_once() -> None:
    call, intake = example()
    found = frequencies(call, intake, None, asked("leave-one-out"))
    assert [each.juror for each in found.left_out] == ["J1", "J2", "J3", "J4", "J5"]
    assert (found.draws, found.exact) == (5, True)
    for frequency in found.each:
        assert frequency.low == frequency.share == frequency.high


def test_a_juror_without_whom_too_few_marks_are_left_is_said_not_raised() -> None:
    call, intake = example()
    fewer = tuple(
        evolve(each, marks=tuple(m for m in each.marks if m.juror in ("J1", "J2", "J3")))
        if len({m.juror for m in each.marks if not m.conflict and m.points is not None}) == 5
        else each
        for each in intake.proposals
    )
    found = frequencies(call, Intake(proposals=fewer), None, asked("leave-one-out"))
    endings = {each.juror: each.outcome.ending for each in found.left_out}
    assert endings["J1"] == endings["J2"] == endings["J3"] == NOT_SCORED
    assert found.without[NOT_SCORED] >= 3
    assert found.awards == found.draws - sum(found.without.values())


# Money


def priced() -> Proposal:
    return Proposal(
        id="P",
        requested=Cents(1001),
        requested_by_year={2026: Cents(333), 2027: Cents(334), 2028: Cents(334)},
        own_contribution=Cents(500),
        partners=(
            Partner(name="a", organisation="a", requested=Cents(501),
                    costs={"staff": Cents(400), "travel": Cents(101)}),
            Partner(name="b", organisation="b", requested=Cents(500), costs={"staff": Cents(490)}),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("per_mille", [900, 901, 955, 999, 1001, 1050, 1099, 1100])
def test_what_added_up_goes_on_adding_up_to_the_cent(per_mille: int) -> None:
    its = at_cost(priced(), per_mille)
    assert its.requested == (1001 * per_mille + 500) // 1000
    assert sum(its.requested_by_year.values()) == its.requested
    assert sum(p.requested or 0 for p in its.partners) == its.requested
    assert sum(its.partners[0].costs.values()) == its.partners[0].requested
    for before, after in zip(priced().partners, its.partners, strict=True):
        assert abs((after.requested or 0) - (before.requested or 0) * per_mille / 1000) < 1
    # What did not add up is in proportion.
    assert its.partners[1].costs["staff"] == (490 * per_mille + 500) // 1000


def test_at_its_costs_a_proposal_is_as_it_was() -> None:
    assert at_cost(priced(), 1000) is priced() or at_cost(priced(), 1000) == priced()


def test_no_aid_intensity_rises_by_rounding() -> None:
    from tenderscore.activity import Activity

    activity = Activity(
        name="a", organisation="a", activity="experimental", eligible_cost=Cents(2002),
        requested=Cents(1001),
    )  # fmt: skip
    for per_mille in range(900, 1100):
        (its,) = at_cost(evolve(priced(), activities=(activity,)), per_mille).activities
        assert its.requested * 2 <= its.eligible_cost <= its.requested * 2 + 1


def test_overspending_counts_how_often_which_money_rule_breaks() -> None:
    """Against each draw done by hand: the award's rules over proposals at their new costs."""
    call, intake = example()
    funded = decided("mittelstand").selection.funded
    question = asked("overspend", 40)
    found = overspending(call, intake, None, question)
    kept = [each for each in constraints_of(call, intake.proposals) if each.unit == "cents"]
    exceeded: list[list[Fraction]] = [[] for _ in kept]
    for draw in range(1, 41):
        costlier = tuple(
            at_cost(each, 1000 + whole_numbers("2016", draw, each.id, 101, 1)[0])
            if each.id in funded
            else each
            for each in intake.proposals
        )
        money = [each for each in constraints_of(call, costlier) if each.unit == "cents"]
        for values, constraint in zip(exceeded, money, strict=True):
            values.append(missing(constraint, funded))
    assert [its.breaks for its in found.overruns] == [
        sum(value > 0 for value in values) for values in exceeded
    ]
    assert [its.most for its in found.overruns] == [max(values) for values in exceeded]
    assert [its.percentile for its in found.overruns] == [sorted(v)[37] for v in exceeded]
    assert found.breaks == sum(any(each) for each in zip(*exceeded, strict=True))
    assert 0 < found.breaks <= 40


# Together


def test_the_same_comes_whoever_draws() -> None:
    call, intake = random_call(2, True)
    question = asked("resample", 250)
    first = frequencies(call, intake, None, question)
    assert frequencies(call, intake, None, question, gathering(processes(2))) == first
    assert frequencies(call, intake, None, question, gathering(processes(3))) == first
    assert first.draws == 250
    assert frequencies(call, intake, None, evolve(question, seed="2017")) != first


def test_a_batch_does_not_depend_on_those_before_it() -> None:
    call, intake = example()
    funded = decided("mittelstand").selection.funded
    drawing = Drawing(call=call, intake=intake, asked=asked("resample"), nodes=None, funded=funded)
    later = [BATCH + 1, BATCH + 10]
    alone = batch(drawing, later)
    batch(drawing, [1, 10])
    assert batch(drawing, later) == alone


def test_frequencies_add_up() -> None:
    call, intake = example()
    found = frequencies(call, intake, None, asked("resample", 100))
    assert sum(its.count for its in found.portfolios) <= found.awards
    assert found.portfolios[0].count == max(its.count for its in found.portfolios)
    assert [its.proposal for its in found.each] == sorted(its.id for its in intake.proposals)
    funding = {its.proposal: its.hits for its in found.each}
    assert sum(funding.values()) == 23 * found.awards
    assert all(its.low <= (its.share or 0) <= its.high for its in found.each)
    assert found.unchanged == sum(
        count for its, count in counted(
            [batch(Drawing(call=call, intake=intake, asked=found.asked, nodes=None,
                           funded=found.funded), [1, 100])]
        ).items() if its.funded == found.funded
    )  # fmt: skip


def test_without_marks_there_is_nothing_to_draw() -> None:
    call, intake = random_call(2, False)
    with pytest.raises(InputError, match="no marks"):
        variation(call, intake.proposals, asked("resample"))


@pytest.mark.parametrize(
    ("kind", "draws", "percent", "code"),
    [("resample", 0, 10, "TS880"), ("costs", 10, 0, "TS881"), ("costs", 10, 100, "TS881"),
     ("overspend", 10, 1001, "TS881")],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(
    kind: str, draws: int, percent: int, code: str
) -> None:
    with pytest.raises(InputError) as error:
        Sampling(kind=kind, draws=draws, percent=percent)
    assert [each.code for each in error.value.problems] == [code]
