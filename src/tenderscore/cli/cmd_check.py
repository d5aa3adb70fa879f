"""tenderscore check: every problem in a call file and its workbooks."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import PROBLEMS, format_of, free, put, read_options, report_options
from tenderscore.cli.saying import command
from tenderscore.language import N_

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("check", short_help=N_("Find every problem in a call and its workbooks."))
@read_options
@report_options()
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
    from tenderscore.reports import FINDINGS
    from tenderscore.workbook.opening import warm_up

    warm_up()
    free(out, force, call, *workbooks, round_file)
    findings = check(call, workbooks, round_file, take)
    found = any(finding.severity == "problem" for finding in findings)
    put(FINDINGS[format_of(format_, out)](findings), out, quiet and not found)
    return PROBLEMS if found else 0
