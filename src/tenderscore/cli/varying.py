"""--vary of a command: from what it has read to the sweep or grid, and its report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import put, put_bytes
from tenderscore.running import one_by_one

if TYPE_CHECKING:
    from tenderscore.running import Runner
    from tenderscore.varying.plainly import Reread
    from tenderscore.what_if import Basis

SHEETS = ("csv", "xlsx")
"""Forms that a sweep has beside those of all reports."""


def vary(
    basis: "Basis",
    texts: Sequence[str],
    form: str,
    out: Path | None,
    quiet: bool,
    runner: "Runner" = one_by_one,
    reread: "Reread | None" = None,
) -> None:
    """One text is a sweep, two are a grid; an xlsx needs a file. Raises InputError."""
    from tenderscore import varying
    from tenderscore.reports import GRIDS, VARIED

    first, *second = varying.swept(texts, basis.table)
    if second:
        grid = varying.grid(basis, first, second[0], runner, reread)
        if form == "xlsx" and out is not None:
            from tenderscore.reports.varied_workbook import grid_workbook

            put_bytes(grid_workbook(basis.call, grid), out)
        else:
            put(GRIDS[form](basis.call, grid), out, quiet, bom=form == "csv")
        return
    varied = varying.vary(basis, first, runner, reread)
    if form == "xlsx" and out is not None:
        from tenderscore.reports.varied_workbook import varied_workbook

        put_bytes(varied_workbook(basis.call, varied), out)
    else:
        put(VARIED[form](basis.call, varied), out, quiet, bom=form == "csv")
