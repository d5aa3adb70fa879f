"""A file's bytes and name → its sheets and what else it holds, by the reader for its format."""

from zipfile import ZipFile

from tenderscore.workbook import delimited, open_document, values, xls, xlsb
from tenderscore.workbook.archive import format_of, open_archive
from tenderscore.workbook.beside import beside
from tenderscore.workbook.gathered import Contents
from tenderscore.workbook.kind import COMPOUND, TEXT, kind
from tenderscore.workbook.limits import Limits
from tenderscore.workbook.strict import Translated


def contents(content: bytes, name: str, limits: Limits) -> Contents:
    """Raises InputError with one problem, OverLimit, and what readers raise for broken files."""
    what = kind(content, name)
    if what == TEXT:
        return delimited.contents(content, name.rpartition(".")[0], limits)
    if what == COMPOUND:
        return xls.contents(content, limits)
    archive = open_archive(content, limits)
    its = format_of(archive)
    if its == "ods":
        return open_document.contents(archive, limits)
    return xlsb.contents(archive, limits) if its == "xlsb" else _usual(archive, limits)


def _usual(archive: ZipFile, limits: Limits) -> Contents:
    guarded = Translated(archive, limits)
    tabs = values.sheets(guarded)
    template = ["template"] if guarded.template else []
    return Contents(tabs, [*beside(archive.namelist()), *template])
