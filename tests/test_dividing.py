"""What rows settle, and blocks: divided, rows admit the same choices as before, exactly."""

import random
from itertools import chain, product

import pytest
from test_integer import NAMES, admitted, row

from tenderscore.constraint import Row
from tenderscore.dividing import Divided, Part, divide


def lines(part: Part) -> list[tuple[dict[str, int], int | None, int | None]]:
    return [
        ({part.variables[p]: a for p, a in line.terms}, line.at_least, line.at_most)
        for line in part.lines
    ]


def left(divided: Divided) -> set[frozenset[str]]:
    """The choices that what is settled and the lines of the blocks admit."""
    sure = frozenset(name for name, value in divided.settled.items() if value)
    found = {sure}
    for part in divided.parts:
        rows = [Row(terms=t, at_least=low, at_most=high) for t, low, high in lines(part)]
        found = {a | b for a, b in product(found, admitted(rows, part.variables))}
    return found


# Dividing by the common divisor


def test_bounds_are_rounded_inwards_when_a_row_is_divided() -> None:
    # 4a + 6b between 1 and 7 is 2a + 3b between 0.5 and 3.5, so between 1 and 3.
    (part,) = divide("ab", [Row(terms={"a": 4, "b": 6}, at_least=1, at_most=7)]).parts
    assert lines(part) == [({"a": 2, "b": 3}, 1, 3)]


def test_negative_bounds_are_rounded_inwards_too() -> None:
    # -4a - 6b between -7 and -1 is -2a - 3b between -3.5 and -0.5, so between -3 and -1.
    (part,) = divide("ab", [Row(terms={"a": -4, "b": -6}, at_least=-7, at_most=-1)]).parts
    assert lines(part) == [({"a": -2, "b": -3}, -3, -1)]


def test_what_is_settled_moves_to_the_bounds() -> None:
    # a is in: 5 + 2b + 4c ≤ 10 leaves 2b + 4c ≤ 5, so b + 2c ≤ 2.
    needed = Row(terms={"a": 1}, at_least=1)
    (part,) = divide("abc", [needed, Row(terms={"a": 5, "b": 2, "c": 4}, at_most=10)]).parts
    assert lines(part) == [({"b": 1, "c": 2}, None, 2)]


def test_a_row_that_never_binds_is_left_out() -> None:
    divided = divide("ab", [Row(terms={"a": 5, "b": -2}, at_least=-2, at_most=5)])
    assert [(part.variables, part.lines) for part in divided.parts] == [(("a",), ()), (("b",), ())]


# Settling


def test_what_is_too_dear_alone_is_out_and_what_is_needed_is_in() -> None:
    rows = [
        Row(terms={"a": 150, "b": 90}, at_most=100),
        Row(terms={"b": 1, "c": 1}, at_least=2),
    ]
    assert divide("abc", rows).settled == {"a": 0, "b": 1, "c": 1}


def test_one_settled_variable_settles_the_next() -> None:
    # c is needed; with c in, b no longer fits; with b out, a is needed.
    rows = [
        Row(terms={"c": 1}, at_least=1),
        Row(terms={"b": 60, "c": 60}, at_most=100),
        Row(terms={"a": 1, "b": 1}, at_least=1),
    ]
    assert divide("abc", rows).settled == {"a": 1, "b": 0, "c": 1}


def test_rows_that_contradict_each_other_are_noticed() -> None:
    rows = [Row(terms={"a": 1, "b": 1}, at_least=2), Row(terms={"a": 3, "b": 3}, at_most=5)]
    assert divide("ab", rows).contradictory


def test_an_empty_row_that_asks_for_something_is_a_contradiction() -> None:
    assert divide("a", [Row(terms={}, at_least=1)]).contradictory


@pytest.mark.parametrize("top", [9, 50, 10**9])
def test_dividing_loses_no_choice_and_adds_none(top: int) -> None:
    contradictions = 0
    for seed in range(200):
        rows = [row(1000 * seed + number, top) for number in range(1 + seed % 3)]
        common = random.Random(seed).choice([1, 2, 5, 100])
        times = [
            Row(
                terms={name: a * common for name, a in each.terms.items()},
                at_least=each.at_least,
                at_most=each.at_most,
            )
            for each in rows
        ]
        divided = divide(NAMES, times)
        contradictions += divided.contradictory
        found = set() if divided.contradictory else left(divided)
        assert found == admitted(times), f"seed {seed}"
    assert contradictions > 10


# Blocks that share no row


def test_variables_without_a_common_row_are_apart() -> None:
    rows = [Row(terms={"a": 1, "c": 1}, at_most=1), Row(terms={"e": 1, "f": 1}, at_most=1)]
    parts = divide(NAMES, rows).parts
    assert [part.variables for part in parts] == [("a", "c"), ("b",), ("d",), ("e", "f")]


def test_rows_that_overlap_join_their_variables() -> None:
    rows = [Row(terms={"a": 1, "b": 1}, at_most=1), Row(terms={"b": 1, "c": 1}, at_least=1)]
    assert [part.variables for part in divide("abcd", rows).parts] == [("a", "b", "c"), ("d",)]


def test_choices_of_blocks_combine_to_the_choices_of_the_whole() -> None:
    for seed in range(60):
        r = random.Random(seed)
        rows = [row(100 * seed + n, 9, r.sample(NAMES, 3)) for n in range(2)]
        divided = divide(NAMES, rows)
        if divided.contradictory:
            assert admitted(rows) == set()
            continue
        names = chain(divided.settled, *(part.variables for part in divided.parts))
        assert sorted(names) == sorted(NAMES)
        assert left(divided) == admitted(rows), f"seed {seed}"
