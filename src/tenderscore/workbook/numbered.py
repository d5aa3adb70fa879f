"""What .xls and .xlsb have in common: cells as records, their values decoded by calamine.

We walk through the records ourselves, so that errors, formulas, hidden rows and number formats are
seen, and calamine gets a plain book of one sheet to decode: the cells that hold a text, a number or
a truth, one after the other, wherever they stand. So no place of a cell can cost memory, and no
formula, name, chart or embedded object is parsed.
"""

from io import BytesIO
from itertools import chain
from math import isfinite
from typing import Any

from attrs import frozen

from tenderscore.problem import InputError, Problem, problem
from tenderscore.workbook.book import column_letter
from tenderscore.workbook.extent import COLUMNS, ROWS, Count, beyond
from tenderscore.workbook.gathered import Contents, Gathered, plain
from tenderscore.workbook.limits import Limits, OverLimit
from tenderscore.workbook.sheet_rows import ERROR, UNREADABLE, date_of

WIDTH = 200
"""Cells in one row of the plain book."""
SEAL = "end"
"""The text in the second cell of its first row, by which one knows that no text was missing."""
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


@frozen
class Wanted:
    """A cell whose value is to be decoded."""

    sheet: Gathered
    row: int
    column: int
    style: int
    text: bool


class Walk:
    """What the records of a book have told so far."""

    def __init__(self, limits: Limits):
        self.limits, self.count = limits, Count(limits)
        self.sheets: list[Gathered] = []
        self.wanted: list[Wanted] = []
        self.formats: dict[int, str] = {}
        """Those that the book names itself."""
        self.styles: list[int] = []
        """Of cells: the number of its format."""
        self.since_1904 = False
        self.beside: set[str] = set()
        self.doubtful: list[str] = []
        """Places of formulas whose value is 0 or empty: it may never have been calculated."""
        self.last_row = 0

    def begin(self, title: str, *, hidden: bool) -> None:
        self.sheets.append(Gathered(title, hidden=hidden))
        self.last_row = 0

    def filled(self, row: int, column: int) -> None:
        """A cell that holds something, from 1. Raises OverLimit; InputError where none can be."""
        if row > ROWS or column > COLUMNS:
            raise beyond(row, column)
        self.count.add("cells", 1, self.sheets[-1].title, self.last_row)
        self.last_row = row

    def blank(self, cells: int) -> None:
        self.count.add("blanks", cells, self.sheets[-1].title, self.last_row)

    def want(self, row: int, column: int, style: int, *, text: bool) -> tuple[int, int]:
        """Where in the plain book the cell is to be put, from 0; row 0 is left free."""
        self.filled(row, column)
        self.wanted.append(Wanted(self.sheets[-1], row, column, style, text))
        above, beside = divmod(len(self.wanted) - 1, WIDTH)
        return above + 1, beside

    def formula(self, row: int, column: int, *, empty: bool) -> None:
        """`empty`: its value is 0 or an empty text."""
        sheet = self.sheets[-1]
        sheet.formulas.append((row, column))
        if empty:
            self.doubtful.append(f"{sheet.title}!{column_letter(column)}{row}")

    def merge(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """First and last of each, from 0."""
        its = self.sheets[-1].merged
        its.append((rows[0] + 1, columns[0] + 1, rows[1] + 1, columns[1] + 1))
        if len(its) > self.limits.merges:
            raise OverLimit("merges")

    def findings(self) -> list[Problem]:
        found = self.doubtful
        return [problem("TS270", count=len(found), place=found[0])] if found else []

    def error(self, row: int, column: int, code: int) -> None:
        self.filled(row, column)
        self.sheets[-1].put(row, column, [ERROR, ERRORS.get(code, f"#{code}")])

    def unreadable(self, row: int, column: int, index: int) -> None:
        """A text by its number, and there is none of that number."""
        self.filled(row, column)
        self.sheets[-1].put(row, column, [UNREADABLE, str(index)])

    def contents(self, book: bytes) -> Contents:
        """The sheets, with the values that calamine decodes from the plain book."""
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

        epoch = MAC_EPOCH if self.since_1904 else WINDOWS_EPOCH
        for its, value in zip(self.wanted, _decoded(book, len(self.wanted)), strict=True):
            shown = self._format(its.style)
            if its.text or isinstance(value, bool):
                its.sheet.put(its.row, its.column, plain(value))
            elif not isinstance(value, int | float) or not isfinite(value):
                its.sheet.put(its.row, its.column, [UNREADABLE, str(value)])
            elif is_date_format(shown):
                moment = date_of(value, epoch, is_timedelta_format(shown))
                its.sheet.put(its.row, its.column, moment, shown)
            else:
                its.sheet.put(its.row, its.column, _whole(value), shown)
        tabs = [sheet.packed() for sheet in self.sheets]
        return Contents(tabs, sorted(self.beside), self.findings())

    def _format(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        number = self.styles[style] if style < len(self.styles) else 0
        return self.formats.get(number) or str(BUILTIN_FORMATS.get(number, "General"))


def _whole(value: int | float) -> int | float:
    """Both formats keep whole numbers as others."""
    return int(value) if abs(value) < 1e15 and value == int(value) else value


def _decoded(book: bytes, count: int) -> list[Any]:
    """Raises InputError where calamine gives up, for which it has types of its own."""
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(book)) as its:
            rows = its.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of Rust is no Exception
        raise InputError([problem("TS277")]) from None
    if not rows or rows[0][1:2] != [SEAL]:
        raise InputError([problem("TS277")])
    values = list(chain.from_iterable(rows[1:]))
    return (values + [""] * count)[:count]
