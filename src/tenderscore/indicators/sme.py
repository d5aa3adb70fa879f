"""Whether a partner is a small or medium-sized enterprise, so far as the figures tell.

Where the workbooks have a sheet Ownership, the whole chain of partner and linked enterprises
counts; where they have none, the simple test: the partner's figures as they stand.
"""

from tenderscore.control import by_organisation
from tenderscore.language import N_, Text, all_of, later, said
from tenderscore.ownership import Enterprise, Figures, Ownership
from tenderscore.problem import Problem, as_found, problem
from tenderscore.proposal import Partner
from tenderscore.sme import SOURCE, Status, alone, deciding_unknowns, status_of

NOT_ENTERPRISES = frozenset(
    {"university", "research institute", "chamber", "association", "public body"}
)
"""Kinds of partner that are counted as no SME whatever their figures."""

WHOLE_CHAIN = said("SME status by the sheet Ownership, Annex Art. 6")
SIMPLE_TEST = said("SME status by the simple test, the partner's own figures alone")
FIGURES = {
    "employees": N_("employees"),
    "turnover": N_("turnover"),
    "balance": N_("balance-sheet total"),
}


def how_told(ownership: Ownership | None) -> Text:
    """Which of the two tests it was."""
    return SIMPLE_TEST if ownership is None else WHOLE_CHAIN


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
