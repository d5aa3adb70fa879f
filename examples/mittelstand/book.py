"""Tables → a workbook as a secretariat keeps one: header row, widths, formats, panes, filter."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

Row = list[Any]
Tables = Mapping[str, tuple[list[str], list[Row]]]

WIDTHS = {
    "Title": 58, "Organisation": 36, "Topics": 84, "Criterion": 38, "Comment": 34, "Received": 17,
    "Place": 20, "Kind": 18, "Role": 15, "Lot": 17, "Points": 18,
    "Titel": 30, "Einrichtung": 30, "Themen": 30, "Kriterium": 34, "Bemerkung": 30, "Eingang": 17,
    "Ort": 20, "Art": 18, "Rolle": 15, "Punkte": 18,
}  # fmt: skip
FORMATS = {
    "amount": {"num_format": "#,##0"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "points": {"num_format": "0.0", "align": "left"},
    "words": {"indent": 1},
    "other": {},
}
KINDS = {
    "Received": "moment", "Eingang": "moment", "Start": "day", "Beginn": "day", "Points": "points",
    "Punkte": "points", "Topics": "words", "Themen": "words", "Results open to all": "words",
}  # fmt: skip
HEAD = {
    "bold": True, "font_color": "white", "bg_color": "#1F4E79", "text_wrap": True,
    "valign": "vcenter", "border": 1, "border_color": "#D9D9D9",
}  # fmt: skip


class Formula(NamedTuple):
    text: str
    value: str
    """As saved in the file; "" for none."""


def write(path: Path, sheets: Tables) -> None:
    """The same bytes for the same tables."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime(2017, 1, 9), "comments": "Invented, every row"})
    head = book.add_format(HEAD)
    formats = {name: book.add_format(format_) for name, format_ in FORMATS.items()}
    for name, (headers, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.set_row(0, 46)
        sheet.write_row(0, 0, headers, head)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                header = headers[column] if column < len(headers) else ""
                plain = "day" if isinstance(value, date) else "other"
                kind = "amount" if "EUR" in header else KINDS.get(header, plain)
                if isinstance(value, Formula):
                    sheet.write_formula(number, column, value.text, formats[kind], value.value)
                else:
                    sheet.write(number, column, value, formats[kind])
        for column, header in enumerate(headers):
            sheet.set_column(column, column, WIDTHS.get(header, 13))
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(headers) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&LInvented for illustration&R&A, page &P of &N")
    book.close()
