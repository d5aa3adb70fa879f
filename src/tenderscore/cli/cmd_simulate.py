"""tenderscore simulate: what if; scenarios side by side with the call as it stands, or a sweep."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    PATH,
    nodes_option,
    read_options,
    report_options,
    sheet_format_option,
)
from tenderscore.cli.saying import command, option
from tenderscore.cli.working import Working, free_checkpoint, working_options
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


@command("simulate", short_help=N_("Ask what if: scenarios side by side."))
@read_options
@option("--scenarios", type=PATH, metavar=N_("FILE"), help=N_("Questions by name, as TOML."))
@option("--only", multiple=True, metavar=N_("ID"),
        help=N_("Only this scenario of the file. May be given several times."))  # fmt: skip
@option("--set", "sets", multiple=True, metavar=N_("PATH=VALUE"),
        help=N_("What if this stood in the call file, such as rules.east.min=7."))  # fmt: skip
@option("--drop", "drops", multiple=True, metavar=N_("PATH"),
        help=N_("What if this did not, such as rules.key."))  # fmt: skip
@option("--add", "adds", multiple=True, metavar=N_("PATH=VALUE"),
        help=N_("What if this did too: 'rules.new={{…}}'. All make one scenario."))  # fmt: skip
@option("--vary", "texts", multiple=True, metavar=N_("PATH=LOW..HIGH:STEP"),
        help=N_("A number of the call file and its values; twice: a grid."))  # fmt: skip
@working_options
@nodes_option
@sheet_format_option
@report_options(N_("File to write instead, or a folder for workbook, brief, CSV and JSON."), None)
def simulate_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    scenarios: Path | None,
    only: tuple[str, ...],
    sets: tuple[str, ...],
    drops: tuple[str, ...],
    adds: tuple[str, ...],
    texts: tuple[str, ...],
    working: Working,
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> int:
    """Ask what if: each scenario patches the call file, and everything runs again.

    Says what each costs, who comes in and who drops out, beside the call as it stands. A
    scenario that makes no sense fails alone, with its reason, and the exit code is 1.

    \b
    With --vary: where a number of the call file changes the award, exactly.
      … --vary rules.budget.max_amount=90e6..126e6:0.6e6
    """
    from tenderscore.cli.scenarios import FILES, asked, free_place, report, simulate_scenarios
    from tenderscore.cli.varying import FILES as SWEPT

    if texts and (scenarios or only or sets or drops or adds):
        raise click.UsageError(say("--vary stands alone: it varies the call as it stands."))
    files = SWEPT if texts else FILES
    free_place(out, format_, force, call, *workbooks, round_file, scenarios, files=files)
    free_checkpoint(working, force, call, *workbooks, round_file, scenarios)
    if texts:
        from tenderscore.cli.varying import vary

        vary(call, workbooks, round_file, take, nodes, texts, working, format_, out, quiet)
        return 0
    named, source = asked(scenarios, only, sets, drops, adds)
    sim = simulate_scenarios(call, workbooks, round_file, take, nodes, named, working, source)
    return report(sim, format_, out, quiet)
