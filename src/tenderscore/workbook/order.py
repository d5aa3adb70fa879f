"""Problems → in reading order, each with its proposal: by file, sheet, row and column.

What names no cell comes first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    """Each with the proposal of its row; of a workbook with one proposal, all are about that."""
    rows = {}
    of_files: dict[str, set[str]] = {}
    for table, its in records.items():
        for record in its:
            tab = record.where.rpartition("!")[0]
            id_ = record.values.get("id" if table == "proposals" else "proposal")
            if id_ is not None:
                rows[tab, record.row] = id_
                of_files.setdefault(tab.partition(" › ")[0], set()).add(id_)
    for each in problems:
        match = _CELL.fullmatch(each.where)
        alone = of_files.get(each.where.partition(" › ")[0], set())
        about = rows.get((match["tab"], int(match["row"]))) if match else None
        if about is None and len(alone) == 1:
            (about,) = alone
        yield evolve(each, about=about) if about and not each.about else each
