"""What every reading of a cell shares: its terms, and the problems it can be."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from tenderscore.call import Call
from tenderscore.language import Text
from tenderscore.numbers import cell_decimal
from tenderscore.problem import Problem, as_found, problem
from tenderscore.words import by_word
from tenderscore.workbook.book import Cell


@frozen(kw_only=True)
class Terms:
    """What a cell's reading depends on, beside the cell."""

    call: Call
    decimal_style: str | None = None
    criteria: Mapping[str, str] = field(init=False)
    """Every criterion's id, title and German title, folded → its id; an id goes before titles."""

    @criteria.default
    def _criteria(self) -> Mapping[str, str]:
        titles = {c.id: filter(None, (c.title, c.title_de)) for c in self.call.criteria}
        return {**by_word(titles), **by_word(dict.fromkeys(titles, ()))}


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


def plain_text(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_text(value: Any) -> str:
    return value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)
