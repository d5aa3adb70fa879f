"""Which of the call's topics a proposal covers."""

from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, percent
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal


@indicator(unit="percent", reads=("topics",))
def topics_percent(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None
) -> Fraction:
    """The weight of the topics covered, in percent of the weight of all the call's topics.

    Raises InputError where the call names no topics or their weights add up to 0.
    """
    weight = sum(call.topics.values(), start=Fraction(0))
    if weight == 0:
        raise InputError([problem("TS508", where=call.name)])
    covered = (call.topics.get(topic, Fraction(0)) for topic in set(proposal.topics))
    return percent(sum(covered, start=Fraction(0)), weight)
