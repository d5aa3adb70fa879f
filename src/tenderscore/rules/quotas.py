"""Rules that count or sum a group: count, funding, sum."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.rules.groups import Where, each_group
from tenderscore.rules.shelf import rule
from tenderscore.units import Cents

NOTHING = Cents(0)


@rule()
def count(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    where: Where | None = None,
    each: str | None = None,
    min: int | None = None,
    max: int | None = None,
    give: int = 0,
) -> Iterator[Constraint]:
    """At least `min` and at most `max` funded proposals, of each group."""
    for group, inside in each_group(proposals, call, where, each):
        yield Constraint(
            rule=rule.id,
            title=rule.title,
            group=group,
            terms={proposal.id: 1 for proposal in inside},
            at_least=min,
            at_most=max,
            give=Fraction(give),
            source=rule.source,
        )


@rule()
def funding(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    where: Where | None = None,
    each: str | None = None,
    min_amount: Cents | None = None,
    max_amount: Cents | None = None,
    by_year: bool = False,
    year: int | None = None,
    give_amount: Cents = NOTHING,
) -> Iterator[Constraint]:
    """At least `min_amount` and at most `max_amount` of requested money, in all or by year."""
    years: list[int | None] = [year]
    if by_year:
        years = [*sorted({y for proposal in proposals for y in proposal.requested_by_year})]
    if by_year or year is not None:
        _need_years(proposals, rule)
    if year is not None and not any(year in proposal.requested_by_year for proposal in proposals):
        where_ = f"{call.name} › rules.{rule.id}"
        raise InputError([problem("TS612", where=where_, year=year)])
    for group, inside in each_group(proposals, call, where, each):
        for one in years:
            yield Constraint(
                rule=rule.id,
                title=rule.title,
                group=" ".join(filter(None, (group, "" if one is None else str(one)))),
                terms={
                    proposal.id: proposal.requested
                    if one is None
                    else proposal.requested_by_year.get(one, 0)
                    for proposal in inside
                },
                at_least=min_amount,
                at_most=max_amount,
                unit="cents",
                give=Fraction(give_amount),
                source=rule.source,
            )


def _need_years(proposals: Sequence[Proposal], rule: RuleUse) -> None:
    missing = [proposal for proposal in proposals if not proposal.requested_by_year]
    if missing:
        raise InputError(
            problem("TS601", where=each.where, proposal=each.id, rule=rule.id) for each in missing
        )


@rule()
def sum(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    column: str,
    where: Where | None = None,
    each: str | None = None,
    min: Fraction | None = None,
    max: Fraction | None = None,
    give: Fraction = Fraction(0),
) -> Iterator[Constraint]:
    """At least `min` and at most `max` of a numeric column, summed over each group."""
    missing = [proposal for proposal in proposals if column not in proposal.values]
    if missing:
        raise InputError(
            problem("TS608", where=each.where, proposal=each.id, column=column, rule=rule.id)
            for each in missing
        )
    values = {proposal.id: Fraction(proposal.values[column]) for proposal in proposals}
    scale = lcm(*(value.denominator for value in values.values()))
    for bound in (min, max, give):
        scale = lcm(scale, 1 if bound is None else bound.denominator)
    for group, inside in each_group(proposals, call, where, each):
        yield Constraint(
            rule=rule.id,
            title=rule.title,
            group=group,
            terms={proposal.id: int(values[proposal.id] * scale) for proposal in inside},
            at_least=None if min is None else int(min * scale),
            at_most=None if max is None else int(max * scale),
            unit="number",
            scale=scale,
            give=give * scale,
            source=rule.source,
        )
