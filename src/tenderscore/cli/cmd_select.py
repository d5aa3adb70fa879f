"""tenderscore select: the award of a call."""

from pathlib import Path

import click

from tenderscore.cli.options import EASED, note, read_options, report_options, show, waiting

NAMES = ("award.xlsx", "award.md", "environment.json", "record.json")
"""What goes into the folder, known before the award is."""


@click.command("select", short_help="Select the best portfolio, every refusal explained.")
@read_options
@report_options(out="Folder for award.xlsx, award.md, record.json and environment.json.")
def select_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> int:
    """Select the best portfolio that keeps every rule, with a reason for each refusal.

    Prints the award; with --out also writes it as a workbook, as minutes and as a record.
    """
    from tenderscore.store import free_folder, write_files

    if out is not None:
        inputs = [call, *workbooks, *([round_file] if round_file else [])]
        free_folder(out, force, NAMES, inputs)
    from tenderscore import explain
    from tenderscore.cli.reading import award_of
    from tenderscore.reports import REPORTS, award_files

    award = award_of(call, workbooks, round_file)
    waiting(f"{len(award.selection.funded)} selected; asking why not for each of the others …")
    reasons = explain(award)
    show(REPORTS[format_ or "text"](award, reasons), quiet)
    if out is not None:
        files = award_files(award, reasons)
        write_files(out, files)
        note(f"Written to {out}: {', '.join(files)}", quiet)
    return EASED if award.selection.eased else 0
