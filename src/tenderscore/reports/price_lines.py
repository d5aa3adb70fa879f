"""What every rule costs: where easing it changes the award, and by how much."""

from collections.abc import Sequence
from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.language import say
from tenderscore.prices import Price
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.section import Section
from tenderscore.reports.table import Column, Table, score_table
from tenderscore.reports.wording import (
    listed,
    quantity,
    rule_name,
    slack_text,
    visible,
)
from tenderscore.units import number_text


def prices_section(of: Lookup, answers: Answers) -> Section:
    """The rules that bind with every break point, the others by their names."""
    title = say("What the rules cost")
    if not answers.prices:
        return Section(title=title, parts=())
    parts: list[str | Table] = []
    costly = binding(answers.prices)
    if costly:
        parts += [
            say(
                "From each easing on the award would change as the line says, until the next line "
                "of the rule; the last line holds however far it is eased, and without the rule."
            ),
            _table(of, costly),
        ]
    parts += [text for price in answers.prices if (text := _limits(of, price))]
    costs = {price.rule for price in answers.prices if price.steps != ()}
    free = dict.fromkeys(price.rule for price in answers.prices if price.rule not in costs)
    if free:
        names = listed((rule_name(rule, "") for rule in free), len(free))
        parts.append(say("These cost nothing, however far they are eased: {rules}.", rules=names))
    return Section(title=title, parts=tuple(parts))


def binding(prices: Sequence[Price]) -> list[Price]:
    """A rule of which one group alone costs as much as the whole is named by that group."""
    by_group = {(price.rule, price.steps) for price in prices if not price.whole}
    return [p for p in prices if p.steps and not (p.whole and (p.rule, p.steps) in by_group)]


def _table(of: Lookup, costly: list[Price]) -> Table:
    columns = (
        Column(header=say("Rule"), kind="text"),
        Column(header=say("Eased by"), kind="figure"),
        Column(header=say("Points"), kind="score change"),
        Column(header=say("Money"), kind="cents change"),
        Column(header=say("Comes in"), kind="text"),
        Column(header=say("Leaves"), kind="text"),
    )
    rows = tuple(
        (
            price_name(price),
            easing_text(of, price, step.by),
            step.points,
            step.money,
            ", ".join(step.joins),
            ", ".join(step.leaves),
        )
        for price in costly
        for step in price.steps or ()
    )
    return score_table(of.call, columns, rows)


def price_name(price: Price) -> str:
    if price.whole:
        return say("{rule}, all groups alike", rule=rule_name(price.rule, ""))
    return rule_name(price.rule, price.group)


def easing_text(of: Lookup, price: Price, by: Fraction) -> str:
    """EUR 50,000; 2; 1.5 percentage points."""
    constraint = next(c for c in of.award.constraints if c.rule == price.rule)
    if constraint.whole is not None:
        return say("{number} percentage points", number=number_text(by))
    return quantity(of.call, constraint, int(by)) if by.denominator == 1 else number_text(by)


def _limits(of: Lookup, price: Price) -> str:
    if price.steps is None:
        return say("{rule}: what it costs was not determined.", rule=price_name(price))
    if price.examined is None:
        return ""
    return say(
        "{rule}: easings of more than {most} were not examined.",
        rule=price_name(price),
        most=easing_text(of, price, price.examined),
    )


def slack_of(of: Lookup, price: Price) -> str:
    """Of the group; of a whole rule there is none."""
    if price.whole:
        return ""
    constraint = of.constraints[price.rule, price.group][0]
    return visible(slack_text(of.call, constraint, of.funded))
