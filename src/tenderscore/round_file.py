"""round.toml → Round: how to read the workbooks that came in; every problem found at once.

```toml
format = 1
decimal_style = "german"            # german, english, swiss or french, for numbers that are text
currency = "EUR"                    # if given, it must be the call's
ids_differ_by_case = false          # true: "ab1" and "AB1" are two proposals, as in links

[call]                              # if given, it must be this call
id = "mittelstand-4.0"
edition = 1

[leave_out.sheets]                  # sheet (or "file.xlsx › sheet") = reason
"Notes" = "of the secretariat"
[leave_out.rows]                    # "sheet!row" = reason
"Proposals!77" = "the row of sums"
[leave_out.columns]                 # header = reason, where columns are found by their headers
"Our remarks" = "not for the jury"

[tables.proposals]                  # likewise partners, sites, marks, …
sheets = ["*"]                      # names of sheets; "*": all that no one else claims
header_row = 3                      # else where the id and another column are named
lot = "sheet"                       # each sheet is one lot …
columns = { id = "Link", requested = "REQUESTED $", requested_2018 = "In 2018" }
[tables.proposals.lots]             # … unless its name is the lot's id or title, which one
"Scale-UP Cardano’s DeFi Ecosyst" = "defi"

[aliases]                           # organisation as written = organisation that it counts as
"Uni Rostock" = "Universität Rostock"

[jury]
jurors = ["J1", "J2", "J3"]         # who sits on the jury, by pseudonyms

[assignments]                       # proposal = jurors who mark it; of any other, all do
"M4-12" = ["J1", "J2"]

[conflicts]                         # proposal = jurors who must not mark it
"M4-07" = ["J3"]

[employers]                         # juror = the organisation that he or she works for
"J4" = "Universität Rostock"

[draw]
seed = "17 23 42 5 11 38"           # drawn in public after the deadline
```

Without `columns`, the columns are found by their headers and an unknown one is a problem; with it,
only these are read, and one note names the others.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from attrs import field, frozen

from tenderscore.call import Call
from tenderscore.language import said
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.round import Round, TableLayout
from tenderscore.suggest import did_you_mean
from tenderscore.toml_file import read_toml, structure
from tenderscore.workbook.columns import SHEETS, columns_of
from tenderscore.workbook.headers import known_fields
from tenderscore.workbook.jurors import wrong_jury
from tenderscore.workbook.sheet import YEAR_FIELD
from tenderscore.workbook.spelling import one_line, organisation_key

FORMAT = 1


@frozen(kw_only=True)
class _Call:
    id: str | None = None
    edition: int | None = None


@frozen(kw_only=True)
class _LeaveOut:
    sheets: Mapping[str, str] = field(factory=dict)
    rows: Mapping[str, str] = field(factory=dict)
    columns: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class _Table:
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    columns: Mapping[str, str] = field(factory=dict)
    lot: Literal["sheet"] | None = None
    lots: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class _Tables:
    proposals: _Table = field(factory=_Table)
    partners: _Table = field(factory=_Table)
    sites: _Table = field(factory=_Table)
    marks: _Table = field(factory=_Table)
    ownership: _Table = field(factory=_Table)
    activities: _Table = field(factory=_Table)


@frozen(kw_only=True)
class _Jury:
    jurors: tuple[str, ...]


@frozen(kw_only=True)
class _Draw:
    seed: str


@frozen(kw_only=True)
class _File:
    format: int
    decimal_style: Literal["german", "english", "swiss", "french"] | None = None
    currency: str | None = None
    ids_differ_by_case: bool = False
    call: _Call = field(factory=_Call)
    leave_out: _LeaveOut = field(factory=_LeaveOut)
    tables: _Tables = field(factory=_Tables)
    aliases: Mapping[str, str] = field(factory=dict)
    jury: _Jury | None = None
    assignments: Mapping[str, tuple[str, ...]] = field(factory=dict)
    conflicts: Mapping[str, tuple[str, ...]] = field(factory=dict)
    employers: Mapping[str, str] = field(factory=dict)
    draw: _Draw | None = None


def read_round(path: Path, call: Call) -> Round:
    """The round for this call. Raises InputError."""
    table, sha256 = read_toml(path)
    file, problems = structure(table, _File, path.name)
    if problems:
        raise InputError(problems)
    layouts: dict[str, _Table] = {name: getattr(file.tables, name) for name in SHEETS}
    wrong = [*_wrong(file, call, path.name)]
    for name, layout in layouts.items():
        wrong += _wrong_table(name, layout, call, f"{path.name} › tables.{name}")
    if wrong:
        raise InputError(wrong)
    return Round(
        decimal_style=file.decimal_style,
        ids_differ_by_case=file.ids_differ_by_case,
        tables={name: _layout(layout) for name, layout in layouts.items()},
        sheets_left_out=file.leave_out.sheets,
        rows_left_out=file.leave_out.rows,
        columns_left_out=file.leave_out.columns,
        aliases=file.aliases,
        jurors=file.jury.jurors if file.jury else (),
        assignments=file.assignments,
        conflicts=file.conflicts,
        employers=file.employers,
        draw_seed=None if file.draw is None else file.draw.seed,
        name=path.name,
        sha256=sha256,
    )


def _layout(table: _Table) -> TableLayout:
    return TableLayout(
        sheets=table.sheets,
        header_row=table.header_row,
        columns=table.columns,
        lot_is_sheet=table.lot == "sheet",
        lots=table.lots,
    )


def _wrong(file: _File, call: Call, name: str) -> Iterator[Problem]:
    must_be = (
        ("format", file.format, FORMAT, said("the format that is read")),
        ("call.id", file.call.id, call.id, said("the id of the call")),
        ("call.edition", file.call.edition, call.edition, said("the edition of the call")),
        ("currency", file.currency, call.currency, said("the currency of the call")),
    )
    for key, value, wanted, expected in must_be:
        if value is not None and value != wanted:
            yield problem(
                "TS303",
                where=f"{name} › {key}",
                value=_quoted(value),
                expected=expected,
                example=_quoted(wanted),
            )
    for kind in ("sheets", "rows", "columns"):
        for left_out, reason in getattr(file.leave_out, kind).items():
            if not reason.strip():
                yield problem(
                    "TS303",
                    where=f'{name} › leave_out.{kind} "{as_found(left_out)}"',
                    value=_quoted(reason),
                    expected=said("a reason"),
                    example=said('why it is left out, such as "of the secretariat"'),
                )
    yield from _taken_twice(file.tables, name)
    yield from _chained(file.aliases, name)
    jurors = file.jury.jurors if file.jury else None
    yield from wrong_jury(jurors, file.assignments, file.conflicts, name)
    if file.draw is not None and not file.draw.seed.strip():
        yield problem(
            "TS303",
            where=f"{name} › draw.seed",
            value=_quoted(file.draw.seed),
            expected=said("a seed"),
            example=said('what was drawn, such as "17 23 42 5 11 38"'),
        )


def _taken_twice(tables: _Tables, name: str) -> Iterator[Problem]:
    """Sheets, and the star, that an earlier table takes."""
    taken: dict[str, str] = {}
    for table in SHEETS:
        for sheet in getattr(tables, table).sheets:
            first = taken.setdefault(one_line(sheet), table)
            if first != table:
                example = said("another sheet")
                if sheet == "*":
                    example = said("the names of the sheets")
                taking = (
                    said("free: tables.{table} takes all other sheets already", table=first)
                    if sheet == "*"
                    else said("free: tables.{table} takes it already", table=first)
                )
                yield problem(
                    "TS303",
                    where=f"{name} › tables.{table}.sheets",
                    value=_quoted(sheet),
                    expected=taking,
                    example=example,
                )


def _chained(aliases: Mapping[str, str], name: str) -> Iterator[Problem]:
    """Aliases of an alias: an organisation is counted under the name that its entry gives it."""
    by_key = {organisation_key(alias): alias for alias in aliases}
    for alias, other in aliases.items():
        key = organisation_key(other)
        further = by_key.get(key)
        if further is not None and organisation_key(aliases[further]) != key:
            yield problem(
                "TS424",
                where=f'{name} › aliases "{as_found(alias)}"',
                other=_quoted(other),
                entry=f"{_quoted(further)} = {_quoted(aliases[further])}",
            )


def _wrong_table(table: str, layout: _Table, call: Call, where: str) -> Iterator[Problem]:
    if layout.header_row is not None and layout.header_row < 1:
        yield problem(
            "TS303",
            where=f"{where}.header_row",
            value=layout.header_row,
            expected=said("a row of a sheet"),
            example=said("1 or more"),
        )
    columns = columns_of(table, call)
    for field_ in layout.columns:
        year = table == "proposals" and YEAR_FIELD.fullmatch(field_)
        if field_ not in columns and not year:
            known = known_fields(table, columns)
            yield problem(
                "TS301",
                where=f"{where}.columns.{as_found(field_)}",
                key=f"'{as_found(field_)}'",
                suggestion=did_you_mean(field_, known),
                known=", ".join(known),
            )
    if table != "proposals" and layout.lot is not None:
        yield problem(
            "TS303",
            where=f"{where}.lot",
            value='"sheet"',
            expected=said("for this table"),
            example=said("it in [tables.proposals], or nowhere"),
        )
    if layout.lot is not None and "lot" in layout.columns:
        yield problem("TS326", where=where, one="'lot = \"sheet\"'", other="'columns.lot'")
    if layout.lots and layout.lot is None:
        yield problem("TS302", where=where, key="'lot = \"sheet\"'")
    for sheet, lot in layout.lots.items():
        if lot not in call.lots:
            yield problem(
                "TS304",
                where=f'{where}.lots "{as_found(sheet)}"',
                value=f'"{as_found(lot)}"',
                kind=said("lot"),
                suggestion=did_you_mean(lot, call.lots),
                known=", ".join(call.lots),
            )


def _quoted(value: object) -> str:
    return f'"{as_found(value)}"' if isinstance(value, str) else str(value)
