"""Workbooks, the call and the round → Tables, and Intake: proposals with partners, sites, marks.

All problems are found at once, in reading order. A proposal without a row of its own on the sheet
of sites has one site: its own place, where its place and Land are both given. A proposal that is
alone may lack the sheet of marks: it is an application, and scoring says what it needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import field, frozen

from tenderscore.call import Call
from tenderscore.frozen import frozen_mapping
from tenderscore.intake import Input, Intake
from tenderscore.problem import Problem, as_found, problem, refuse
from tenderscore.regions.naming import folded
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.assembling import assemble, wrong_together
from tenderscore.workbook.book import Book
from tenderscore.workbook.cell import Terms
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.form import without_form
from tenderscore.workbook.incoming import Take, incoming
from tenderscore.workbook.juror_sheets import (
    JurorSheet,
    given_marks,
    juror_sheets,
    wrong_sheets,
)
from tenderscore.workbook.layout import Placed, lay_out, left_out, missing_tables
from tenderscore.workbook.opening import file_name, open_books
from tenderscore.workbook.order import about_proposals, in_reading_order
from tenderscore.workbook.rows import Record, Table, read_rows


@frozen(kw_only=True)
class Tables:
    """The rows of all files, table by table, and everything that was found in reading them."""

    records: Mapping[str, tuple[Record, ...]] = field(converter=frozen_mapping)
    """In reading order: of folders file by file, else as the files were named."""
    findings: tuple[Problem, ...]
    """Problems too."""
    inputs: tuple[Input, ...]
    """In order of name."""
    excluded: tuple[Input, ...]
    """Likewise."""
    files: tuple[str, ...]
    """Every file that was to be read."""
    tabs: Mapping[str, str] = field(converter=frozen_mapping)
    """Tab, as file › sheet → the table that it holds."""
    jury: tuple[JurorSheet, ...] = ()
    """The files that were made for jurors."""

    @property
    def marks_alone(self) -> bool:
        """Whether every file is a juror's sheet, so that no proposals are to be found in them."""
        return bool(self.jury) and len(self.jury) == len(self.files)

    @property
    def of_one(self) -> bool:
        """Whether they hold one proposal."""
        return len(self.records["proposals"]) == 1


def read_proposals(
    paths: Sequence[Path],
    call: Call,
    round_: Round | None = None,
    take: Take | None = None,
    *,
    before_marks: bool = False,
) -> Intake:
    """The tables of the workbooks, and of those in the folders, united; `before_marks` as they
    are when the jury has still to begin.

    Raises InputError with everything that is wrong in them.
    """
    return intake_of(read_tables(paths, call, round_, take, before_marks=before_marks), round_)


def intake_of(tables: Tables, round_: Round | None = None) -> Intake:
    """The proposals of the tables. Raises InputError if anything is wrong in them."""
    findings = refuse(tables.findings)
    proposals = assemble(tables.records, round_ or Round())
    return Intake(
        proposals=proposals,
        findings=findings,
        inputs=tables.inputs,
        excluded=tables.excluded,
    )


def read_tables(
    paths: Sequence[Path],
    call: Call,
    round_: Round | None = None,
    take: Take | None = None,
    *,
    marks_alone: bool = False,
    before_marks: bool = False,
) -> Tables:
    """With `marks_alone`, files that are all jurors' sheets need no proposals beside them; with
    `before_marks`, proposals need no marks."""
    round_ = round_ or Round()
    found = incoming(paths, take or Take())
    as_they_came = open_books(found.files, found.limits, found.done)
    jury = juror_sheets([each for each in as_they_came if isinstance(each, Book)])
    alone = marks_alone and 0 < len(jury) == len(as_they_came)
    opened = [without_form(each, call) if isinstance(each, Book) else each for each in as_they_came]
    books = [book for book in opened if isinstance(book, Book)]
    names = {book.name for book in books}
    jury = tuple(each for each in jury if each.file in names)
    problems = [*found.findings, *(each for each in opened if isinstance(each, Problem))]
    problems += [finding for book in books for finding in book.findings]
    layout = lay_out(books, call, round_)
    problems += layout.problems
    terms = Terms(call=call, decimal_style=round_.decimal_style)
    read = [(placed, read_rows(placed, terms)) for placed in layout.placed]
    records = {
        name: tuple(
            record for placed, its in read if placed.table == name for record in its.records
        )
        for name in SHEETS
    }
    # an application is handed in before anyone marks it
    applied = len(records["proposals"]) < 2 or any(each.tab.turned for each in layout.placed)
    spared = SHEETS if alone else ("marks",) if before_marks or applied else ()
    problems += missing_tables(layout, books, call, spared)
    for _, table in read:
        problems += table.problems
    if not layout.applied:
        problems += _idle(read, round_)
    records["marks"], unfinished = given_marks(records["marks"], jury)
    problems += [*unfinished, *wrong_sheets(records["marks"], jury, call, round_)]
    whole = found.whole and len(books) == len(found.files)
    lost = any(table.lost for placed, table in read if placed.table == "partners")
    given = dict.fromkeys(id_ for sheet in jury for id_ in sheet.given) if alone else ()
    problems += wrong_together(
        records, call, round_, whole=whole, partners=whole and not lost, given=given
    )
    refused = any(each.severity == "problem" for each in problems)
    if not (alone or records["proposals"] or refused):
        problems.append(problem("TS407", where=", ".join(book.name for book in books)))
    read_in = [file_name(path) for path in found.files]
    files = sorted({*read_in, *(each.name for each in found.excluded)})
    ordered = in_reading_order(problems, books, files if found.folder else read_in)
    inputs = [Input(name=book.name, sha256=book.sha256) for book in books]
    return Tables(
        records=records,
        findings=tuple(about_proposals(ordered, records)),
        inputs=tuple(sorted(inputs, key=lambda its: its.name)),
        excluded=tuple(sorted(found.excluded, key=lambda its: its.name)),
        files=tuple(read_in),
        tabs={placed.tab.where: placed.table for placed in layout.placed},
        jury=jury,
    )


def _idle(read: Sequence[tuple[Placed, Table]], round_: Round) -> Iterator[Problem]:
    """Rows and columns that the round leaves out and no table has."""
    rows = [
        (placed.book, f"{placed.tab.title}!{row}")
        for placed, table in read
        for row in table.rows_left_out
    ]
    for key in round_.rows_left_out:
        if not any(left_out({key: ""}, book, row) is not None for book, row in rows):
            where = f"{round_.name} › leave_out.rows"
            yield problem("TS243", where=where, row=f'"{as_found(key)}"')
    gone = {header for _, table in read for header in table.headers_left_out}
    found = [text for _, table in read for text in table.headers]
    for header in round_.columns_left_out:
        if folded(header) not in gone:
            yield problem(
                "TS239",
                where=f"{round_.name} › leave_out.columns",
                header=f'"{as_found(header)}"',
                suggestion=did_you_mean(header, found),
            )
