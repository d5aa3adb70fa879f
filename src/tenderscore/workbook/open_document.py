"""An OpenDocument spreadsheet (.ods) → its sheets, in the one pass that looks it over.

What is repeated is counted before it is written out, and what is empty is never written out: the
last row of most sheets stands for a million empty ones.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from tenderscore.problem import InputError, as_found, problem
from tenderscore.workbook.extent import COLUMNS, ROWS, Count, beyond
from tenderscore.workbook.gathered import Contents, Gathered
from tenderscore.workbook.limits import Limits, OverLimit
from tenderscore.workbook.open_cells import is_date, is_formula, value_of
from tenderscore.workbook.open_names import (
    BESIDE,
    ENCRYPTED,
    NO_WORDS,
    STEPS,
    STYLE,
    TABLE,
    WORDS,
)
from tenderscore.workbook.xml_part import pass_through, pieces

_MANIFEST = "META-INF/manifest.xml"
_PER_CELL = 4
"""Elements for each cell that a sheet may hold."""
_ELSEWHERE = re.compile("'[a-z]+:.*'#.*")
"""How a sheet is called that keeps values of another file."""
_VISIBILITY, _DEFAULT = TABLE + "visibility", TABLE + "default-cell-style-name"
_HIDDEN = ("collapse", "filter")


def contents(archive: ZipFile, limits: Limits) -> Contents:
    """Raises InputError, OverLimit, KeyError and ValueError."""
    names = set(archive.namelist())
    if _MANIFEST in names:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = _encrypted
        pass_through(parser, pieces(archive, _MANIFEST), limits, _MANIFEST)
    look = _Look(limits)
    for name in ("styles.xml", "content.xml"):
        if name in names or name == "content.xml":
            look.through(archive, name)
    if not look.sheets:
        raise KeyError("sheets")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        look.beside.add("macros")
    return Contents([sheet.packed() for sheet in look.sheets], sorted(look.beside))


def _encrypted(name: str, _: dict[str, str]) -> None:
    if name == ENCRYPTED:
        raise InputError([problem("TS205")])


class _Look:
    """The parts on their way through expat: where one is, and what has been gathered."""

    def __init__(self, limits: Limits):
        self.limits, self.count = limits, Count(limits)
        self.sheets: list[Gathered] = []
        self.beside: set[str] = set()
        self.path = [""]
        self.passed_over = 0
        """Depth within an element that is passed over; 0: within none."""
        self.elements = self.row = self.last_row = self.column = 0
        self.rows = self.columns = 1
        """How often the row, the cell or column is repeated."""
        self.attributes: dict[str, str] = {}
        self.words: list[str] | None = None
        self.in_row: list[tuple[int, int, Any, str, bool]] = []
        """Column, times, value, number format, whether it is a formula."""
        self.row_hidden = False
        self.style = ""
        self.formats: dict[str, str] = {}
        """Style of cells → its format of dates."""
        self.clocks: set[str] = set()
        """Formats of dates that show hours."""
        self.gone: set[str] = set()
        """Styles of hidden sheets."""
        self.usual: list[tuple[int, int, str]] = []
        """First and last column, and the style of the cells in them that name none."""

    def through(self, archive: ZipFile, name: str) -> None:
        """Raises OverLimit with the sheet that one was in."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begun
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._said
        try:
            pass_through(parser, pieces(archive, name), self.limits, name)
        except OverLimit as over:
            if self.sheets:
                over.sheet, over.row = self.sheets[-1].title, self.last_row
            raise

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.path) + self.passed_over > self.limits.depth:
            raise OverLimit("depth")
        if self.elements > _PER_CELL * (self.limits.cells + self.limits.blanks):
            raise OverLimit("elements")
        if name in BESIDE:
            self.beside.add(BESIDE[name])
        if self.passed_over:
            self.passed_over += 1
            return
        here = self.path[-1]
        if here == "line":
            step = "" if name in NO_WORDS else "line"
            self._within_line(name, attributes)
        else:
            step = STEPS.get(here, {}).get(name, "")
        if not step or (step in _BEGIN and _BEGIN[step](self, attributes)):
            self.passed_over = 1
        else:
            self.path.append(step)

    def _ended(self, _: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
            return
        step = self.path.pop()
        if step == "cell":
            self._end_cell()
        elif step == "row":
            self._end_row()

    def _said(self, text: str) -> None:
        if self.words is not None and self.path[-1] == "line" and not self.passed_over:
            self.words.append(text)

    def _within_line(self, name: str, attributes: dict[str, str]) -> None:
        assert self.words is not None
        if name == WORDS + "s":
            times = _times(attributes, WORDS + "c")
            self.words.append(" " * min(times, self.limits.text))
        elif name == WORDS + "tab":
            self.words.append("\t")
        elif name == WORDS + "line-break":
            self.words.append("\n")

    def _begin_line(self, _: dict[str, str]) -> None:
        if self.path[-1] != "line":
            self.words = [] if self.words is None else [*self.words, "\n"]

    def _begin_style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get(STYLE + "name", "")
        parent = attributes.get(STYLE + "parent-style-name", "")
        own = attributes.get(STYLE + "data-style-name", "")
        self.formats[self.style] = own or self.formats.get(parent, "")

    def _begin_format(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get(STYLE + "name", "")

    def _begin_hours(self, _: dict[str, str]) -> None:
        self.clocks.add(self.style)

    def _begin_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(TABLE + "display") == "false":
            self.gone.add(self.style)

    def _begin_sheet(self, attributes: dict[str, str]) -> bool:
        title = attributes.get(TABLE + "name", "")
        if _ELSEWHERE.fullmatch(title):
            self.beside.add("links")
            return True
        hidden = attributes.get(TABLE + "style-name") in self.gone
        self.sheets.append(Gathered(title, hidden=hidden))
        if len(self.sheets) > self.limits.sheets:
            raise OverLimit("sheets")
        self.row = self.last_row = self.column = 0
        self.usual = []
        return False

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first = self.column + 1
        self.column += _times(attributes, TABLE + "number-columns-repeated")
        self.usual.append((first, self.column, attributes.get(_DEFAULT, "")))
        if attributes.get(_VISIBILITY) in _HIDDEN:
            self.sheets[-1].hidden_columns.append((first, self.column))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.rows = _times(attributes, TABLE + "number-rows-repeated")
        self.row_hidden = attributes.get(_VISIBILITY) in _HIDDEN
        self.column = 0
        self.in_row = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.attributes, self.words = attributes, None

    def _end_cell(self) -> None:
        its = self.attributes
        first = self.column + 1
        self.column += _times(its, TABLE + "number-columns-repeated")
        text = None if self.words is None else "".join(self.words)
        value, shown = value_of(its, text, clock=self._has_clock(its, first))
        formula = is_formula(its)
        if value is not None or formula:
            self.in_row.append((first, self.column, value, shown, formula))
        self._merge(its, first)
        if value is None:
            self.count.add("blanks", 1, self.sheets[-1].title, self.last_row)

    def _merge(self, its: dict[str, str], column: int) -> None:
        wide = _times(its, TABLE + "number-columns-spanned")
        high = _times(its, TABLE + "number-rows-spanned")
        if wide > 1 or high > 1:
            row = self.row + 1
            self.sheets[-1].merged.append((row, column, row + high - 1, column + wide - 1))
            if len(self.sheets[-1].merged) > self.limits.merges:
                raise OverLimit("merges")

    def _has_clock(self, its: Mapping[str, str], column: int) -> bool:
        """Whether the cell is a date that is shown with its hours."""
        if not is_date(its):
            return False
        style = its.get(TABLE + "style-name") or next(
            (style for first, last, style in self.usual if first <= column <= last), ""
        )
        return self.formats.get(style) in self.clocks

    def _end_row(self) -> None:
        sheet, first = self.sheets[-1], self.row + 1
        self.row += self.rows
        if not self.in_row:
            self.count.add("blanks", 1, sheet.title, self.last_row)
            return
        number = sum(last - first + 1 for first, last, *_ in self.in_row)
        self.count.add("cells", number * self.rows, sheet.title, self.last_row)
        if self.row > ROWS or self.in_row[-1][1] > COLUMNS:
            raise beyond(self.row, self.in_row[-1][1])
        self.last_row = self.row
        for row in range(first, self.row + 1):
            if self.row_hidden:
                sheet.hidden_rows.add(row)
            for begin, end, value, shown, formula in self.in_row:
                for column in range(begin, end + 1):
                    sheet.put(row, column, value, shown)
                    if formula:
                        sheet.formulas.append((row, column))


_BEGIN: dict[str, Callable[[_Look, dict[str, str]], bool | None]] = {
    "style": _Look._begin_style,
    "format": _Look._begin_format,
    "hours": _Look._begin_hours,
    "properties": _Look._begin_properties,
    "sheet": _Look._begin_sheet,
    "column": _Look._begin_column,
    "row": _Look._begin_row,
    "cell": _Look._begin_cell,
    "line": _Look._begin_line,
}
"""What is done where a step begins; true if its element is to be passed over."""


def _times(attributes: Mapping[str, str], name: str) -> int:
    """How often something is repeated. Raises ValueError."""
    text = attributes.get(name)
    if text is None:
        return 1
    if not re.fullmatch("0*[1-9][0-9]{0,8}", text):
        raise ValueError(as_found(text))
    return int(text)
