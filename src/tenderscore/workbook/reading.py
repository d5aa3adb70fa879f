"""Workbooks, the call and the round → Intake: proposals with their partners, sites and marks.

All problems are raised at once, in reading order; what is returned with the proposals are the
warnings and notes. A proposal without a row of its own on the sheet of sites has one site: its own
place, where its place and Land are both given.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tenderscore.call import Call
from tenderscore.intake import Input, Intake
from tenderscore.problem import Problem, as_found, problem, refuse
from tenderscore.regions.naming import folded
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.assembling import assemble, wrong_together
from tenderscore.workbook.book import Book
from tenderscore.workbook.cell import Terms
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.incoming import Take, incoming
from tenderscore.workbook.layout import Placed, lay_out, left_out
from tenderscore.workbook.opening import file_name, open_books
from tenderscore.workbook.order import about_proposals, in_reading_order
from tenderscore.workbook.rows import Table, read_rows


def read_proposals(
    paths: Sequence[Path],
    call: Call,
    round_: Round | None = None,
    take: Take | None = None,
) -> Intake:
    """The tables of the workbooks, and of those in the folders, united.

    Raises InputError with everything that is wrong in them.
    """
    round_ = round_ or Round()
    found = incoming(paths, take or Take())
    paths = found.files
    opened = open_books(paths, found.limits, found.done)
    books = [book for book in opened if isinstance(book, Book)]
    problems = [*found.findings, *(each for each in opened if isinstance(each, Problem))]
    names = Counter(file_name(path) for path in paths)
    problems += [finding for book in books for finding in book.findings]
    problems += [problem("TS208", where=name) for name, times in names.items() if times > 1]
    layout = lay_out(books, call, round_)
    problems += layout.problems
    terms = Terms(call=call, decimal_style=round_.decimal_style)
    read = [(placed, read_rows(placed, terms, round_)) for placed in layout.placed]
    for _, table in read:
        problems += table.problems
    problems += _idle(read, round_)
    records = {
        name: [record for placed, its in read if placed.table == name for record in its.records]
        for name in SHEETS
    }
    problems += wrong_together(records, call, round_, whole=len(books) == len(paths))
    if not records["proposals"] and not any(each.severity == "problem" for each in problems):
        problems.append(problem("TS407", where=", ".join(book.name for book in books)))
    files = sorted({*names, *(each.name for each in found.excluded)})
    ordered = in_reading_order(problems, books, files if found.folder else list(names))
    findings = refuse(about_proposals(ordered, records))
    inputs = [Input(name=book.name, sha256=book.sha256) for book in books]
    return Intake(
        proposals=assemble(records, round_),
        findings=findings,
        inputs=tuple(sorted(inputs, key=lambda its: its.name)),
        excluded=tuple(sorted(found.excluded, key=lambda its: its.name)),
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
