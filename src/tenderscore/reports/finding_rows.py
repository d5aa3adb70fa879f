"""Findings → one row each, by consortium, to be sent: as CSV and as a workbook."""

import re
from collections.abc import Sequence

from tenderscore.language import say
from tenderscore.problem import Problem
from tenderscore.reports.capped import OTHERS, capped
from tenderscore.reports.csv_text import csv_text, harmless
from tenderscore.reports.pages import Pages, new_pages
from tenderscore.reports.wording import visible, word

_PLACE = re.compile(r"(?P<file>.*?)(?: › (?P<sheet>.*?)(?:!(?P<cell>[^!]*))?)?", re.DOTALL)
_WIDTHS = (16, 26, 18, 10, 9, 10, 60, 60, 30)


def finding_headers() -> list[str]:
    return [
        say("Consortium"), say("File"), say("Sheet"), say("Cell"), say("Code"), say("Kind"),
        say("What"), say("How to mend"), say("Source"),
    ]  # fmt: skip


def finding_rows(findings: Sequence[Problem]) -> list[list[str]]:
    """By file and consortium, else as they come; what is of neither goes first.

    Of each file as many as are shown anywhere; the row that counts its others is its last.
    """
    rows = []
    for each in capped(findings):
        match = _PLACE.fullmatch(each.where)
        file, sheet, cell = match.groups("") if match else (each.where, "", "")
        rows.append(
            [
                each.about,
                file,
                sheet,
                cell,
                each.code,
                word(each.severity),
                each.what,
                each.fix,
                each.source,
            ]
        )
    shown = [[visible(text) for text in row] for row in rows]
    return sorted(shown, key=lambda row: (row[1], row[4] in OTHERS.values(), row[0]))


def findings_csv(findings: Sequence[Problem]) -> str:
    """Nothing in it is a formula."""
    rows = ([harmless(text) for text in row] for row in finding_rows(findings))
    return csv_text([finding_headers(), *rows])


def findings_workbook(findings: Sequence[Problem]) -> bytes:
    """One sheet, one row a finding, with a filter over the headers; the same bytes every time."""
    pages = new_pages(say("Findings"))
    findings_sheet(pages, findings)
    return pages.content()


def findings_sheet(pages: Pages, findings: Sequence[Problem]) -> None:
    """The same as a sheet of any workbook."""
    sheet = pages.sheet(say("Findings"), _WIDTHS)
    rows = finding_rows(findings)
    sheet.headers(0, finding_headers())
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.text(number, column, text)
    sheet.worksheet.autofilter(0, 0, max(1, len(rows)), len(_WIDTHS) - 1)
    sheet.page(say("Findings"), 0)
