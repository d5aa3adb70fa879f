"""An award whose projects cost more: how often which money rule breaks, and by how much."""

from fractions import Fraction

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.language import say
from tenderscore.reports.sampling_lines import title_of
from tenderscore.reports.section import Section
from tenderscore.reports.share_words import interval_text, portion_text
from tenderscore.reports.table import Column, Table, score_table
from tenderscore.reports.wording import listed, quantity, rule_name, visible
from tenderscore.sampling.overspending import Overspending
from tenderscore.units import number_text, whole_text


def overspending_section(call: Call, found: Overspending) -> Section:
    """How often any money rule breaks, then each that does with its amounts."""
    parts: list[str | Table] = [
        say(
            "{draws} draws by the seed {seed}; who is funded stays. At least one rule breaks in "
            "{percent} % of them (95 % interval: {interval}); sampled, not exact.",
            draws=whole_text(found.draws),
            seed=visible(repr(found.asked.seed)),
            percent=portion_text(Fraction(found.breaks, found.draws)),
            interval=interval_text(found.low, found.high),
        )
    ]
    if any(its.breaks for its in found.overruns):
        parts.append(_table(call, found))
    kept = [_name(its.constraint) for its in found.overruns if not its.breaks]
    if kept:
        parts.append(say("Kept in every draw: {rules}.", rules=listed(kept)))
    return Section(title=title_of(found.asked), parts=tuple(parts))


def _table(call: Call, found: Overspending) -> Table:
    columns = (
        Column(header=say("Rule"), kind="text"),
        Column(header=say("Breaks in %"), kind="figure"),
        Column(header=say("95 % interval"), kind="figure"),
        Column(header=say("In 95 % of draws at most by"), kind="figure"),
        Column(header=say("At most by"), kind="figure"),
    )
    rows = [
        (
            _name(its.constraint),
            portion_text(Fraction(its.breaks, its.of)),
            interval_text(its.low, its.high),
            excess_text(call, its.constraint, its.percentile),
            excess_text(call, its.constraint, its.most),
        )
        for its in found.overruns
        if its.breaks
    ]
    return score_table(call, columns, rows)


def _name(constraint: Constraint) -> str:
    return rule_name(constraint.rule, constraint.group)


def excess_text(call: Call, constraint: Constraint, by: Fraction) -> str:
    """EUR 120,000; or 1.5 percentage points of a share."""
    if constraint.whole is not None:
        return say("{number} percentage points", number=number_text(by, 2))
    return quantity(call, constraint, int(by))
