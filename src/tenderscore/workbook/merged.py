"""Merged cells in the body of a table → a problem for each that hides or loses a value.

Only the first of merged cells keeps its value. It is never filled into the others: whether a person
meant it for all of them, nobody knows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.problem import Problem, problem
from tenderscore.workbook.book import Tab, column_letter


@frozen(kw_only=True)
class Merged:
    """What merged cells make of the rows and columns that are read."""

    problems: tuple[Problem, ...] = ()
    covered: Mapping[int, Sequence[tuple[int, int]]] = field(factory=dict, converter=frozen_mapping)
    """Column → the first and last rows of each that is a problem, in order."""

    def covers(self, row: int, column: int) -> bool:
        runs = self.covered.get(column, ())
        at = bisect_right(runs, row, key=lambda run: run[0]) - 1
        return at >= 0 and row <= runs[at][1]


def merged_cells(tab: Tab, rows: Sequence[int], columns: Sequence[int]) -> Merged:
    """Of these filled rows and these columns, both in order."""
    if not tab.merged:
        return Merged()
    filled = {c: [row for row in rows if c in tab.rows[row]] for c in columns}
    problems = []
    covered: dict[int, list[tuple[int, int]]] = {}
    for area in tab.merged:
        first_row, first_column, last_row, last_column = area
        touched = rows[bisect_left(rows, first_row) : bisect_right(rows, last_row)]
        its = columns[bisect_left(columns, first_column) : bisect_right(columns, last_column)]
        if not touched or not its:
            continue
        hidden = next(_hidden(area, its, filled), None)
        place = f"{tab.where}!{_place(*area[:2])}:{_place(*area[2:])}"
        if hidden is not None:
            problems.append(problem("TS248", where=place, hidden=_place(*hidden)))
        elif first_column in tab.rows.get(first_row, {}) and (
            touched[-1] > first_row or its[-1] > first_column
        ):
            problems.append(problem("TS247", where=place, first=_place(*area[:2])))
        else:
            continue
        for column in its:
            covered.setdefault(column, []).append((first_row, last_row))
    return Merged(
        problems=tuple(problems),
        covered={column: tuple(_united(runs)) for column, runs in covered.items()},
    )


def _hidden(
    area: tuple[int, int, int, int], columns: Sequence[int], filled: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """The filled cells of the area that are not its first."""
    first_row, first_column, last_row, _ = area
    for column in columns:
        its = filled[column]
        for row in its[bisect_left(its, first_row) : bisect_right(its, last_row)]:
            if (row, column) != (first_row, first_column):
                yield row, column


def _united(runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """In order, those that overlap as one."""
    begun: tuple[int, int] | None = None
    for run in sorted(runs):
        if begun is not None and run[0] <= begun[1]:
            begun = begun[0], max(begun[1], run[1])
            continue
        if begun is not None:
            yield begun
        begun = run
    if begun is not None:
        yield begun


def _place(row: int, column: int) -> str:
    return f"{column_letter(column)}{row}"
