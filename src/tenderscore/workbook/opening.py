"""A file → Book: its filled cells with their places; or what keeps it from being read.

The only user of openpyxl, which is imported when the first file is opened. A file that cannot be
read is one problem, and the other files go on.
"""

import hashlib
import re
import stat
import sys
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.language import Text, said
from tenderscore.problem import Problem, problem, showable

OLE2 = b"\xd0\xcf\x11\xe0"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")


@frozen
class Cell:
    """A cell that holds something: a value, an error, or a formula that lost its value (None)."""

    value: Any
    where: str
    is_error: bool = False
    number_format: str = ""


@frozen(kw_only=True)
class Tab:
    """One sheet of a book: row → column → cell, blank cells left out."""

    title: str
    where: str
    """proposals.xlsx › Partners"""
    rows: Mapping[int, Mapping[int, Cell]] = field(converter=frozen_mapping)
    formulas: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of each."""
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


@frozen(kw_only=True)
class Book:
    name: str
    sha256: str
    tabs: tuple[Tab, ...]


def open_book(path: Path) -> Book | Problem:
    """The file's cells as last calculated and saved."""
    name = file_name(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return problem("TS201", where=name)
        if not stat.S_ISREG(mode):
            return problem("TS202", where=name)
        content = path.read_bytes()
    except FileNotFoundError:
        return problem("TS101", where=name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return problem("TS102", where=name, reason=reason)
    strange = _no_workbook(content)
    if strange is not None:
        return strange.at(name)
    try:
        return _book(name, content)
    except Exception as error:  # ten unrelated types are known to come out of broken workbooks
        return problem("TS206", where=name, reason=_reason(error))


def file_name(path: Path) -> str:
    """The file's name without its folders, fit to be printed."""
    return showable(path.name)


def _no_workbook(content: bytes) -> Problem | None:
    if content.startswith(OLE2):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return problem("TS205" if encrypted else "TS204")
    if not content.startswith(b"PK"):
        return problem("TS203", found=_found(content))
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(info.flag_bits & 1 for info in archive.infolist()):
                return problem("TS205")
            if "xl/workbook.bin" in names:
                return problem("TS207", found=said("a binary workbook (.xlsb)"))
            if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
                return problem("TS207", found=said("an OpenDocument file (.ods)"))
            if "xl/workbook.xml" in names and b"purl.oclc.org/ooxml" in archive.read(
                "xl/workbook.xml"
            ):
                return problem("TS207", found=said("a workbook of the kind 'Strict Open XML'"))
            if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
                return problem("TS203", found=said("an archive of other files"))
    except Exception as error:
        return problem("TS206", reason=_reason(error))
    return None


def _found(content: bytes) -> Text:
    start = content[:2000].lstrip().lower()
    if not content:
        return said("nothing")
    if start.startswith(b"%pdf"):
        return said("a PDF document")
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return said("a web page")
    if start.startswith(b"<?xml"):
        return said("an XML file")
    return said("something else") if b"\0" in start else said("plain text, such as CSV")


def _reason(error: Exception) -> Text:
    if isinstance(error, BadZipFile):
        return said("it is cut off or was changed on its way")
    if isinstance(error, KeyError):
        return said("a part of it is missing")
    return said("its contents are not in order ({kind})", kind=type(error).__name__)


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


def _book(name: str, content: bytes) -> Book | Problem:
    openpyxl = _openpyxl()
    if not openpyxl.DEFUSEDXML:
        return problem("TS209", where=name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts, validations and the like: nothing we read
        workbook = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
        with_formulas = (
            openpyxl.load_workbook(BytesIO(content), keep_links=False)
            if _has_formulas(content)
            else None
        )
    if len(workbook.sheetnames) < _sheet_count(content) or not workbook.worksheets:
        return problem("TS206", where=name, reason=said("a part of it is missing"))
    return Book(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        tabs=tuple(
            _tab(name, sheet, with_formulas[sheet.title] if with_formulas else None)
            for sheet in workbook.worksheets
        ),
    )


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        return any(
            _FORMULA.search(archive.read(part))
            for part in archive.namelist()
            if part.startswith("xl/worksheets/") and part.endswith(".xml")
        )


def _sheet_count(content: bytes) -> int:
    with ZipFile(BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return 0
        return len(_SHEET.findall(archive.read("xl/workbook.xml")))


def _tab(book: str, sheet: Any, with_formulas: Any) -> Tab:
    where = f"{book} › {showable(sheet.title)}"
    formulas = (
        frozenset(place for place, cell in _cells(with_formulas) if cell.data_type == "f")
        if with_formulas is not None
        else frozenset()
    )
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in _cells(sheet):
        value = cell.value
        if isinstance(value, str) and not value.strip():
            continue
        # a formula whose saved value is an empty text is blank, one without any is lost
        if value is None and ((row, column) not in formulas or cell.data_type == "str"):
            continue
        rows.setdefault(row, {})[column] = Cell(
            value,
            f"{where}!{cell.coordinate}",
            cell.data_type == "e",
            "" if isinstance(value, str) or not cell.has_style else cell.number_format,
        )
    return Tab(
        title=sheet.title,
        where=where,
        rows=rows,
        formulas=formulas,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=tuple(
            sorted(row for row, its in sheet.row_dimensions.items() if its.hidden and row in rows)
        ),
    )


def _cells(sheet: Any) -> list[tuple[tuple[int, int], Any]]:
    """In reading order. `iter_rows` would fill in every blank up to one far cell."""
    return sorted(sheet._cells.items())
