"""A file's bytes and name → its sheets and what else it holds, by the reader for its format."""

from typing import Any

from tenderscore.problem import InputError, problem
from tenderscore.workbook import delimited, open_document, values
from tenderscore.workbook.archive import format_of, open_archive
from tenderscore.workbook.beside import beside
from tenderscore.workbook.kind import ARCHIVE, TEXT, kind
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
    if what == ARCHIVE:
        archive = open_archive(content, limits)
        its = format_of(archive)
        if its == "xlsx":
            guarded = Translated(archive, limits)
            tabs = values.sheets(guarded)
            return {"tabs": tabs, "beside": beside(guarded), "findings": []}
        if its == "ods":
            tabs, found = open_document.sheets(archive, limits)
            return {"tabs": tabs, "beside": found, "findings": []}
    raise InputError([problem("TS203", found="x")])
