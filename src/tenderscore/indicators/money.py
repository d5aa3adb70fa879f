"""What a proposal asks for and brings along: amounts in the call's currency, and shares."""

from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, known, percent, unknown
from tenderscore.language import Text, said
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal


@indicator(unit="currency", reads=("requested",))
def requested_amount(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None
) -> Fraction:
    """The requested amount, in units of the call's currency (euros, not cents)."""
    return Fraction(proposal.requested, 100)


@indicator(unit="currency a year", reads=("requested", "duration_months"))
def amount_per_year(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None
) -> Fraction:
    """The requested amount for twelve months of the duration, in units of the call's currency.

    Raises InputError where the duration is unknown or 0.
    """
    months = known(
        proposal.duration_months,
        said("the duration"),
        proposal,
        "duration_months",
        "amount_per_year",
    )
    if months == 0:
        raise _nothing(said("the duration"), proposal, "duration_months", "amount_per_year")
    return Fraction(proposal.requested * 12, 100 * months)


@indicator(unit="percent", reads=("requested", "partners"))
def staff_percent(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None
) -> Fraction:
    """All partners' staff costs in percent of the proposal's requested amount.

    Raises InputError where a partner's staff costs are unknown or nothing is requested.
    """
    staff = [partner.costs.get("staff") for partner in proposal.partners]
    problems = [
        unknown(
            said("the staff costs of {partner}", partner=repr(partner.name)),
            partner.where,
            "staff_percent",
        )
        for partner, costs in zip(proposal.partners, staff, strict=True)
        if costs is None
    ]
    if not proposal.partners:
        problems.append(problem("TS505", where=proposal.where, indicator="staff_percent"))
    if problems:
        raise InputError(problems)
    if proposal.requested == 0:
        raise _nothing(said("the requested amount"), proposal, "requested", "staff_percent")
    return percent(sum(costs for costs in staff if costs is not None), proposal.requested)


@indicator(unit="percent", reads=("own_contribution", "requested"))
def own_contribution_percent(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None
) -> Fraction:
    """The own contribution in percent of itself and the requested amount together.

    Raises InputError where the own contribution is unknown or both are 0.
    """
    use = "own_contribution_percent"
    own = known(
        proposal.own_contribution, said("the own contribution"), proposal, "own_contribution", use
    )
    if own + proposal.requested == 0:
        raise _nothing(said("own contribution and requested amount"), proposal, "requested", use)
    return percent(own, own + proposal.requested)


def _nothing(what: Text, proposal: Proposal, field: str, use: str) -> InputError:
    where = proposal.cells.get(field, proposal.where)
    return InputError([problem("TS506", where=where, what=what, indicator=use)])
