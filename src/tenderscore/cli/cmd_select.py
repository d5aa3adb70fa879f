"""tenderscore select: the award of a call."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    EASED,
    PATH,
    every,
    format_of,
    free,
    nodes_option,
    note,
    put,
    read_options,
    report_options,
    show,
    written,
)  # fmt: skip
from tenderscore.cli.progress import progress
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say, say_number

if TYPE_CHECKING:
    from tenderscore.award import Award
    from tenderscore.workbook.incoming import Take

NAMES = ("award.xlsx", "award.md", "balance.svg", "environment.json", "record.json")
"""What goes into the folder, known before the award is."""


@command("select", short_help=N_("Select the best portfolio, every refusal explained."))
@read_options
@option("--proof", type=PATH, metavar=N_("FILE"), help=N_("Write the proof for check_proof.py."))
@option(
    "--draft",
    is_flag=True,
    help=N_("Before the seed is drawn: the equals, and a digest to publish."),
)
@option("--prices", is_flag=True, help=N_("Also print what every rule costs."))
@option(
    "--letters",
    type=PATH,
    metavar=N_("FOLDER"),
    help=N_("Write a page for each refused applicant."),
)
@nodes_option
@report_options(out=N_("Folder for the workbook, the minutes, the map and the record."))
def select_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    proof: Path | None,
    draft: bool,
    prices: bool,
    letters: Path | None,
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> int:
    """Select the best portfolio that keeps every rule, proven, with a reason for each refusal.

    Prints the award; with --out also writes it as a workbook, as minutes and as a record. Beyond
    the engine's reach there is no award: the best found stands in draft.json, with its exact bound.
    """
    from tenderscore.store import free_folder, write_files

    if draft and (prices or letters is not None):
        raise click.UsageError(say("--prices and --letters need the award; not with --draft."))
    inputs = every(call, *workbooks, round_file)
    if out is not None:
        free_folder(out, force, (*NAMES, "draft.json"), inputs)
    if letters is not None:
        free_folder(letters, force, (), inputs)
    free(proof, force, *inputs)
    from tenderscore.cli.reading import award_of, drafted, write_what_is_known
    from tenderscore.reports import DRAFTS, PROOF
    from tenderscore.selection import NoAward

    try:
        award = (drafted if draft else award_of)(call, workbooks, round_file, nodes, take)
    except NoAward as error:
        write_what_is_known(error, call, out, proof)
        raise
    if proof is not None:
        put(PROOF(award.call, award.selection.claims), proof, quiet)
    if draft:
        show(DRAFTS[format_of(format_, None)](award), quiet)
        if out is not None:
            write_files(out, {"draft.json": DRAFTS["json"](award).encode()})
        return 0
    if not quiet or out is not None or letters is not None:
        _report(award, prices, letters, format_, out, quiet)
    return EASED if award.selection.eased else 0


def _report(
    award: "Award",
    prices: bool,
    letters: Path | None,
    format_: str | None,
    out: Path | None,
    quiet: bool,
) -> None:
    """Everything that is asked of the award is printed, and written where it is to be."""
    from tenderscore.answers import answers
    from tenderscore.reports import REPORTS, award_files
    from tenderscore.reports.letter import letters as letters_of
    from tenderscore.store import write_files

    with progress(say("Asking why, and why not"), lambda: len(award.proposals) + 3) as done:
        found = answers(award, done)
    more = [prices] if format_ in (None, "text") else []
    show(REPORTS[format_ or "text"](award, found, *more), quiet)
    if out is not None:
        files = award_files(award, found)
        write_files(out, files)
        note(written(out, files), quiet)
    if letters is not None:
        files = letters_of(award, found)
        write_files(letters, files)
        note(say_number("{n} letter written to {folder}", "{n} letters written to {folder}",
                        len(files), folder=letters), quiet)  # fmt: skip
