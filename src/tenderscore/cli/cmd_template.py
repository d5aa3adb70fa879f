"""tenderscore template: the forms of a call, for those who apply and for those who mark."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    PATH,
    call_argument,
    force_option,
    free,
    lang_option,
    note,
    put_bytes,
    quiet_option,
    round_option,
    stack,
    taking,
    written,
)
from tenderscore.cli.saying import argument, command, option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take

FOR = ("applicant", "juror")
proposals_argument = argument("workbooks", type=PATH, nargs=-1, metavar=N_("[WORKBOOK…]"))
for_option = option(
    "--for", "reader", type=click.Choice(FOR), default=FOR[0], show_default=True,
    help=N_("Who fills it in."),
)  # fmt: skip
rows_option = option(
    "--rows", type=click.IntRange(1, 500), default=25, show_default=True, metavar=N_("N"),
    help=N_("Rows for partners, and on every other sheet of a list."),
)  # fmt: skip
out_option = option(
    "-o", "--out", type=PATH, metavar=N_("PATH"),
    help=N_("The workbook to write, such as application.xlsx; for jurors a folder."),
)  # fmt: skip


@command("template", short_help=N_("Make the forms that applicants and jurors fill in."))
@call_argument
@stack(proposals_argument, for_option, rows_option, round_option, taking)
@stack(out_option, force_option, lang_option, quiet_option)
def template_command(
    call: Path,
    workbooks: tuple[Path, ...],
    reader: str,
    rows: int,
    round_file: Path | None,
    take: "Take",
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Make the form that applicants fill in: a workbook with all that the call asks of them.

    For jurors: a sheet for each of the round, with the proposals of the workbooks that the juror is
    to mark, and nothing of those that a conflict of interest keeps away.
    """
    if reader == "juror":
        from tenderscore.cli.for_jurors import write_for_jurors

        write_for_jurors(call, workbooks, round_file, take, out, force, quiet)
        return
    from tenderscore import read_call, template_workbook

    if workbooks or round_file:
        raise click.UsageError(say("The form of an applicant is made from the call alone."))
    if out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(say("The form is an Excel workbook; its name has to end in .xlsx."))
    free(out, force, call)
    put_bytes(template_workbook(read_call(call), rows), out)
    note(written(out.parent, [out.name]), quiet)
