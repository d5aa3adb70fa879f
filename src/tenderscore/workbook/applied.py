"""Which books `collect` wrote: what the round says of layout was applied then, and is not again.

They are known by the columns that it adds, so that one round file serves the workbooks as they came
in and the one that was collected from them.
"""

from attrs import evolve

from tenderscore.round import Round
from tenderscore.workbook.book import Book
from tenderscore.workbook.source_columns import SOURCE
from tenderscore.workbook.spelling import one_line, word_key

_SOURCES = tuple(frozenset(map(word_key, column)) for column in SOURCE)
"""The names of each of the columns."""


def was_collected(book: Book) -> bool:
    """Whether a sheet of it has the columns that say where its rows came from."""
    for tab in book.tabs:
        first = tab.rows[min(tab.rows)].values() if tab.rows else ()
        headers = {word_key(one_line(cell.value)) for cell in first if isinstance(cell.value, str)}
        if all(headers & names for names in _SOURCES):
            return True
    return False


def already_applied(round_: Round) -> Round:
    """The round without what it says of layout."""
    return evolve(round_, tables={}, sheets_left_out={}, rows_left_out={}, columns_left_out={})


def has_layout(round_: Round) -> bool:
    return round_ != already_applied(round_)
