"""Ids as people write them → who is who: doubles, look-alikes, and rows that belong to no one."""

from collections.abc import Iterator, Mapping, Sequence

from tenderscore.language import Text
from tenderscore.problem import Problem, as_found, problem
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean, meant
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons, unseen


def doubles(proposals: Sequence[Record], round_: Round) -> Iterator[Problem]:
    """Every proposal whose id was there before, or looks like one that was."""
    seen: dict[str, str] = {}
    alike: dict[str, str] = {}
    for record in proposals:
        id_, where = record.values["id"], record.cells["id"]
        skeletons = id_skeletons(id_, case_counts=round_.ids_differ_by_case)
        twin = next((alike[s] for s in skeletons if s in alike), None)
        if id_ in seen:
            yield problem("TS401", where=where, id=as_found(id_), other=seen[id_])
            continue
        if twin is not None:
            yield problem(
                "TS402", where=where, id=as_found(id_), other_id=as_found(twin), other=seen[twin]
            )
        elif hidden := unseen(id_):
            character = f"U+{ord(hidden):04X}"
            yield problem("TS267", where=where, id=as_found(id_), character=character)
        seen[id_] = where
        for skeleton in skeletons:
            alike.setdefault(skeleton, id_)


def by_proposal(
    records: Sequence[Record], known: Mapping[str, str]
) -> tuple[dict[str, list[Record]], list[Problem]]:
    """Rows of another table by their proposal, in reading order; those of none are problems.

    `known` is every id with the place it was read from. A row names its proposal exactly.
    """
    groups: dict[str, list[Record]] = {id_: [] for id_ in known}
    problems = []
    by_skeleton = {skeleton: id_ for id_ in known for skeleton in id_skeletons(id_)}
    for record in records:
        id_ = record.values["proposal"]
        if id_ in groups:
            groups[id_].append(record)
            continue
        problems.append(
            problem(
                "TS403",
                where=record.cells["proposal"],
                id=f'"{as_found(id_)}"',
                suggestion=near_id(id_, known, by_skeleton),
            )
        )
    return groups, problems


def near_id(id_: str, known: Mapping[str, str], by_skeleton: Mapping[str, str]) -> Text:
    twins = [by_skeleton[s] for s in id_skeletons(id_) if s in by_skeleton]
    return meant(twins[0]) if twins else did_you_mean(id_, known)
