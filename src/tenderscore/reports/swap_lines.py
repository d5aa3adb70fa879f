"""Two portfolios: at which weight of each criterion they change places."""

from collections.abc import Sequence

from tenderscore.language import say
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.section import Listed, Part, Section
from tenderscore.reports.weight_words import criterion_text, weight_text
from tenderscore.reports.wording import listed, rule_name, visible
from tenderscore.weights.holding import Swap


def swaps_section(of: Lookup, other: frozenset[str], swaps: Sequence[Swap]) -> Section:
    """The award and another portfolio; `swaps` were asked in this order."""
    joins, leaves = sorted(other - of.funded), sorted(of.funded - other)
    title = say(
        "When another portfolio would lead ({joins} in place of {leaves})",
        joins=listed(map(visible, joins)) or say("none"),
        leaves=listed(map(visible, leaves)) or say("none"),
    )
    head = say("By the score alone, the other weights in proportion to each other:")
    broken = dict.fromkeys(c.rule for c in of.award.constraints if not c.holds(other))
    parts: list[Part] = [head, Listed(tuple(_swap(of, each) for each in swaps))]
    if broken:
        names = listed((rule_name(rule, "") for rule in broken), len(broken))
        parts.append(say("That other portfolio does not keep {rules}.", rules=names))
    return Section(title=title, parts=tuple(parts))


def _swap(of: Lookup, swap: Swap) -> str:
    name = criterion_text(of.call, swap.criterion)
    if swap.weight is None:
        if swap.above == 0:
            return say("{criterion}: neither leads at any weight.", criterion=name)
        if swap.above > 0:
            return say("{criterion}: the award leads, however much it weighs.", criterion=name)
        return say("{criterion}: the other leads, however much it weighs.", criterion=name)
    weight = weight_text(of.call, swap.weight)
    if swap.above > 0:
        return say("{criterion}: from {weight} on the award leads, below that the other.",
                   criterion=name, weight=weight)  # fmt: skip
    return say("{criterion}: up to {weight} the award leads, above that the other.",
               criterion=name, weight=weight)  # fmt: skip
