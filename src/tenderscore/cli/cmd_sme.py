"""tenderscore sme: which partners are small or medium-sized enterprises, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import format_of, free, put, read_options, report_options
from tenderscore.cli.saying import command, option
from tenderscore.language import N_

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("sme", short_help=N_("Say which partners are SMEs, and why."))
@read_options
@option("--id", "id_", metavar=N_("ID"), help=N_("Only the partners of this proposal."))
@report_options()
def sme_command(
    call: Path,
    workbooks: tuple[Path, ...],
    id_: str | None,
    round_file: Path | None,
    take: "Take",
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Say which partners are small or medium-sized enterprises, and how that came about.

    By Recommendation 2003/361/EC: with the sheet Ownership along the whole chain of owners.
    """
    from tenderscore import assessed
    from tenderscore.cli.reading import read
    from tenderscore.reports import SMES

    free(out, force, call, *workbooks, round_file)
    published, _, intake = read(call, workbooks, round_file, take)
    partners = assessed(intake.proposals, id_)
    put(SMES[format_of(format_, out)](published, partners), out, quiet)
