"""Who is behind several partners of one consortium, or of several."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tenderscore.control import by_organisation, ultimate_owners
from tenderscore.language import all_of, later
from tenderscore.ownership import Ownership
from tenderscore.problem import Problem, as_found, problem
from tenderscore.workbook.organisations import organisation_of
from tenderscore.workbook.rows import Record

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
