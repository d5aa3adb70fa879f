"""A workbook of many proposals → a folder with a workbook for each, to have something to try.

    python docs/one_workbook_each.py my-call/proposals.xlsx eingang

The first column of every sheet holds the proposal's id.
"""

import sys
from pathlib import Path

import openpyxl


def split(source: Path, folder: Path) -> None:
    folder.mkdir()
    books: dict[str, openpyxl.Workbook] = {}
    for sheet in openpyxl.load_workbook(source):
        headers, *rows = sheet.iter_rows()
        for row in rows:
            book = books.setdefault(str(row[0].value), openpyxl.Workbook())
            if sheet.title not in book.sheetnames:
                book.create_sheet(sheet.title).append([cell.value for cell in headers])
            copy = book[sheet.title]
            copy.append([cell.value for cell in row])
            for cell in row:
                copy.cell(copy.max_row, cell.column).number_format = cell.number_format
    for id_, book in books.items():
        book.remove(book.worksheets[0])
        book.save(folder / f"{id_}.xlsx")


if __name__ == "__main__":
    split(Path(sys.argv[1]), Path(sys.argv[2]))
