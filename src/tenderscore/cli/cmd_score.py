"""tenderscore score: points per criterion, total and obstacles of every proposal."""

from pathlib import Path

import click

from tenderscore.cli.options import format_of, free, put, read_options, report_options


@click.command("score", short_help="Score every proposal.")
@read_options
@report_options()
def score_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Score every proposal: points per criterion, total, rank and obstacles."""
    from tenderscore import read_call, read_proposals, read_round, scorecards
    from tenderscore.reports import SCORES

    free(out, force, call, *workbooks, round_file)
    published = read_call(call)
    round_ = read_round(round_file, published) if round_file else None
    proposals = read_proposals(workbooks, published, round_).proposals
    cards = scorecards(published, proposals)
    put(SCORES[format_of(format_, out)](published, proposals, cards), out, quiet)
