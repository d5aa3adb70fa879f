"""One application → warnings of what is allowed and yet probably a slip: a role, a share."""

from collections.abc import Iterator

from tenderscore.call import Call
from tenderscore.language import later
from tenderscore.levers import scored
from tenderscore.problem import Problem, as_found, problem
from tenderscore.proposal import Proposal
from tenderscore.regions.naming import folded
from tenderscore.suggest import did_you_mean
from tenderscore.units import amount_text
from tenderscore.words import ROLES

UNIT = 100
"""Cents of one whole unit of the currency."""


def slips(call: Call, proposal: Proposal) -> Iterator[Problem]:
    """Roles that are nearly one that counts, and amounts that look like a share of 1."""
    asked = scored(call, "role")
    known = {folded(each) for each in (*asked, *ROLES)}
    meant = [name for role in asked for name in (role, *ROLES.get(role, ()))]
    for partner in proposal.partners:
        if asked and partner.role and folded(partner.role) not in known:
            near = did_you_mean(partner.role, meant)
            if near:
                role = f'"{as_found(partner.role)}"'
                yield problem("TS471", where=partner.where, role=role, suggestion=near)
    own = proposal.own_contribution or 0
    amounts = [(own, proposal.cells.get("own_contribution", proposal.where))]
    amounts += [(partner.requested or 0, partner.where) for partner in proposal.partners]
    for amount, where in amounts:
        if 0 < amount < UNIT:
            shown = later(amount_text, amount, call.currency)
            yield problem("TS472", where=where, amount=shown)
