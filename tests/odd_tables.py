"""Generated workbooks whose tables are no plain rectangles, and the filled rows of them."""

import random
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADERS = {
    "Proposals": ["ID", "Requested amount", "Land", "Duration", "Title"],
    "Partners": ["Proposal", "Organisation", "Kind", "Employees"],
    "Sites": ["Proposal", "Place", "Land"],
    "Marks": ["Proposal", "Criterion", "Juror", "Points"],
}
TITLES = ["Call of 2016", "as of 1 May", 5, "Land", "All amounts in TEUR"]
LABELS = ["Summe", "Total", "Zwischensumme Bayern", "Los 1", "Note: see above", None]

Place = tuple[str, str, int]
"""File, sheet, row."""


def write_odd(path: Path, dice: random.Random, file: int) -> set[Place]:
    """The workbook; its filled rows, but for those of the first headers of each sheet."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    calm = dice.random() < 0.3
    rows = set()
    for title in HEADERS:
        sheet = workbook.create_sheet(title)
        heads = _sheet(sheet, dice, file, calm=calm)
        rows |= {
            (path.name, title, row[0].row)
            for row in sheet.iter_rows()
            if row[0].row not in heads
            and any(cell.value is not None and str(cell.value).strip() for cell in row)
        }
    workbook.save(path)
    return rows


def _sheet(sheet: Worksheet, dice: random.Random, file: int, *, calm: bool) -> set[int]:
    """Its rows of headers."""
    headers = HEADERS[sheet.title]
    row = _titles(sheet, dice)
    heads = _headers(sheet, dice, row, headers)
    first = row = max(heads) + 1
    width = len(headers)
    for number in range(dice.randint(3, 12)):
        shape = "row" if calm else dice.choice(["row"] * 12 + ["label", "again", "other", "blank"])
        values: list[Any] = [None]
        if shape == "row":
            values = [_value(dice, name, number, file, calm=calm) for name in headers]
        elif shape == "label":
            values = [dice.choice(LABELS), *(dice.choice([None, 7]) for _ in headers[1:])]
        elif shape == "again":
            values = headers
        elif shape == "other":
            values = HEADERS[dice.choice(list(HEADERS))]
        _write(sheet, row, values)
        if not calm and dice.random() < 0.05:
            sheet.cell(row, width + 2, "beside")
        if dice.random() < 0.05:
            sheet.row_dimensions[row].hidden = True
        row += 1
    for _ in range(0 if calm else dice.choice([0, 0, 1, 2])):
        top, left = dice.randint(first, row), dice.randint(1, width)
        down, across = dice.choice([(1, 0), (2, 0), (0, 1), (1, 1)])
        area = {"start_row": top, "start_column": left,
                "end_row": top + down, "end_column": left + across}  # fmt: skip
        if not any(sheet.merged_cells.ranges) or dice.random() < 0.5:
            sheet.merge_cells(**area)
    return heads


def _titles(sheet: Worksheet, dice: random.Random) -> int:
    """The first free row below them."""
    row = 1
    for _ in range(dice.choice([0, 0, 1, 3])):
        sheet.cell(row, dice.randint(1, 2), dice.choice(TITLES))
        if dice.random() < 0.4:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        row += dice.choice([1, 2])
    return row


def _headers(sheet: Worksheet, dice: random.Random, row: int, headers: list[str]) -> set[int]:
    if dice.random() < 0.6:
        _write(sheet, row, headers)
        return {row}
    last = len(headers)
    _write(sheet, row, [*headers[:-2], "Further"])
    _write(sheet, row + 1, [*(None for _ in headers[:-2]), *headers[-2:]])
    for column in range(1, last - 1):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    sheet.merge_cells(start_row=row, end_row=row, start_column=last - 1, end_column=last)
    return {row, row + 1}


def _write(sheet: Worksheet, row: int, values: list[Any]) -> None:
    for column, value in enumerate(values, start=1):
        if value is not None:
            sheet.cell(row, column, value)


def _value(dice: random.Random, header: str, number: int, file: int, *, calm: bool) -> Any:
    good = {
        "ID": f"P{file}{number}",
        "Requested amount": 100 * number,
        "Land": "BW",
        "Duration": 12,
        "Title": "x",
        "Proposal": f"P{file}{dice.randint(0, 2)}",
        "Organisation": f"{number} {number * 7919} {file}",
        "Kind": "other",
        "Employees": number,
        "Place": "Ulm",
        "Criterion": "quality",
        "Juror": f"J{number}",
        "Points": 3,
    }
    if calm or dice.random() > 0.03:
        return good[header]
    return dice.choice([None, "", "x", -1, "1.234", True, "#N/A", "=1+1", "Р01", "P 01", "ID", 1.5])
