"""A value → the question that the patched call file asks there, or that it makes no sense."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import Factory, define, evolve, frozen

from tenderscore.call import Call, RuleUse
from tenderscore.choice import Choice, choice
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError
from tenderscore.proposal import Proposal
from tenderscore.round import drawn
from tenderscore.rules.shelf import constraints_for
from tenderscore.scenario import Scenario
from tenderscore.score import scorecards
from tenderscore.scorecard import Scorecard
from tenderscore.what_if import Basis, call_of

Named = dict[tuple[str, str, int], Constraint]


@frozen(kw_only=True)
class State:
    call: Call
    proposals: tuple[Proposal, ...]
    cards: tuple[Scorecard, ...]
    constraints: tuple[Constraint, ...]
    nodes: int | None
    like: "State | None" = None
    """One whose call differs in rules alone."""

    @cached_property
    def fundable(self) -> frozenset[str]:
        return frozenset(card.proposal for card in self.cards if card.fundable)

    @cached_property
    def choice(self) -> Choice:
        if self.like is not None:
            return evolve(self.like.choice, constraints=self.constraints)
        return choice(self.call, self.proposals, self.cards, self.constraints, self.nodes)

    @cached_property
    def scores(self) -> Mapping[str, Fraction]:
        """In points."""
        unit = self.call.total_unit
        return {card.proposal: Fraction(card.ranking or 0, unit) for card in self.cards}

    def total(self, funded: frozenset[str]) -> Fraction:
        """In points."""
        return sum((self.scores[id_] for id_ in funded), Fraction(0))

    def money(self, funded: frozenset[str]) -> int:
        """In cents."""
        return sum(each.requested for each in self.proposals if each.id in funded)

    def of_rule(self, id_: str) -> tuple[Constraint, ...]:
        return tuple(each for each in self.constraints if each.rule == id_)

    @cached_property
    def named(self) -> Named:
        """The constraints by rule, group and number of the like."""
        found: Named = {}
        for each in self.constraints:
            number = 0
            while (each.rule, each.group, number) in found:
                number += 1
            found[each.rule, each.group, number] = each
        return found


@define(kw_only=True)
class States:
    """The states of a number that is varied, by its value in whole units; each is made once."""

    basis: Basis
    path: str
    unit: Fraction
    also: Mapping[str, Any] = Factory(dict)
    """What the scenario sets besides."""
    own: Mapping[str, Fraction] = Factory(dict)
    """Of a threshold: the figure of each proposal that is held against it."""
    made: dict[int, State | None] = Factory(dict)
    first: State | None = None

    def scenario(self, rung: int) -> Scenario:
        value = rung * self.unit
        return Scenario(id="", set={**self.also, self.path: written(value)}, where=self.path)

    def at(self, rung: int) -> State | None:
        """None: the call file makes no sense with this value."""
        if rung not in self.made:
            try:
                self.made[rung] = state = self._made(rung)
                _ = state.choice
            except InputError:
                self.made[rung] = None
        return self.made[rung]

    def need(self, rung: int) -> State:
        state = self.at(rung)
        assert state is not None, "between two values that make sense all do"
        return state

    def _made(self, rung: int) -> State:
        call = drawn(call_of(self.basis, self.scenario(rung)), self.basis.round_)
        proposals = self.basis.intake.proposals
        base = self.first
        alike = base is not None and _but_rules(call) == _but_rules(base.call)
        state = State(
            call=call,
            proposals=proposals,
            cards=base.cards if base and alike else scorecards(call, proposals),
            constraints=tuple(
                each
                for use in call.rules
                for each in (
                    base.of_rule(use.id) if base and alike and _same(use, call, base.call)
                    else constraints_for(use, call, proposals)
                )
            ),
            nodes=self.basis.nodes,
            like=base if alike else None,
        )  # fmt: skip
        if self.first is None:
            self.first = state
        return state


def _but_rules(call: Call) -> Call:
    return evolve(call, rules=(), sha256="")


def _same(use: RuleUse, call: Call, other: Call) -> bool:
    """Whether the rule yields the same in both, which differ in rules alone."""
    if use not in other.rules:
        return False
    budget = use.options.get("budget")
    return not budget or call.rule(str(budget)) == other.rule(str(budget))


def written(value: Fraction) -> int | Decimal:
    """As a call file holds it."""
    if value.denominator == 1:
        return int(value)
    return Decimal(value.numerator) / Decimal(value.denominator)
