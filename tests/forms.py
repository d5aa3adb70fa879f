"""A form filled in as an applicant would: values into its open cells, found by their labels."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tenderscore import template_workbook
from tenderscore.call import Call
from tenderscore.language import speaking

LABEL, ENTRY = 2, 3
HEADER, FIRST = 6, 8
"""Rows of the tables: headers, and the first below the example."""


def form(call: Call, language: str = "de") -> openpyxl.Workbook:
    with speaking(language):
        return openpyxl.load_workbook(BytesIO(template_workbook(call)))


def fill(sheet: Worksheet, entries: Mapping[str, Any]) -> None:
    """By label; raises KeyError where there is none, and refuses locked cells as a program does."""
    rows = {sheet.cell(row, LABEL).value: row for row in range(1, sheet.max_row + 1)}
    for label, value in entries.items():
        put(sheet, rows[label], ENTRY, value)


def fill_rows(sheet: Worksheet, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = {sheet.cell(HEADER, n).value: n for n in range(1, sheet.max_column + 1)}
    for row, entries in enumerate(rows, start=FIRST):
        for header, value in entries.items():
            put(sheet, row, columns[header], value)


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    assert not cell.protection.locked, cell.coordinate
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # as typed into a cell for texts, whatever it begins with


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path
