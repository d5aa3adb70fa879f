"""Rows for general solvers: split into digits, they admit what they admitted before, exactly."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

import pytest

from tenderscore.constraint import Row
from tenderscore.engine.line import Line
from tenderscore.integer import SAFE_SUM, ask_for
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


Plain = tuple[Mapping[str, int], int | None, int | None]


def question_of(
    names: Sequence[str], rows: Iterable[Plain], gains: Mapping[str, int] | None = None
) -> Question:
    places = {name: place for place, name in enumerate(names)}
    lines = [
        Line(
            number=number,
            terms=tuple(sorted((places[name], a) for name, a in terms.items())),
            at_least=at_least,
            at_most=at_most,
        )
        for number, (terms, at_least, at_most) in enumerate(rows)
    ]
    return ask_for(len(names), lines, {places[name]: c for name, c in (gains or {}).items()})


def split_admits(rows: list[Plain], names: Sequence[str] = NAMES) -> set[frozenset[str]]:
    question = question_of(names, rows)
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
        asked = question_of(NAMES, [(dict(one.terms), one.at_least, one.at_most)])
        for terms, _, _ in asked.rows:
            assert sum(abs(a) for _, a in terms) <= SAFE_SUM


def test_a_row_with_small_coefficients_is_asked_as_it_stands() -> None:
    asked = question_of(("a", "b"), [({"a": 3, "b": -2}, 0, 1)], {"a": 4, "b": 6})
    assert asked.rows == ((((0, 3), (1, -2)), 0, 1),)
    assert asked.variables == (1, 1)


def test_an_objective_is_divided_by_its_common_divisor() -> None:
    asked = question_of(("a", "b"), [], {"a": 400, "b": 600})
    assert asked.objective == ((0, 2), (1, 3))
