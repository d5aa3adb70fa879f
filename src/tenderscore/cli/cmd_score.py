"""tenderscore score: points per criterion, total and obstacles of every proposal."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderscore.cli.options import format_of, free, put, read_options, report_options
from tenderscore.cli.saying import command
from tenderscore.language import N_

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("score", short_help=N_("Score every proposal."))
@read_options
@report_options()
def score_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Score every proposal: points per criterion, total, rank and obstacles."""
    from tenderscore import scorecards
    from tenderscore.cli.reading import read
    from tenderscore.reports import SCORES

    free(out, force, call, *workbooks, round_file)
    published, _, intake = read(call, workbooks, round_file, take)
    cards = scorecards(published, intake.proposals)
    put(SCORES[format_of(format_, out)](published, intake.proposals, cards), out, quiet)
