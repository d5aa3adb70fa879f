"""What every reading of a cell shares: its terms, and the problems it can be."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from tenderscore.call import Call
from tenderscore.language import Text
from tenderscore.numbers import cell_decimal
from tenderscore.problem import Problem, as_found, problem
from tenderscore.regions.naming import folded
from tenderscore.workbook.book import Cell


@frozen(kw_only=True)
class Terms:
    """What a cell's reading depends on, beside the cell."""

    call: Call
    decimal_style: str | None = None
    criteria: Mapping[str, str] = field(init=False)
    """Every criterion's id, and title in each language if it is nobody else's, folded → its id."""

    @criteria.default
    def _criteria(self) -> Mapping[str, str]:
        named: dict[str, set[str]] = {}
        for criterion in self.call.criteria:
            for title in filter(None, (criterion.title, criterion.title_de)):
                named.setdefault(folded(title), set()).add(criterion.id)
        one = {title: id_ for title, ids in named.items() if len(ids) == 1 for id_ in ids}
        return {**one, **{folded(criterion.id): criterion.id for criterion in self.call.criteria}}


_ZEROS = re.compile("0+")

Reader = Callable[[Cell, Terms], Any]


def not_a(cell: Cell, expected: Text, example: Text, suggestion: Text = "") -> Problem:
    return problem(
        "TS252",
        where=cell.where,
        value=quoted(cell),
        expected=expected,
        suggestion=suggestion,
        example=example,
    )


def too_large(cell: Cell) -> Problem:
    return problem("TS253", where=cell.where, value=quoted(cell))


def quoted(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        return f'"{as_found(value)}"'
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        decimal = cell_decimal(value)
        return f"{Decimal(value):.6g}" if decimal is None else plain_text(decimal)
    return date_text(value)


def digits_text(cell: Cell) -> str | None:
    """A numeric cell as text, with the zeros that its format shows before it; None: too large."""
    decimal = cell_decimal(cell.value)
    if decimal is None:
        return None
    text = plain_text(decimal)
    shown = _ZEROS.fullmatch(cell.number_format) and text.isdigit()
    return text.zfill(len(cell.number_format)) if shown else text


def plain_text(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_text(value: Any) -> str:
    return value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)
