"""An award → what every rule and each group of it costs, in points and in money."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from tenderscore.again import Again
from tenderscore.block import Unsettled
from tenderscore.constraint import Constraint
from tenderscore.sweep import sweep


@frozen(kw_only=True)
class Step:
    """From this easing on: what the award would be, until the next step."""

    by: Fraction
    """Pieces of the rule's unit, or percentage points of a share."""
    points: int
    """What the total gains by it, in 1/total_unit points; with another first aim it may lose."""
    money: int
    """What the funded would request more, in cents."""
    joins: tuple[str, ...]
    leaves: tuple[str, ...]


@frozen(kw_only=True)
class Price:
    """Of one group of a rule, or of all its groups together."""

    rule: str
    group: str
    whole: bool
    """All groups of a rule that has several."""
    steps: tuple[Step, ...] | None
    """Easing rises; empty: the award stays, however far it is eased. None: not determined."""
    examined: Fraction | None
    """Up to this easing; None: all the way."""

    @property
    def binds(self) -> bool:
        return bool(self.steps)


def prices(again: Again) -> tuple[Price, ...]:
    """In the call's order; a rule of several groups first as a whole."""
    found = []
    for rule in again.rules:
        groups = [each for each in again.question.constraints if each.rule == rule]
        if len(groups) > 1:
            found.append(_price(again, groups, ""))
        found += [_price(again, [each], each.group) for each in groups]
    return tuple(found)


def _price(again: Again, eased: Sequence[Constraint], group: str) -> Price:
    rule, whole = eased[0].rule, len(eased) > 1
    try:
        swept = sweep(again, eased)
    except Unsettled:
        return Price(rule=rule, group=group, whole=whole, steps=None, examined=None)
    steps = tuple(
        Step(
            by=level.by,
            points=again.total(level.funded) - again.total(again.funded),
            money=again.money_of(level.funded) - again.money_of(again.funded),
            joins=tuple(sorted(level.funded - again.funded)),
            leaves=tuple(sorted(again.funded - level.funded)),
        )
        for level in swept.levels[1:]
    )
    return Price(rule=rule, group=group, whole=whole, steps=steps, examined=swept.examined)
