"""Marks of many jurors' sheets → one workbook that is read as they are, with the state of the jury.

A stamp says which of its sheets holds the marks; the others are for people and are not read.
"""

from fractions import Fraction

from tenderscore.call import Call
from tenderscore.jury import JuryState
from tenderscore.language import say
from tenderscore.reports.collected import draw_collected
from tenderscore.reports.jury_tables import juror_table, open_table, spread_table, thin_table
from tenderscore.reports.lines import columns
from tenderscore.reports.pages import Pages, pages_of
from tenderscore.reports.table import Table
from tenderscore.round import Round
from tenderscore.workbook.reading import Tables
from tenderscore.workbook.stamp import STAMP_SHEET, FormSheet, Stamp, stamp_text

_WIDEST = 50


def marks_workbook(call: Call, tables: Tables, round_: Round | None, state: JuryState) -> bytes:
    """The same bytes for the same marks, in whatever order the files come."""
    pages = pages_of(call)
    sheets = [
        FormSheet(title=title, table="marks")
        for title in draw_collected(pages, call, tables, round_)
    ]
    states = {
        say("Open marks"): open_table(call, state),
        say("Too few marks"): thin_table(call, state),
        say("Spread"): spread_table(call, state, every=True),
        say("Jurors"): juror_table(call, state),
    }
    for title, table in states.items():
        _page(pages, title, table)
        sheets.append(FormSheet(title=title))
    stamp = Stamp(call=call.id, edition=call.edition, form="marks", sheets=tuple(sheets))
    hidden = pages.book.add_worksheet(STAMP_SHEET)
    hidden.very_hidden()
    hidden.write_string(0, 0, stamp_text(stamp))
    return pages.content()


def _page(pages: Pages, title: str, table: Table) -> None:
    texts = [[header, *its] for header, *its in zip(table.headers, *table.texts, strict=True)]
    widths = [min(_WIDEST, max(map(columns, its)) + 4) for its in texts]
    sheet = pages.sheet(title, widths)
    numeric = [n for n, column in enumerate(table.columns) if column.kind != "text"]
    sheet.headers(0, table.headers, numeric)
    for row, values in enumerate(table.rows, start=1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.text(row, column, value)
            elif value is not None:
                whole = Fraction(value).denominator == 1
                sheet.number(row, column, value, "0" if whole else "0.00##")
    sheet.worksheet.autofilter(0, 0, max(1, len(table.rows)), len(widths) - 1)
    sheet.page(title, 0)
