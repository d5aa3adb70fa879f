"""Cells of days and times → moments in the call's zone and days, or the problem that they are."""

import re
from datetime import date, datetime, time

from tenderscore.language import said
from tenderscore.problem import Problem, problem
from tenderscore.workbook.book import Cell
from tenderscore.workbook.cell import Terms, not_a, quoted
from tenderscore.workbook.spelling import one_line

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
_GERMAN = re.compile(
    r"(\d\d?)\.(\d\d?)\.(\d{4})(?:,? (\d\d?)[:.](\d\d)(?::(\d\d))?(?: Uhr)?)?", re.ASCII
)


def read_moment(cell: Cell, terms: Terms) -> datetime | Problem:
    value = cell.value
    if isinstance(value, str):
        value = _written_moment(one_line(value))
    elif isinstance(value, datetime):
        midnight_by_format = value.time() == time() and "h" not in cell.number_format.casefold()
        value = value.date() if midnight_by_format else value
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=terms.call.closes.tzinfo)
    if isinstance(value, date):
        return problem("TS258", where=cell.where, value=quoted(cell))
    return not_a(cell, said("a day and time"), said("day and time, such as 2016-12-22 16:05"))


def read_day(cell: Cell, terms: Terms) -> date | Problem:
    value = cell.value
    if isinstance(value, str):
        value = _written_moment(one_line(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return not_a(cell, said("a day"), said("a day such as 2018-01-01"))


def _written_moment(text: str) -> datetime | date | None:
    try:
        if match := _ISO.fullmatch(text):
            day, clock, zone = match.groups()
            if clock is None:
                return date.fromisoformat(day)
            return datetime.fromisoformat(f"{day}T{clock}{zone or ''}")
        if match := _GERMAN.fullmatch(text):
            date_, month, year, hour, minute, second = match.groups()
            if hour is None:
                return date(int(year), int(month), int(date_))
            return datetime(
                int(year), int(month), int(date_), int(hour), int(minute), int(second or 0)
            )
    except ValueError:
        pass
    return None
