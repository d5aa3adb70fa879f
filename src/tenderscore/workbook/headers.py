"""A tab's header row → which column holds which field; unknown, doubled and missing ones named.

Two headers are one if they differ only in case, spaces, punctuation, ä for ae, or in a unit at the
end, such as "(EUR)", "in EUR", "[€]" or "(months)". A near miss is proposed, never taken.
"""

import re
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
from tenderscore.workbook.columns import SHEETS, SOURCE
from tenderscore.workbook.layout import Placed
from tenderscore.workbook.sheet import (
    YEAR_FIELD,
    SheetColumn,
    header_text,
    headers_text,
    other_headers_text,
    year_column,
)
from tenderscore.workbook.spelling import one_line

_CURRENCIES = "EUR|USD|CHF|GBP|SEK|DKK|NOK|PLN|CZK|HUF|JPY|AUD|CAD|Euro|€|US\\$|\\$|£"
_PLAIN_UNITS = "months|Monate|Monaten|km|%|percent|Prozent|points|Punkte"
_UNIT = re.compile(
    rf"\s*(?:[\(\[]\s*(?:in\s+)?({_CURRENCIES}|{_PLAIN_UNITS})\s*[\)\]]"
    rf"|\sin\s+({_CURRENCIES}|{_PLAIN_UNITS})|\s?(€|\$|£|%))\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(.+?)((?:19|20)[0-9]{2})", re.ASCII)


@frozen(kw_only=True)
class Heading:
    row: int | None
    """None: there is no such row, and nothing below it is read."""
    columns: Mapping[str, int] = field(factory=dict, converter=frozen_mapping)
    """Field → column of the tab."""
    meaning: Mapping[str, SheetColumn] = field(factory=dict, converter=frozen_mapping)
    titles: Mapping[int, str] = field(factory=dict, converter=frozen_mapping)
    """Column → header as found."""
    left_out: frozenset[str] = frozenset()
    """Headers that the round leaves out by name, folded."""
    problems: tuple[Problem, ...] = ()


def read_headers(
    placed: Placed, columns: Mapping[str, SheetColumn], call: Call, round_: Round
) -> Heading:
    row = placed.layout.header_row or min(placed.tab.rows)
    cells = placed.tab.rows.get(row)
    if cells is None:
        return Heading(row=None, problems=(problem("TS227", where=placed.tab.where, row=row),))
    texts = {column: one_line(str(cell.value or "")) for column, cell in cells.items()}
    if placed.layout.columns:
        heading = _mapped(placed, columns, row, texts)
    else:
        heading = _found(placed, columns, row, texts, call, round_)
    return Heading(
        row=row,
        columns=heading.columns,
        meaning={field_: _filled(its, heading) for field_, its in heading.meaning.items()},
        titles=texts,
        left_out=heading.left_out,
        problems=(*heading.problems, *_missing(placed, columns, heading)),
    )


def header_key(text: str) -> str:
    """What two headers are compared by."""
    return folded(_UNIT.sub("", text))


def _mapped(
    placed: Placed, columns: Mapping[str, SheetColumn], row: int, texts: Mapping[int, str]
) -> Heading:
    """By the round: its columns and no others; the others in one note."""
    cells = placed.tab.rows[row]
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
                    row=row,
                    suggestion=did_you_mean(header, texts.values()),
                    known=", ".join(texts.values()),
                )
            )
            continue
        problems += _doubled([cells[column] for column in same], header)
        taken[field_] = same[0]
    others = [text for column, text in texts.items() if column not in taken.values()]
    if others:
        problems.append(problem("TS235", where=placed.tab.where, headers=", ".join(others)))
    meaning = {field_: _meaning(field_, columns) for field_ in taken}
    return Heading(row=row, columns=taken, meaning=meaning, problems=tuple(problems))


def _found(
    placed: Placed,
    columns: Mapping[str, SheetColumn],
    row: int,
    texts: Mapping[int, str],
    call: Call,
    round_: Round,
) -> Heading:
    """By their names; what is not known is a problem."""
    cells = placed.tab.rows[row]
    by_key = _by_key(columns)
    out = {folded(header): reason for header, reason in round_.columns_left_out.items()}
    taken: dict[str, int] = {}
    meaning: dict[str, SheetColumn] = {}
    left_out, problems = set(), []
    for column, text in texts.items():
        where, quoted = cells[column].where, f'"{as_found(text)}"'
        if folded(text) in out:
            left_out.add(folded(text))
            problems.append(problem("TS238", where=where, header=quoted, reason=out[folded(text)]))
            continue
        known = by_key.get(header_key(text))
        if known is None and placed.table == "proposals":
            known = _year(text, columns)
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
            unit = _UNIT.search(text)
            if known.kind == "amount" and unit and not _is_currency(unit, call):
                problems.append(
                    problem("TS237", where=where, header=quoted, currency=call.currency)
                )
    return Heading(
        row=row,
        columns=taken,
        meaning=meaning,
        left_out=frozenset(left_out),
        problems=tuple(problems),
    )


def _by_key(columns: Mapping[str, SheetColumn]) -> dict[str, SheetColumn]:
    """The first column that bears a name has it; its own field and call columns go first."""
    keys: dict[str, SheetColumn] = {}
    for column in columns.values():
        keys.setdefault(folded(column.field), column)
    for column in columns.values():
        for name in column:
            keys.setdefault(header_key(name), column)
    return keys


def _year(text: str, columns: Mapping[str, SheetColumn]) -> SheetColumn | None:
    match = _YEAR.fullmatch(header_key(text))
    if match is None:
        return None
    names = {header_key(name) for name in columns.get("requested", ())}
    return year_column(match[2]) if match[1] in names else None


def _meaning(field_: str, columns: Mapping[str, SheetColumn]) -> SheetColumn:
    match = YEAR_FIELD.fullmatch(field_)
    return year_column(match[1]) if match else columns[field_]


def _filled(column: SheetColumn, heading: Heading) -> SheetColumn:
    """Years that stand in for the requested amount may no more be empty than it may."""
    stands_in = YEAR_FIELD.fullmatch(column.field) and "requested" not in heading.columns
    return evolve(column, filled=True) if stands_in else column


def _is_currency(unit: re.Match[str], call: Call) -> bool:
    return is_unit_of(next(filter(None, unit.groups())), call.currency)


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


def header_of(column: SheetColumn, columns: Mapping[str, SheetColumn]) -> str:
    """The header that is shown, or the first other by which the column is found among these."""
    by_key = _by_key(columns)
    for name in (header_text(column), *column):
        found = by_key.get(header_key(name)) or _year(name, columns)
        if found is not None and found.field == column.field:
            return one_line(name)
    return column.field


def known_fields(table: str, columns: Mapping[str, SheetColumn]) -> tuple[str, ...]:
    """What [tables.x.columns] may name, years shown by an example."""
    years = ("requested_2018",) if table == SHEETS["proposals"].table else ()
    return (*columns, *years)
