"""tenderscore explain: why one proposal is funded or not."""

from pathlib import Path

from tenderscore.cli.options import format_of, free, nodes_option, put, read_options, report_options
from tenderscore.cli.saying import command, option
from tenderscore.language import N_


@command("explain", short_help=N_("Explain one proposal."))
@read_options
@option("--id", "id_", required=True, metavar=N_("ID"), help=N_("The proposal to explain."))
@nodes_option
@report_options()
def explain_command(
    call: Path,
    workbooks: tuple[Path, ...],
    id_: str,
    round_file: Path | None,
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Explain one proposal: its points, and why it is funded or not."""
    from tenderscore import explain_one
    from tenderscore.cli.reading import award_of
    from tenderscore.reports import REASONS

    free(out, force, call, *workbooks, round_file)
    award = award_of(call, workbooks, round_file, nodes)
    report = REASONS[format_of(format_, out)](award, explain_one(award, id_))
    put(report, out, quiet)
