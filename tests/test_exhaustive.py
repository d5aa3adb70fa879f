"""Small calls with every rule: what is selected is what trying every portfolio finds."""

import importlib.util
from collections.abc import Callable
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import generated
import pytest
import trial

from tenderscore.block import EQUALS
from tenderscore.call import Call
from tenderscore.call_file import call_from
from tenderscore.choice import choice
from tenderscore.portfolio import select
from tenderscore.problem import refuse
from tenderscore.proposal import Proposal
from tenderscore.reports.proof_file import proof_text
from tenderscore.rules import constraints_of
from tenderscore.score import scorecards
from tenderscore.selection import Conflict, NothingFits, Selection

SAMPLE = range(450)
ALL = range(10_000)
RULES = {
    "count", "funding", "sum", "share", "key", "per_organisation",
    "at_most_one_of", "all_or_none_of", "requires",
}  # fmt: skip


ONE_BY_ONE = 7
"""So many proposals at most are also tried one portfolio after the other."""

SCRIPT = Path(__file__).parents[1] / "docs" / "check_proof.py"


@lru_cache(len(SAMPLE))
def tried(seed: int) -> tuple[generated.Case, trial.Truth]:
    case = generated.case(seed)
    return case, trial.truth(case.table, case.proposals)


def selected(case: generated.Case) -> tuple[Call, Selection | NothingFits]:
    call, problems = call_from(case.table, "generated.toml")
    refuse(problems)
    assert call is not None
    cards = scorecards(call, case.proposals)
    chosen_from = choice(call, case.proposals, cards, constraints_of(call, case.proposals))
    try:
        return call, select(chosen_from, {card.proposal: card for card in cards})
    except NothingFits as error:
        return call, error


def assert_the_same(seed: int) -> None:
    case, truth = tried(seed)
    assert {rule["use"] for rule in case.table["rules"].values()} == generated.uses(seed)
    if len(case.proposals) <= ONE_BY_ONE:
        assert trial.one_by_one(case.table, case.proposals) == truth, f"seed {seed}"
    _, found = selected(case)
    if isinstance(found, NothingFits):
        assert truth.funded is None, f"seed {seed}"
        for conflict in found.conflicts:
            assert_smallest(conflict, case)
        return
    said = trial.Truth(
        funded=found.funded,
        total=found.total,
        unique=found.unique,
        counts=tuple(
            real if count is None and real > EQUALS else count
            for (_, count), real in zip(found.ties.counts, truth.counts, strict=False)
        ),
        always=found.ties.always,
        never=found.ties.never,
    )
    assert said == truth, f"seed {seed}"
    assert (found.proven, found.eased) == (True, ()), f"seed {seed}"


def assert_smallest(conflict: Conflict, case: generated.Case) -> None:
    """They cannot be kept together; without any one of them the others can."""
    assert not trial.can_be_kept(conflict.rules, case.table, case.proposals)
    for rest in combinations(conflict.rules, len(conflict.rules) - 1):
        assert trial.can_be_kept(rest, case.table, case.proposals)


@pytest.mark.parametrize("seed", SAMPLE)
def test_select_equals_trying_every_portfolio(seed: int) -> None:
    assert_the_same(seed)


@pytest.mark.full
@pytest.mark.parametrize("start", range(len(SAMPLE), len(ALL), 100))
def test_select_equals_trying_every_portfolio_on_thousands(start: int) -> None:
    for seed in range(start, start + 100):
        assert_the_same(seed)


@pytest.fixture
def assert_proven(tmp_path: Path) -> Callable[[int], None]:
    """What the checker of proof files says about the claims of a generated call."""
    spec = importlib.util.spec_from_file_location("check_proof", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)

    def check(seed: int) -> None:
        call, found = selected(tried(seed)[0])
        path = tmp_path / f"{seed}.proof"
        path.write_text(proof_text(call, found.claims), encoding="utf-8", newline="\n")
        assert found.claims, f"seed {seed}"
        assert checker.main(str(path)) == 0, f"seed {seed}"

    return check


@pytest.mark.parametrize("start", range(0, 50, 10))
def test_a_checker_that_knows_nothing_of_us_finds_it_proven(
    start: int, assert_proven: Callable[[int], None]
) -> None:
    for seed in range(start, start + 10):
        assert_proven(seed)


@pytest.mark.full
@pytest.mark.parametrize("start", range(50, 1000, 50))
def test_a_checker_that_knows_nothing_of_us_finds_a_thousand_proven(
    start: int, assert_proven: Callable[[int], None]
) -> None:
    for seed in range(start, start + 50):
        assert_proven(seed)


def test_clones_may_differ_in_a_row_that_binds_nothing() -> None:
    # Any two of three: one of them alone stands in Berlin, where one may be funded.
    rules = {
        "two": {"use": "count", "max": 2},
        "berlin": {"use": "count", "max": 1, "where": {"land": ["BE"]}},
    }
    case = generated.Case(
        table=generated.table(rules, [{"maximise": "count"}]),
        proposals=tuple(
            Proposal(id=id_, land=land, requested=1000, values={"one": 1, "two": 1})
            for id_, land in (("P1", "BE"), ("P2", "BB"), ("P3", "BB"))
        ),
    )
    _, found = selected(case)
    assert isinstance(found, Selection)
    assert found.ties.counts == (("count", 3),)


def test_every_pair_of_rules_is_used_together() -> None:
    used = [generated.uses(seed) for seed in ALL]
    pairs = {pair for rules in used for pair in combinations(sorted(rules), 2)}
    assert pairs == set(combinations(sorted(RULES), 2))


def test_the_sample_uses_every_rule_and_half_of_it_is_adversarial() -> None:
    cases = [tried(seed)[0] for seed in SAMPLE]
    assert frozenset().union(*map(generated.uses, SAMPLE)) == RULES
    sizes = [len(case.proposals) for case in cases]
    assert (min(sizes), max(sizes)) == (3, 16)
    assert sum(size >= 14 for size in sizes) > 80
    costs = [proposal.requested for case in cases for proposal in case.proposals]
    assert (min(costs), len(str(max(costs)))) == (10**3, 11)
    edges = [case.edges for case in cases if case.edges]
    assert len(edges) > 200
    beside = {(rule, step) for each in edges for rule, _, step in each}
    assert beside == {(rule, step) for rule in (*trial.BOUNDS, "key") for step in (-1, 0, 1)}


def test_the_sample_has_ties_and_calls_that_nothing_fits() -> None:
    truths = [tried(seed)[1] for seed in SAMPLE]
    assert sum(truth.funded is None for truth in truths) > 80
    assert sum(bool(truth.funded) for truth in truths) > 200
    assert sum(not truth.unique for truth in truths) > 50
