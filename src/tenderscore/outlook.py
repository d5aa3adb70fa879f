"""A proposal before the jury → what is certain of its points, and what the jury can make of them.

Nothing is scored here: marks that a jury could give are filled in, and `score` is asked.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from attrs import evolve, field, frozen

from tenderscore.call import Call, Criterion, Eligibility, ScoredIndicator
from tenderscore.frozen import frozen_mapping
from tenderscore.indicators import INDICATORS, cells_read
from tenderscore.indicators.marked import by_jury, least_marks
from tenderscore.problem import InputError, Problem
from tenderscore.proposal import Mark, Proposal
from tenderscore.score import indicator_value, score
from tenderscore.scorecard import Obstacle, Scorecard, Step
from tenderscore.units import POINTS_UNIT, Points, hundredths

Verdict = Literal["met", "not met", "unknown", "later"]
"""Later: it is settled when the proposal is handed in."""
Chance = Literal["", "met", "open", "lost"]
"""Of a threshold: none; met or lost whatever the jury says; else it is for the jury to decide."""
ON_RECEIPT = frozenset({"received"})
"""What is not the applicant's to fill in."""


@frozen(kw_only=True)
class Condition:
    """An eligibility rule of the call and what the proposal says to it."""

    rule: str
    verdict: Verdict
    value: Fraction | None
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    """What would have to be known."""
    obstacles: tuple[Obstacle, ...] = ()
    """As `score` says it where it is not met."""


@frozen(kw_only=True)
class Range:
    """From what the worst to what the best marks come to, both reached."""

    least: int
    """Hundredths of a point for a criterion, pieces of 1/total_unit for a total."""
    most: int
    chance: Chance


@frozen(kw_only=True)
class CriterionOutlook:
    criterion: str
    steps: Mapping[int, Step] = field(converter=frozen_mapping)
    """Place among the criterion's indicators → what it gives, where no jury is needed and the
    figures are known."""
    certain: Fraction
    """What these give, in points of the criterion before its one rounding."""
    jury_percent: Fraction
    """The share of the criterion that the jury's marks decide."""
    problems: tuple[Problem, ...]
    """What would have to be known; it leaves the range open."""
    range: Range | None


@frozen(kw_only=True)
class Outlook:
    criteria: tuple[CriterionOutlook, ...]
    total: Range | None
    """None where a criterion is open."""
    ranking: Range | None
    """The same by the weights of the ranking."""


def conditions(call: Call, proposal: Proposal) -> tuple[Condition, ...]:
    """Each eligibility rule, as `score` decides it."""
    return tuple(condition(call, proposal, rule) for rule in call.eligibility)


def condition(call: Call, proposal: Proposal, rule: Eligibility) -> Condition:
    """The rule alone, so that what is unknown elsewhere does not hide it."""
    entry = INDICATORS[rule.indicator.use]
    cells = cells_read(entry, proposal, None, rule.indicator.options)
    try:
        value = indicator_value(call, proposal, rule.indicator)
        card = score(_only(call, eligibility=(rule,)), proposal)
    except InputError as error:
        later = set(entry.details["reads"]) <= ON_RECEIPT
        return Condition(
            rule=rule.id,
            verdict="later" if later else "unknown",
            value=None,
            cells=cells,
            problems=() if later else error.problems,
        )
    return Condition(
        rule=rule.id,
        verdict="not met" if card.obstacles else "met",
        value=value,
        cells=cells,
        obstacles=card.obstacles,
    )


def step(
    call: Call, proposal: Proposal, criterion: Criterion, scored: ScoredIndicator
) -> Step | tuple[Problem, ...]:
    """What this indicator alone gives, or what would have to be known for that."""
    alone = evolve(criterion, indicators=(scored,), threshold=None)
    try:
        return score(_only(call, criteria=(alone,)), proposal).trail[0]
    except InputError as error:
        return error.problems


