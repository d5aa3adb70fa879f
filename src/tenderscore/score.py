"""A proposal → its Scorecard: points per criterion, rounded once, total, obstacles, trail."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from tenderscore.call import Call, Criterion, Eligibility, IndicatorUse, ScoredIndicator
from tenderscore.indicators import INDICATORS, cells_read, how_found
from tenderscore.language import Text, later, said, titled
from tenderscore.measure import value_text
from tenderscore.problem import InputError, Problem, problem
from tenderscore.proposal import Proposal
from tenderscore.scorecard import Obstacle, Scorecard, Step
from tenderscore.units import Points, decimal_text, half_up, number_text, points_text


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
            obstacles += unmet(call, proposal, rule)
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


def points_of(
    call: Call, proposal: Proposal, criterion: Criterion, scored: ScoredIndicator
) -> Fraction:
    """The points of one indicator, not yet rounded. Raises InputError where they are unknown."""
    value = indicator_value(call, proposal, scored.indicator, criterion)
    return _points(scored, value, proposal, criterion)


def indicator_value(
    call: Call, proposal: Proposal, use: IndicatorUse, criterion: Criterion | None = None
) -> Fraction:
    """The indicator's exact value. Raises InputError where it cannot be known."""
    entry = INDICATORS[use.use]
    return Fraction(entry.function(proposal, call, criterion=criterion, **use.options))


def unmet(call: Call, proposal: Proposal, rule: Eligibility) -> Iterator[Obstacle]:
    """The obstacle, if the rule is not met. Raises InputError where the value is unknown."""
    value = indicator_value(call, proposal, rule.indicator)
    entry = INDICATORS[rule.indicator.use]
    unit = entry.details["unit"]
    shown = _shown(value, unit, call)
    text = None
    if rule.min is not None and value < rule.min:
        least = _shown(rule.min, unit, call)
        text = said("{value}, needed at least {least}", value=shown, least=least)
    elif rule.max is not None and value > rule.max:
        most = _shown(rule.max, unit, call)
        text = said("{value}, allowed at most {most}", value=shown, most=most)
    if text:
        yield Obstacle(
            kind="eligibility",
            id=rule.id,
            title=later(titled, rule.title, rule.title_de),
            text=text,
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
            how=how_found(entry, proposal, use.options),
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
                    value=later(number_text, value),
                    criterion=criterion.id,
                    first=later(number_text, scored.steps[0][0]),
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


def _shown(value: Fraction, unit: str, call: Call) -> Text:
    return later(value_text, value, unit, call.currency)


def _below(criterion: Criterion, reached: int, steps: list[Step]) -> Obstacle:
    return Obstacle(
        kind="criterion",
        id=criterion.id,
        title=later(titled, criterion.title, criterion.title_de),
        text=_too_few(later(points_text, reached), later(points_text, criterion.threshold or 0)),
        cells=tuple(cell for step in steps for cell in step.cells),
        source=criterion.source,
    )


def _too_few(points: Text, needed: Text) -> Text:
    return said("{points} points, needed {needed}", points=points, needed=needed)


def _total_text(pieces: Fraction, unit: int) -> str:
    if pieces.denominator == 1:
        return decimal_text(int(pieces), unit)
    return number_text(pieces / unit)


def _below_total(call: Call, total: int, needed: Fraction) -> Obstacle:
    return Obstacle(
        kind="total",
        id="",
        title=said("Total"),
        text=_too_few(
            later(decimal_text, total, call.total_unit), later(_total_text, needed, call.total_unit)
        ),
        source=call.total_source,
    )
