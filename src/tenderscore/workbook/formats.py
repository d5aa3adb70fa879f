"""A file's bytes and name → its sheets and what else it holds, by the reader for its format."""

from typing import Any
from zipfile import ZipFile

from tenderscore.workbook import delimited, open_document, values, xls, xlsb
from tenderscore.workbook.archive import format_of, open_archive
from tenderscore.workbook.beside import beside
from tenderscore.workbook.gathered import Packed
from tenderscore.workbook.kind import COMPOUND, TEXT, kind
from tenderscore.workbook.limits import Limits
from tenderscore.workbook.packing import packed_problem
from tenderscore.workbook.strict import Translated


def contents(content: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """tabs, beside and findings, as JSON carries them.

    Raises InputError with one problem, OverLimit, and whatever readers raise for broken files.
    """
    what = kind(content, name)
    if what == TEXT:
        tab, notes = delimited.sheet(content, name.rpartition(".")[0], limits)
        return {"tabs": [tab], "beside": [], "findings": [packed_problem(each) for each in notes]}
    if what == COMPOUND:
        tabs, found = xls.sheets(content, limits)
    else:
        tabs, found = _archived(open_archive(content, limits), limits)
    return {"tabs": tabs, "beside": found, "findings": []}


def _archived(archive: ZipFile, limits: Limits) -> tuple[list[Packed], list[str]]:
    its = format_of(archive)
    if its == "ods":
        return open_document.sheets(archive, limits)
    if its == "xlsb":
        tabs, found = xlsb.sheets(archive, limits)
        return tabs, [*found, *beside(archive.namelist())]
    guarded = Translated(archive, limits)
    tabs = values.sheets(guarded)
    return tabs, [*beside(archive.namelist()), *(["template"] if guarded.template else [])]
