"""The jury's marks for one criterion → mean or median. Conflicts and empty marks count nowhere."""

from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, place_in_call
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.units import POINTS_UNIT


@indicator(unit="points", reads=("marks",), of_points_alone=True)
def jury_mean(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None, min_marks: int = 1
) -> Fraction:
    """The mean of the criterion's marks, in points.

    Jurors with a conflict of interest are left out. Raises InputError below `min_marks` marks.
    """
    marks = _marks(proposal, call, criterion, min_marks, "jury_mean")
    return Fraction(sum(marks), POINTS_UNIT * len(marks))


@indicator(unit="points", reads=("marks",), of_points_alone=True)
def jury_median(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None, min_marks: int = 1
) -> Fraction:
    """The median of the criterion's marks, in points; of an even number the mean of the middle two.

    Jurors with a conflict of interest are left out. Raises InputError below `min_marks` marks.
    """
    marks = _marks(proposal, call, criterion, min_marks, "jury_median")
    low, high = marks[(len(marks) - 1) // 2], marks[len(marks) // 2]
    return Fraction(low + high, POINTS_UNIT * 2)


def _marks(
    proposal: Proposal, call: Call, criterion: Criterion | None, min_marks: int, use: str
) -> list[int]:
    """The marks that count, rising, in hundredths of a point."""
    place = place_in_call(call, criterion)
    if criterion is None:
        raise InputError([problem("TS501", where=place, indicator=use)])
    if min_marks < 1:
        raise InputError(
            [problem("TS514", where=place, option="min_marks", value=min_marks, least=1)]
        )
    marks = sorted(
        mark.points
        for mark in proposal.marks
        if mark.criterion == criterion.id and not mark.conflict and mark.points is not None
    )
    if len(marks) < min_marks:
        raise InputError(
            [
                problem(
                    "TS502",
                    where=proposal.where,
                    found=len(marks),
                    needed=min_marks,
                    criterion=repr(criterion.id),
                    indicator=use,
                )
            ]
        )
    return [int(mark) for mark in marks]
