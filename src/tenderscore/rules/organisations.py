"""At most so many funded consortia for one organisation."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.language import N_, said
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Kind, Proposal
from tenderscore.rules.groups import Where, members
from tenderscore.rules.shelf import rule


@rule()
def per_organisation(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    max: int,
    where: Where | None = None,
    role: tuple[str, ...] = (),
    kind: tuple[Kind, ...] = (),
    give: int = 0,
) -> Iterator[Constraint]:
    """At most `max` funded proposals with the same organisation among their partners.

    Spellings count as the same after normalisation or by the round's aliases; `role` and `kind`
    narrow the partners that count. Only organisations in more than
    `max` proposals make a constraint.
    """
    _known(proposals, rule, role, kind)
    consortia: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for proposal in members(proposals, call, where):
        for partner in proposal.partners:
            if (not role or partner.role in role) and (not kind or partner.kind in kind):
                consortia.setdefault(partner.organisation, set()).add(proposal.id)
                shown = names.setdefault(partner.organisation, partner.name)
                names[partner.organisation] = min((shown, partner.name))
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
