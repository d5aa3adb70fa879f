"""What a change of the question may do to the answer, on generated calls and larger instances.

Of two answers neither is known to be right, but how they must be related is. The order of all
portfolios, aims first and the draw last, has no equals: where a change keeps the selected one
possible and first, exactly that one must come out again.

Left out: relations among marks, jurors and files, since selecting sees scores only, and those of
other engines and of proofs checked again, which test_second_opinion and test_check_proof have.
Where a rule is a share of the budget, or a key divides it, a new budget is a new rule; such calls
are left out where the budget changes.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import generated
import pytest
from attrs import evolve, frozen
from instances import Instance, call_like, chu_beasley, five_optima, just_not, regional

from tenderscore import proof
from tenderscore.answers import answers
from tenderscore.award import decide
from tenderscore.call import Call
from tenderscore.call_file import call_from
from tenderscore.choice import Choice, choice
from tenderscore.claim import Aim, Claim
from tenderscore.constraint import Row
from tenderscore.intake import Intake
from tenderscore.optimum import Optimum, Task, draw_order
from tenderscore.portfolio import select
from tenderscore.problem import refuse
from tenderscore.proposal import Proposal
from tenderscore.reports.record import record_json
from tenderscore.rules import constraints_of
from tenderscore.score import scorecards
from tenderscore.scorecard import Scorecard
from tenderscore.selection import NothingFits, Selection

Case = generated.Case
ROOT = Path(__file__).parent.parent
CALLS = [20, pytest.param(50, marks=pytest.mark.full)]
RECORDS = [1, pytest.param(3, marks=pytest.mark.full)]
"""Records are dear: every question about every proposal is answered in them."""


@pytest.fixture(params=CALLS)
def calls(request: pytest.FixtureRequest) -> int:
    """How many generated calls a relation is tried on."""
    return int(request.param)


@frozen(kw_only=True)
class Answer:
    choice: Choice
    cards: tuple[Scorecard, ...]
    selection: Selection

    @property
    def funded(self) -> frozenset[str]:
        return self.selection.funded

    @property
    def value(self) -> tuple[Fraction, ...]:
        return self.worth(self.funded)

    def worth(self, portfolio: Iterable[str]) -> tuple[Fraction, ...]:
        """By each aim, in its own unit; what is worth more is better, the first aim first."""
        ids = set(portfolio)
        return tuple(Fraction(worth(ids, aim.gains), aim.unit) for aim in self.choice.aims)

    def has_best(self, portfolio: frozenset[str]) -> bool:
        kept = all(row.holds(portfolio) for _, row in self.choice.rows())
        return kept and self.worth(portfolio) == self.value


def answer(case: Case) -> Answer | None:
    """None: no portfolio keeps the rules."""
    call = call_of(case)
    cards = scorecards(call, case.proposals)
    constraints = constraints_of(call, case.proposals)
    return selected(choice(call, case.proposals, cards, constraints), cards)


def selected(chosen_from: Choice, cards: tuple[Scorecard, ...]) -> Answer | None:
    try:
        selection = select(chosen_from, {card.proposal: card for card in cards})
    except NothingFits:
        return None
    return Answer(choice=chosen_from, cards=cards, selection=selection)


def call_of(case: Case) -> Call:
    call, problems = call_from(case.table, "generated.toml")
    refuse(problems)
    assert call is not None
    return call


def funded(case: Case) -> frozenset[str] | None:
    found = answer(case)
    return found.funded if found else None


def value(found: Answer | None) -> tuple[Fraction, ...]:
    """Nothing that fits is worth less than anything that does."""
    return found.value if found else ()


def any_call(case: Case) -> bool:
    return True


def with_a_budget(case: Case) -> bool:
    return "budget" in rules(case)


def with_a_budget_of_its_own(case: Case) -> bool:
    """No other rule depends on it."""
    return with_a_budget(case) and not any(map(depends, rules(case).values()))


@cache
def answered(
    fits: Callable[[Case], bool] = any_call, *, most: int
) -> tuple[tuple[int, Case, Answer], ...]:
    """Seed, call and answer of the first such calls that fund somebody and refuse somebody."""
    found: list[tuple[int, Case, Answer]] = []
    seed = 0
    while len(found) < most:
        case = generated.case(seed)
        one = answer_of(seed) if fits(case) else None
        if one and one.funded and refused(case, one):
            found.append((seed, case, one))
        seed += 1
    return tuple(found)


@cache
def answer_of(seed: int) -> Answer | None:
    return answer(generated.case(seed))


def depends(rule: Mapping[str, Any]) -> bool:
    return "budget" in rule


def rules(case: Case) -> Mapping[str, Any]:
    found: Mapping[str, Any] = case.table["rules"]
    return found


def with_rules(case: Case, rules: Mapping[str, Any]) -> Case:
    return evolve(case, table={**case.table, "rules": rules})


def with_budget(case: Case, cents: int) -> Case:
    budget = {**rules(case)["budget"], "max_amount": Decimal(cents) / 100}
    return with_rules(case, {**rules(case), "budget": budget})


def budget_of(case: Case) -> int:
    return int(Fraction(rules(case)["budget"]["max_amount"]) * 100)


def cost(case: Case, ids: Collection[str]) -> int:
    return sum(each.requested for each in case.proposals if each.id in ids)


def refused(case: Case, found: Answer) -> set[str]:
    return {each.id for each in case.proposals} - found.funded


def some(ids: Collection[str], seed: int) -> list[str]:
    return random.Random(seed).sample(sorted(ids), min(2, len(ids)))


def without(case: Case, ids: Iterable[str]) -> Case:
    """Without these proposals and those that may only be funded together with one of them."""
    gone = set(ids)
    more: set[str] = gone
    while more:
        more = {id_ for rule in rules(case).values() for id_ in _bound(rule, gone)} - gone
        gone |= more
    left = {name: _left(rule, gone) for name, rule in rules(case).items()}
    case = with_rules(case, {name: rule for name, rule in left.items() if rule})
    return evolve(case, proposals=tuple(each for each in case.proposals if each.id not in gone))


def _bound(rule: Mapping[str, Any], gone: set[str]) -> list[str]:
    if rule["use"] == "requires" and gone.intersection(rule["needs"]):
        return [rule["id"]]
    if rule["use"] == "all_or_none_of" and gone.intersection(rule["ids"]):
        return list(rule["ids"])
    return []


def _left(rule: Mapping[str, Any], gone: set[str]) -> Mapping[str, Any] | None:
    """The rule without those that are gone; None where nothing is left to be ruled."""
    if rule["use"] == "requires":
        return None if rule["id"] in gone else rule
    if "ids" not in rule:
        return rule
    ids = [id_ for id_ in rule["ids"] if id_ not in gone]
    return {**rule, "ids": ids} if len(ids) > 1 else None


def changed(case: Case, id_: str, by: Fraction) -> Case:
    """The values that this proposal is scored by raised or lowered, on their scale."""

    def moved(each: Proposal) -> Proposal:
        values = {**each.values}
        for name in ("one", "two"):
            values[name] = min(Fraction(5), max(Fraction(0), Fraction(values[name]) + by))
        return evolve(each, values=values)

    proposals = tuple(moved(each) if each.id == id_ else each for each in case.proposals)
    return evolve(case, proposals=proposals)


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A table in which every one of these words, key or value, is another."""
    if isinstance(value, Mapping):
        return {renamed(key, names): renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def money_times(value: Any, factor: int) -> Any:
    if isinstance(value, list):
        return [money_times(each, factor) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: each * factor if key.endswith("_amount") else money_times(each, factor)
        for key, each in value.items()
    }


def test_the_order_of_proposals_rules_and_groups_changes_nothing(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        r = random.Random(seed)
        proposals, entries = list(case.proposals), list(rules(case).items())
        r.shuffle(proposals)
        r.shuffle(entries)
        after = answer(evolve(with_rules(case, dict(entries)), proposals=tuple(proposals)))
        assert after, seed
        assert after.funded == before.funded, seed
        assert after.selection.ties == before.selection.ties, seed
        again = answer(evolve(case, proposals=tuple(proposals)))
        assert again, seed
        assert again.selection == before.selection, seed


@pytest.mark.parametrize("records", RECORDS)
def test_the_order_within_proposals_leaves_the_record_as_it_is(records: int) -> None:
    for seed, case, _ in answered(most=records):
        r = random.Random(seed)

        def mixed(each: Proposal, r: random.Random = r) -> Proposal:
            lists = {
                name: tuple(r.sample(getattr(each, name), len(getattr(each, name))))
                for name in ("partners", "sites", "topics")
            }
            return evolve(each, **lists)

        turned = evolve(case, proposals=tuple(map(mixed, case.proposals)))
        assert record_of(turned) == record_of(case), seed


def record_of(case: Case) -> str:
    award = decide(call_of(case), Intake(proposals=case.proposals))
    return record_json(award, answers(award))


def test_other_ids_select_the_same_proposals_unless_the_draw_decides(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        ids = [each.id for each in case.proposals]
        new = random.Random(seed).sample([f"X-{n}" for n in range(1, 100)], len(ids))
        names = dict(zip(ids, new, strict=True))
        table = renamed(case.table, names)
        moved = tuple(evolve(each, id=names[each.id]) for each in case.proposals)
        after = answer(Case(table=table, proposals=moved))
        assert after, seed
        expected = frozenset(names[id_] for id_ in before.funded)
        assert after.has_best(expected), seed
        assert after.selection.unique == before.selection.unique, seed
        assert after.selection.ties.counts == before.selection.ties.counts, seed
        assert after.funded == expected or not before.selection.unique, seed


def test_other_regions_with_the_same_rules_change_nothing(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        laender = generated.ALL_LAENDER
        others = random.Random(seed).sample(laender, len(laender))
        names = dict(zip(laender, others, strict=True))

        def moved(each: Proposal, names: Mapping[str, str] = names) -> Proposal:
            sites = tuple(evolve(site, land=names[site.land]) for site in each.sites)
            return evolve(each, land=names[each.land or ""], sites=sites)

        table = renamed(case.table, names)
        after = Case(table=table, proposals=tuple(map(moved, case.proposals)))
        assert funded(after) == before.funded, seed


@pytest.mark.parametrize("factor", ["0.01", "1", "7", "1000"])
def test_weights_on_another_scale_change_nothing(factor: str, calls: int) -> None:
    for seed, case, before in answered(most=calls):
        criteria = {
            name: {**{k: v for k, v in criterion.items() if k != "weight_percent"},
                   "weight": criterion["weight_percent"] * Decimal(factor)}
            for name, criterion in case.table["criteria"].items()
        }  # fmt: skip
        after = evolve(case, table={**case.table, "criteria": criteria})
        assert funded(after) == before.funded, seed


def test_a_criterion_in_two_halves_changes_nothing(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        criteria = case.table["criteria"]
        half = {**criteria["first"], "weight_percent": criteria["first"]["weight_percent"] // 2}
        halves = {**criteria, "first": half, "again": half}
        after = evolve(case, table={**case.table, "criteria": halves})
        assert funded(after) == before.funded, seed


def test_money_in_another_unit_changes_nothing(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        proposals = tuple(
            evolve(
                each,
                requested=10 * each.requested,
                requested_by_year={y: 10 * cents for y, cents in each.requested_by_year.items()},
            )
            for each in case.proposals
        )
        after = Case(table=money_times(case.table, 10), proposals=proposals)
        assert funded(after) == before.funded, seed


def test_a_proposal_beyond_the_budget_changes_nothing(calls: int) -> None:
    for seed, case, before in answered(with_a_budget, most=calls):
        model = next(each for each in case.proposals if each.id in before.funded)
        asks = budget_of(case) + 1
        half = {2018: asks // 2, 2019: asks - asks // 2}
        dear = evolve(model, id="P99", requested=asks, requested_by_year=half)
        more = evolve(case, proposals=(*case.proposals, dear))
        assert funded(changed(more, "P99", Fraction(5))) == before.funded, seed


def test_a_proposal_below_a_threshold_changes_nothing(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        first = {**case.table["criteria"]["first"], "threshold_points": 1}
        criteria = {**case.table["criteria"], "first": first}
        model = next(each for each in case.proposals if each.id in before.funded)
        values = {**model.values, "one": Fraction(99, 100), "two": Fraction(5)}
        weak = evolve(model, id="P99", values=values)
        more = Case(table={**case.table, "criteria": criteria}, proposals=(*case.proposals, weak))
        assert funded(more) == before.funded, seed


def test_without_a_refused_proposal_the_same_are_selected(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        for id_ in some(refused(case, before), seed):
            after = answer(without(case, [id_]))
            assert after, (seed, id_)
            assert after.funded == before.funded, (seed, id_)
            assert after.value == before.value, (seed, id_)


def test_without_a_selected_proposal_the_value_does_not_rise(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        for id_ in some(before.funded, seed):
            less = without(case, [id_])
            if less.proposals:
                assert value(answer(less)) <= before.value, (seed, id_)


def test_with_a_larger_budget_the_value_does_not_fall(calls: int) -> None:
    for seed, case, before in answered(with_a_budget_of_its_own, most=calls):
        for percent in (101, 130):
            after = answer(with_budget(case, budget_of(case) * percent // 100 + 1))
            assert value(after) >= before.value, (seed, percent)


def test_a_selected_proposal_with_a_better_score_stays(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        for id_ in some(before.funded, seed):
            assert funded(changed(case, id_, Fraction(1, 2))) == before.funded, (seed, id_)


def test_a_refused_proposal_with_a_worse_score_stays_out_and_the_others_in(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        for id_ in some(refused(case, before), seed):
            after = answer(changed(case, id_, Fraction(-1, 2)))
            assert after, (seed, id_)
            assert (after.funded, after.value) == (before.funded, before.value), (seed, id_)


def test_a_budget_of_just_what_the_selected_cost_selects_them(calls: int) -> None:
    for seed, case, before in answered(with_a_budget_of_its_own, most=calls):
        assert funded(with_budget(case, cost(case, before.funded))) == before.funded, seed


def test_with_a_cent_less_than_the_selected_cost_others_are_selected(calls: int) -> None:
    for seed, case, before in answered(with_a_budget_of_its_own, most=calls):
        after = answer(with_budget(case, cost(case, before.funded) - 1))
        assert value(after) <= before.value, seed
        assert after is None or after.funded != before.funded, seed


def test_bounds_tightened_to_what_is_used_change_nothing(calls: int) -> None:
    for seed, _, before in answered(most=calls):
        constraints = before.choice.constraints
        tight = tuple(tightened(each, before.funded) for each in constraints)
        loose = [n for n, each in enumerate(constraints) if each != tight[n]]
        one = random.Random(seed).choice(loose) if loose else 0
        alone = (*constraints[:one], tight[one], *constraints[one + 1 :])
        for bounds in (alone, tight):
            after = selected(evolve(before.choice, constraints=bounds), before.cards)
            assert after, seed
            assert after.funded == before.funded, seed


def tightened(constraint: Any, funded: frozenset[str]) -> Any:
    """With its upper bound at what these use of it."""
    if constraint.whole is None:
        used = constraint.total(funded)
        return evolve(constraint, at_most=None if constraint.at_most is None else used)
    whole = sum(term for id_, term in constraint.whole.items() if id_ in funded)
    if constraint.at_most_percent is None or not whole:
        return constraint
    return evolve(constraint, at_most_percent=Fraction(100 * constraint.total(funded), whole))


def test_with_a_rule_less_the_value_does_not_fall(calls: int) -> None:
    for seed, case, before in answered(most=calls):
        needed = any(map(depends, rules(case).values()))
        for name in rules(case):
            if name != "budget" or not needed:
                others = {each: rule for each, rule in rules(case).items() if each != name}
                after = answer(with_rules(case, others))
                assert value(after) >= before.value, (seed, name)


def test_two_calls_side_by_side_select_what_each_selects(calls: int) -> None:
    def apart(number: int, chosen_from: Choice) -> Instance:
        return prefixed(f"{number} ", instance_of(chosen_from))

    one_by_one = [apart(n, each.choice) for n, (_, _, each) in enumerate(answered(most=calls))]
    for one, other in pairwise(one_by_one):
        assert best(together(one, other)) == best(one) | best(other), (one.name, other.name)


def test_the_selected_alone_with_what_they_cost_are_all_selected(calls: int) -> None:
    for seed, case, before in answered(with_a_budget_of_its_own, most=calls):
        alone = without(case, refused(case, before))
        alone = with_budget(alone, cost(case, before.funded))
        assert {each.id for each in alone.proposals} == before.funded, seed
        assert funded(alone) == before.funded, seed


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0", "LANG": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LANG": "de_DE.UTF-8", "TZ": "Europe/Berlin"},
    {"PYTHONHASHSEED": "2", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "3", "LANG": "C.UTF-8", "TZ": "Pacific/Apia", "LC_ALL": "C"},
)


PROGRAM = """
import sys
most = int(sys.argv.pop())
from tenderscore.cli import tenderscore
from tenderscore.cli.run import run
from test_metamorphic import answered, record_of
assert run(tenderscore) == 0
records = [record_of(case) for _, case, _ in answered(most=most)]
sys.stdout.buffer.write("".join(records).encode())
"""


@pytest.mark.parametrize("records", RECORDS)
def test_records_have_the_same_bytes_in_every_environment(tmp_path: Path, records: int) -> None:
    example = ROOT / "examples" / "open-fund"
    path = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")])
    of_example, of_generated = set(), set()
    for number, environment in enumerate(ENVIRONMENTS):
        out = tmp_path / str(number)
        words = [
            "select", str(example / "call.toml"), str(example / "votes.xlsx"),
            "--round", str(example / "round.toml"), "--out", str(out), "-q", str(records),
        ]  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words],
            env={**os.environ, "PYTHONPATH": path, **environment},
            check=True,
            capture_output=True,
            timeout=60,
        )
        of_example.add((out / "record.json").read_bytes())
        of_generated.add(done.stdout)
    assert (len(of_example), len(of_generated)) == (1, 1)
    assert len(json.loads(of_example.pop())["selection"]["funded"]) == 16
    assert of_generated.pop().count(b'"decided_by"') == records


# The same on rows: larger instances, any row for a budget, and no call around them.

MAKERS: Mapping[str, Callable[[int], Instance]] = {
    "call": lambda seed: call_like(seed, 60),
    "ties": five_optima,
    "regional": lambda seed: regional(seed, 40, 5),
    "just not": lambda seed: just_not(seed, top=10**10),
    "knapsack": lambda seed: chu_beasley(seed, 5, 30, Fraction(1, 2)),
}
FEW = [(name, seed) for name in MAKERS for seed in (1, 2)]
MANY = [(name, seed) for name in MAKERS for seed in range(3, 13)]


def same_whatever_the_order(instance: Instance, chosen: frozenset[str], r: random.Random) -> None:
    rows = [mixed_row(row, r) for row in instance.rows]
    after = evolve(
        instance,
        variables=tuple(r.sample(instance.variables, len(instance.variables))),
        rows=tuple(r.sample(rows, len(rows))),
    )
    assert best(after) == chosen


def same_whatever_the_names(instance: Instance, chosen: frozenset[str], r: random.Random) -> None:
    names = r.sample([f"X-{n}" for n in range(1, 1000)], len(instance.variables))
    to = dict(zip(instance.variables, names, strict=True))
    after = mapped(instance, to)
    found, expected = best(after), frozenset(to[id_] for id_ in chosen)
    assert values(after, found) == values(after, expected)
    assert found == expected or not optimum(instance).unique


def same_whatever_the_units(instance: Instance, chosen: frozenset[str], r: random.Random) -> None:
    aims = tuple({id_: 7 * gain for id_, gain in gains.items()} for gains in instance.aims)
    assert best(evolve(instance, aims=aims)) == chosen
    rows = tuple(
        Row(
            terms={id_: 10**6 * term for id_, term in row.terms.items()},
            at_least=None if row.at_least is None else 10**6 * row.at_least,
            # What is no whole unit more allows nothing more.
            at_most=None if row.at_most is None else 10**6 * row.at_most + r.randrange(10**6),
        )
        for row in instance.rows
    )
    assert best(evolve(instance, rows=rows)) == chosen


def same_without_a_refused_one(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    for id_ in r.sample(sorted(set(instance.variables) - chosen), 3):
        assert best(only(instance, set(instance.variables) - {id_})) == chosen
        held = task(instance).best({id_: 0})
        assert held is not None
        assert held.chosen == chosen


def no_better_without_a_selected_one(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    for id_ in r.sample(sorted(chosen), 3):
        found = optimum_or_none(only(instance, set(instance.variables) - {id_}))
        held = task(instance).best({id_: 0})
        assert (found.chosen if found else None) == (held.chosen if held else None)
        assert found is None or values(instance, found.chosen) <= values(instance, chosen)


def no_worse_with_a_bound_raised(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    place = r.choice(bounded(instance))
    bound = instance.rows[place].at_most or 0
    for more in (1, abs(bound) // 20 + 1):
        found = best(with_bound(instance, place, bound + more))
        assert values(instance, found) >= values(instance, chosen)


def same_with_a_selected_one_raised(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    id_ = r.choice(sorted(chosen))
    assert best(with_gain(instance, id_, +1000)) == chosen


def same_with_a_refused_one_lowered(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    id_ = r.choice(sorted(set(instance.variables) - chosen))
    assert best(with_gain(instance, id_, -1000)) == chosen


def same_with_bounds_at_what_is_used(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    after = instance
    for place in bounded(instance):
        after = with_bound(after, place, instance.rows[place].total(chosen))
    assert best(after) == chosen
    place = r.choice(bounded(instance))
    assert best(with_bound(instance, place, instance.rows[place].total(chosen))) == chosen


def another_with_a_bound_below_what_is_used(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    place = r.choice(bounded(instance))
    bound = instance.rows[place].total(chosen) - 1
    found = optimum_or_none(with_bound(instance, place, bound))
    assert found is None or found.chosen != chosen
    assert found is None or values(instance, found.chosen) <= values(instance, chosen)


def no_worse_without_a_row(instance: Instance, chosen: frozenset[str], r: random.Random) -> None:
    place = r.randrange(len(instance.rows))
    rows = (*instance.rows[:place], *instance.rows[place + 1 :])
    assert values(instance, best(evolve(instance, rows=rows))) >= values(instance, chosen)


def the_union_side_by_side(instance: Instance, chosen: frozenset[str], r: random.Random) -> None:
    one, other = prefixed("a ", instance), prefixed("b ", regional(r.randint(1, 9), 40, 5))
    assert best(together(one, other)) == best(one) | best(other)


def all_of_the_selected_alone(instance: Instance, chosen: frozenset[str], r: random.Random) -> None:
    alone = only(instance, chosen)
    for place in bounded(instance):
        alone = with_bound(alone, place, instance.rows[place].total(chosen))
    assert best(alone) == chosen


def same_with_a_constant_more_where_the_number_is_fixed(
    instance: Instance, chosen: frozenset[str], r: random.Random
) -> None:
    count = Row(
        terms=dict.fromkeys(instance.variables, 1), at_least=len(chosen), at_most=len(chosen)
    )
    first = {id_: gain + 12_345 for id_, gain in instance.aims[0].items()}
    fixed = evolve(instance, rows=(*instance.rows, count))
    assert best(fixed) == best(evolve(fixed, aims=(first, *instance.aims[1:]))) == chosen


RELATIONS = (
    same_whatever_the_order,
    same_whatever_the_names,
    same_whatever_the_units,
    same_without_a_refused_one,
    no_better_without_a_selected_one,
    no_worse_with_a_bound_raised,
    same_with_a_selected_one_raised,
    same_with_a_refused_one_lowered,
    same_with_bounds_at_what_is_used,
    another_with_a_bound_below_what_is_used,
    no_worse_without_a_row,
    the_union_side_by_side,
    all_of_the_selected_alone,
    same_with_a_constant_more_where_the_number_is_fixed,
)
Relation = Callable[[Instance, frozenset[str], random.Random], None]


def fact(relation: Relation) -> str:
    return relation.__name__.replace("_", " ")


@pytest.mark.parametrize("relation", RELATIONS, ids=fact)
def test_on_rows(relation: Relation) -> None:
    related(relation, FEW)


@pytest.mark.full
@pytest.mark.parametrize("relation", RELATIONS, ids=fact)
def test_on_rows_of_fifty_instances(relation: Relation) -> None:
    related(relation, MANY)


def related(relation: Relation, made: Iterable[tuple[str, int]]) -> None:
    for name, seed in made:
        instance = MAKERS[name](seed)
        try:
            relation(instance, best(instance), random.Random(seed))
        except AssertionError as error:
            error.add_note(instance.name)
            raise


def instance_of(chosen_from: Choice) -> Instance:
    return Instance(
        name="generated",
        variables=chosen_from.ids,
        rows=tuple(row for _, row in chosen_from.rows()),
        aims=tuple(dict(aim.gains) for aim in chosen_from.aims),
        witness=frozenset(),
    )


def task(instance: Instance) -> Task:
    return Task(
        variables=instance.variables,
        rows=list(instance.rows),
        aims=aims_of(instance),
        draw=draw_order(instance.variables, "x"),
    )


def aims_of(instance: Instance) -> tuple[Aim, ...]:
    return tuple(Aim(name=f"aim {n}", gains=gains) for n, gains in enumerate(instance.aims))


def optimum_or_none(instance: Instance) -> Optimum | None:
    """The best, or that there is none, once the proof was checked."""
    asked = task(instance)
    found = asked.best(proving=True)
    shown = asked.impossible() if found is None else found
    claim = Claim(
        says="No other choice is as good." if found else "No choice keeps the rows.",
        kind="best" if found else "none",
        variables=instance.variables,
        rows=instance.rows,
        names=("row",) * len(instance.rows),
        aims=aims_of(instance) if found else (),
        seed="x" if found else None,
        chosen=found.chosen if found else frozenset(),
        root=shown.root,
        blocks=shown.blocks,
    )
    proof.check(claim)
    return found


def optimum(instance: Instance) -> Optimum:
    found = optimum_or_none(instance)
    assert found is not None, "nothing fits"
    return found


def best(instance: Instance) -> frozenset[str]:
    return optimum(instance).chosen


def values(instance: Instance, chosen: Iterable[str]) -> list[int]:
    return [worth(set(chosen), gains) for gains in instance.aims]


def worth(ids: Collection[str], gains: Mapping[str, int]) -> int:
    return sum(gain for id_, gain in gains.items() if id_ in ids)


def bounded(instance: Instance) -> list[int]:
    return [place for place, row in enumerate(instance.rows) if row.at_most is not None]


def with_bound(instance: Instance, place: int, at_most: int) -> Instance:
    row = evolve(instance.rows[place], at_most=at_most)
    return evolve(instance, rows=(*instance.rows[:place], row, *instance.rows[place + 1 :]))


def with_gain(instance: Instance, id_: str, by: int) -> Instance:
    first = {**instance.aims[0], id_: instance.aims[0][id_] + by}
    return evolve(instance, aims=(first, *instance.aims[1:]))


def mixed_row(row: Row, r: random.Random) -> Row:
    return evolve(row, terms=dict(r.sample(list(row.terms.items()), len(row.terms))))


def only(instance: Instance, ids: Collection[str]) -> Instance:
    """The others are out."""
    return mapped(instance, {id_: id_ for id_ in instance.variables if id_ in ids})


def prefixed(prefix: str, instance: Instance) -> Instance:
    return mapped(instance, {id_: prefix + id_ for id_ in instance.variables})


def mapped(instance: Instance, names: Mapping[str, str]) -> Instance:
    """With other names; what has none is out."""

    def named(values: Mapping[str, int]) -> dict[str, int]:
        return {names[id_]: each for id_, each in values.items() if id_ in names}

    return evolve(
        instance,
        variables=tuple(names[id_] for id_ in instance.variables if id_ in names),
        rows=tuple(evolve(row, terms=named(row.terms)) for row in instance.rows),
        aims=tuple(map(named, instance.aims)),
        witness=frozenset(),
    )


def together(one: Instance, other: Instance) -> Instance:
    """Both as one question: rows side by side, aims added up stage by stage."""
    return Instance(
        name=f"{one.name} and {other.name}",
        variables=(*one.variables, *other.variables),
        rows=(*one.rows, *other.rows),
        aims=tuple(added(one, other)),
        witness=frozenset(),
    )


def added(one: Instance, other: Instance) -> Iterator[dict[str, int]]:
    for stage in range(max(len(one.aims), len(other.aims))):
        yield {
            id_: gain
            for each in (one, other)
            for id_, gain in (each.aims[stage] if stage < len(each.aims) else {}).items()
        }
