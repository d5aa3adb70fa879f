"""Tables of many files → the tables of one workbook, cell by cell, in the standard layout.

Rows stand by proposal, marks alone then by criterion and juror; then by file, and as they stood.
Each ends in the file and the cell that it came from. What was collected before keeps the place
that it had first.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from tenderscore.call import Call
from tenderscore.language import later, said
from tenderscore.problem import Problem, problem
from tenderscore.round import Round
from tenderscore.units import whole_text
from tenderscore.workbook.assembling import postal_code
from tenderscore.workbook.columns import SHEETS, columns_of
from tenderscore.workbook.headers import header_of
from tenderscore.workbook.needs import fields_read
from tenderscore.workbook.reading import Tables
from tenderscore.workbook.rows import Record
from tenderscore.workbook.sheet import YEAR_FIELD, SheetColumn, sheet_text, year_column
from tenderscore.workbook.source_columns import SOURCE
from tenderscore.workbook.sums import years_of
from tenderscore.workbook.written import Style, Written, unkept, written

MOST_ROWS = 1_048_575
"""Of a sheet, below the headers."""


_PLACES = tuple(column.field for column in SOURCE)


@frozen(kw_only=True)
class Collected:
    """A sheet of the workbook."""

    title: str
    headers: tuple[str, ...]
    kinds: tuple[str, ...]
    """How each column is read."""
    rows: tuple[tuple[Written | None, ...], ...]


def collected(call: Call, tables: Tables, round_: Round | None = None) -> list[Collected]:
    """The sheets that have rows or that the call reads, with the columns that are used or needed.

    Names and headers are in the language that is spoken.
    """
    style = _style(call, round_)
    read = {"marks"} if tables.marks_alone else {"proposals", *fields_read(call)}
    criteria = [criterion.id for criterion in call.criteria] if tables.marks_alone else []
    return [
        _sheet(table, call, records, style, criteria)
        for table, records in tables.records.items()
        if records or table in read
    ]


def not_kept(call: Call, tables: Tables, round_: Round | None = None) -> Iterator[Problem]:
    """The cells that one workbook could not hold as they were read."""
    style = _style(call, round_)
    for table, records in tables.records.items():
        if len(records) > MOST_ROWS:
            most = said("more than {most} rows", most=later(whole_text, MOST_ROWS))
            yield problem("TS283", where=sheet_text(SHEETS[table]), what=most)
        for column in _columns(table, call, records):
            for record in records:
                why = unkept(column.kind, _cell(column, record, style))
                if why is not None:
                    yield problem("TS283", where=record.cells.get(column.field, record.where),
                                  what=why)  # fmt: skip


def _style(call: Call, round_: Round | None) -> Style:
    return Style(call=call, decimal_style=round_.decimal_style if round_ else None)


def _sheet(
    table: str, call: Call, records: Sequence[Record], style: Style, criteria: Sequence[str]
) -> Collected:
    columns = _columns(table, call, records)
    known = columns_of(table, call)
    in_order = sorted(records, key=lambda its: (its.proposal, *_place(its, criteria), its.file))
    return Collected(
        title=sheet_text(SHEETS[table]),
        headers=tuple(header_of(table, column, known) for column in columns),
        kinds=tuple(column.kind for column in columns),
        rows=tuple(tuple(_cell(each, record, style) for each in columns) for record in in_order),
    )


def _place(record: Record, criteria: Sequence[str]) -> tuple[int, str]:
    """By criterion and juror, where there are only marks; else nothing goes before the file."""
    if not criteria:
        return 0, ""
    return criteria.index(record.values["criterion"]), record.values["juror"]


def _columns(table: str, call: Call, records: Sequence[Record]) -> list[SheetColumn]:
    """Years stand behind the requested amount, the places at the end."""
    used = {field for record in records for field in record.values}
    years = [year_column(field[-4:]) for field in sorted(filter(YEAR_FIELD.fullmatch, used))]
    columns = []
    for column in columns_of(table, call).values():
        if (column.required or column.field in used) and column.field not in _PLACES:
            columns.append(column)
            columns += years if column.field == "requested" else []
    return [*columns, *SOURCE]


def _cell(column: SheetColumn, record: Record, style: Style) -> Written | None:
    value = record.values.get(column.field)
    if column.field in _PLACES and not all(place in record.values for place in _PLACES):
        cell = record.where.removeprefix(f"{record.file} › ")
        value = record.file if column.field == "source_file" else cell
    if value is None and column.field == "requested" and record.table == "proposals":
        value = sum(years_of(record).values())
    if column.field == "postal_code":
        value = postal_code(record)
    return None if value is None else written(column.kind, value, style)
