"""tenderscore template: the form that a call gives to those who fill it in."""

from pathlib import Path

import click

from tenderscore.cli.options import (
    call_argument,
    force_option,
    free,
    lang_option,
    note,
    put_bytes,
    quiet_option,
    stack,
    written,
)
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say

FOR = ("applicant",)
for_option = option(
    "--for", "reader", type=click.Choice(FOR), default=FOR[0], show_default=True,
    help=N_("Who fills it in."),
)  # fmt: skip
rows_option = option(
    "--rows", type=click.IntRange(1, 500), default=25, show_default=True, metavar=N_("N"),
    help=N_("Rows for partners, and for sites."),
)  # fmt: skip
out_option = option(
    "-o", "--out", type=click.Path(path_type=Path, readable=False), metavar=N_("PATH"),
    help=N_("The workbook to write, such as application.xlsx."),
)  # fmt: skip


@command("template", short_help=N_("Make the form that applicants fill in."))
@call_argument
@stack(for_option, rows_option, out_option, force_option, lang_option, quiet_option)
def template_command(
    call: Path, reader: str, rows: int, out: Path | None, force: bool, quiet: bool
) -> None:
    """Make the form that applicants fill in: a workbook with all that the call asks of them."""
    from tenderscore import read_call, template_workbook

    if out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(say("The form is an Excel workbook; its name has to end in .xlsx."))
    free(out, force, call)
    put_bytes(template_workbook(read_call(call), rows), out)
    note(written(out.parent, [out.name]), quiet)
