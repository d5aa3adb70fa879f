"""tenderscore template: workbooks to be filled in, by applicants or by jurors."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    PATH,
    call_argument,
    every,
    force_option,
    free,
    lang_option,
    note,
    put_bytes,
    quiet_option,
    round_option,
    show,
    taking,
    written,
)
from tenderscore.cli.saying import argument, command, option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("template", short_help=N_("Make workbooks to be filled in."))
@call_argument
@argument("workbooks", type=PATH, nargs=-1, metavar=N_("[WORKBOOK…]"))
@option("--for", "whom", type=click.Choice(("applicant", "juror")), default="applicant",
        show_default=True, help=N_("Who is to fill it in."))  # fmt: skip
@round_option
@taking
@option("-o", "--out", type=PATH, required=True, metavar=N_("PATH"),
        help=N_("The workbook to write; for jurors the folder."))  # fmt: skip
@force_option
@lang_option
@quiet_option
def template_command(
    call: Path,
    workbooks: tuple[Path, ...],
    whom: str,
    round_file: Path | None,
    take: "Take",
    out: Path,
    force: bool,
    quiet: bool,
) -> None:
    """Make the workbook that an applicant fills in, or a sheet for each juror of the round.

    A juror's sheet holds the proposals that the juror is to mark, and nothing of those that a
    conflict of interest in the round keeps from the juror.
    """
    if whom == "juror":
        _for_jurors(call, workbooks, round_file, take, out, force, quiet)
        return
    if workbooks:
        raise click.UsageError(say("A template for applicants needs the call alone."))
    from tenderscore import read_call
    from tenderscore.reports.form_workbook import template_workbook

    free(out, force, call)
    put_bytes(template_workbook(read_call(call)), out)
    note(written(out.parent, [out.name]), quiet)


def _for_jurors(
    call_file: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    out: Path,
    force: bool,
    quiet: bool,
) -> None:
    from tenderscore.cli.reading import read
    from tenderscore.reports.juror_form import bundles, bundles_text, juror_form
    from tenderscore.store import free_folder, write_files

    if not workbooks:
        raise click.UsageError(say("Name the workbooks with the proposals to be marked."))
    call, round_, intake = read(call_file, workbooks, round_file, take, before_marks=True)
    files = bundles(call, round_, intake.proposals)
    free_folder(out, force, files, every(call_file, *workbooks, round_file))
    write_files(out, {name: juror_form(bundle) for name, bundle in files.items()})
    show(bundles_text(files), quiet)
    note(written(out, files), quiet)
