"""A sheet on its way out of the process that reads it, cell by cell."""

from typing import Any

from attrs import field, frozen

from tenderscore.problem import Problem

Packed = dict[str, Any]
"""Text, numbers, lists and dicts alone, as JSON carries them."""


@frozen
class Contents:
    """What is read of one file."""

    tabs: list[Packed]
    beside: list[str] = field(factory=list)
    """Kinds of what else it holds."""
    findings: list[Problem] = field(factory=list)


class Gathered:
    """What has been read of one sheet so far."""

    def __init__(self, title: str, *, hidden: bool = False):
        self.title, self.hidden = title, hidden
        self.cells: dict[int, dict[int, tuple[Any, str]]] = {}
        """Row → column → value and number format, from 1; blank cells are left out."""
        self.formulas: list[tuple[int, int]] = []
        self.twice: list[tuple[int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        """First and last of each run."""
        self.merged: list[tuple[int, int, int, int]] = []
        """First row and column, last row and column of each."""

    def put(self, row: int, column: int, value: Any, number_format: str = "") -> None:
        """The value as JSON carries it; None is no value."""
        if value is None:
            return
        its = self.cells.setdefault(row, {})
        if column in its:
            self.twice.append((row, column))
        its[column] = value, number_format

    def packed(self, *, by_file: bool = False) -> Packed:
        formats = {"": 0}
        rows = []
        for number, its in sorted(self.cells.items()):
            cells = []
            for column, (value, shown) in sorted(its.items()):
                cell = [column, value]
                if shown and shown != "General" and type(value) is not str:
                    cell.append(formats.setdefault(shown, len(formats)))
                cells.append(cell)
            rows.append([number, cells])
        return {
            "title": self.title,
            "hidden": self.hidden,
            "by_file": by_file,
            "hidden_rows": sorted(self.hidden_rows & self.cells.keys()),
            "hidden_columns": self.hidden_columns,
            "merged": self.merged,
            "formulas": self.formulas,
            "twice": self.twice,
            "formats": list(formats),
            "rows": rows,
        }


def plain(value: Any) -> Any:
    """A text, a number or a truth as JSON carries it; a blank text is no value."""
    return None if isinstance(value, str) and not value.strip() else value
