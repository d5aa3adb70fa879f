"""Rows in whole numbers: what is settled, divided, split and cut is the same as before, exactly."""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product

import pytest

from tenderscore.constraint import Row
from tenderscore.integer import (
    SAFE_SUM,
    Plain,
    ask_for,
    components,
    cover,
    different,
    plain,
    settle,
)
from tenderscore.solver import Question

NAMES = ("a", "b", "c", "d", "e", "f")


def subsets(names: Sequence[str] = NAMES) -> Iterator[frozenset[str]]:
    sizes = range(len(names) + 1)
    yield from map(frozenset, chain.from_iterable(combinations(names, size) for size in sizes))


def row(seed: int, top: int, names: Sequence[str] = NAMES) -> Row:
    """A row with coefficients up to ±top, its bounds at, one below and one above a reached sum."""
    r = random.Random(seed)
    terms = {name: r.choice([1, 1, -1]) * r.randint(1, top) for name in names if r.random() < 0.9}
    some = sum(a for a in terms.values() if r.random() < 0.5)
    other = some + r.randint(0, top)
    return Row(
        terms=terms,
        at_least=some + r.choice([-1, 0, 1]) if r.random() < 0.7 else None,
        at_most=other + r.choice([-1, 0, 1]) if r.random() < 0.7 else None,
    )


def admitted(rows: Iterable[Row], names: Sequence[str] = NAMES) -> set[frozenset[str]]:
    kept = tuple(rows)
    return {chosen for chosen in subsets(names) if all(row.holds(chosen) for row in kept)}


# Splitting a row into digits


