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
@report_options(N_("File to write instead of printing; findings.xlsx has a row for each."), None)
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
    """Find every problem in a call file and its workbooks, each with its cell and its mend."""
    from tenderscore import check
    from tenderscore.cli.reading import watched
    from tenderscore.reports import FINDINGS
    from tenderscore.workbook.opening import warm_up

    warm_up()
    if format_ == "xlsx" and out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    free(out, force, call, *workbooks, round_file)
    with watched(workbooks, take) as taken:
        findings = check(call, workbooks, round_file, taken)
    found = any(finding.severity == "problem" for finding in findings)
    form = format_of(format_, out, *SHEETS)
    if form == "xlsx" and out is not None:
        from tenderscore.reports.finding_rows import findings_workbook

        put_bytes(findings_workbook(findings), out)
    else:
        put(FINDINGS[form](findings), out, quiet and not found, bom=form == "csv")
    return PROBLEMS if found else 0
