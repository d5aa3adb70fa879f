"""Problems → in reading order: by file, sheet, row and column; what names no cell comes first."""

import re
from collections.abc import Iterable, Sequence

from tenderscore.problem import Problem
from tenderscore.workbook.book import Book

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
