"""Whether a partner is a small or medium-sized enterprise, so far as the figures tell.

Where the workbooks have a sheet Ownership, the whole chain of partner and linked enterprises
counts; where they have none, the simple test: the partner's figures as they stand.
"""

from collections.abc import Sequence

from attrs import frozen

from tenderscore.chain import Link, chain_of
from tenderscore.control import by_organisation
from tenderscore.language import N_, Text, all_of, later, said
from tenderscore.ownership import Enterprise, Figures, Ownership
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.proposal import Partner, Proposal
from tenderscore.sme import SOURCE, Status, alone, deciding_unknowns, status_of
from tenderscore.suggest import did_you_mean

NOT_ENTERPRISES = frozenset(
    {"university", "research institute", "chamber", "association", "public body"}
)
"""Kinds of partner that are counted as no SME whatever their figures."""

FIGURES = {
    "employees": N_("employees"),
    "turnover": N_("turnover"),
    "balance": N_("balance-sheet total"),
}


def status(partner: Partner, ownership: Ownership | None) -> Status:
    """By the chain that the sheet Ownership gives; without it, or not named there, by its own."""
    if ownership and partner.organisation in by_organisation(ownership):
        return status_of(ownership, partner.organisation)
    figures = Figures(
        employees=partner.employees, turnover=partner.turnover, balance=partner.balance
    )
    return alone(
        Enterprise(
            organisation=partner.organisation,
            name=partner.name,
            last=figures,
            where=partner.where,
        )
    )


@frozen(kw_only=True)
class Assessed:
    """A partner of a proposal with its status, and how it came about."""

    proposal: Proposal
    partner: Partner
    sme: bool | None
    status: Status | None
    """None: its kind alone says that it is none."""
    chain: tuple[Link, ...]
    problem: Problem | None
    """The figures that would decide, where the known ones do not."""


def assessed(proposals: Sequence[Proposal], id_: str | None = None) -> tuple[Assessed, ...]:
    """Every partner, of the proposal with this id or of all, in order of proposal and row.

    Raises InputError if there is none of that id.
    """
    ids = [proposal.id for proposal in proposals]
    if id_ is not None and id_ not in ids:
        raise InputError([problem("TS604", id=id_, suggestion=did_you_mean(id_, ids))])
    return tuple(
        _assessed(proposal, partner)
        for proposal in proposals
        if id_ in (None, proposal.id)
        for partner in proposal.partners
    )


def _assessed(proposal: Proposal, partner: Partner) -> Assessed:
    ownership, enterprise = proposal.ownership, partner.kind not in NOT_ENTERPRISES
    sme = is_sme(partner, ownership)
    its = status(partner, ownership) if enterprise else None
    in_graph = ownership and its and partner.organisation in by_organisation(ownership)
    return Assessed(
        proposal=proposal,
        partner=partner,
        sme=sme,
        status=its,
        chain=chain_of(ownership, its) if ownership and its and in_graph else (),
        problem=undecided(partner, ownership) if sme is None else None,
    )


def is_sme(partner: Partner, ownership: Ownership | None = None) -> bool | None:
    """True or False as soon as the known figures decide, else None. Nothing unknown is assumed."""
    if partner.kind in NOT_ENTERPRISES:
        return False
    by_figures = status(partner, ownership).sme
    return None if partner.kind is None and by_figures else by_figures


def undecided(partner: Partner, ownership: Ownership | None = None) -> Problem:
    """The problem that names the figures which would decide."""
    its = status(partner, ownership)
    missing: list[Text] = [said("kind")] if partner.kind is None else []
    others = False
    for field, enterprise in deciding_unknowns(its):
        if enterprise.organisation == its.enterprise.organisation:
            missing.append(said(FIGURES[field]))
        else:
            others = True
            whose = f'"{as_found(enterprise.name)}" ({enterprise.where})'
            missing.append(
                said("{figure} of {enterprise}", figure=said(FIGURES[field]), enterprise=whose)
            )
    return problem(
        "TS530" if others else "TS504",
        where=partner.where,
        source=SOURCE,
        partner=repr(as_found(partner.name)),
        unknown=later(all_of, tuple(missing)),
    )
