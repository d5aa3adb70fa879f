"""Problems → in reading order, each with its proposal: by file, sheet, row and column.

What names no cell comes first.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from tenderscore.problem import Problem
from tenderscore.workbook.book import Book
from tenderscore.workbook.rows import Record

_CELL = re.compile(
    r"(?P<tab>.*)!(?P<column>[A-Z]*)(?P<row>[0-9]+)(?:[:,].*)?", re.ASCII | re.DOTALL
)


def in_reading_order(
    problems: Iterable[Problem], books: Sequence[Book], names: Sequence[str]
) -> list[Problem]:
    """Stable: two problems of one cell stay as they came."""
    files = {name: number for number, name in enumerate(names)}
    tabs = {
        tab.where: (files[book.name], number + 1)
        for book in books
        for number, tab in enumerate(book.tabs)
    }

    def key(problem: Problem) -> tuple[int, int, int, int, str]:
        match = _CELL.fullmatch(problem.where)
        if match and match["tab"] in tabs:
            column = match["column"]
            return (*tabs[match["tab"]], int(match["row"]), len(column), column)
        if problem.where in tabs:
            return (*tabs[problem.where], 0, 0, "")
        return (files.get(problem.where, -1), 0, 0, 0, "")

    return sorted(problems, key=key)


def about_proposals(
    problems: Iterable[Problem], records: Mapping[str, Sequence[Record]]
) -> Iterator[Problem]:
    """Each with the proposal of its row; of a workbook with one proposal, all others about that."""
    of_files: dict[str, set[str]] = {}
    for record in records["proposals"]:
        of_files.setdefault(record.file, set()).add(record.proposal)
    known = set().union(*of_files.values())
    rows = {record.place: record.proposal for its in records.values() for record in its}
    for each in problems:
        match = _CELL.fullmatch(each.where)
        about = rows.get((match["tab"], int(match["row"]))) if match else None
        alone = of_files.get(file_of(each.where, of_files), set())
        if about not in known and len(alone) == 1:
            (about,) = alone
        yield evolve(each, about=about) if about in known and not each.about else each


def file_of(where: str, files: Container[str]) -> str:
    """The file that the place is in, or is; "" if it is none of them."""
    while where and where not in files:
        where = where.rpartition(" › ")[0]
    return where
