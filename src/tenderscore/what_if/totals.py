"""A portfolio → what it comes to: number, points, money, and how many by Land, lot and topic."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.frozen import frozen_mapping
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import LAENDER
from tenderscore.units import Cents


@frozen(kw_only=True)
class Reached:
    """What a rule of the base sums, such as the firms that are assisted."""

    rule: str
    group: str
    column: str


@frozen(kw_only=True)
class Totals:
    number: int
    points: Fraction
    money: Cents
    reached: Mapping[Reached, Fraction] = field(converter=frozen_mapping)
    laender: Mapping[str, int] = field(converter=frozen_mapping)
    """Code → how many; empty code: names none."""
    lots: Mapping[str, int] = field(converter=frozen_mapping)
    topics: Mapping[str, int] = field(converter=frozen_mapping)
    """A proposal counts for each topic that it names."""


def totals(award: Award, call: Call, constraints: Sequence[Constraint]) -> Totals:
    """What the award comes to; what is summed is said by the base's call and constraints."""
    funded = award.selection.funded
    chosen = [each for each in award.proposals if each.id in funded]
    return Totals(
        number=len(funded),
        points=points_of(award, funded) or Fraction(0),
        money=Cents(sum(each.requested for each in chosen)),
        reached=_reached(call, constraints, funded),
        laender=_counted([each.land or "" for each in chosen], _order(award.proposals, LAENDER)),
        lots=_counted([each.lot or "" for each in chosen], award.call.lots),
        topics=_counted([topic for each in chosen for topic in each.topics], award.call.topics),
    )


def points_of(award: Award, portfolio: Iterable[str]) -> Fraction | None:
    """The sum of their ranking scores in this award; None: one of them has no score in it."""
    scores = {card.proposal: card.ranking for card in award.scorecards}
    pieces = [scores.get(id_) for id_ in portfolio]
    if None in pieces:
        return None
    return Fraction(sum(each for each in pieces if each is not None), award.call.total_unit)


def _reached(
    call: Call, constraints: Iterable[Constraint], funded: Collection[str]
) -> dict[Reached, Fraction]:
    columns = {rule.id: str(rule.options["column"]) for rule in call.rules if rule.use == "sum"}
    return {
        Reached(rule=each.rule, group=each.group, column=columns[each.rule]): Fraction(
            each.total(funded), each.scale
        )
        for each in constraints
        if each.rule in columns and each.whole is None
    }


def _order(proposals: Iterable[Proposal], first: Iterable[str]) -> list[str]:
    """Those codes first that are known, then what else proposals name."""
    return [*first, *sorted({each.land for each in proposals if each.land} - set(first))]


def _counted(values: Sequence[str], order: Iterable[str]) -> dict[str, int]:
    """How many of each, in this order, then any other; those with none are left out."""
    names = dict.fromkeys([*order, *sorted(set(values))])
    return {name: values.count(name) for name in names if name in values}
