"""tenderscore check: every problem in a call file and its workbooks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    FORMATS,
    PROBLEMS,
    format_of,
    free,
    put,
    put_bytes,
    read_options,
    report_options,
)
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take

SHEETS = ("csv", "xlsx")
check_format_option = option(
    "--format", "format_", type=click.Choice([*FORMATS, *SHEETS]),
    help=N_("How to report. [default: text]"),
)  # fmt: skip


@command("check", short_help=N_("Find every problem in a call and its workbooks."))
@read_options
@check_format_option
@report_options(N_("File to write instead of printing; an .xlsx has a row for each finding."), None)
def check_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
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
    from tenderscore.reports import FINDINGS, SELFCHECKS
    from tenderscore.workbook.opening import warm_up

    warm_up()
    if format_ == "xlsx" and out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    free(out, force, call, *workbooks, round_file)
    its = checked(call, workbooks, round_file, take)
    found = any(finding.severity == "problem" for finding in its.findings)
    form = format_of(format_, out, *SHEETS)
    if form == "xlsx" and out is not None:
        from tenderscore.reports.finding_rows import findings_workbook
        from tenderscore.reports.selfcheck_workbook import selfcheck_workbook

        one = its.selfcheck
        put_bytes(
            selfcheck_workbook(one, its.findings) if one else findings_workbook(its.findings), out
        )
    elif its.selfcheck and form in SELFCHECKS:
        put(SELFCHECKS[form](its.selfcheck, its.findings), out, quiet and not found)
    else:
        put(FINDINGS[form](its.findings), out, quiet and not found, bom=form == "csv")
    return PROBLEMS if found else 0
