"""A tab → the row of its headers, or the two rows, with each column's header as one text.

The headers are where the key of the table (the id, or the proposal) and one more known column are
named, within the first thirty filled rows; failing that, where the most columns are named, if more
than one is; failing that, in the first filled row. A second row belongs to them only where merged
cells say so: a caption merged across the columns below it, or a header merged down into that row.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from math import inf

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.workbook.book import Cell, Tab
from tenderscore.workbook.header_names import Named, under
from tenderscore.workbook.layout import Placed
from tenderscore.workbook.spelling import one_line

LOOKED_AT = 30
"""Filled rows in which headers are looked for."""


@frozen(kw_only=True)
class Head:
    """Where the headers stand, and what they are."""

    first: int
    last: int
    """The same row, or the next."""
    texts: Mapping[int, str] = field(converter=frozen_mapping)
    """Column → its header, with the caption above it where it is known by that."""
    cells: Mapping[int, Cell] = field(converter=frozen_mapping)
    """Column → the cell to name."""
    uses_first: bool = True
    """Whether any known header stands in the first row."""


def find_head(placed: Placed, key: str, named: Named) -> Head | None:
    """None: the row that the round names does not exist."""
    tab, given = placed.tab, placed.layout.header_row
    if given is not None and given not in tab.rows:
        return None
    rows = [given] if given is not None else sorted(tab.rows)[:LOOKED_AT]
    best, most = None, 1
    for row in rows:
        for head in _heads(tab, row, named):
            fields = fields_named(head.texts.values(), named) if head.uses_first else ()
            if key in fields and len(fields) > 1:
                return head
            if len(fields) > most:
                best, most = head, len(fields)
    return best or next(_heads(tab, rows[0], named))


def fields_named(texts: Iterable[str], named: Named) -> set[str]:
    return {field_ for text in texts if (field_ := named(text))}


def header_value(cell: Cell | None) -> str:
    """A year that is a number counts as its digits."""
    value = cell.value if cell is not None else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else one_line(str(value))


def _heads(tab: Tab, row: int, named: Named) -> Iterator[Head]:
    """The two rows, where merged cells make two of them; the row alone."""
    upper, lower = tab.rows[row], tab.rows.get(row + 1, {})
    across = sorted((m[1], m[3]) for m in tab.merged if m[0] == row and m[3] > m[1])
    down = any(m[0] == row < m[2] and m[1] in upper for m in tab.merged)
    if lower and (across or down):
        yield _two(row, upper, lower, across, named)
    yield Head(
        first=row,
        last=row,
        texts={column: header_value(cell) for column, cell in upper.items()},
        cells=upper,
    )


def _two(
    row: int,
    upper: Mapping[int, Cell],
    lower: Mapping[int, Cell],
    across: list[tuple[int, int]],
    named: Named,
) -> Head:
    texts, cells, uses_first = {}, {}, False
    for column in sorted({*upper, *lower}):
        top = _first_of(column, across)
        caption, header = header_value(upper.get(top)), header_value(lower.get(column))
        if not header:
            if top == column:
                texts[column], cells[column] = caption, upper[column]
                uses_first |= named(caption) is not None
            continue
        called = under(caption, header)
        texts[column] = next((text for text in called if named(text)), called[0])
        cells[column] = lower[column]
        uses_first |= bool(caption) and named(called[0]) is not None
    return Head(first=row, last=row + 1, texts=texts, cells=cells, uses_first=uses_first)


def _first_of(column: int, across: list[tuple[int, int]]) -> int:
    """The column where the merged cells begin that this one is among; else itself."""
    at = bisect(across, (column, inf)) - 1
    return across[at][0] if at >= 0 and column <= across[at][1] else column
