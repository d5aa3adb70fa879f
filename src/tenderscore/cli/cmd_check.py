"""tenderscore check: every problem in a call file and its workbooks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    FORMATS,
    PATH,
    PROBLEMS,
    every,
    format_of,
    free,
    note,
    put,
    put_bytes,
    read_options,
    report_options,
)
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say, say_number

if TYPE_CHECKING:
    from tenderscore.checking import Checked
    from tenderscore.workbook.incoming import Take

SHEETS = ("csv", "xlsx")
check_format_option = option(
    "--format", "format_", type=click.Choice([*FORMATS, *SHEETS]),
    help=N_("How to report. [default: text]"),
)  # fmt: skip


@command("check", short_help=N_("Find every problem in a call and its workbooks."))
@read_options
@option("--letters", type=PATH, metavar=N_("FOLDER"),
        help=N_("Write a letter for each consortium with its findings."))  # fmt: skip
@check_format_option
@report_options(N_("File to write instead of printing; findings.xlsx has a row for each."), None)
def check_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    letters: Path | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> int:
    """Find every problem in a call file and its workbooks, each with its cell and its mend."""
    from tenderscore.checking import checked
    from tenderscore.reports import FINDINGS
    from tenderscore.store import free_folder
    from tenderscore.workbook.opening import warm_up

    warm_up()
    if format_ == "xlsx" and out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    free(out, force, call, *workbooks, round_file)
    if letters is not None:
        free_folder(letters, force, (".",), every(call, *workbooks, round_file))
    read = checked(call, workbooks, round_file, take)
    findings = read.findings
    form = format_of(format_, out, *SHEETS)
    if form == "xlsx" and out is not None:
        from tenderscore.reports.finding_rows import findings_workbook

        put_bytes(findings_workbook(findings), out)
    else:
        put(FINDINGS[form](findings), out, quiet and not read.refused, bom=form == "csv")
    if letters is not None:
        _write(letters, read, {call.name, round_file.name if round_file else ""}, quiet)
    return PROBLEMS if read.refused else 0


def _write(folder: Path, read: "Checked", not_theirs: set[str], quiet: bool) -> None:
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
