"""tenderscore check: every problem in a call file and its workbooks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    PATH,
    PROBLEMS,
    SHEETS,
    every,
    format_of,
    free,
    note,
    put,
    put_bytes,
    read_options,
    report_options,
    sheet_format_option,
    written,
)
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("check", short_help=N_("Find every problem in a call and its workbooks."))
@read_options
@option("--letters", type=PATH, metavar=N_("FOLDER"),
        help=N_("Write a letter for each consortium with its findings."))  # fmt: skip
@sheet_format_option
@report_options(N_("File to write instead of printing; an .xlsx has a row for each finding."), None)
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
    """Find every problem in a call file and its workbooks, each with its cell and its mend.

    Of a workbook with one proposal it says on a page what an applicant can know beforehand: what is
    missing, whether it may compete, its points without the jury, and what would raise them most.
    """
    from tenderscore.checking import checked
    from tenderscore.cli.finding_letters import write_letters
    from tenderscore.cli.reading import watched
    from tenderscore.reports import FINDINGS, SELFCHECKS
    from tenderscore.reports.capped import counts_text
    from tenderscore.store import free_folder

    if format_ == "xlsx" and out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    free(out, force, call, *workbooks, round_file)
    if letters is not None:
        free_folder(letters, force, (".",), every(call, *workbooks, round_file))
    with watched(workbooks, take) as taken:
        read = checked(call, workbooks, round_file, taken)
    form = format_of(format_, out, *SHEETS)
    if form == "xlsx" and out is not None:
        from tenderscore.reports.finding_rows import findings_workbook
        from tenderscore.reports.selfcheck_workbook import selfcheck_workbook

        one, found = read.selfcheck, read.findings
        put_bytes(selfcheck_workbook(one, found) if one else findings_workbook(found), out)
    elif read.selfcheck and form in SELFCHECKS:
        put(SELFCHECKS[form](read.selfcheck, read.findings), out, quiet and not read.refused)
    else:
        put(FINDINGS[form](read.findings), out, quiet and not read.refused, bom=form == "csv")
    if out is not None:
        counts = counts_text(read.findings)
        note(f"{written(out.parent, [out.name])}{f' ({counts})' if counts else ''}", quiet)
    if letters is not None:
        write_letters(letters, read, {call.name, round_file.name if round_file else ""}, quiet)
    return PROBLEMS if read.refused else 0
