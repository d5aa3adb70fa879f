"""How far a sheet may reach, and how much a file may hold."""

from tenderscore.language import said
from tenderscore.problem import InputError, problem
from tenderscore.workbook.book import column_letter
from tenderscore.workbook.limits import Limits, OverLimit

ROWS, COLUMNS = 1_048_576, 16_384
"""Of the largest sheet there is."""


class Count:
    """Filled and empty cells of a whole file, as far as the limits allow."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.numbers = {"cells": 0, "blanks": 0}

    def add(self, name: str, number: int, sheet: str, row: int) -> None:
        """Raises OverLimit; `row` is the last that holds something."""
        self.numbers[name] += number
        if self.numbers[name] > getattr(self.limits, name):
            raise OverLimit(name, sheet, row)


def beyond(row: int, column: int) -> InputError:
    place = f"{column_letter(column)}{row}"
    reason = said("it names a cell that no sheet has: {place}", place=place)
    return InputError([problem("TS206", reason=reason)])
