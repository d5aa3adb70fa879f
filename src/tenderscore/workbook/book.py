"""A workbook as it was opened: Book, its Tabs, their filled Cells with their places."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.problem import Problem


@frozen
class Cell:
    """A cell that holds something: a value, an error, or a formula that lost its value (None)."""

    value: Any
    where: str
    is_error: bool = False
    number_format: str = ""
    wrong: Problem | None = None
    """Why its value is not to be used, whatever it is."""


@frozen(kw_only=True)
class Tab:
    """One sheet of a book: row → column → cell, blank cells left out."""

    title: str
    where: str
    """proposals.xlsx › Partners"""
    rows: Mapping[int, Mapping[int, Cell]] = field(converter=frozen_mapping)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row and column, last row and column of each."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of each."""
    by_file: bool = False
    """Whether it is called by the name of its file, as a text is."""
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    """Those with a cell that holds something."""
    table: str = ""
    """The table that it holds, where the stamp of a form says so."""
    turned: bool = False
    """Its rows are columns of the sheet: a form of one proposal."""
    open: frozenset[str] = frozenset()
    """Fields whose cells may be empty as long as the form is being filled in."""

    def place(self, row: int, column: int) -> str:
        """Where a cell is, if it holds something or not."""
        if self.turned:
            row, column = column, row
        return f"{self.where}!{column_letter(column)}{row}"


@frozen(kw_only=True)
class Book:
    name: str
    sha256: str
    tabs: tuple[Tab, ...]
    findings: tuple[Problem, ...] = ()
    """What else the file holds, and nobody reads."""


@cache
def column_letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
