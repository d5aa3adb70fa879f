"""A tab's headers → which column holds which field; unknown, doubled and missing ones named."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from tenderscore.call import Call
from tenderscore.frozen import frozen_mapping
from tenderscore.language import later
from tenderscore.numbers import is_unit_of
from tenderscore.problem import Problem, as_found, problem
from tenderscore.regions.naming import folded
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.book import Cell
from tenderscore.workbook.columns import SHEETS, key_of
from tenderscore.workbook.header_names import (
    Named,
    by_name,
    in_thousands,
    strange_amounts,
    unit_of,
    without_thousands,
)
from tenderscore.workbook.header_rows import Head, fields_named, find_head, header_value
from tenderscore.workbook.layout import Placed, ranges_text
from tenderscore.workbook.sheet import (
    YEAR_FIELD,
    SheetColumn,
    header_text,
    headers_text,
    other_headers_text,
    year_column,
)
from tenderscore.workbook.source_columns import SOURCE
from tenderscore.workbook.spelling import one_line


@frozen(kw_only=True)
class Heading:
    row: int | None
    """The last of them; None: there is no such row, and nothing below it is read."""
    columns: Mapping[str, int] = field(factory=dict, converter=frozen_mapping)
    """Field → column of the tab."""
    meaning: Mapping[str, SheetColumn] = field(factory=dict, converter=frozen_mapping)
    titles: Mapping[int, str] = field(factory=dict, converter=frozen_mapping)
    """Column → header as found."""
    left_out: frozenset[str] = frozenset()
    """Headers that the round leaves out by name, folded."""
    named: Named = lambda _: None
    """Which field a header would name."""
    problems: tuple[Problem, ...] = ()


def read_headers(
    placed: Placed, columns: Mapping[str, SheetColumn], call: Call, round_: Round
) -> Heading:
    named = _named(placed, columns)
    head = find_head(placed, key_of(placed.table), named)
    if head is None:
        row = placed.layout.header_row
        return Heading(row=None, problems=(problem("TS227", where=placed.tab.where, row=row),))
    if placed.layout.columns:
        heading = _mapped(placed, columns, head)
    else:
        heading = _found(placed, columns, head, call, round_)
    return evolve(
        heading,
        meaning={field_: _filled(its, heading) for field_, its in heading.meaning.items()},
        titles=head.texts,
        named=named,
        problems=(
            *_above(placed, head, named, columns[key_of(placed.table)], call),
            *heading.problems,
            *_missing(placed, columns, heading),
        ),
    )


def _named(placed: Placed, columns: Mapping[str, SheetColumn]) -> Named:
    """Which field a header names: by the round's columns, where it has any, else by ours."""
    if placed.layout.columns:
        fields = {folded(header): name for name, header in placed.layout.columns.items()}
        return lambda text: fields.get(folded(text))
    find = by_name(placed.table, columns)
    return lambda text: column.field if (column := find(text)) else None


def _above(
    placed: Placed, head: Head, named: Named, key: SheetColumn, call: Call
) -> Iterator[Problem]:
    """What stands above the headers: one note; and what there may be no mere title."""
    tab = placed.tab
    rows = [row for row in sorted(tab.rows) if row < head.first]
    if rows:
        yield problem("TS244", where=tab.where, rows=ranges_text(rows))
    for row in rows:
        texts = {column: header_value(cell) for column, cell in tab.rows[row].items()}
        where = next(iter(tab.rows[row].values())).where
        for text in texts.values():
            if strange_amounts(text, call.currency):
                shown = f'"{as_found(text)}"'
                yield problem("TS286", where=where, text=shown, currency=call.currency)
        if placed.layout.header_row is None and len(fields_named(texts.values(), named)) > 1:
            yield problem(
                "TS287",
                where=where,
                column=later(header_text, key),
                row=head.first,
                table=placed.table,
            )


