"""Which criteria the jury marks, and how many marks each needs: as their indicators say."""

from tenderscore.call import Call, Criterion, IndicatorUse
from tenderscore.indicators import INDICATORS


def by_jury(use: IndicatorUse) -> bool:
    """Whether it reads marks."""
    return "marks" in INDICATORS[use.use].details["reads"]


def marked_criteria(call: Call) -> tuple[Criterion, ...]:
    """Those with an indicator that reads marks, in the order of the call."""
    return tuple(each for each in call.criteria if least_marks(each))


def least_marks(criterion: Criterion) -> int:
    """The most that one of its indicators needs; 0: none reads marks."""
    needed = [
        int(each.indicator.options.get("min_marks", 1))
        for each in criterion.indicators
        if by_jury(each.indicator)
    ]
    return max(needed, default=0)
