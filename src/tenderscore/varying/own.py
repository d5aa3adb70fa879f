"""A threshold and a state → the figure of each proposal that is held against the threshold."""

from collections.abc import Mapping
from fractions import Fraction

from tenderscore.problem import InputError
from tenderscore.score import indicator_value
from tenderscore.varying.kinds import spelled
from tenderscore.varying.states import State


def own_figures(state: State, path: str) -> Mapping[str, Fraction]:
    """Proposal → points, or the value of an indicator; empty for anything but a threshold."""
    call, cards = state.call, state.cards
    if path == "total.threshold_points":
        return {
            c.proposal: Fraction(c.total, call.total_unit) for c in cards if c.total is not None
        }
    for criterion in call.criteria:
        if path in spelled("criteria", criterion.id, "threshold_points"):
            id_ = criterion.id
            return {c.proposal: Fraction(c.points[id_], 100) for c in cards if id_ in c.points}
    found: dict[str, Fraction] = {}
    for eligible in call.eligibility:
        names = (*spelled("eligibility", eligible.id, "min"),
                 *spelled("eligibility", eligible.id, "max"))  # fmt: skip
        for proposal in state.proposals if path in names else ():
            try:
                found[proposal.id] = indicator_value(call, proposal, eligible.indicator)
            except InputError:
                continue
    return found