def carries_fit(question: Question, chosen: Sequence[int]) -> bool:
    """Whether whole numbers can be found for the carries. Each follows from the digits before it.

    A carry stands with a negative coefficient in the row that makes it and with 1 in the next, so
    that its smallest possible value is the best, as long as it stays within its bounds.
    """
    values = list(chosen)
    rows = list(question.rows)
    for carry in range(len(chosen), len(question.variables)):
        terms, at_least, at_most = next(
            each for each in rows if any(v == carry and a < 0 for v, a in each[0])
        )
        assert at_least is None
        assert at_most is not None
        base = -next(a for v, a in terms if v == carry)
        low = sum(a * values[v] for v, a in terms if v != carry)
        values.append(max(0, -((at_most - low) // base)))
        if values[carry] > question.variables[carry]:
            return False
    return all(
        (at_least is None or total >= at_least) and (at_most is None or total <= at_most)
        for terms, at_least, at_most in rows
        for total in [sum(a * values[v] for v, a in terms)]
    )


def split_admits(rows: list[Plain], names: Sequence[str] = NAMES) -> set[frozenset[str]]:
    question = ask_for(names, rows, {}).question
    return {
        frozenset(name for name, value in zip(names, chosen, strict=True) if value)
        for chosen in product((0, 1), repeat=len(names))
        if carries_fit(question, chosen)
    }


@pytest.mark.parametrize("top", [10**5, 10**6, 10**8, 10**9, 10**11])
def test_digits_admit_the_same_choices_as_their_row(top: int) -> None:
    for seed in range(60):
        one = row(seed, top)
        as_plain = [(dict(one.terms), one.at_least, one.at_most)]
        assert split_admits(as_plain) == admitted([one]), f"seed {seed}"


@pytest.mark.parametrize("top", [10**6, 10**11])
def test_digits_of_several_rows_admit_what_all_rows_admit(top: int) -> None:
    for seed in range(20):
        rows = [row(100 * seed + number, top) for number in range(3)]
        as_plain = [(dict(each.terms), each.at_least, each.at_most) for each in rows]
        assert split_admits(as_plain) == admitted(rows), f"seed {seed}"


def test_a_row_one_cent_short_of_billions_is_split_without_losing_the_cent() -> None:
    terms = {"a": 99_999_999_999, "b": 1, "c": 50_000_000_000}
    both = frozenset("ab")
    assert both in split_admits([(dict(terms), None, 100_000_000_000)], ("a", "b", "c"))
    assert both not in split_admits([(dict(terms), None, 99_999_999_999)], ("a", "b", "c"))


@pytest.mark.parametrize("top", [10**6, 10**9, 10**11])
def test_every_row_that_a_solver_sees_has_small_coefficients(top: int) -> None:
    for seed in range(60):
        one = row(seed, top)
        asked = ask_for(NAMES, [(dict(one.terms), one.at_least, one.at_most)], {})
        for terms, _, _ in asked.question.rows:
            assert sum(abs(a) for _, a in terms) <= SAFE_SUM


def test_a_row_with_small_coefficients_is_asked_as_it_stands() -> None:
    asked = ask_for(("a", "b"), [({"a": 3, "b": -2}, 0, 1)], {"a": 4, "b": 6})
    assert asked.question.rows == ((((0, 3), (1, -2)), 0, 1),)
    assert asked.question.variables == (1, 1)


def test_an_objective_is_divided_by_its_common_divisor() -> None:
    asked = ask_for(("a", "b"), [], {"a": 400, "b": 600, "elsewhere": 5})
    assert asked.question.objective == ((0, 2), (1, 3))


def test_an_answer_is_read_without_its_carries() -> None:
    asked = ask_for(("a", "b", "c"), [({"a": 10**9, "b": 10**9 + 1, "c": 7}, None, 10**9)], {})
    assert len(asked.question.variables) > 3
    values = [1, 0, 1, *[0] * (len(asked.question.variables) - 3)]
    assert asked.chosen(values) == {"a", "c"}


# Dividing by the common divisor


def test_bounds_are_rounded_inwards_when_a_row_is_divided() -> None:
    # 4a + 6b between 1 and 7 is 2a + 3b between 0.5 and 3.5, so between 1 and 3.
    (divided,) = plain([Row(terms={"a": 4, "b": 6}, at_least=1, at_most=7)], {}, ("a", "b"))
    assert divided == ({"a": 2, "b": 3}, 1, 3)


def test_negative_bounds_are_rounded_inwards_too() -> None:
    # -4a - 6b between -7 and -1 is -2a - 3b between -3.5 and -0.5, so between -3 and -1.
    (divided,) = plain([Row(terms={"a": -4, "b": -6}, at_least=-7, at_most=-1)], {}, ("a", "b"))
    assert divided == ({"a": -2, "b": -3}, -3, -1)


def test_dividing_admits_the_same_choices() -> None:
    for seed in range(200):
        one = row(seed, 12)
        common = random.Random(seed).choice([2, 5, 100])
        times = Row(
            terms={name: a * common for name, a in one.terms.items()},
            at_least=one.at_least, at_most=one.at_most,
        )  # fmt: skip
        divided = [
            Row(terms=terms, at_least=least, at_most=most)
            for terms, least, most in plain([times], {}, NAMES)
        ]
        if times.terms:
            assert admitted(divided) == admitted([times]), f"seed {seed}"


def test_what_is_settled_moves_to_the_bounds() -> None:
    # a is in: 5 + 2b + 4c ≤ 10 leaves 2b + 4c ≤ 5, so b + 2c ≤ 2.
    one = Row(terms={"a": 5, "b": 2, "c": 4}, at_most=10)
    assert plain([one], {"a": 1}, ("b", "c")) == [({"b": 1, "c": 2}, None, 2)]


def test_a_row_that_never_binds_is_left_out() -> None:
    assert plain([Row(terms={"a": 5, "b": -2}, at_least=-2, at_most=5)], {}, ("a", "b")) == []


# Settling


def test_what_is_too_dear_alone_is_out_and_what_is_needed_is_in() -> None:
    rows = [
        Row(terms={"a": 150, "b": 90}, at_most=100),
        Row(terms={"b": 1, "c": 1}, at_least=2),
    ]
    assert settle("abc", rows) == {"a": 0, "b": 1, "c": 1}


def test_one_settled_variable_settles_the_next() -> None:
    # c is needed; with c in, b no longer fits; with b out, a is needed.
    rows = [
        Row(terms={"c": 1}, at_least=1),
        Row(terms={"b": 60, "c": 60}, at_most=100),
        Row(terms={"a": 1, "b": 1}, at_least=1),
    ]
    assert settle("abc", rows) == {"a": 1, "b": 0, "c": 1}


def test_rows_that_contradict_each_other_are_noticed() -> None:
    rows = [Row(terms={"a": 1, "b": 1}, at_least=2), Row(terms={"a": 3, "b": 3}, at_most=5)]
    assert settle("ab", rows) is None


def test_an_empty_row_that_asks_for_something_is_a_contradiction() -> None:
    assert settle("a", [Row(terms={}, at_least=1)]) is None


def test_settling_loses_no_choice_and_adds_none() -> None:
    contradictions = 0
    for seed in range(300):
        rows = [row(1000 * seed + number, 9) for number in range(3)]
        settled = settle(NAMES, rows)
        if settled is None:
            contradictions += 1
            assert admitted(rows) == set(), f"seed {seed}"
            continue
        for chosen in admitted(rows):
            assert all((name in chosen) == bool(value) for name, value in settled.items())
    assert contradictions > 10


def test_settled_and_plain_rows_together_are_the_rows() -> None:
    for seed in range(200):
        rows = [row(1000 * seed + number, 50) for number in range(2)]
        settled = settle(NAMES, rows)
        if settled is None:
            continue
        free = [name for name in NAMES if name not in settled]
        sure = frozenset(name for name, value in settled.items() if value)
        left = [Row(terms=t, at_least=x, at_most=y) for t, x, y in plain(rows, settled, free)]
        assert {chosen | sure for chosen in admitted(left, free)} == admitted(rows), f"seed {seed}"


# Cutting off a choice that breaks a row


@pytest.mark.parametrize("top", [3, 100, 10**9])
def test_a_cut_breaks_the_choice_and_no_choice_that_keeps_the_row(top: int) -> None:
    cuts = 0
    for seed in range(120):
        one = row(seed, top)
        good = admitted([one])
        for chosen in subsets():
            if one.holds(chosen):
                continue
            cut = cover(one, chosen)
            cuts += 1
            assert not cut.holds(chosen)
            assert all(cut.holds(each) for each in good)
            assert {abs(a) for a in cut.terms.values()} <= {1}
    assert cuts > 1000


def test_a_cut_names_only_the_dearest() -> None:
    # 60 + 50 + 1 + 1 > 100: the two dear ones cannot both be in, whatever the others do.
    one = Row(terms={"a": 60, "b": 50, "c": 1, "d": 1}, at_most=100)
    cut = cover(one, "abcd")
    assert (dict(cut.terms), cut.at_most) == ({"a": 1, "b": 1}, 1)


def test_a_choice_that_keeps_the_row_is_not_cut_off() -> None:
    with pytest.raises(ValueError, match="keep this row"):
        cover(Row(terms={"a": 1}, at_most=1), "a")


def test_different_admits_every_choice_but_one() -> None:
    for chosen in subsets("abc"):
        assert admitted([different("abc", chosen)], "abc") == set(subsets("abc")) - {chosen}


# Groups that share no row


def test_variables_without_a_common_row_are_apart() -> None:
    rows: list[Plain] = [({"a": 1, "c": 1}, None, 1), ({"e": 1, "f": 2}, None, 2)]
    assert components(NAMES, rows) == [("a", "c"), ("b",), ("d",), ("e", "f")]


def test_rows_that_overlap_join_their_variables() -> None:
    rows: list[Plain] = [({"a": 1, "b": 1}, None, 1), ({"b": 1, "c": 1}, 1, None)]
    assert components("abcd", rows) == [("a", "b", "c"), ("d",)]


def test_choices_of_components_combine_to_the_choices_of_the_whole() -> None:
    for seed in range(60):
        r = random.Random(seed)
        rows = [row(100 * seed + n, 9, r.sample(NAMES, 3)) for n in range(2)]
        as_plain: list[Plain] = [(dict(x.terms), x.at_least, x.at_most) for x in rows if x.terms]
        parts = components(NAMES, as_plain)
        assert sorted(chain(*parts)) == sorted(NAMES)
        combined = {frozenset()}
        for part in parts:
            own = [x for x in rows if x.terms and set(x.terms) <= set(part)]
            combined = {a | b for a in combined for b in admitted(own, part)}
        assert combined == admitted([x for x in rows if x.terms]), f"seed {seed}"
