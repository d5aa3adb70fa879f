"""tenderscore explain: why one proposal is funded or not; who moves up if some fall out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import format_of, free, nodes_option, put, read_options, report_options
from tenderscore.cli.saying import command, option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("explain", short_help=N_("Explain one proposal."))
@read_options
@option("--id", "id_", metavar=N_("ID"), help=N_("The proposal to explain."))
@option("--without", metavar=N_("ID,ID"), help=N_("If these funded ones fall out: who moves up."))
@option(
    "--partner-leaves",
    nargs=2,
    metavar=N_("ID NAME"),
    help=N_("If this partner leaves the proposal: what follows."),
)
@nodes_option
@report_options()
def explain_command(
    call: Path,
    workbooks: tuple[Path, ...],
    id_: str | None,
    without: str | None,
    partner_leaves: tuple[str, str] | None,
    round_file: Path | None,
    take: "Take",
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Explain one proposal: its points, why it is funded or not, and what would change it.

    With --without or --partner-leaves: what follows if funded proposals, or a partner, fall out.
    """
    if sum(each is not None for each in (id_, without, partner_leaves)) != 1:
        raise click.UsageError(say("Give one of --id, --without and --partner-leaves."))
    from tenderscore.cli.reading import award_of
    from tenderscore.reports import PARTNERS, REASONS, REPLACEMENTS

    free(out, force, call, *workbooks, round_file)
    award = award_of(call, workbooks, round_file, nodes, take)
    form = format_of(format_, out)
    if id_ is not None:
        from tenderscore import explain_one

        report = REASONS[form](award, explain_one(award, id_))
    elif without is not None:
        from tenderscore.replacements import without as fallen

        ids = [each.strip() for each in without.split(",") if each.strip()]
        if not ids:
            raise click.UsageError(say("--without names no proposal."))
        report = REPLACEMENTS[form](award, fallen(award, ids))
    else:
        from tenderscore.replacements import partner_leaves as left

        report = PARTNERS[form](award, left(award, *(partner_leaves or ("", ""))))
    put(report, out, quiet)
