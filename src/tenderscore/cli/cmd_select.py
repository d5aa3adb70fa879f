"""tenderscore select: the award of a call."""

from pathlib import Path

from tenderscore.cli.options import (
    EASED,
    PATH,
    format_of,
    free,
    nodes_option,
    note,
    put,
    read_options,
    report_options,
    show,
    waiting,
    written,
)  # fmt: skip
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say

NAMES = ("award.xlsx", "award.md", "environment.json", "record.json")
"""What goes into the folder, known before the award is."""


@command("select", short_help=N_("Select the best portfolio, every refusal explained."))
@read_options
@option("--proof", type=PATH, metavar=N_("FILE"), help=N_("Write the proof for check_proof.py."))
@option(
    "--draft",
    is_flag=True,
    help=N_("Before the seed is drawn: the equals, and a digest to publish."),
)
@nodes_option
@report_options(out=N_("Folder for award.xlsx, award.md, record.json and environment.json."))
def select_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    proof: Path | None,
    draft: bool,
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

    inputs = [call, *workbooks, *([round_file] if round_file else [])]
    if out is not None:
        free_folder(out, force, (*NAMES, "draft.json"), inputs)
    free(proof, force, *inputs)
    from tenderscore import explain
    from tenderscore.cli.reading import award_of, drafted, write_what_is_known
    from tenderscore.reports import DRAFTS, PROOF, REPORTS, award_files
    from tenderscore.selection import NoAward

    try:
        award = (drafted if draft else award_of)(call, workbooks, round_file, nodes)
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
    funded = len(award.selection.funded)
    waiting(say("{n} selected; asking why not for each of the others …", n=funded))
    reasons = explain(award)
    show(REPORTS[format_ or "text"](award, reasons), quiet)
    if out is not None:
        files = award_files(award, reasons)
        write_files(out, files)
        note(written(out, files), quiet)
    return EASED if award.selection.eased else 0
