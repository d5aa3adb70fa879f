"""tenderscore collect: one workbook from many."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import (
    PATH,
    PROBLEMS,
    force_option,
    free,
    lang_option,
    note,
    put_bytes,
    quiet_option,
    read_options,
    show,
    written,
)
from tenderscore.cli.saying import command, option
from tenderscore.language import N_

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("collect", short_help=N_("Make one workbook from many."))
@read_options
@option("-o", "--out", type=PATH, required=True, metavar=N_("FILE"),
        help=N_("The workbook to write, such as proposals.xlsx."))  # fmt: skip
@force_option
@lang_option
@quiet_option
def collect_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    out: Path,
    force: bool,
    quiet: bool,
) -> int:
    """Make one workbook from many; each row says from which file and cell it came.

    If anything is a problem, all findings are listed and nothing is written. The workbook has the
    standard layout: what a round says of sheets, rows and columns is applied, and not needed again.
    """
    from tenderscore.checking import collectable
    from tenderscore.cli.reading import watched
    from tenderscore.reports import FINDINGS
    from tenderscore.reports.collected import collected_text, collected_workbook

    free(out, force, call, *workbooks, round_file)
    with watched(workbooks, take) as taken:
        read = collectable(call, workbooks, round_file, taken)
    show(FINDINGS["text"](read.findings), quiet and not read.refused)
    if read.refused or read.call is None or read.tables is None:
        return PROBLEMS
    if read.tables.marks_alone:
        from tenderscore.jury_state import collected_state
        from tenderscore.reports.jury_report import jury_text
        from tenderscore.reports.marks_workbook import marks_workbook

        state = collected_state(read.call, read.tables, read.round_)
        put_bytes(marks_workbook(read.call, read.tables, read.round_, state), out)
        came = [sheet.juror for sheet in read.tables.jury]
        show(f"{collected_text(read.tables)}\n{jury_text(read.call, state, came)}", quiet)
    else:
        put_bytes(collected_workbook(read.call, read.tables, read.round_), out)
        show(f"{collected_text(read.tables)}\n", quiet)
    note(written(out.parent, [out.name]), quiet)
    return 0
