"""--vary of a command: from its arguments to the sweep or grid, and its report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import (
    SHEETS,
    format_of,
    note,
    put_sheets,
    show,
    written,
)
from tenderscore.cli.reading import basis_of
from tenderscore.cli.scenarios import is_folder, runner_for
from tenderscore.cli.working import Working
from tenderscore.language import say

if TYPE_CHECKING:
    from tenderscore.varying import Grid, Varied
    from tenderscore.workbook.incoming import Take

FILES = ("sweep.xlsx", "sweep.csv", "brief.md", "sweep.json")
"""What goes into a folder."""


def vary(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    nodes: int | None,
    texts: Sequence[str],
    working: Working,
    format_: str | None,
    out: Path | None,
    quiet: bool,
) -> None:
    """One text is a sweep, two are a grid; an xlsx needs a file. Raises InputError."""
    from tenderscore import varying
    from tenderscore.reports import GRIDS, VARIED
    from tenderscore.store import write_files

    basis, reread = basis_of(call, workbooks, round_file, nodes, take)
    first, *second = varying.swept(texts, basis.table)
    question = {"vary": list(texts), "nodes": nodes}
    label, pieces = say("Varying"), len((second or [first])[0].values)
    with runner_for(basis, question, working, pieces, label) as runner:
        found: Grid | Varied
        if second:
            found = varying.grid(basis, first, second[0], runner, reread)
        else:
            found = varying.vary(basis, first, runner, reread)
    if working.checkpoint is not None and not working.checkpoint.exists():
        note(say("There was nothing to keep on the way: {file} was not written.",
                 file=working.checkpoint), quiet)  # fmt: skip
    from tenderscore.reports.varied_workbook import sweep_workbook

    shelf = GRIDS if second else VARIED
    if out is not None and is_folder(out, format_):
        show(shelf["text"](basis.call, found), quiet)
        table, brief, record = (shelf[its](basis.call, found) for its in ("csv", "md", "json"))
        contents = (sweep_workbook(basis.call, found), table.encode("utf-8-sig"), brief.encode(),
                    record.encode())  # fmt: skip
        write_files(out, dict(zip(FILES, contents, strict=True)))
        note(written(out, FILES), quiet)
        return
    form = format_of(format_, out, *SHEETS)
    put_sheets(
        form, out, quiet, lambda: shelf[form](basis.call, found),
        lambda: sweep_workbook(basis.call, found),
    )  # fmt: skip
