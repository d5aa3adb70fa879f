"""A seed gives one instance, and the instance has a solution."""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

import pytest
from instances import Instance, call_like, chu_beasley, five_optima, just_not, regional

from tenderscore.constraint import Row

MAKERS: dict[str, Callable[[int], Instance]] = {
    "call": call_like,
    "call of 200": lambda seed: call_like(seed, 200),
    "ties": five_optima,
    "regional": lambda seed: regional(seed, 60, 6),
    "regional of 200": lambda seed: regional(seed, 200, 16),
    "knapsack": lambda seed: chu_beasley(seed, 5, 100, 0.25),
    "just enough": lambda seed: just_not(seed, off=0),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_seed_gives_the_same_instance_again_and_another_seed_another(name: str) -> None:
    make = MAKERS[name]
    assert make(1) == make(1)
    assert make(1).rows != make(2).rows


@pytest.mark.parametrize("name", MAKERS)
def test_the_witness_keeps_every_row(name: str) -> None:
    for seed in range(1, 21):
        instance = MAKERS[name](seed)
        assert len(set(instance.variables)) == len(instance.variables)
        assert instance.witness <= set(instance.variables)
        assert all(row.holds(instance.witness) for row in instance.rows)


def test_the_first_call_stays_the_one_that_was_measured() -> None:
    first = call_like(1)
    assert (len(first.rows), len(first.witness)) == (47, 26)
    assert first.rows[5].at_most == 4_255_752_500
    assert worth(first.witness, first.aims[0]) == 938_980


def test_a_call_has_no_round_sums() -> None:
    budget = call_like(1).rows[5]
    asked = sum(budget.terms.values())
    assert budget.at_most is not None
    assert 30 * asked <= 100 * budget.at_most <= 35 * asked
    assert budget.at_most % 100_000


def test_a_cent_less_and_the_best_set_does_not_fit() -> None:
    enough, short, more = (just_not(3, 10, off=off) for off in (0, -1, 1))
    gains = enough.aims[0]
    best = worth(enough.witness, gains)
    assert _best(enough.rows, gains) == best == _best(more.rows, gains)
    assert _best(short.rows, gains) < best


def _best(rows: tuple[Row, ...], gains: dict[str, int]) -> int:
    return max(
        worth(chosen, gains)
        for size in range(len(gains) + 1)
        for chosen in combinations(gains, size)
        if all(row.holds(chosen) for row in rows)
    )


def worth(chosen: Iterable[str], gains: Mapping[str, int]) -> int:
    return sum(gains[id_] for id_ in chosen)
