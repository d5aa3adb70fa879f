"""How long a proposal runs, and how late it came in."""

from datetime import timedelta
from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, known
from tenderscore.language import said
from tenderscore.proposal import Proposal

_HOUR = timedelta(hours=1)
_TICK = timedelta.resolution


@indicator(unit="months", reads=("duration_months",))
def duration_months(proposal: Proposal, call: Call, *, criterion: Criterion | None = None) -> int:
    """The duration, in months.

    Raises InputError where it is unknown.
    """
    return known(
        proposal.duration_months,
        said("the duration"),
        proposal,
        "duration_months",
        "duration_months",
    )


@indicator(unit="hours", reads=("received",))
def hours_late(proposal: Proposal, call: Call, *, criterion: Criterion | None = None) -> Fraction:
    """The hours from the deadline to receipt, exact; negative when early, 0 on the dot.

    The deadline is the call's `closes`. Raises InputError where the time of receipt is unknown.
    """
    what = said("the time of receipt")
    received = known(proposal.received, what, proposal, "received", "hours_late")
    return Fraction((received - call.closes) // _TICK, _HOUR // _TICK)
