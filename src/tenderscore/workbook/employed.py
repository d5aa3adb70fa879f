"""Jurors who work for a partner, for its owner or for what it is linked with."""

from collections.abc import Iterator, Mapping, Sequence

from tenderscore.control import by_organisation, controlled_by, linked_groups, ultimate_owners
from tenderscore.language import Text, said
from tenderscore.ownership import Ownership
from tenderscore.problem import Problem, as_found, problem
from tenderscore.workbook.organisations import organisation_of
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons

Partners = Mapping[str, Sequence[Record]]


def employed_jurors(
    marks: Partners,
    partners: Partners,
    jurors: Mapping[str, str],
    ownership: Ownership | None,
    aliases: dict[str, str],
) -> Iterator[Problem]:
    """Points by a juror whose employer is a partner of the proposal, owns one or is linked."""
    employers = {s: employer for juror, employer in jurors.items() for s in id_skeletons(juror)}
    for id_, records in marks.items():
        for record in records:
            juror = record.values.get("juror")
            employer = next(
                (employers[s] for s in sorted(id_skeletons(juror or "")) if s in employers), None
            )
            if (
                juror is None
                or employer is None
                or not isinstance(record.values.get("points"), int)
            ):
                continue
            key = organisation_of(employer, aliases)
            for partner in partners.get(id_, ()):
                name = partner.values.get("organisation")
                relation = name and _relation(key, organisation_of(name, aliases), ownership)
                if relation:
                    yield problem(
                        "TS441",
                        where=record.cells["points"],
                        juror=as_found(juror),
                        employer=f'"{as_found(employer)}"',
                        relation=relation,
                        partner=f'"{as_found(name)}" ({partner.cells["organisation"]})',
                        id=as_found(id_),
                    )
                    break


def _relation(employer: str, partner: str, ownership: Ownership | None) -> Text | None:
    if employer == partner:
        return said("the partner")
    if ownership is None:
        return None
    for holding in ownership.holdings:
        if (holding.owner, holding.owned) == (employer, partner):
            return said("an owner of the partner")
        if (holding.owner, holding.owned) == (partner, employer):
            return said("owned by the partner")
    known = by_organisation(ownership)
    if employer not in known or partner not in known:
        return None
    tops = set(ultimate_owners(ownership, employer)) & set(ultimate_owners(ownership, partner))
    if partner in controlled_by(ownership, (employer,)):
        return said("an owner of the partner")
    return (
        said("linked with the partner")
        if tops or employer in linked_groups(ownership)[partner]
        else None
    )
