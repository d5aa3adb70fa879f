"""A guarded archive → its sheets as plain lists: the value of each cell as openpyxl reads it.

The only user of openpyxl. Of its readers the ones for charts, pictures, comments, links, names and
pivot tables are never called. All that a sheet tells is taken in one pass: values, formulas, hidden
rows and columns, merged cells, cells that stand there twice.
"""

import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from tenderscore.problem import InputError, problem
from tenderscore.workbook.guard import Guarded

Packed = dict[str, Any]
"""Text, numbers, lists and dicts alone, as JSON carries them."""
ERROR, LOST, UNREADABLE, DATE, TIME, SPAN = "error", "lost", "unreadable", "date", "time", "span"
"""What a cell is that is no plain value: ["error", "#REF!"]."""


def sheets(guarded: Guarded) -> list[Packed]:
    """Raises InputError, OverLimit, and whatever comes out of openpyxl for broken workbooks."""
    openpyxl = _openpyxl()
    if not openpyxl.DEFUSEDXML:
        raise InputError([problem("TS209")])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts, validations and the like: nothing we read
        return list(_sheets(guarded))


def warm_up() -> None:
    """Import what reading needs, while there is nothing to read yet."""
    _openpyxl()
    _parser()


def _openpyxl() -> Any:
    """openpyxl without numpy, which it would only take up to write arrays: a fifth of a second."""
    if "openpyxl" not in sys.modules and "numpy" not in sys.modules:
        sys.modules["numpy"] = None  # type: ignore[assignment]
        try:
            import openpyxl
        finally:
            del sys.modules["numpy"]
    import openpyxl

    return openpyxl


def _sheets(guarded: Guarded) -> Iterator[Packed]:
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader = ExcelReader.__new__(ExcelReader)
    reader.archive = guarded
    reader.valid_files = guarded.namelist()
    reader.read_only = reader.keep_vba = reader.keep_links = reader.rich_text = False
    reader.data_only = True
    reader.shared_strings = []
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(guarded, reader.wb)
    found = 0
    for sheet, relation in reader.parser.find_sheets():
        found += 1
        if "chartsheet" in relation.Type:
            continue
        if relation.target not in reader.valid_files:
            raise KeyError(relation.target)
        with guarded.open(relation.target) as source:
            yield _sheet(reader, sheet, source)
    if not found:
        raise KeyError("sheets")


def _sheet(reader: Any, sheet: Any, source: Any) -> Packed:
    book = reader.wb
    parser = _parser()(
        source,
        reader.shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    formats: dict[str, int] = {"": 0}
    rows: dict[int, dict[int, list[Any]]] = {}
    twice = []
    for _, cells in parser.parse():
        for cell in cells:
            row, column, value = cell["row"], cell["column"], _packed(cell, parser)
            if value is None:
                continue
            its = rows.setdefault(row, {})
            if column in its:
                twice.append([row, column])
            its[column] = [column, value]
            style = cell["style_id"]
            if style and not isinstance(value, str):
                shown = _number_format(book, style)
                if shown != "General":
                    its[column].append(formats.setdefault(shown, len(formats)))
    return {
        "title": sheet.name,
        "hidden": sheet.state != "visible",
        "hidden_rows": [n for n in sorted(rows) if n in parser.hidden_rows],
        "hidden_columns": parser.hidden_columns,
        "merges": parser.merges,
        "formulas": [[row, column] for row, column in parser.formulas],
        "twice": twice,
        "formats": list(formats),
        "rows": [[row, [cell for _, cell in sorted(its.items())]] for row, its in
                 sorted(rows.items())],
    }  # fmt: skip


def _number_format(book: Any, style: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    number = book._cell_styles[style].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _packed(cell: dict[str, Any], parser: Any) -> Any:
    """None for a blank cell; whatever is no text, number or truth in a list with its kind."""
    value, kind = cell["value"], cell["data_type"]
    if isinstance(value, str):
        if kind in ("e", UNREADABLE):
            return [ERROR if kind == "e" else UNREADABLE, value]
        return value if value.strip() else None
    if value is None:
        # a formula whose saved value is an empty text is blank, one without any is lost
        formula = (cell["row"], cell["column"]) in parser.formulas
        return [LOST, ""] if formula and kind != "str" else None
    if isinstance(value, datetime | date):
        return [DATE, value.isoformat()]
    if isinstance(value, time):
        return [TIME, value.isoformat()]
    if isinstance(value, timedelta):
        return [SPAN, value.total_seconds()]
    return value


_made: list[type] = []


def _parser() -> type:
    """openpyxl's parser of sheets, made stricter; once it is needed, since openpyxl is slow."""
    if _made:
        return _made[0]
    from openpyxl.worksheet import _reader

    lax = _reader._cast_number

    def strict(value: str) -> Any:
        if "_" in value or not value.isascii():
            raise ValueError(value)
        return lax(value)

    class Parser(_reader.WorkSheetParser):  # type: ignore[misc]
        formulas: dict[tuple[int, int], None]
        hidden_rows: set[int]
        hidden_columns: list[list[int]]
        merges: list[str]

        def parse(self) -> Iterator[Any]:
            self.formulas, self.hidden_rows = {}, set()
            self.hidden_columns, self.merges = [], []
            merge_cell = _reader.MERGE_TAG.removesuffix("s")
            for _, element in _reader.iterparse(self.source):
                if element.tag == _reader.ROW_TAG:
                    yield self.parse_row(element)
                    if element.get("hidden") in ("1", "true"):
                        self.hidden_rows.add(self.row_counter)
                    element.clear()
                elif element.tag == merge_cell:
                    self.merges.append(element.get("ref", ""))
                elif element.tag == _reader.COL_TAG and element.get("hidden") in ("1", "true"):
                    self.hidden_columns.append(
                        [int(element.get("min", 0)), int(element.get("max", 0))]
                    )

        def parse_cell(self, element: Any) -> Any:
            kind, before = element.get("t"), self.col_counter
            try:
                if kind == "s" and (element.findtext(_reader.VALUE_TAG) or "").startswith("-"):
                    raise IndexError("openpyxl would count from the end")
                cell = super().parse_cell(element)
            except (ValueError, IndexError, TypeError, ArithmeticError):
                self.col_counter = before + 1
                cell = self._unreadable(element)
            if element.find(_reader.FORMULA_TAG) is not None:
                self.formulas[cell["row"], cell["column"]] = None
            return cell

        def _unreadable(self, element: Any) -> Any:
            row, column = self.row_counter, self.col_counter
            if element.get("r"):
                row, column = _reader.coordinate_to_tuple(element.get("r"))
                self.col_counter = column
            text = element.findtext(_reader.VALUE_TAG) or ""
            return {"row": row, "column": column, "value": text, "data_type": UNREADABLE,
                    "style_id": 0}  # fmt: skip

    _reader._cast_number = strict
    _made.append(Parser)
    return Parser
