"""A tab that holds a table → its rows, field by field; every row is a record or named in a problem.

A row with no cell filled is no row. A row that lacks the cell it is known by (the id, the proposal)
is a problem; so is a filled cell under no header.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.language import said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.round import Round
from tenderscore.workbook.book import Cell, Tab, column_letter
from tenderscore.workbook.cell import Terms
from tenderscore.workbook.cells import read_cell
from tenderscore.workbook.columns import SHEETS, columns_of
from tenderscore.workbook.headers import Heading, read_headers
from tenderscore.workbook.layout import Placed, left_out


@frozen(kw_only=True)
class Record:
    """One row as read: values and places by field; a field that is a problem is in neither."""

    table: str
    row: int
    where: str
    """The first filled cell of the row."""
    values: Mapping[str, Any] = field(converter=frozen_mapping)
    cells: Mapping[str, str] = field(converter=frozen_mapping)
    wrong: frozenset[str] = frozenset()
    """The fields that are a problem."""


@frozen(kw_only=True)
class Table:
    """Records, and what was wrong or worth a note in reading them."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    rows_left_out: frozenset[int] = frozenset()
    headers: tuple[str, ...] = ()
    headers_left_out: frozenset[str] = frozenset()
    """Folded."""


def read_rows(placed: Placed, terms: Terms, round_: Round) -> Table:
    columns = columns_of(placed.table, terms.call)
    if placed.layout.lot_is_sheet:
        columns.pop("lot", None)
    heading = read_headers(placed, columns, terms.call, round_)
    problems = list(heading.problems)
    if heading.row is None:
        return Table(records=(), problems=tuple(problems))
    records, rows_left_out = [], set()
    for number, cells in sorted(placed.tab.rows.items()):
        if number <= heading.row:
            continue
        reason = left_out(round_.rows_left_out, placed.book, f"{placed.tab.title}!{number}")
        if reason is not None:
            where = next(iter(cells.values())).where
            problems.append(problem("TS242", where=where, reason=reason))
            rows_left_out.add(number)
            continue
        record, wrong = _record(placed, heading, number, cells, terms)
        problems += wrong
        if record is not None:
            records.append(record)
    problems += _strays(placed.tab, heading, mapped=bool(placed.layout.columns))
    problems += _formulas(placed.tab, heading)
    return Table(
        records=tuple(records),
        problems=tuple(problems),
        rows_left_out=frozenset(rows_left_out),
        headers=tuple(heading.titles.values()),
        headers_left_out=heading.left_out,
    )


def _record(
    placed: Placed, heading: Heading, number: int, cells: Mapping[int, Cell], terms: Terms
) -> tuple[Record | None, list[Problem]]:
    where = next(iter(cells.values())).where
    known_by = SHEETS[placed.table].known_by
    if known_by not in heading.columns:
        return None, []  # the missing column is a problem already, once for all rows
    if heading.columns[known_by] not in cells:
        header = heading.titles[heading.columns[known_by]]
        return None, [problem("TS241", where=where, header=f'"{as_found(header)}"')]
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    problems, wrong = [], set()
    for field_, column in heading.columns.items():
        meaning, cell = heading.meaning[field_], cells.get(column)
        if cell is None:
            if meaning.filled:
                wrong.add(field_)
                header = heading.titles[column]
                place = f"{placed.tab.where}!{column_letter(column)}{number}"
                problems.append(problem("TS254", where=place, header=f'"{as_found(header)}"'))
            continue
        value = read_cell(meaning, cell, terms)
        if isinstance(value, Problem):
            problems.append(value)
            wrong.add(field_)
        else:
            values[field_], places[field_] = value, cell.where
    if placed.lot is not None:
        values["lot"], places["lot"] = placed.lot, placed.tab.where
    if known_by not in values:
        return None, problems
    record = Record(
        table=placed.table,
        row=number,
        where=where,
        values=values,
        cells=places,
        wrong=frozenset(wrong),
    )
    return record, problems


def _strays(tab: Tab, heading: Heading, *, mapped: bool) -> Iterator[Problem]:
    """Filled cells under no header: the first of each column; a note where the round maps."""
    first: dict[int, Cell] = {}
    for number, cells in sorted(tab.rows.items()):
        if number > (heading.row or 0):
            for column, cell in cells.items():
                if column not in heading.titles:
                    first.setdefault(column, cell)
    if mapped and first:
        columns = ", ".join(column_letter(column) for column in sorted(first))
        yield problem(
            "TS235",
            where=tab.where,
            headers=said("those without a header ({columns})", columns=columns),
        )
    elif first:
        for _, cell in sorted(first.items()):
            yield problem("TS236", where=cell.where, row=heading.row)


def _formulas(tab: Tab, heading: Heading) -> Iterator[Problem]:
    below = [(row, column) for row, column in tab.formulas if row > (heading.row or 0)]
    if below:
        columns = ", ".join(
            heading.titles.get(column, column_letter(column))
            for column in sorted({column for _, column in below})
        )
        yield problem("TS228", where=tab.where, count=len(below), columns=columns)
