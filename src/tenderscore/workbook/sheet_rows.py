"""The XML of a sheet → its cells, and what else it tells, in one pass.

Cells are read as openpyxl reads them, with its formats, but for what it takes without a word:
numbers that Python alone would read, texts counted from the end, cells that come twice, days before
1 March 1900, parts of a second, escapes such as _x000D_.
"""

import re
from datetime import date, datetime, time, timedelta
from math import floor, inf, isinf
from typing import Any
from xml.etree.ElementTree import iterparse  # the guard has seen that no document type is there

from tenderscore.workbook.texts import MAIN, text_of

ERROR, LOST, UNREADABLE, EARLY = "error", "lost", "unreadable", "early"
DATE, TIME, SPAN = "date", "time", "span"
"""What a cell is that is no text, number or truth: ["error", "#REF!"]."""

_CELL, _VALUE, _FORMULA, _INLINE = (MAIN + name for name in ("c", "v", "f", "is"))
_ROW, _COLUMN, _MERGE, _MORE = (MAIN + name for name in ("row", "col", "mergeCell", "extLst"))
_YES = ("1", "true")
_WHOLE = re.compile(r"[+-]?[0-9]{1,400}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLACE = re.compile("([A-Za-z]{1,3})([0-9]+)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NEVER = re.compile("[\0\ufffe\uffff]")
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
_ISO_DAY = re.compile(rf"{_DAY}(?:T{_CLOCK}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?)?")
_ISO_CLOCK = re.compile(rf"T?({_CLOCK})Z?")
_A_DAY = 86_400
_AGREED = 61
"""1 March 1900. Of the serial numbers below it, 60 is a day that never was, and programs count the
others from different days."""


class Rows:
    """What has been read of one sheet so far."""

    def __init__(self, reader: Any):
        book = reader.wb
        self.texts = reader.shared_strings
        self.epoch = book.epoch
        self.styles = len(book._cell_styles)
        self.dates, self.spans = book._date_formats, book._timedelta_formats
        self.values = 0
        """Of cells, as the guard counts them too; whatever else it found stands somewhere else."""
        self.cells: dict[int, dict[int, tuple[Any, int]]] = {}
        """Row → column → value and style; blank cells are left out."""
        self.formulas: list[tuple[int, int]] = []
        self.twice: list[tuple[int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        """First row and column, last row and column."""
        self._columns: dict[str, int] = {}

    def read(self, source: Any) -> None:
        """Raises what iterparse raises; a value that cannot be is kept as such."""
        row = 0
        for _, element in iterparse(source):
            tag = element.tag
            if tag == _ROW:
                row = self._row(element, row)
                element.clear()
            elif tag == _COLUMN and element.get("hidden") in _YES:
                self.hidden_columns.append((int(element.get("min", 0)), int(element.get("max", 0))))
            elif tag == _MERGE:
                first, _, last = element.get("ref", "").partition(":")
                if _PLACE.fullmatch(first) and _PLACE.fullmatch(last):
                    self.merged.append((*self._place(first, 0, 0), *self._place(last, 0, 0)))

    def _row(self, element: Any, before: int) -> int:
        number = int(element.get("r") or before + 1)
        if element.get("hidden") in _YES:
            self.hidden_rows.add(number)
        column = 0
        for cell in element:
            if cell.tag == _CELL:
                row, column = self._place(cell.get("r"), number, column)
                self._read(cell, row, column)
        return number

    def _place(self, reference: str | None, row: int, column: int) -> tuple[int, int]:
        match = _PLACE.fullmatch(reference) if reference else None
        if match is None:
            return row, column + 1
        letters, digits = match.groups()
        if letters not in self._columns:
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            self._columns[letters] = number
        return int(digits), self._columns[letters]

    def _read(self, cell: Any, row: int, column: int) -> None:
        text, inline, formula = None, None, False
        for part in cell:
            if part.tag == _VALUE:
                if len(part):
                    raise ValueError("a value that is no text")
                if part.text is None:
                    self.values += 1
                elif text is None:
                    text = part.text
            elif part.tag == _FORMULA:
                formula = True
                self.formulas.append((row, column))
            elif part.tag == _INLINE:
                inline = part
            elif part.tag != _MORE:
                raise ValueError("a cell that holds more than cells hold")
        kind, style = cell.get("t", "n"), int(cell.get("s") or 0)
        self.values += (text if kind != "inlineStr" else inline) is not None
        if not 0 <= style < self.styles:
            raise IndexError("a cell of a format that is not there")
        if kind == "inlineStr":
            value: Any = _inline(inline)
        elif text:
            value = self._value(kind, text, style)
        else:
            # a formula whose saved value is an empty text is blank, one without any is lost
            value = [LOST, ""] if formula and kind != "str" else None
        if value is None:
            return
        its = self.cells.setdefault(row, {})
        if column in its:
            self.twice.append((row, column))
        its[column] = value, style

    def _value(self, kind: str, text: str, style: int) -> Any:
        if kind == "n":
            number = number_of(text)
            if style not in self.dates or isinstance(number, list):
                return number
            return date_of(number, self.epoch, style in self.spans)
        if kind == "s":
            found = self.texts.get(int(text)) if _WHOLE.fullmatch(text) else None
            return [UNREADABLE, text] if found is None else _text(found)
        if kind == "str":
            return _text(text)
        if kind == "e":
            return [ERROR, text]
        if kind == "b" and text in ("0", "1"):
            return text == "1"
        return _iso(text) if kind == "d" else [UNREADABLE, text]


def _inline(element: Any) -> Any:
    if element is None:
        return None
    text = text_of(element)
    return [UNREADABLE, " ".join(element.itertext())] if text is None else _text(text)


def _text(text: str) -> Any:
    if "_x" in text:
        plain = _unescaped(text)
        if plain is None:
            return [UNREADABLE, text]
        text = plain
    return text if text.strip() else None


def _unescaped(text: str) -> str | None:
    """Characters that XML cannot hold are written _x000D_. None: one that no text can hold."""
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    return None if _NEVER.search(plain) else plain


def number_of(text: str) -> Any:
    """As openpyxl: a float where there is a point or an exponent."""
    plain = text.strip(" \t\r\n")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    number = float(plain) if len(plain) < 400 and _DECIMAL.fullmatch(plain) else inf
    return [UNREADABLE, text] if isinf(number) else number


def date_of(number: float, epoch: datetime, span: bool) -> Any:
    """To the second, as spreadsheet programs show it; a half counts upwards."""
    try:
        seconds = floor(number * _A_DAY + 0.5)
        if span:
            return [SPAN, seconds]
        days, rest = divmod(seconds, _A_DAY)
        if days == 0:
            return moment((datetime.min + timedelta(seconds=rest)).time())
        if days < _AGREED and epoch.year < 1900:
            return [EARLY, number]
        return moment(epoch + timedelta(days=days, seconds=rest))
    except (OverflowError, ValueError):
        return [ERROR, "#VALUE!"]


def _iso(text: str) -> Any:
    try:
        if _ISO_DAY.fullmatch(text):
            if "T" not in text:
                return moment(date.fromisoformat(text))
            exact = datetime.fromisoformat(text) + timedelta(microseconds=500_000)
            return moment(exact.replace(microsecond=0))
        if match := _ISO_CLOCK.fullmatch(text):
            return moment(time.fromisoformat(match[1]).replace(microsecond=0))
    except (ValueError, OverflowError):
        pass
    return [UNREADABLE, text]


def moment(value: datetime | date | time) -> Any:
    """As JSON carries it."""
    return [TIME if isinstance(value, time) else DATE, value.isoformat()]
