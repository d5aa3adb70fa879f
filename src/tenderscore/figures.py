"""What would have to be otherwise for a proposal to be funded, or to lose that: points and money.

Valid while all else stays as it is; each figure is exact.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from tenderscore.again import Again
from tenderscore.call import Call
from tenderscore.frame import worth
from tenderscore.keeping import Portfolio
from tenderscore.scorecard import Scorecard
from tenderscore.sweep import Sweep


@frozen(kw_only=True)
class Points:
    """In 1/total_unit points of the score. A refused proposal ties with `tie` more and is in every
    best portfolio with `surely` more; a funded one ties with `tie` less and is in none with
    `surely` less. None: no points would do that, and `why`."""

    tie: int | None
    surely: int | None
    why: str = ""
    """rules (no portfolio with it, or none without it, keeps the rules); aim (an aim that comes
    before the score decides); no aim (the score is none); scale (more than the scale has)."""
    headroom: int = 0
    """So many more, or less, the scale has."""


@frozen(kw_only=True)
class Margin:
    """Points of one criterion, or of the total, above what is needed at least."""

    criterion: str | None
    """None: the total."""
    left: Fraction
    """In points."""


@frozen(kw_only=True)
class Budget:
    """What a limit on money would have to give, alike in all its groups, to fund a proposal."""

    rule: str
    funded: tuple[tuple[int, int | None], ...]
    """Increases in cents, from … to below …, at which it is funded; to None: from there on, as far
    as was examined. Empty: at none that was examined."""
    examined: int | None
    """Increases up to this one were examined; None: all that change anything."""


def points_of(again: Again, card: Scorecard, with_: Portfolio | None,
              without: Portfolio | None) -> Points:  # fmt: skip
    """`with_` and `without`: the best portfolio that has the proposal, and that has it not."""
    call, funded = again.award.call, card.proposal in again.funded
    headroom = (card.ranking or 0) if funded else call.highest_score - (card.ranking or 0)
    if with_ is None or without is None:
        return Points(tie=None, surely=None, why="rules", headroom=headroom)
    stages = [stage for stage in call.objective if stage.aim != "draw"]
    for aim, stage in zip(again.question.aims, stages, strict=True):
        better, worse = (with_, without) if funded else (without, with_)
        gap = worth(better, aim.gains) - worth(worse, aim.gains)
        if stage.what == "score" and stage.aim == "maximise":
            return _within(gap, headroom)
        if gap:
            return Points(tie=None, surely=None, why="aim", headroom=headroom)
    return Points(tie=None, surely=None, why="no aim", headroom=headroom)


def _within(gap: int, headroom: int) -> Points:
    return Points(
        tie=gap if gap <= headroom else None,
        surely=gap + 1 if gap + 1 <= headroom else None,
        why="" if gap + 1 <= headroom else "scale",
        headroom=headroom,
    )


def margins(call: Call, card: Scorecard) -> tuple[Margin, ...]:
    """Above each threshold, criterion after criterion, and of the total."""
    above = [
        Margin(criterion=each.id, left=Fraction(card.points[each.id] - each.threshold, 100))
        for each in call.criteria
        if each.threshold is not None and each.id in card.points
    ]
    if call.total_threshold is not None and card.total is not None:
        left = Fraction(card.total, call.total_unit) - call.total_threshold
        above.append(Margin(criterion=None, left=left))
    return tuple(above)


def budgets_of(sweeps: Mapping[str, Sweep], id_: str) -> tuple[Budget, ...]:
    """`sweeps`: of each rule that limits money. For a refused proposal."""
    return tuple(_budget(rule, swept, id_) for rule, swept in sweeps.items())


def _budget(rule: str, swept: Sweep, id_: str) -> Budget:
    stretches: list[tuple[int, int | None]] = []
    begun: int | None = None
    for level in swept.levels:
        if id_ in level.funded and begun is None:
            begun = int(level.by)
        elif id_ not in level.funded and begun is not None:
            stretches.append((begun, int(level.by)))
            begun = None
    if begun is not None:
        stretches.append((begun, None))
    return Budget(
        rule=rule,
        funded=tuple(stretches),
        examined=None if swept.examined is None else int(swept.examined),
    )
