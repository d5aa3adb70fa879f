"""The applicant's check as a workbook: the page on one sheet of A4, the findings on a second."""

from collections.abc import Sequence

from tenderscore.language import say
from tenderscore.problem import Problem
from tenderscore.reports.finding_rows import findings_sheet
from tenderscore.reports.pages import new_pages
from tenderscore.reports.selfcheck_page import page_parts, page_title
from tenderscore.reports.selfcheck_part import Part
from tenderscore.reports.selfcheck_text import call_line, table_headers, table_rows
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.wording import visible
from tenderscore.selfchecking import SelfCheck

COLUMNS = 12
WIDTHS = (11,) * COLUMNS
SPANS = {
    1: ((0, 11),),
    2: ((0, 3), (4, 11)),
    3: ((0, 0), (1, 5), (6, 11)),
    5: ((0, 0), (1, 4), (5, 6), (7, 8), (9, 11)),
    6: ((0, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 11)),
}
"""First and last column of each cell of a row with so many cells."""
FIGURES = range(1, 5)
"""The cells with figures, in a row of six."""
RIGHT = {"header": "header number", "wrapped": "right", "step": "step number"}


def selfcheck_workbook(its: SelfCheck, findings: Sequence[Problem]) -> bytes:
    """The same bytes every time."""
    pages = new_pages(page_title(its))
    sheet = pages.sheet(say("Check"), WIDTHS)
    sheet.merged(0, (0, COLUMNS - 1), page_title(its), "page banner", 2)
    sheet.merged(1, (0, COLUMNS - 1), call_line(its), "band")
    row = 3
    for number, part in enumerate(page_parts(its, findings), start=1):
        row = _part(sheet, its, row, number, part)
    sheet.page(visible(its.call.id), one_page=True)
    sheet.worksheet.set_portrait()
    findings_sheet(pages, findings)
    return pages.content()


def _part(sheet: Sheet, its: SelfCheck, row: int, number: int, part: Part) -> int:
    """Question and answer, then the table; gives the row where the next part begins."""
    sheet.merged(row, (0, COLUMNS - 1), f"{number}. {part.question}", "heading")
    sheet.spread(row + 1, part.answer, "label")
    row += 2
    if part.rows:
        headers = table_headers(part)
        spans = SPANS[len(headers)]
        lines = [(headers, "header")]
        for each in part.rows:
            first, *below = table_rows(its, each, part)
            lines += [(first, "wrapped"), *((cells, "step") for cells in below)]
        for cells, style in lines:
            for place, (span, text) in enumerate(zip(spans, cells, strict=True)):
                figure = len(spans) == 6 and place in FIGURES
                sheet.merged(row, span, text, RIGHT[style] if figure else style)
            row += 1
    for note in part.notes:
        sheet.spread(row, note, "small note")
        row += 1
    return row + 1
