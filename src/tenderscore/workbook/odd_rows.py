"""Rows of a table that are none of its records: totals, and headers that come again."""

import re
from collections.abc import Mapping

from tenderscore.problem import Problem, as_found, problem
from tenderscore.workbook.book import Cell
from tenderscore.workbook.header_names import header_key
from tenderscore.workbook.headers import Heading
from tenderscore.workbook.spelling import one_line, without_controls

_TOTAL = re.compile(
    r"(?:gesamt|zwischen|teil|end)?-?(?:summen?|ergebnis)|gesamt(?:betrag)?|insgesamt"
    r"|(?:grand |sub ?-?)?totals?|sums?|sommes?|sous-total|[Σ∑]",
    re.IGNORECASE,
)
_BEHIND = re.compile(r".*\s(?:ergebnis|gesamt|insgesamt|summe|totals?|sum)[\s:=]*", re.IGNORECASE)
"""So spreadsheet programs call the subtotals that they insert: "A-01 Total", "A-01 Ergebnis"."""
_OF_WHAT = re.compile(r"[\s:=(]")
NO_RECORDS = ("TS245", "TS246")
"""What is said of them; nothing is missing without them."""
_TELLING = 3
_LONGEST = 80
"""A longer text is nobody's label of a total."""


def total(cell: Cell | None, *, alone: bool = False) -> Problem | None:
    """The problem that its text says total, alone or beside what it is of: "Summe Bayern"."""
    value = cell.value if cell is not None else None
    if cell is None or not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = one_line(without_controls(value))
    match = _TOTAL.match(text)
    rest = text[match.end() :] if match is not None else text
    before = match is not None and ((not alone and _OF_WHAT.match(rest)) or not rest.strip(" :="))
    if not before and (alone or not _BEHIND.fullmatch(text)):
        return None
    return problem("TS246", where=cell.where, value=f'"{as_found(text)}"')


def headers_again(cells: Mapping[int, Cell], heading: Heading, key: str) -> Problem | None:
    """The problem that two columns say their headers again, or that these could be headers.

    Of a row whose first three texts are no headers the others are not looked at.
    """
    again, fields, looked_at = 0, set(), 0
    for column, cell in cells.items():
        if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
            continue
        text = one_line(cell.value)
        its = header_key(text)
        again += bool(its) and its == header_key(heading.titles.get(column, ""))
        fields.add(heading.named(text))
        looked_at += 1
        if looked_at == _TELLING and not again and fields == {None}:
            return None
    fields.discard(None)
    if again > 1 or (key in fields and len(fields) > 1):
        return problem("TS245", where=next(iter(cells.values())).where)
    return None
