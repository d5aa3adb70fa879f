"""A tab that holds a table → its rows, field by field; every row is a record or named in a problem.

A row with no cell filled is no row. A row that lacks the cell it is known by (the id, the proposal)
is a problem; so are a total, headers that come again and a filled cell under no header.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.language import said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.workbook.book import Cell, Tab, column_letter
from tenderscore.workbook.cell import Terms
from tenderscore.workbook.cells import read_cell
from tenderscore.workbook.columns import columns_of, key_of
from tenderscore.workbook.headers import Heading, read_headers
from tenderscore.workbook.layout import Placed, left_out
from tenderscore.workbook.merged import Merged, merged_cells
from tenderscore.workbook.odd_rows import NO_RECORDS, headers_again, total


@frozen(kw_only=True)
class Record:
    """One row as read: values and places by field; a field that is a problem is in neither."""

    table: str
    file: str
    row: int
    where: str
    """The first filled cell of the row."""
    values: Mapping[str, Any] = field(converter=frozen_mapping)
    cells: Mapping[str, str] = field(converter=frozen_mapping)
    wrong: frozenset[str] = frozenset()
    """The fields that are a problem."""

    @property
    def proposal(self) -> str:
        """The id of the proposal that the row is, or belongs to; empty: to none."""
        id_: str = self.values.get("id" if self.table == "proposals" else "proposal", "")
        return id_

    @property
    def place(self) -> tuple[str, int]:
        """Its tab and row."""
        return self.where.rpartition("!")[0], self.row


@frozen(kw_only=True)
class Table:
    """Records, and what was wrong or worth a note in reading them."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    lost: bool = False
    """Whether a row of it is no record only because of a problem."""
    rows_left_out: frozenset[int] = frozenset()
    headers: tuple[str, ...] = ()
    headers_left_out: frozenset[str] = frozenset()
    """Folded."""


def read_rows(placed: Placed, terms: Terms) -> Table:
    round_ = placed.round_
    columns = columns_of(placed.table, terms.call)
    if placed.layout.lot_is_sheet:
        columns.pop("lot", None)
    heading = read_headers(placed, columns, terms.call, round_)
    problems = list(heading.problems)
    if heading.row is None:
        return Table(records=(), problems=tuple(problems))
    records, rows_left_out, rows, lost = [], set(), [], False
    for number, cells in sorted(placed.tab.rows.items()):
        if number <= heading.row:
            continue
        reason = left_out(round_.rows_left_out, placed.book, f"{placed.tab.title}!{number}")
        if reason is not None:
            where = next(iter(cells.values())).where
            problems.append(problem("TS242", where=where, reason=reason))
            rows_left_out.add(number)
        else:
            rows.append(number)
    merged = merged_cells(placed.tab, rows, sorted(heading.columns.values()))
    problems += merged.problems
    for number in rows:
        record, wrong = _record(placed, heading, number, terms, merged)
        problems += wrong
        if record is not None:
            records.append(record)
        lost |= record is None and not any(each.code in NO_RECORDS for each in wrong)
    problems += _strays(placed.tab, heading, mapped=bool(placed.layout.columns))
    problems += _formulas(placed.tab, heading)
    return Table(
        records=tuple(records),
        problems=tuple(problems),
        lost=lost,
        rows_left_out=frozenset(rows_left_out),
        headers=tuple(heading.titles.values()),
        headers_left_out=heading.left_out,
    )


def _record(
    placed: Placed, heading: Heading, number: int, terms: Terms, merged: Merged
) -> tuple[Record | None, list[Problem]]:
    """What is no record of the table has one problem, and its cells none of their own."""
    cells = placed.tab.rows[number]
    known_by = key_of(placed.table)
    if known_by not in heading.columns:
        return None, []  # the missing column is a problem already, once for all rows
    key = heading.columns[known_by]
    label = cells.get(key)
    odd = total(label)
    if odd is None and (label is None or heading.named(str(label.value)) == known_by):
        odd = headers_again(cells, heading, known_by)
    if odd is not None:
        return None, [odd]
    if label is None:
        return None, [] if merged.covers(number, key) else [_unknown(heading, cells, key)]
    record, problems = _read(placed, heading, number, terms, merged)
    again = headers_again(cells, heading, known_by) if problems else None
    return (record, problems) if again is None else (None, [again])


def _unknown(heading: Heading, cells: Mapping[int, Cell], key: int) -> Problem:
    """A row without the cell it is known by."""
    for cell in cells.values():
        if odd := total(cell, alone=True):
            return odd
    where = next(iter(cells.values())).where
    return problem("TS241", where=where, header=f'"{as_found(heading.titles[key])}"')


def _read(
    placed: Placed, heading: Heading, number: int, terms: Terms, merged: Merged
) -> tuple[Record | None, list[Problem]]:
    cells = placed.tab.rows[number]
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    problems, wrong = [], set()
    for field_, column in heading.columns.items():
        meaning, cell = heading.meaning[field_], cells.get(column)
        if cell is None:
            if not meaning.filled or field_ in placed.tab.open:
                continue
            wrong.add(field_)
            if not merged.covers(number, column):  # else the merged cells are a problem already
                header = heading.titles[column]
                place = placed.tab.place(number, column)
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
    if key_of(placed.table) not in values:
        return None, problems
    record = Record(
        table=placed.table,
        file=placed.book,
        row=number,
        where=next(iter(cells.values())).where,
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
