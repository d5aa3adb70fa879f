"""At most so many funded consortia for one organisation, or for one owner."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.control import by_organisation, ultimate_owners
from tenderscore.language import N_, said
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Kind, Partner, Proposal
from tenderscore.rules.groups import Where, members
from tenderscore.rules.shelf import rule


@rule()
def per_organisation(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    max: int,
    of: Literal["organisation", "owner"] | None = None,
    where: Where | None = None,
    role: tuple[str, ...] = (),
    kind: tuple[Kind, ...] = (),
    give: int = 0,
) -> Iterator[Constraint]:
    """At most `max` funded proposals with the same organisation among their partners.

    Spellings count as the same after normalisation or by the round's aliases; `role` and `kind`
    narrow the partners that count. Only organisations in more than
    `max` proposals make a constraint. With `of = "owner"` a partner counts for whoever controls it
    in the end by the sheet Ownership, for itself where nobody does; else for itself.
    """
    _known(proposals, rule, role, kind)
    consortia: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for proposal in members(proposals, call, where):
        for partner in proposal.partners:
            if (not role or partner.role in role) and (not kind or partner.kind in kind):
                for key, name in _counted(proposal, partner, of):
                    consortia.setdefault(key, set()).add(proposal.id)
                    names[key] = min((names.get(key, name), name))
    for organisation, ids in sorted(consortia.items()):
        if len(ids) > max:
            yield Constraint(
                rule=rule.id,
                title=rule.title,
                group=names[organisation],
                terms=dict.fromkeys(sorted(ids), 1),
                at_most=max,
                give=Fraction(give),
                source=rule.source,
            )


def _counted(proposal: Proposal, partner: Partner, of: str | None) -> Iterator[tuple[str, str]]:
    """Those for whom the partner counts, each with its name."""
    ownership = proposal.ownership
    if of != "owner" or ownership is None:
        yield partner.organisation, partner.name
        return
    enterprises = by_organisation(ownership)
    for owner in ultimate_owners(ownership, partner.organisation):
        known = enterprises.get(owner)
        yield owner, partner.name if known is None else known.name


def _known(
    proposals: Sequence[Proposal], rule: RuleUse, role: tuple[str, ...], kind: tuple[str, ...]
) -> None:
    missing = [
        problem("TS610", where=partner.where, partner=partner.name, what=said(what), rule=rule.id)
        for what, asked in ((N_("role"), role), (N_("kind"), kind))
        if asked
        for proposal in proposals
        for partner in proposal.partners
        if getattr(partner, what) is None
    ]
    if missing:
        raise InputError(missing)