def _mapped(placed: Placed, columns: Mapping[str, SheetColumn], head: Head) -> Heading:
    """By the round: its columns and no others; the others in one note."""
    texts = head.texts
    taken: dict[str, int] = {}
    problems = []
    for field_, header in placed.layout.columns.items():
        same = [column for column, text in texts.items() if text == one_line(header)]
        same = same or [c for c, text in texts.items() if folded(text) == folded(header)]
        if not same:
            problems.append(
                problem(
                    "TS234",
                    where=placed.tab.where,
                    header=f'"{as_found(header)}"',
                    field=field_,
                    row=head.last,
                    suggestion=did_you_mean(header, texts.values()),
                    known=", ".join(texts.values()),
                )
            )
            continue
        problems += _doubled([head.cells[column] for column in same], header)
        taken[field_] = same[0]
    others = [text for column, text in texts.items() if column not in taken.values()]
    if others:
        problems.append(problem("TS235", where=placed.tab.where, headers=", ".join(others)))
    meaning = {field_: _meaning(field_, columns) for field_ in taken}
    return Heading(row=head.last, columns=taken, meaning=meaning, problems=tuple(problems))


def _found(
    placed: Placed,
    columns: Mapping[str, SheetColumn],
    head: Head,
    call: Call,
    round_: Round,
) -> Heading:
    """By their names; what is not known is a problem."""
    cells, find = head.cells, by_name(placed.table, columns)
    out = {folded(header): reason for header, reason in round_.columns_left_out.items()}
    taken: dict[str, int] = {}
    meaning: dict[str, SheetColumn] = {}
    left_out, problems = set(), []
    for column, text in head.texts.items():
        where, quoted = cells[column].where, f'"{as_found(text)}"'
        if folded(text) in out:
            left_out.add(folded(text))
            problems.append(problem("TS238", where=where, header=quoted, reason=out[folded(text)]))
            continue
        known = find(text) or find(without_thousands(text))
        if known is None:
            filled_in = tuple(each for each in columns.values() if each not in SOURCE)
            names = [name for each in filled_in for name in each]
            problems.append(
                problem(
                    "TS231",
                    where=where,
                    header=quoted,
                    suggestion=did_you_mean(text, names),
                    known=later(headers_text, filled_in),
                )
            )
        elif known.field in taken:
            problems += _doubled([cells[taken[known.field]], cells[column]], text)
        else:
            taken[known.field], meaning[known.field] = column, known
            if in_thousands(text) or (
                known.kind == "amount" and not is_unit_of(unit_of(text), call.currency)
            ):
                problems.append(
                    problem("TS237", where=where, header=quoted, currency=call.currency)
                )
    return Heading(
        row=head.last,
        columns=taken,
        meaning=meaning,
        left_out=frozenset(left_out),
        problems=tuple(problems),
    )


def _meaning(field_: str, columns: Mapping[str, SheetColumn]) -> SheetColumn:
    match = YEAR_FIELD.fullmatch(field_)
    return year_column(match[1]) if match else columns[field_]


def _filled(column: SheetColumn, heading: Heading) -> SheetColumn:
    """Years that stand in for the requested amount may no more be empty than it may."""
    stands_in = YEAR_FIELD.fullmatch(column.field) and "requested" not in heading.columns
    return evolve(column, filled=True) if stands_in else column


def _doubled(cells: Sequence[Cell], header: str) -> Iterator[Problem]:
    for cell in cells[1:]:
        yield problem(
            "TS232", where=cell.where, header=f'"{as_found(header)}"', other=cells[0].where
        )


def _missing(
    placed: Placed, columns: Mapping[str, SheetColumn], heading: Heading
) -> Iterator[Problem]:
    """Required columns; years stand in for the requested amount, the sheet's name for the lot."""
    years = any(YEAR_FIELD.fullmatch(field_) for field_ in heading.columns)
    for column in columns.values():
        if not column.required or column.field in heading.columns:
            continue
        if column.field in placed.layout.columns:
            continue  # named already: its header was not found
        if column.field == "requested" and years:
            continue
        yield problem(
            "TS233",
            where=placed.tab.where,
            column=later(header_text, column),
            others=later(other_headers_text, column),
        )


def header_of(table: str, column: SheetColumn, columns: Mapping[str, SheetColumn]) -> str:
    """The header that is shown, or the first other by which the column is found among these."""
    find = by_name(table, columns)
    for name in (header_text(column), *column):
        found = find(name)
        if found is not None and found.field == column.field:
            return one_line(name)
    return column.field


def known_fields(table: str, columns: Mapping[str, SheetColumn]) -> tuple[str, ...]:
    """What [tables.x.columns] may name, years shown by an example."""
    years = ("requested_2018",) if table == SHEETS["proposals"].table else ()
    return (*columns, *years)
