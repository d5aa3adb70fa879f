"""Who is behind the partners: one owner of several, and jurors who work for one of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tenderscore.control import by_organisation, controlled_by, linked_groups, ultimate_owners
from tenderscore.language import Text, all_of, later, said
from tenderscore.ownership import Ownership
from tenderscore.problem import Problem, as_found, problem
from tenderscore.workbook.organisations import organisation_of
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons

Partners = Mapping[str, Sequence[Record]]


def one_behind_several(
    partners: Partners, ownership: Ownership | None, aliases: dict[str, str]
) -> Iterator[Problem]:
    """Owners of different organisations in one consortium, or in several."""
    if ownership is None:
        return
    behind: dict[str, list[Record]] = defaultdict(list)
    for records in partners.values():
        for record in records:
            if "organisation" in record.values:
                key = organisation_of(record.values["organisation"], aliases)
                for owner in ultimate_owners(ownership, key):
                    behind[owner].append(record)
    for owner, records in sorted(behind.items()):
        by_proposal: dict[str, dict[str, Record]] = defaultdict(dict)
        for record in records:
            key = organisation_of(record.values["organisation"], aliases)
            by_proposal[record.values["proposal"]].setdefault(key, record)
        for id_, its in by_proposal.items():
            if len(its) > 1:
                yield _behind("TS442", owner, list(its.values()), ownership, id=as_found(id_))
        every = [record for its in by_proposal.values() for record in its.values()]
        if len(by_proposal) > 1 and len({key for its in by_proposal.values() for key in its}) > 1:
            yield _behind("TS443", owner, every, ownership)


def _behind(
    code: str, owner: str, records: Sequence[Record], ownership: Ownership, **more: str
) -> Problem:
    names = [as_found(record.values["organisation"]) for record in records]
    cells = tuple(record.cells["organisation"] for record in records)
    return problem(
        code,
        where=cells[0],
        owner=f'"{as_found(by_organisation(ownership)[owner].name)}"',
        partners=later(all_of, tuple(dict.fromkeys(names))),
        cells=later(all_of, cells),
        **more,
    )


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