def outlook(call: Call, proposal: Proposal) -> Outlook:
    """Marks that were given already are looked past: the jury is open."""
    worst: dict[str, Points] = {}
    best: dict[str, Points] = {}
    criteria = []
    for criterion in call.criteria:
        found = _criterion(call, proposal, criterion)
        if isinstance(found, CriterionOutlook):
            criteria.append(found)
            continue
        its, worst[criterion.id], best[criterion.id] = found
        criteria.append(its)
    if len(worst) < len(call.criteria):
        return Outlook(criteria=tuple(criteria), total=None, ranking=None)
    scored = _only(call, criteria=call.criteria, total_threshold=call.total_threshold)
    low, high = (score(scored, marked(call, proposal, marks)) for marks in (worst, best))
    needed = call.total_threshold is not None
    return Outlook(
        criteria=tuple(criteria),
        total=Range(
            least=low.total or 0, most=high.total or 0, chance=_chance(needed, low, high, "total")
        ),
        ranking=Range(least=low.ranking or 0, most=high.ranking or 0, chance=""),
    )


def marked(call: Call, proposal: Proposal, marks: dict[str, Points]) -> Proposal:
    """The proposal with the fewest jurors that count, all giving these marks to the criteria."""
    return evolve(
        proposal,
        marks=tuple(
            Mark(juror=str(number), criterion=criterion.id, points=marks[criterion.id])
            for criterion in call.criteria
            if criterion.id in marks
            for number in range(least_marks(criterion))
        ),
    )


def _only(call: Call, **parts: Any) -> Call:
    """The call with these parts of it and nothing else to be judged."""
    nothing: dict[str, Any] = {"eligibility": (), "criteria": (), "total_threshold": None}
    return evolve(call, **nothing | parts)


def _criterion(
    call: Call, proposal: Proposal, criterion: Criterion
) -> CriterionOutlook | tuple[CriterionOutlook, Points, Points]:
    """With the worst and the best marks, where these can be told."""
    steps: dict[int, Step] = {}
    problems: list[Problem] = []
    for number, scored in enumerate(criterion.indicators):
        if not by_jury(scored.indicator):
            found = step(call, proposal, criterion, scored)
            if isinstance(found, Step):
                steps[number] = found
            else:
                problems += found
    cards = []
    if not problems:
        alone = _only(call, criteria=(criterion,))
        try:
            cards = [
                (score(alone, marked(call, proposal, {criterion.id: marks})), marks)
                for marks in _marks_to_try(criterion)
            ]
        except InputError as error:
            problems += error.problems
    its = CriterionOutlook(
        criterion=criterion.id,
        steps=steps,
        certain=sum((each.points * each.share_percent for each in steps.values()), Fraction(0))
        / 100,
        jury_percent=sum(
            (each.share_percent for each in criterion.indicators if by_jury(each.indicator)),
            Fraction(0),
        ),
        problems=tuple(problems),
        range=None,
    )
    if not cards:
        return its
    (low, worst), (high, best) = (
        choose(cards, key=lambda each: each[0].points[criterion.id]) for choose in (min, max)
    )
    needed = criterion.threshold is not None
    reached = Range(
        least=low.points[criterion.id],
        most=high.points[criterion.id],
        chance=_chance(needed, low, high, "criterion"),
    )
    return evolve(its, range=reached), worst, best


def _chance(needed: bool, low: Scorecard, high: Scorecard, kind: str) -> Chance:
    """As the obstacles of the worst and of the best card say it."""
    if not needed:
        return ""
    below = [any(each.kind == kind for each in card.obstacles) for card in (low, high)]
    return "lost" if below[1] else "open" if below[0] else "met"


def _marks_to_try(criterion: Criterion) -> tuple[Points, ...]:
    """All jurors alike: among these marks are the worst and the best; empty: that is not certain.

    Where more marks never give fewer points, they are the ends of the scale. Else one indicator's
    bends are tried too; what several of them could do together is not worked out.
    """
    jury = [each for each in criterion.indicators if by_jury(each.indicator)]
    ends = (Points(0), criterion.scale)
    if all(_rising(each) for each in jury):
        return ends
    bends = [hundredths(value) for value in _starts(jury, criterion)]
    if len(jury) > 1 or None in bends:
        return ()
    return (*ends, *(Points(each) for each in bends if each is not None))


def _rising(scored: ScoredIndicator) -> bool:
    points = [points for _, points in scored.steps or scored.line]
    return all(low <= high for low, high in pairwise(points))


def _starts(jury: list[ScoredIndicator], criterion: Criterion) -> Iterator[Fraction]:
    """Where steps and lines begin or bend, within the scale."""
    for each in jury:
        for value, _ in each.steps or each.line:
            if 0 <= value <= Fraction(criterion.scale, POINTS_UNIT):
                yield value
