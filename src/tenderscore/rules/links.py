"""Rules that tie proposals by name: at most one of, all or none of, one requires others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.rules.shelf import rule
from tenderscore.suggest import did_you_mean


@rule()
def at_most_one_of(
    proposals: Sequence[Proposal], call: Call, *, rule: RuleUse, ids: tuple[str, ...]
) -> Iterator[Constraint]:
    """No two of these proposals are funded together."""
    _known(ids, proposals, call, rule)
    yield _constraint(rule, ", ".join(ids), dict.fromkeys(ids, 1), None, 1)


@rule()
def all_or_none_of(
    proposals: Sequence[Proposal], call: Call, *, rule: RuleUse, ids: tuple[str, ...]
) -> Iterator[Constraint]:
    """These proposals are funded together or not at all."""
    _known(ids, proposals, call, rule)
    for one, other in pairwise(ids):
        yield _constraint(rule, f"{one}, {other}", {one: 1, other: -1}, 0, 0)


@rule()
def requires(
    proposals: Sequence[Proposal], call: Call, *, rule: RuleUse, id: str, needs: tuple[str, ...]
) -> Iterator[Constraint]:
    """The proposal `id` is funded only if all that it needs are."""
    _known((id, *needs), proposals, call, rule)
    for other in needs:
        yield _constraint(rule, f"{id}, {other}", {id: 1, other: -1}, None, 0)


def _constraint(
    rule: RuleUse, group: str, terms: dict[str, int], at_least: int | None, at_most: int
) -> Constraint:
    return Constraint(
        rule=rule.id,
        title=rule.title,
        group=group,
        terms=terms,
        at_least=at_least,
        at_most=at_most,
        source=rule.source,
    )


def _known(ids: Sequence[str], proposals: Sequence[Proposal], call: Call, rule: RuleUse) -> None:
    known = {proposal.id for proposal in proposals}
    unknown = [id_ for id_ in ids if id_ not in known]
    if unknown:
        raise InputError(
            problem(
                "TS602",
                where=f"{call.name} › rules.{rule.id}",
                id=id_,
                suggestion=did_you_mean(id_, known),
            )
            for id_ in unknown
        )
