"""The hidden stamp of a form: the call it was made for, and what each of its sheets holds.

It is one cell of a hidden sheet, as JSON, so that it stays whatever program or format the form goes
through. A workbook without a stamp, or with one that cannot be read, is a workbook like any other.
"""

import json
from collections.abc import Mapping
from typing import Any

from attrs import asdict, frozen

from tenderscore.workbook.book import Book
from tenderscore.workbook.columns import SHEETS

STAMP_SHEET = "tenderscore"
"""The hidden sheet; what else stands on it, such as the lists of the drop-downs, nobody reads."""
TEMPLATE = 1
"""Counts on whenever an older reader would misread a form."""
_MAGIC = "tenderscore form"


@frozen(kw_only=True)
class FormSheet:
    """A sheet of the form as it was drawn; rows and columns count from 1."""

    title: str
    table: str = ""
    """The table that it holds; empty: instructions, of which nothing is read."""
    turned: bool = False
    """One row of the table, its headers down a column, its entries in the columns after it."""
    header: int = 1
    """The row of the headers; turned: their column. What stands before it is the form's own."""
    own: tuple[int, ...] = ()
    """Further columns that are the form's own: numbers, checks, hints."""
    open: tuple[str, ...] = ()
    """Fields that may stay empty for now, though the table needs them."""
    example: int = 0
    """The row of the example, passed over as long as it says what it said; 0: there is none."""
    example_values: tuple[str | int, ...] = ()
    """What it said, one after the other."""
    topics: tuple[int, int] | None = None
    """Turned: the first and last row of those that are topics, each to be marked."""


@frozen(kw_only=True)
class Stamp:
    call: str
    edition: int
    form: str
    """applicant, juror, or marks: what was collected from jurors' sheets."""
    sheets: tuple[FormSheet, ...]
    template: int = TEMPLATE
    juror: str = ""
    """Whose sheet it is."""
    given: tuple[str, ...] = ()
    """The proposals that the juror is to mark."""

    def sheet(self, title: str) -> FormSheet | None:
        return next((each for each in self.sheets if each.title == title), None)


def stamp_text(stamp: Stamp) -> str:
    """What stands in the first cell of the hidden sheet."""
    said = {"is": _MAGIC, **asdict(stamp)}
    return json.dumps(said, ensure_ascii=False)


def stamp_of(book: Book) -> Stamp | None:
    """The stamp of the form that the book is; None: it is none."""
    for tab in book.tabs:
        if tab.title == STAMP_SHEET:
            cell = tab.rows.get(1, {}).get(1)
            return _read(cell.value) if cell and isinstance(cell.value, str) else None
    return None


def _read(text: str) -> Stamp | None:
    """Of a newer template only what is the same in all of them."""
    try:
        its = json.loads(text)
        if its["is"] != _MAGIC:
            return None
        known = int(its["template"]) <= TEMPLATE
        return Stamp(
            call=str(its["call"]),
            edition=int(its["edition"]),
            form=str(its["form"]),
            sheets=tuple(map(_sheet, its["sheets"])) if known else (),
            template=int(its["template"]),
            juror=str(its["juror"]),
            given=tuple(map(str, its["given"])),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _sheet(its: Mapping[str, Any]) -> FormSheet:
    topics, table = its["topics"], its["table"]
    return FormSheet(
        title=str(its["title"]),
        table=SHEETS[table].table if table else "",
        turned=bool(its["turned"]),
        header=int(its["header"]),
        own=tuple(map(int, its["own"])),
        open=tuple(map(str, its["open"])),
        example=int(its["example"]),
        example_values=tuple(its["example_values"]),
        topics=(int(topics[0]), int(topics[1])) if topics else None,
    )
