"""tenderscore simulate: what would be awarded if a number of the call file were another."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    FORMATS,
    format_of,
    free,
    nodes_option,
    read_options,
    report_options,
)
from tenderscore.cli.saying import command, option
from tenderscore.cli.varying import SHEETS
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take

simulate_format_option = option(
    "--format", "format_", type=click.Choice([*FORMATS, *SHEETS]),
    help=N_("How to report. [default: text]"),
)  # fmt: skip


@command("simulate", short_help=N_("What would be awarded if a number were another."))
@read_options
@option("--vary", "texts", multiple=True, required=True, metavar=N_("PATH=LOW..HIGH:STEP"),
        help=N_("A number of the call file and its values; twice: a grid."))  # fmt: skip
@nodes_option
@simulate_format_option
@report_options(format_=None)
def simulate_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    texts: tuple[str, ...],
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """What would be awarded if a number of the call file were another, and where that changes.

    \b
    The budget from 90 to 126 million euros:
      tenderscore simulate CALL WORKBOOK --vary rules.budget.max_amount=90e6..126e6:0.6e6
    """
    from tenderscore.cli.basis import basis_of
    from tenderscore.cli.varying import vary

    form = format_of(format_, out, *SHEETS)
    if form == "xlsx" and out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    free(out, force, call, *workbooks, round_file)
    basis, reread = basis_of(call, workbooks, round_file, nodes, take)
    vary(basis, texts, form, out, quiet, reread=reread)
