"""tenderscore frontier: score against balance, and the price of each step."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    free,
    nodes_option,
    put_sheets,
    read_options,
    report_options,
    sheet_format_of,
    sheet_format_option,
)
from tenderscore.cli.saying import command, option
from tenderscore.language import N_

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take

AGAINST = ("balance", "smallest-group", "reach")
"""Of the frontier, which --help does not wait for; a test holds them together."""


@command("frontier", short_help=N_("What balance costs: score against balance, exact."))
@read_options
@option("--against", type=click.Choice(AGAINST), required=True,
        help=N_("What the score is held against."))  # fmt: skip
@option("--centres", type=click.IntRange(min=1), metavar=N_("N"),
        help=N_("So many centres. [default: as many as are awarded]"))  # fmt: skip
@option("--column", metavar=N_("NAME"),
        help=N_("The column that reach sums. [default: that of the first sum rule]"))  # fmt: skip
@option("--drop", multiple=True, metavar=N_("PATH"),
        help=N_("Leave this rule out, such as rules.key. May be given several times."))  # fmt: skip
@nodes_option
@sheet_format_option
@report_options(format_=None)
def frontier_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    against: str,
    centres: int | None,
    column: str | None,
    drop: tuple[str, ...],
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> int:
    """All portfolios that none beats in score and balance, and what each step costs in points.

    \b
    balance         distance of the Länder's shares of centres from the key
    smallest-group  share of the group, or Land, that has the fewest centres
    reach           sum of a column; demand near sites cannot be added up
    """
    from tenderscore.cli.reading import basis_of
    from tenderscore.cli.run import NOT_PROVEN
    from tenderscore.frontier import frontier
    from tenderscore.reports import FRONTIERS

    form = sheet_format_of(format_, out)
    free(out, force, call, *workbooks, round_file)
    basis, _ = basis_of(call, workbooks, round_file, nodes, take)
    found = frontier(basis, against, centres=centres, column=column, drop=drop)

    def workbook() -> bytes:
        from tenderscore.reports.frontier_workbook import frontier_workbook

        return frontier_workbook(basis.call, found)

    put_sheets(form, out, quiet, lambda: FRONTIERS[form](basis.call, found), workbook)
    return 0 if found.complete else NOT_PROVEN
