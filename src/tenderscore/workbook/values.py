"""A guarded archive → its sheets as plain lists: the value of each cell as openpyxl reads it.

openpyxl reads the workbook and its formats; `sheet_rows.py` the sheets and their texts.
Of its readers the ones for charts, pictures, comments, links, names and pivot tables are never
called.
"""

import sys
import warnings
from collections.abc import Iterator
from typing import Any

from tenderscore.language import N_, said
from tenderscore.problem import InputError, as_found, problem
from tenderscore.workbook.gathered import Packed
from tenderscore.workbook.guard import Guarded
from tenderscore.workbook.sheet_rows import Rows
from tenderscore.workbook.texts import shared_texts

_SHEETS = ("worksheet", "macrosheet", "dialogsheet")
"""What a part of a sheet begins with."""


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
    from openpyxl.reader import excel  # noqa: F401


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
    from openpyxl.xml.constants import SHARED_STRINGS

    reader = ExcelReader.__new__(ExcelReader)
    reader.archive = guarded
    reader.valid_files = guarded.namelist()
    reader.read_only = reader.keep_vba = reader.keep_links = reader.rich_text = False
    reader.data_only = True
    reader.shared_strings = {}
    reader.read_manifest()
    shared = reader.package.find(SHARED_STRINGS)
    if shared is not None:
        with guarded.open(shared.PartName[1:]) as source:
            reader.shared_strings = dict(enumerate(shared_texts(source)))  # none is the last
    reader.read_workbook()
    apply_stylesheet(guarded, reader.wb)
    titles: set[str] = set()
    unread = guarded.values
    for sheet, relation in reader.parser.find_sheets():
        if sheet.name.casefold() in titles:
            raise _damaged(N_("two sheets have the name {name}"), sheet.name)
        titles.add(sheet.name.casefold())
        if "chartsheet" in relation.Type:
            continue
        if relation.target not in reader.valid_files:
            raise KeyError(relation.target)
        with guarded.open(relation.target) as source:
            if guarded.passed[relation.target] not in _SHEETS:
                raise KeyError(relation.target)
            rows = Rows(reader)
            rows.read(source)
        if unread.pop(relation.target, rows.values) != rows.values:
            raise _damaged(N_("values stand outside the cells of {name}"), sheet.name)
        yield _sheet(reader, sheet, rows)
    if not titles:
        raise KeyError("sheets")
    for part, values in unread.items():
        if values:
            raise InputError([problem("TS290", part=as_found(part))])


def _damaged(reason: str, name: str) -> InputError:
    return InputError([problem("TS206", reason=said(reason, name=as_found(name)))])


def _sheet(reader: Any, sheet: Any, rows: Rows) -> Packed:
    formats = {"": 0}
    packed = []
    for number, its in sorted(rows.cells.items()):
        cells = []
        for column, (value, style) in sorted(its.items()):
            cell = [column, value]
            shown = _number_format(reader.wb, style) if style and type(value) is not str else ""
            if shown and shown != "General":
                cell.append(formats.setdefault(shown, len(formats)))
            cells.append(cell)
        packed.append([number, cells])
    return {
        "title": sheet.name,
        "hidden": sheet.state != "visible",
        "hidden_rows": sorted(rows.hidden_rows & rows.cells.keys()),
        "hidden_columns": rows.hidden_columns,
        "merged": rows.merged,
        "formulas": rows.formulas,
        "twice": rows.twice,
        "formats": list(formats),
        "rows": packed,
    }


def _number_format(book: Any, style: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    number = book._cell_styles[style].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])
