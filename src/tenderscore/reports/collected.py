"""Tables of many files → one workbook that is read as they are; and what it holds, in a line."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.language import N_number, all_of, say_number
from tenderscore.reports.lines import columns, line
from tenderscore.reports.pages import Pages, pages_of
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.wording import call_titles
from tenderscore.round import Round
from tenderscore.workbook.cell import plain_text
from tenderscore.workbook.collecting import Collected, collected
from tenderscore.workbook.reading import Tables
from tenderscore.workbook.written import Written

NARROWEST, WIDEST = 9, 44
HELD = {
    "proposals": N_number("{n} proposal", "{n} proposals"),
    "partners": N_number("{n} partner", "{n} partners"),
    "sites": N_number("{n} site", "{n} sites"),
    "marks": N_number("{n} mark", "{n} marks"),
}
NUMERIC = ("number", "whole", "amount", "points")


def collected_workbook(call: Call, tables: Tables, round_: Round | None = None) -> bytes:
    """The same bytes for the same rows, in whatever order the files come."""
    pages = pages_of(call)
    draw_collected(pages, call, tables, round_)
    return pages.content()


def draw_collected(pages: Pages, call: Call, tables: Tables, round_: Round | None) -> list[str]:
    """The titles of the sheets that were drawn."""
    drawn = []
    for its in collected(call, tables, round_):
        sheet = pages.sheet(its.title, _widths(its))
        _fill(sheet, its)
        sheet.page(call_titles(call)[0][:200], 0)
        sheet.worksheet.freeze_panes(1, 1)
        sheet.worksheet.autofilter(0, 0, max(1, len(its.rows)), len(its.headers) - 1)
        drawn.append(its.title)
    return drawn


def collected_text(tables: Tables) -> str:
    """Collected from 75 files: 75 proposals, 310 partners and 75 sites."""
    held = [
        say_number(*HELD[table], len(records))
        for table, records in tables.records.items()
        if records
    ]
    return line(
        say_number(
            "Collected from {n} file: {held}.",
            "Collected from {n} files: {held}.",
            len(tables.files),
            held=all_of(held or [say_number(*HELD["marks"], 0)]),
        )
    )


def _fill(sheet: Sheet, its: Collected) -> None:
    numeric = [number for number, kind in enumerate(its.kinds) if kind in NUMERIC]
    sheet.headers(0, its.headers, numeric)
    for number, row in enumerate(its.rows, start=1):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell.value, str):
                sheet.exact(number, column, cell.value, cell.picture)
            elif isinstance(cell.value, Decimal):
                sheet.number(number, column, Fraction(cell.value), cell.picture)
            else:
                sheet.moment(number, column, cell.value, cell.picture)


def _widths(its: Collected) -> Sequence[int]:
    """As wide as what stands there, within bounds; headers may break."""
    cells = list(zip(*its.rows, strict=True)) or [()] * len(its.headers)
    return [
        min(WIDEST, max(NARROWEST, _longest_word(header) + 3, *(2 + _width(each) for each in own)))
        for header, own in zip(its.headers, cells, strict=True)
    ]


def _longest_word(text: str) -> int:
    return max(map(columns, text.split()), default=0)


def _width(cell: Written | None) -> int:
    if cell is None:
        return 0
    if isinstance(cell.value, str):
        return columns(cell.value)
    if isinstance(cell.value, date):
        return len(cell.picture)
    return len(plain_text(cell.value)) * 4 // 3 + 3 * (cell.picture == "#,##0.00")
