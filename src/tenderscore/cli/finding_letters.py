"""The letters of `check --letters`, into their folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import note
from tenderscore.language import say_number

if TYPE_CHECKING:
    from tenderscore.checking import Checked


def write_letters(folder: Path, read: "Checked", not_theirs: set[str], quiet: bool) -> None:
    """The letters into the folder, which may be none."""
    from tenderscore.reports.finding_letter import finding_letters
    from tenderscore.store import write_files

    files: dict[str, bytes] = {}
    if read.call is not None and read.tables is not None:
        files = finding_letters(read.call, read.tables, read.findings, not_theirs)
    if files:
        write_files(folder, files)
    note(say_number("{n} letter written to {folder}", "{n} letters written to {folder}",
                    len(files), folder=folder), quiet)  # fmt: skip
