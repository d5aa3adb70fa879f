"""What an award is asked, compared with trying every portfolio of small calls.

Nothing of the engine is used here: the rules' own constraints, all subsets, and plain comparison.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations

import generated
import pytest
from attrs import evolve, frozen

from tenderscore import proof
from tenderscore.again import Again, again
from tenderscore.award import Award, decide
from tenderscore.call_file import call_from
from tenderscore.causes import Causes
from tenderscore.constraint import Constraint, Row
from tenderscore.intake import Intake
from tenderscore.inversions import inversions, plain
from tenderscore.prices import prices
from tenderscore.problem import refuse
from tenderscore.proposal import Proposal
from tenderscore.reasons import Reason, explained
from tenderscore.replacements import moving_up, plan
from tenderscore.rules import constraints_of
from tenderscore.selection import NothingFits
from tenderscore.sweep import missing, sweep

MOST = 8
"""So many proposals at most."""
Portfolio = frozenset[str]


def with_award(seeds: range) -> list[int]:
    """Those of calls with at most so many proposals and an award."""
    return [seed for seed in seeds if generated.size(seed) <= MOST and award_of(seed)]


@cache
def award_of(seed: int) -> Award | None:
    case = generated.case(seed)
    call, problems = call_from(case.table, "generated.toml")
    refuse(problems)
    assert call is not None
    try:
        return decide(call, Intake(proposals=case.proposals))
    except NothingFits:
        return None


@cache
def asked(seed: int) -> tuple[Again, tuple[Reason, ...]]:
    award = award_of(seed)
    assert award is not None
    question = again(award)
    return question, explained(question)


SAMPLE = with_award(range(80))
ALL = range(1_600)


@frozen
class Tried:
    """All portfolios of the fundable proposals, compared by aims and draw."""

    again: Again

    def portfolios(self) -> list[Portfolio]:
        ids = sorted(self.again.question.fundable)
        return [frozenset(c) for size in range(len(ids) + 1) for c in combinations(ids, size)]

    def best(
        self,
        rules: Sequence[Constraint] | None = None,
        held: Mapping[str, int] | None = None,
        more: Mapping[str, int] | None = None,
    ) -> Portfolio | None:
        """`more`: further points of the score, for some."""
        kept = self.again.question.constraints if rules is None else rules
        fitting = [
            each
            for each in self.portfolios()
            if all((id_ in each) == bool(value) for id_, value in (held or {}).items())
            and all(keeps(rule, each) for rule in kept)
        ]
        return max(fitting, key=lambda each: self.standing(each, more or {}), default=None)

    def standing(self, portfolio: Portfolio, more: Mapping[str, int]) -> tuple[int, ...]:
        question = self.again.question
        values = [
            sum(aim.gains.get(id_, 0) for id_ in portfolio)
            + (sum(more.get(id_, 0) for id_ in portfolio) if aim.name == "score" else 0)
            for aim in question.aims
        ]
        return (*values, *(int(id_ in portfolio) for id_ in question.draw))


def keeps(constraint: Constraint, portfolio: Portfolio) -> bool:
    """By the definition, not by the rows."""
    total = sum(term for id_, term in constraint.terms.items() if id_ in portfolio)
    if constraint.whole is None:
        low, high = constraint.at_least, constraint.at_most
        return (low is None or total >= low) and (high is None or total <= high)
    whole = sum(term for id_, term in constraint.whole.items() if id_ in portfolio)
    least, most = constraint.at_least_percent, constraint.at_most_percent
    return (least is None or 100 * total >= least * whole) and (
        most is None or 100 * total <= most * whole
    )


CHECKS: list[Callable[[int], None]] = []


def by_seed(check: Callable[[int], None]) -> Callable[[int], None]:
    CHECKS.append(check)
    return pytest.mark.parametrize("seed", SAMPLE)(check)


@by_seed
def test_more_points_tie_and_one_more_piece_is_in_every_best_portfolio(seed: int) -> None:
    question, reasons = asked(seed)
    tried = Tried(question)
    for reason in reasons:
        points, id_ = reason.points, reason.proposal
        if points is None or points.why in ("rules", "aim", "no aim"):
            continue
        funded = id_ in question.funded
        sign = -1 if funded else 1
        if points.surely is not None:
            assert points.tie is not None
            more = {id_: sign * points.surely}
            assert (id_ in (tried.best(more=more) or ())) != funded
            best = {
                held: tried.best(held={id_: held}, more={id_: sign * points.tie}) for held in (0, 1)
            }
            values = [
                _score(question, each, {id_: sign * points.tie}) for each in best.values() if each
            ]
            assert len(values) < 2 or values[0] == values[1] or points.tie == 0
            if points.tie > 0:
                less = {id_: sign * (points.tie - 1)}
                assert (id_ in (tried.best(more=less) or ())) == funded
        else:
            more = {id_: sign * points.headroom}
            tied = points.tie is not None
            assert tied or (id_ in (tried.best(more=more) or ())) == funded


def _score(question: Again, portfolio: Portfolio, more: Mapping[str, int]) -> int:
    return sum(question.scores[id_] + more.get(id_, 0) for id_ in portfolio)


@by_seed
def test_where_no_points_would_suffice_the_reason_is_true(seed: int) -> None:
    question, reasons = asked(seed)
    tried = Tried(question)
    for reason in reasons:
        points, id_ = reason.points, reason.proposal
        if points is None:
            continue
        funded = id_ in question.funded
        other = tried.best(held={id_: int(not funded)})
        if points.why == "rules":
            assert other is None
        elif points.why == "aim":
            more = {id_: (-1 if funded else 1) * points.headroom}
            assert (id_ in (tried.best(more=more) or ())) == funded


@by_seed
def test_a_rule_eased_changes_the_award_exactly_where_it_is_said(seed: int) -> None:
    question, _ = asked(seed)
    tried = Tried(question)
    for rule in question.rules:
        groups = [each for each in question.question.constraints if each.rule == rule]
        for eased in [groups, *([each] for each in groups if len(groups) > 1)]:
            swept = sweep(question, eased)
            assert swept.examined is None
            others = [each for each in question.question.constraints if each not in eased]
            needs = {
                each: max(missing(rule, each) for rule in eased)
                for each in tried.portfolios()
                if all(keeps(rule, each) for rule in others)
            }
            levels = []
            for by in sorted(set(needs.values())):
                fitting = [each for each, needed in needs.items() if needed <= by]
                best = max(fitting, key=lambda each: tried.standing(each, {}))
                if not levels or levels[-1][1] != best:
                    levels.append((by, best))
            assert [(level.by, level.funded) for level in swept.levels] == levels


@by_seed
def test_a_budget_figure_is_the_first_increase_at_which_it_enters(seed: int) -> None:
    question, reasons = asked(seed)
    tried = Tried(question)
    for reason in reasons:
        for budget in reason.budgets:
            assert budget.examined is None
            first = _first_increase(tried, budget.rule, reason.proposal)
            assert (budget.funded[0][0] if budget.funded else None) == first


def _first_increase(tried: Tried, rule: str, id_: str) -> int | None:
    constraints = tried.again.question.constraints
    eased = [each for each in constraints if each.rule == rule and each.at_most is not None]
    increases = sorted(
        {max(missing(each, portfolio) for each in eased) for portfolio in tried.portfolios()}
    )
    for by in increases:
        rules = [loosened(each, int(by)) if each in eased else each for each in constraints]
        if id_ in (tried.best(rules=rules) or ()):
            return int(by)
    return None


def loosened(constraint: Constraint, by: int) -> Constraint:
    least, most = constraint.at_least, constraint.at_most
    return evolve(
        constraint,
        at_least=None if least is None else least - by,
        at_most=None if most is None else most + by,
    )


@by_seed
def test_a_request_figure_is_the_largest_at_which_it_is_funded(seed: int) -> None:
    """Rules are built anew from the changed proposal, at every request where one changes sides."""
    question, reasons = asked(seed)
    for reason in reasons:
        if reason.request is None or question.award.selection.eased:
            continue
        proposal = next(p for p in question.award.proposals if p.id == reason.proposal)
        most = reason.request.most
        funded = proposal.id in question.funded
        if most is not None:
            assert _funded_at(question, proposal, most)
            later = [most + 1, most + 2, 2 * most + 1]
        else:
            later = [0, 1, proposal.requested // 2, proposal.requested - 1]
        for request in later:
            if funded or request < proposal.requested:
                assert _funded_at(question, proposal, request) == (
                    funded and most is None and reason.request.any_
                )


def _funded_at(question: Again, proposal: Proposal, request: int) -> bool:
    award = question.award
    changed = evolve(
        proposal,
        requested=request,
        requested_by_year={
            year: amount * request // proposal.requested
            for year, amount in proposal.requested_by_year.items()
        },
    )
    proposals = tuple(changed if each.id == proposal.id else each for each in award.proposals)
    rules = constraints_of(award.call, proposals)
    aims = tuple(
        evolve(aim, gains={p.id: -p.requested for p in proposals if p.id in aim.gains})
        if aim.name == "requested_amount"
        else aim
        for aim in question.question.aims
    )
    asked = evolve(question.question, constraints=rules, aims=aims)
    best = Tried(Again(award=award, question=asked)).best()
    return best is not None and proposal.id in best


@by_seed
def test_causes_are_the_smallest_sets_without_which_it_is_otherwise(seed: int) -> None:
    question, reasons = asked(seed)
    tried = Tried(question)
    awards = {
        frozenset(dropped): tried.best(
            [each for each in question.question.constraints if each.rule not in dropped]
        )
        for size in range(len(question.rules) + 1)
        for dropped in combinations(question.rules, size)
    }
    for reason in reasons:
        if reason.causes is not None:
            id_ = reason.proposal
            compare(question, reason.causes, {d for d, a in awards.items() if id_ in (a or ())})
    for pair in inversions(question):
        so = {
            d
            for d, a in awards.items()
            if a is not None and (pair.refused in a or pair.funded not in a)
        }
        compare(question, pair.causes, so)
    ranked = plain(question)
    for each in ranked.differences:
        so = {d for d, a in awards.items() if (each.proposal in (a or ())) != each.funded}
        compare(question, each.causes, so)


def compare(question: Again, found: Causes, gone: set[frozenset[str]]) -> None:
    """`gone`: every set of rules without which the fact is gone."""
    smallest = {each for each in gone if not any(other < each for other in gone)}
    named = {frozenset(each) for each in found.sets}
    assert named <= smallest
    if found.complete:
        assert named == smallest
    elif smallest:
        assert named
    order = [bool(question.money.intersection(each)) for each in found.sets]
    assert order == sorted(order)


@by_seed
def test_every_inversion_is_listed(seed: int) -> None:
    question, _ = asked(seed)
    pairs = {
        (high, low)
        for high in question.question.fundable - question.funded
        for low in question.funded
        if question.scores[high] > question.scores[low]
    }
    assert {(pair.refused, pair.funded) for pair in inversions(question)} == pairs


@by_seed
def test_a_replacement_lets_as_many_stay_as_can_and_is_the_best_of_those(seed: int) -> None:
    question, _ = asked(seed)
    tried = Tried(question)
    for each in plan(question):
        staying = question.funded.difference(each.falls)
        fitting = [
            portfolio
            for portfolio in tried.portfolios()
            if not portfolio.intersection(each.falls)
            and all(keeps(rule, portfolio) for rule in question.question.constraints)
        ]
        assert each.possible == bool(fitting)
        if fitting:
            best = max(fitting, key=lambda p: (len(p & staying), tried.standing(p, {})))
            assert (set(each.joins), set(each.leaves)) == (best - question.funded, staying - best)


@by_seed
def test_who_moves_up_alone_is_who_keeps_every_rule(seed: int) -> None:
    question, _ = asked(seed)
    for each in moving_up(question):
        for falls in question.funded:
            portfolio = question.funded - {falls} | {each.proposal}
            kept = all(keeps(rule, portfolio) for rule in question.question.constraints)
            assert (falls in each.after) == kept


@by_seed
def test_the_award_s_proof_holds_without_the_rules_it_does_not_lean_on(seed: int) -> None:
    question, _ = asked(seed)
    claims = question.award.selection.claims
    if len(claims) != 1:
        return
    idle = [r for r in question.rules if r not in question.leaned_on]
    owners = [each.rule for each in question.question.constraints for _ in each.rows()]
    rows = [
        Row(terms=row.terms) if number < len(owners) and owners[number] in idle else row
        for number, row in enumerate(claims[0].rows)
    ]
    proof.check(evolve(claims[0], rows=tuple(rows)))


@by_seed
def test_prices_say_what_each_step_gains_and_costs(seed: int) -> None:
    question, _ = asked(seed)
    for price in prices(question):
        assert price.steps is not None
        for step in price.steps:
            portfolio = question.funded.difference(step.leaves).union(step.joins)
            assert step.points == question.total(portfolio) - question.total(question.funded)
            assert step.by > Fraction(0)


def test_enough_small_calls_are_tried_and_every_kind_of_answer_occurs() -> None:
    assert len(SAMPLE) >= 20
    reasons = [reason for seed in SAMPLE for reason in asked(seed)[1]]
    verdicts = {reason.verdict for reason in reasons}
    assert verdicts >= {"funded", "out-scored", "displaced", "tied", "never"}
    assert {r.points.why for r in reasons if r.points} >= {"", "rules", "scale", "aim"}
    assert any(budget.funded for reason in reasons for budget in reason.budgets)
    assert any(reason.request and reason.request.most for reason in reasons)
    assert any(each.leaves for seed in SAMPLE for each in plan(asked(seed)[0]))


@pytest.mark.full
@pytest.mark.parametrize("start", range(80, len(ALL), 50))
def test_all_of_it_holds_for_many_more_calls(start: int) -> None:
    seeds = with_award(ALL[start : start + 50])
    assert seeds
    for seed in seeds:
        for check in CHECKS:
            check(seed)
