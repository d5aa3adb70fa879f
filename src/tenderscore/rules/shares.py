"""Rules in percent: a group's share, and the closeness to a distribution key."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.rules.apportionment import Tie
from tenderscore.rules.apportionment import seats as apportioned
from tenderscore.rules.groups import Where, each_group, members
from tenderscore.rules.shelf import rule


@rule()
def share(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    measure: Literal["number", "money"],
    of: Literal["funded", "budget"],
    budget: str | None = None,
    where: Where | None = None,
    among: Where | None = None,
    each: str | None = None,
    min_percent: Fraction | None = None,
    max_percent: Fraction | None = None,
    give_percent: Fraction = Fraction(0),
) -> Iterator[Constraint]:
    """A group's share of the number or the money, of what is funded or of a budget.

    `of = "funded"`: of all funded proposals, or of those in `among`. `of = "budget"`: of the money
    that the funding rule named by `budget` allows at most.
    """
    base = members(proposals, call, among)
    for group, inside in each_group(base, call, where, each):
        terms = {each.id: each.requested if measure == "money" else 1 for each in inside}
        unit = "cents" if measure == "money" else "proposals"
        if of == "funded":
            yield Constraint(
                rule=rule.id,
                title=rule.title,
                group=group,
                terms=terms,
                whole={each.id: each.requested if measure == "money" else 1 for each in base},
                at_least_percent=min_percent,
                at_most_percent=max_percent,
                unit=unit,
                give=give_percent,
                source=rule.source,
            )
        else:
            money = budget_of(call, budget or "")
            yield Constraint(
                rule=rule.id,
                title=rule.title,
                group=group,
                terms=terms,
                at_least=None if min_percent is None else ceil(money * min_percent / 100),
                at_most=None if max_percent is None else floor(money * max_percent / 100),
                unit=unit,
                give=Fraction(floor(money * give_percent / 100)),
                source=rule.source,
            )


@rule(groups=("land",))
def key(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    key: str,
    budget: str | None = None,
    seats: int | None = None,
    method: Literal["hare-niemeyer", "sainte-lague", "dhondt"] | None = None,
    tolerance_percent: Fraction | None = None,
    tolerance_seats: int | None = None,
    where: Where | None = None,
    give_percent: Fraction = Fraction(0),
    give: int = 0,
) -> Iterator[Constraint]:
    """Every Land's money, or number of proposals, follows a distribution key within a tolerance.

    Money: its key share of the `budget` rule's amount, give or take `tolerance_percent` of that
    amount. Number: its part of `seats`, apportioned by `method`, give or take `tolerance_seats`.
    Länder without a proposal count as well.
    """
    percent = call.keys[key].percent
    if seats is not None:
        try:
            parts = apportioned(percent, seats, method or "")
        except Tie as tie:
            where_ = f"{call.name} › rules.{rule.id}"
            raise InputError(
                [problem("TS603", where=where_, method=method, names=", ".join(tie.names))]
            ) from None
    for land, inside in each_group(proposals, call, where, "land"):
        if seats is not None:
            middle, slack = Fraction(parts[land]), Fraction(tolerance_seats or 0)
            unit, ease = "proposals", Fraction(give)
        else:
            money = budget_of(call, budget or "")
            middle = money * percent[land] / 100
            slack = money * (tolerance_percent or Fraction(0)) / 100
            unit, ease = "cents", Fraction(floor(money * give_percent / 100))
        yield Constraint(
            rule=rule.id,
            title=rule.title,
            group=land,
            terms={each.id: each.requested if unit == "cents" else 1 for each in inside},
            at_least=ceil(middle - slack) if middle > slack else None,
            at_most=floor(middle + slack),
            unit=unit,
            give=ease,
            source=rule.source,
        )


def budget_of(call: Call, rule_id: str) -> int:
    """What the funding rule of this id allows at most, in cents."""
    return int(call.rule(rule_id).options["max_amount"])
