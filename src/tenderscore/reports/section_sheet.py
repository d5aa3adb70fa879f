"""Sections of a report as a sheet of a workbook, one below the other."""

from collections.abc import Sequence
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.section import Drawn, Listed, Section
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import MONEY, score_picture
from tenderscore.reports.table import Table
from tenderscore.reports.wording import visible


def sections_sheet(sheet: Sheet, call: Call, sections: Sequence[Section]) -> None:
    """One below the other; the first title is that of the sheet."""
    row, style = 0, "title"
    for section in sections:
        if not section.parts:
            continue
        sheet.text(row, 0, section.title, style)
        row, style = row + 2, "heading"
        for part in section.parts:
            if isinstance(part, Table):
                row = _table(sheet, call, row, part) + 1
            elif not isinstance(part, Drawn):
                for text in part.items if isinstance(part, Listed) else [part]:
                    sheet.spread(row, text)
                    row += 1
        row += 1
    if row == 0:
        sheet.spread(row, say("There is nothing to be said here."))
    sheet.page(visible(call.id))


def _table(sheet: Sheet, call: Call, row: int, table: Table) -> int:
    """Gives the row below it."""
    kinds = [column.kind for column in table.columns]
    texts = ("text", "figure")
    right = [number for number, kind in enumerate(kinds) if kind != "text"]
    sheet.headers(row, table.headers, right)
    pictures = {
        "count": "0",
        "cents": MONEY,
        "cents change": f"+{MONEY};-{MONEY};0",
        "share": "0.0%",
        "score": score_picture(call),
        "score change": f"+{score_picture(call)};-{score_picture(call)};0",
    }
    for values, said in zip(table.rows, table.texts, strict=True):
        row += 1
        for column, (kind, value, text) in enumerate(zip(kinds, values, said, strict=True)):
            if kind in texts or value is None or isinstance(value, str):
                sheet.text(row, column, text, "wrapped" if kind == "text" else "right")
            else:
                exact = Fraction(value)
                if kind.startswith("cents"):
                    exact /= 100
                elif kind.startswith("score"):
                    exact /= table.unit
                sheet.number(row, column, exact, pictures[kind])
    return row + 1
