"""What the engine finds is as good as what CBC and HiGHS find, wherever their answers are right.

A general solver answers in floating point. Its choice counts only if every row holds in whole
numbers, and then by its value in whole numbers. One that is better than ours would be our fault;
one that is worse, breaks a row or is called infeasible is the solver's, and is only told.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from instances import Instance, call_like, chu_beasley, just_not, regional

from tenderscore import proof
from tenderscore.claim import Aim, Claim
from tenderscore.optimum import Task, draw_order

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import peers

PEERS = {"CBC": peers.cbc, "HiGHS": peers.highs}
QUARTER, HALF = Fraction(1, 4), Fraction(1, 2)

QUICK = (
    (call_like, 1),
    (call_like, 2),
    (regional, 1, 60, 6),
    (chu_beasley, 1, 2, 105, QUARTER),
    (chu_beasley, 1, 10, 28, QUARTER),
    (chu_beasley, 1, 10, 28, HALF),
)
SLOW = (
    *((call_like, seed) for seed in range(3, 13)),
    *((regional, seed, 60, 6) for seed in range(2, 12)),
    *((chu_beasley, seed, 2, 105, part) for seed in range(2, 5) for part in (QUARTER, HALF)),
    *((chu_beasley, seed, 10, 28, part) for seed in range(2, 8) for part in (QUARTER, HALF)),
    *((chu_beasley, seed, 5, 100, part) for seed in (1, 2) for part in (QUARTER, HALF)),
    *((chu_beasley, 1, 30, 60, part) for part in (QUARTER, HALF)),
)
TOPS = (10**5, 10**7, 10**9, 10**10, 10**11)
"""The dearest proposals, in cents."""


def named(made: tuple[Any, ...]) -> str:
    maker, *numbers = made
    return " ".join([maker.__name__, *map(str, numbers)])


@pytest.mark.parametrize("made", QUICK, ids=named)
def test_no_general_solver_has_a_better_choice(made: tuple[Any, ...]) -> None:
    compare(made[0](*made[1:]))


@pytest.mark.full
@pytest.mark.parametrize("made", SLOW, ids=named)
def test_no_general_solver_has_a_better_choice_in_many(made: tuple[Any, ...]) -> None:
    compare(made[0](*made[1:]))


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_around_a_budget_missed_by_a_cent_the_engine_is_right_whoever_else_is(off: int) -> None:
    made = [just_not(seed, top=top, off=off) for top in TOPS for seed in (1, 2)]
    said = {instance.name: opinions(instance) for instance in made}
    wrong = [each.name for each in made if ours(each, each.aims) != tried(each)]
    failed = [
        f"{peer} in {name}: {value}"
        for name, values in said.items()
        for peer, value in values.items()
        if isinstance(value, str)
    ]
    assert not wrong, f"ours; of general solvers {len(failed)} fail the exact check: {failed}"
    for instance in made:
        value = worth(tried(instance), instance.aims[0])
        assert no_better(said[instance.name], value), (instance.name, said[instance.name])


@pytest.mark.parametrize("top", TOPS)
def test_sets_that_just_do_not_fit_are_told_apart(top: int) -> None:
    # Six seeds for each of five tops: thirty.
    for seed in range(11, 17):
        instance = just_not(seed, top=top)
        assert ours(instance, instance.aims) == tried(instance), instance.name


def test_the_witness_is_the_answer_where_it_fits() -> None:
    for top in TOPS:
        for off in (0, 1):
            instance = just_not(3, top=top, off=off)
            assert instance.witness
            assert tried(instance) == instance.witness == ours(instance, instance.aims)


def compare(instance: Instance) -> None:
    chosen = ours(instance, instance.aims[:1])
    assert all(row.holds(chosen) for row in instance.rows)
    value = worth(chosen, instance.aims[0])
    said = opinions(instance)
    assert no_better(said, value), f"a better choice than ours of {value}: {said}"
    assert value in said.values(), f"nobody else comes to {value}: {said}"


def ours(instance: Instance, aims: Sequence[Mapping[str, int]]) -> frozenset[str]:
    """The choice, its proof checked."""
    named_aims = tuple(Aim(name=f"aim {n}", gains=gains) for n, gains in enumerate(aims))
    task = Task(
        variables=instance.variables,
        rows=list(instance.rows),
        aims=named_aims,
        draw=draw_order(instance.variables, "x"),
    )
    best = task.best(proving=True)
    assert best is not None, f"{instance.name}: nothing fits"
    claim = Claim(
        says="No other choice is as good.",
        kind="best",
        variables=instance.variables,
        rows=instance.rows,
        names=("row",) * len(instance.rows),
        aims=named_aims,
        seed="x",
        chosen=best.chosen,
        root=best.root,
        blocks=best.blocks,
    )
    proof.check(claim)
    return best.chosen


def opinions(instance: Instance) -> dict[str, int | str]:
    """Each solver's exact value, or what is wrong with its answer."""
    return {name: opinion(instance, peer) for name, peer in PEERS.items()}


def opinion(instance: Instance, peer: peers.Callable[..., peers.Found]) -> int | str:
    try:
        found = peer(instance, instance.aims[0])
    except RuntimeError as error:
        return f"no answer: {error}"
    if found is None:
        return "called infeasible"
    broken = [place for place, row in enumerate(instance.rows) if not row.holds(found[1])]
    return f"breaks rows {broken}" if broken else worth(found[1], instance.aims[0])


def no_better(said: Mapping[str, int | str], value: int) -> bool:
    return all(each <= value for each in said.values() if isinstance(each, int))


def tried(instance: Instance) -> frozenset[str]:
    """Every set within the one budget tried: the most points, then the least cost."""
    (budget,) = instance.rows
    gains = instance.aims[0]
    sets = [(0, 0)]
    for id_ in instance.variables:
        sets += [(points + gains[id_], cost + budget.terms[id_]) for points, cost in sets]
    fitting = (place for place, (_, cost) in enumerate(sets) if cost <= (budget.at_most or 0))
    ranked = sorted(fitting, key=lambda place: (sets[place][0], -sets[place][1]))
    best = ranked[-1]
    assert len(ranked) == 1 or sets[best] != sets[ranked[-2]], "two are as good"
    return frozenset(id_ for bit, id_ in enumerate(instance.variables) if best >> bit & 1)


def worth(chosen: Iterable[str], gains: Mapping[str, int]) -> int:
    return sum(gains[id_] for id_ in chosen)
