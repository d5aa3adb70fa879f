"""At most so many funded consortia for one organisation."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.proposal import Proposal
from tenderscore.rules.groups import members
from tenderscore.rules.shelf import Where, rule


@rule()
def per_organisation(
    proposals: Sequence[Proposal],
    call: Call,
    *,
    rule: RuleUse,
    max: int,
    where: Where | None = None,
    role: tuple[str, ...] = (),
    kind: tuple[str, ...] = (),
    give: int = 0,
) -> Iterator[Constraint]:
    """At most `max` funded proposals with the same organisation among their partners.

    Spellings count as the same after normalisation or by the round's aliases; `role` and `kind`
    narrow the partners that count. Only organisations in more than
    `max` proposals make a constraint.
    """
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
