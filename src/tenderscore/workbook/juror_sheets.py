"""Jurors' sheets that come back → what each was given, and whether its marks are that juror's own.

The stamp of a sheet says for whom it was made and which proposals it was given. Cells that are
locked can be written all the same, so nothing else of the sheet is believed.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from tenderscore.call import Call
from tenderscore.indicators.marked import marked_criteria
from tenderscore.language import all_of, later, say
from tenderscore.problem import Problem, as_found, problem
from tenderscore.round import Round
from tenderscore.workbook.book import Book
from tenderscore.workbook.ids import near_id
from tenderscore.workbook.number_cells import CONFLICTED
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons
from tenderscore.workbook.stamp import stamp_of

NAMED = 6
"""So many proposals are named in a sentence, then "and 3 more"."""


@frozen(kw_only=True)
class JurorSheet:
    """A file that was made for a juror."""

    file: str
    juror: str
    given: tuple[str, ...]
    """The ids of the proposals that the juror is to mark."""


def juror_sheets(books: Sequence[Book]) -> tuple[JurorSheet, ...]:
    """Of the books as they were opened."""
    stamps = ((book.name, stamp_of(book)) for book in books)
    return tuple(
        JurorSheet(file=name, juror=stamp.juror, given=stamp.given)
        for name, stamp in stamps
        if stamp is not None and stamp.form == "juror"
    )


def given_marks(
    records: Sequence[Record], sheets: Sequence[JurorSheet]
) -> tuple[tuple[Record, ...], list[Problem]]:
    """The rows that hold a mark, those of jurors' sheets that are still open left out."""
    made = {sheet.file for sheet in sheets}
    given, problems = [], []
    for record in records:
        if record.file not in made or "points" in record.values or "points" in record.wrong:
            given.append(record)
        elif "comment" in record.values:
            problems.append(problem("TS465", where=record.cells["comment"]))
    return tuple(given), problems


def wrong_sheets(
    records: Sequence[Record], sheets: Sequence[JurorSheet], call: Call, round_: Round
) -> Iterator[Problem]:
    """Marks of others, or for what was not given; two sheets of one juror; what is still open."""
    first: dict[str, str] = {}
    for sheet in sheets:
        other = first.setdefault(sheet.juror, sheet.file)
        if other != sheet.file:
            yield problem("TS462", where=sheet.file, juror=as_found(sheet.juror), other=other)
    by_file: dict[str, list[Record]] = {sheet.file: [] for sheet in sheets}
    for record in records:
        if record.file in by_file:
            by_file[record.file].append(record)
    for sheet in sheets:
        yield from _strange(by_file[sheet.file], sheet)
        yield from _despite_conflict(by_file[sheet.file])
        yield from _still_open(by_file[sheet.file], sheet, call, round_)


def _strange(records: Sequence[Record], sheet: JurorSheet) -> Iterator[Problem]:
    known = dict.fromkeys(sheet.given, "")
    by_skeleton = {skeleton: id_ for id_ in sheet.given for skeleton in id_skeletons(id_)}
    for record in records:
        juror = record.values.get("juror")
        if juror is not None and juror != sheet.juror:
            yield problem(
                "TS460",
                where=record.cells["juror"],
                juror=f'"{as_found(juror)}"',
                made_for=as_found(sheet.juror),
            )
        if record.proposal not in known:
            yield problem(
                "TS461",
                where=record.cells["proposal"],
                id=f'"{as_found(record.proposal)}"',
                juror=as_found(sheet.juror),
                suggestion=near_id(record.proposal, known, by_skeleton),
            )


def _despite_conflict(records: Sequence[Record]) -> Iterator[Problem]:
    """Points beside a declared conflict of interest; the sheet says that they will not count."""
    declared = {
        record.proposal: record.cells["points"]
        for record in reversed(records)
        if record.values.get("points") == CONFLICTED
    }
    for record in records:
        if record.proposal in declared and isinstance(record.values.get("points"), int):
            yield problem(
                "TS466",
                where=record.cells["points"],
                juror=as_found(record.values.get("juror", "")),
                id=as_found(record.proposal),
                other=declared[record.proposal],
            )


def _still_open(
    records: Sequence[Record], sheet: JurorSheet, call: Call, round_: Round
) -> Iterator[Problem]:
    """Nothing is asked for where the round has learnt of a conflict of interest since."""
    given = [id_ for id_ in sheet.given if sheet.juror not in round_.conflicts.get(id_, ())]
    left = _open_marks(given, call, [record.values for record in records])
    count = sum(map(len, left.values()))
    if count:
        whole = len(given) * len(marked_criteria(call))
        yield problem(
            "TS463",
            where=sheet.file,
            juror=as_found(sheet.juror),
            count=count,
            all=whole,
            what=later(open_text, tuple(left.items()), len(marked_criteria(call))),
        )


def _open_marks(
    ids: Sequence[str], call: Call, rows: Sequence[Mapping[str, object]]
) -> dict[str, list[str]]:
    """Proposal → criteria without a mark, none where the juror declares a conflict of interest."""
    given = {(row.get("proposal"), row.get("criterion")) for row in rows}
    declared = {row.get("proposal") for row in rows if row.get("points") == CONFLICTED}
    criteria = [each.id for each in marked_criteria(call)]
    left = {
        id_: [criterion for criterion in criteria if (id_, criterion) not in given]
        for id_ in ids
        if id_ not in declared
    }
    return {id_: its for id_, its in left.items() if its}


def open_text(left: Sequence[tuple[str, Sequence[str]]], criteria: int) -> str:
    """M4-07, M4-09 (reach) and 3 more; which of the criteria where it is not all of them."""
    shown = [
        as_found(id_) if len(its) == criteria else f"{as_found(id_)} ({', '.join(its)})"
        for id_, its in left[:NAMED]
    ]
    more = [say("{n} more", n=len(left) - NAMED)] if len(left) > NAMED else []
    return all_of([*shown, *more])
