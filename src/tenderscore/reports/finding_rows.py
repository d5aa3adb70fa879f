"""Findings → one row each, by consortium, to be sent: as CSV and as a workbook."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from tenderscore.language import say, spoken
from tenderscore.problem import Problem
from tenderscore.reports.capped import OTHERS, capped
from tenderscore.reports.pages import Pages, new_pages
from tenderscore.reports.wording import visible, word

_PLACE = re.compile(r"(?P<file>.*?)(?: › (?P<sheet>.*?)(?:!(?P<cell>[^!]*))?)?", re.DOTALL)
_WIDTHS = (16, 26, 18, 10, 9, 10, 60, 60, 30)
_COMMAND = re.compile(r"(^|[;,\t|])(\s*[\"']*\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What a spreadsheet program could take for a formula, at the start or after any separator."""


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
    """Separated as the spreadsheet program of the language expects it; nothing is a formula."""
    out = StringIO()
    separator = ";" if spoken() == "de" else ","
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(finding_headers())
    writer.writerows([harmless(text) for text in row] for row in finding_rows(findings))
    return out.getvalue()


def harmless(text: str) -> str:
    """Whatever would begin a formula, read with whichever separator, gets an apostrophe before."""
    return _COMMAND.sub(r"\1\2'", text)


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
