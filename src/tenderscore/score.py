"""A proposal → its Scorecard: points per criterion, rounded once, total, obstacles, trail."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from tenderscore.call import Call, Criterion, Eligibility, IndicatorUse, ScoredIndicator
from tenderscore.indicators import INDICATORS, cells_read
from tenderscore.problem import InputError, Problem, problem
from tenderscore.proposal import Proposal
from tenderscore.scorecard import Obstacle, Scorecard, Step
from tenderscore.units import (
    Points,
    amount_text,
    decimal_text,
    half_up,
    hundredths,
    number_text,
    points_text,
)


def scorecards(call: Call, proposals: Iterable[Proposal]) -> tuple[Scorecard, ...]:
    """One scorecard for each proposal, same order. Raises InputError with what cannot be scored."""
    cards: list[Scorecard] = []
    problems: list[Problem] = []
    for proposal in proposals:
        try:
            cards.append(score(call, proposal))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(dict.fromkeys(problems))
    return tuple(cards)


def score(call: Call, proposal: Proposal) -> Scorecard:
    """The proposal's scorecard. Raises InputError where a figure that is needed is unknown.

    A proposal that is not eligible need not be scorable: what is missing then stays unscored.
    """
    problems: list[Problem] = []
    obstacles: list[Obstacle] = []
    for rule in call.eligibility:
        try:
            obstacles += _eligible(call, proposal, rule)
        except InputError as error:
            problems += error.problems
    eligible = not obstacles
    points: dict[str, Points] = {}
    trail: list[Step] = []
    for criterion in call.criteria:
        try:
            steps = list(_steps(call, proposal, criterion))
        except InputError as error:
            if eligible:
                problems += error.problems
            continue
        trail += steps
        reached = half_up(sum((s.points * s.share_percent for s in steps), Fraction(0)))
        points[criterion.id] = Points(reached)
        if criterion.threshold is not None and reached < criterion.threshold:
            obstacles.append(_below(criterion, reached, steps))
    if problems:
        raise InputError(problems)
    complete = len(points) == len(call.criteria)
    total = sum(call.weighted(c.weight, points[c.id]) for c in call.criteria) if complete else None
    ranking = (
        sum(call.weighted(c.ranking_weight, points[c.id]) for c in call.criteria)
        if complete
        else None
    )
    if total is not None and call.total_threshold is not None:
        needed = call.total_threshold * call.total_unit
        if total < needed:
            obstacles.append(_below_total(call, total, needed))
    return Scorecard(
        proposal=proposal.id,
        points=points,
        total=total,
        ranking=ranking,
        obstacles=tuple(obstacles),
        trail=tuple(trail),
    )


def indicator_value(
    call: Call, proposal: Proposal, use: IndicatorUse, criterion: Criterion | None = None
) -> Fraction:
    """The indicator's exact value. Raises InputError where it cannot be known."""
    entry = INDICATORS[use.use]
    return Fraction(entry.function(proposal, call, criterion=criterion, **use.options))


def _eligible(call: Call, proposal: Proposal, rule: Eligibility) -> Iterator[Obstacle]:
    value = indicator_value(call, proposal, rule.indicator)
    entry = INDICATORS[rule.indicator.use]
    unit = entry.details["unit"]
    bound = None
    if rule.min is not None and value < rule.min:
        bound = f"needed at least {_shown(rule.min, unit, call)}"
    elif rule.max is not None and value > rule.max:
        bound = f"allowed at most {_shown(rule.max, unit, call)}"
    if bound:
        yield Obstacle(
            kind="eligibility",
            id=rule.id,
            title=rule.title,
            text=f"{_shown(value, unit, call)}, {bound}",
            cells=cells_read(entry, proposal, None, rule.indicator.options),
            source=rule.source,
        )


def _steps(call: Call, proposal: Proposal, criterion: Criterion) -> Iterator[Step]:
    problems: list[Problem] = []
    for scored in criterion.indicators:
        use = scored.indicator
        entry = INDICATORS[use.use]
        try:
            value = indicator_value(call, proposal, use, criterion)
            points = _points(scored, value, proposal, criterion)
        except InputError as error:
            problems += error.problems
            continue
        yield Step(
            criterion=criterion.id,
            indicator=" ".join(filter(None, (use.use, use.options.get("column")))),
            value=_shown(value, entry.details["unit"], call),
            points=points,
            share_percent=scored.share_percent,
            cells=cells_read(entry, proposal, criterion, use.options),
        )
    if problems:
        raise InputError(problems)


def _points(
    scored: ScoredIndicator, value: Fraction, proposal: Proposal, criterion: Criterion
) -> Fraction:
    if scored.line:
        return _on_line(scored.line, value)
    if not scored.steps:
        return value
    reached = [points for start, points in scored.steps if value >= start]
    if not reached:
        raise InputError(
            [
                problem(
                    "TS605",
                    where=proposal.where,
                    proposal=proposal.id,
                    indicator=scored.indicator.use,
                    value=number_text(value),
                    criterion=criterion.id,
                    first=number_text(scored.steps[0][0]),
                )
            ]
        )
    return reached[-1]


def _on_line(line: tuple[tuple[Fraction, Fraction], ...], value: Fraction) -> Fraction:
    """Interpolated between the points of the line, level before its first and after its last."""
    if value <= line[0][0]:
        return line[0][1]
    for (low, low_points), (high, high_points) in pairwise(line):
        if value <= high:
            return low_points + (high_points - low_points) * (value - low) / (high - low)
    return line[-1][1]


def _shown(value: Fraction, unit: str, call: Call) -> str:
    """The value with its unit: 62.5 percent, 1 partner, EUR 1500000 a year, yes."""
    if unit == "yes or no":
        return "yes" if value else "no"
    if unit == "hours":
        return _duration(value)
    if unit == "as in the column":
        return number_text(value)
    if unit.startswith("currency"):
        return _money(value, call.currency) + unit.removeprefix("currency")
    if value == 1 and unit.endswith("s"):
        unit = unit.removesuffix("s")
    return f"{number_text(value)} {unit}".strip()


def _duration(hours: Fraction) -> str:
    """Exact to the second: 93 h 30 min, 7 min, 0 min."""
    seconds = hours * 3600
    if seconds.denominator != 1:
        return f"{number_text(hours)} hours"
    minutes, rest = divmod(abs(int(seconds)), 60)
    parts = [f"{minutes // 60} h" if minutes >= 60 else "", f"{minutes % 60} min"]
    sign = "-" if seconds < 0 else ""
    return sign + " ".join(filter(None, [*parts, f"{rest} s" if rest else ""]))


def _money(value: Fraction, currency: str) -> str:
    cents = hundredths(value)
    return f"{currency} {number_text(value)}" if cents is None else amount_text(cents, currency)


def _below(criterion: Criterion, reached: int, steps: list[Step]) -> Obstacle:
    return Obstacle(
        kind="criterion",
        id=criterion.id,
        title=criterion.title,
        text=f"{points_text(reached)} points, needed {points_text(criterion.threshold or 0)}",
        cells=tuple(cell for step in steps for cell in step.cells),
        source=criterion.source,
    )


def _total_text(call: Call, pieces: Fraction) -> str:
    if pieces.denominator == 1:
        return decimal_text(int(pieces), call.total_unit)
    return number_text(pieces / call.total_unit)


def _below_total(call: Call, total: int, needed: Fraction) -> Obstacle:
    return Obstacle(
        kind="total",
        id="",
        title="Total",
        text=f"{decimal_text(total, call.total_unit)} points, needed {_total_text(call, needed)}",
        source=call.total_source,
    )
