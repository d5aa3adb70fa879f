"""Marks of many jurors' sheets → one workbook that is read as they are, with the state of the jury.

A stamp says which of its sheets holds the marks; the others are for people and are not read.
"""

from datetime import UTC
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from tenderscore.call import Call
from tenderscore.jury import JuryState
from tenderscore.language import say
from tenderscore.reports.collected import draw_collected
from tenderscore.reports.jury_tables import juror_table, open_table, spread_table, thin_table
from tenderscore.reports.lines import columns
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.table import Table
from tenderscore.reports.wording import call_titles
from tenderscore.reports.workbook import OPTIONS
from tenderscore.round import Round
from tenderscore.workbook.reading import Tables
from tenderscore.workbook.stamp import STAMP_SHEET, FormSheet, Stamp, stamp_text

_WIDEST = 50


def marks_workbook(call: Call, tables: Tables, round_: Round | None, state: JuryState) -> bytes:
    """The same bytes for the same marks, in whatever order the files come."""
    out = BytesIO()
    book = Workbook(out, OPTIONS)
    # a date that belongs to the call, since the time of writing would change the bytes
    created = call.closes.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": call_titles(call)[0][:200], "created": created})
    formats: dict[Any, Any] = {}
    sheets = [
        FormSheet(title=title, table="marks")
        for title in draw_collected(book, formats, call, tables, round_)
    ]
    pages = {
        say("Open marks"): open_table(call, state),
        say("Too few marks"): thin_table(call, state),
        say("Spread"): spread_table(call, state, every=True),
        say("Jurors"): juror_table(call, state),
    }
    for title, table in pages.items():
        _page(book, formats, title, table)
        sheets.append(FormSheet(title=title))
    stamp = Stamp(call=call.id, edition=call.edition, form="marks", sheets=tuple(sheets))
    hidden = book.add_worksheet(STAMP_SHEET)
    hidden.very_hidden()
    hidden.write_string(0, 0, stamp_text(stamp))
    book.close()
    return out.getvalue()


def _page(book: Any, formats: dict[Any, Any], title: str, table: Table) -> None:
    texts = [[header, *its] for header, *its in zip(table.headers, *table.texts, strict=True)]
    widths = [min(_WIDEST, max(map(columns, its)) + 4) for its in texts]
    page = book.add_worksheet(title)
    sheet = Sheet(book=book, worksheet=page, formats=formats, widths=widths)
    numeric = [n for n, column in enumerate(table.columns) if column.kind != "text"]
    sheet.headers(0, table.headers, numeric)
    for row, values in enumerate(table.rows, start=1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.text(row, column, value)
            elif value is not None:
                whole = Fraction(value).denominator == 1
                sheet.number(row, column, value, "0" if whole else "0.00##")
    page.autofilter(0, 0, max(1, len(table.rows)), len(widths) - 1)
    sheet.page(title, 0)
