"""tenderscore compare: two records; who came, who went, and why."""

from pathlib import Path

from tenderscore.cli.options import PATH, format_of, free, put, report_options
from tenderscore.cli.saying import argument, command
from tenderscore.language import N_


@command("compare", short_help=N_("Compare two records: who came, who went, and why."))
@argument("before", type=PATH, metavar=N_("RECORD"))
@argument("after", type=PATH, metavar=N_("RECORD"))
@report_options()
def compare_command(
    before: Path, after: Path, format_: str | None, out: Path | None, force: bool, quiet: bool
) -> None:
    """Compare the records of two awards: who came, who went, and what changed.

    The records are the record.json that select --out writes. No cause is named that they do not
    hold. Differences are an answer: the exit code is 0.
    """
    from tenderscore.differences import differences
    from tenderscore.record_file import read_record
    from tenderscore.reports import DIFFERENCES

    free(out, force, before, after)
    found = differences(*map(read_record, (before, after)))
    put(DIFFERENCES[format_of(format_, out)](found), out, quiet)
