"""tenderscore robust: how sure an award is, and what the jury should discuss."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import (
    free,
    nodes_option,
    put_sheets,
    read_options,
    report_options,
    sheet_format_of,
    sheet_format_option,
)
from tenderscore.cli.saying import command, option
from tenderscore.cli.working import Working, free_checkpoint, runner, working_options
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.sampling import Sampling
    from tenderscore.units import Points
    from tenderscore.workbook.incoming import Take

MARKS = ("resample", "leave-one-out", "half-mark")
WITHOUT_CHANCE = "leave-one-out"
UNUSED = 10
"""Percent, where no costs are drawn."""


@command("robust", short_help=N_("Say how sure an award is, and what to discuss."))
@read_options
@option("--weights", metavar=N_("HOW"),
        help=N_("Weights that may vary: 10 (points up or down), all, quality=30..45, or "
                "quality>=effect; several with commas."))  # fmt: skip
@option("--portfolios", is_flag=True,
        help=N_("All portfolios that no other beats at these weights."))  # fmt: skip
@option("--swap", "swapped", multiple=True, metavar=N_("ID,ID:ID"),
        help=N_("When these would come in (before the colon) for those funded."))  # fmt: skip
@option("--marks", multiple=True, type=click.Choice(MARKS),
        help=N_("Marks that may have been otherwise. May be given several times."))  # fmt: skip
@option("--costs", type=int, metavar=N_("PERCENT"),
        help=N_("Requests of up to so much less or more, and the award anew."))  # fmt: skip
@option("--overspend", type=int, metavar=N_("PERCENT"),
        help=N_("The award as it is, and projects that cost up to so much more."))  # fmt: skip
@option("--draws", type=click.IntRange(min=1), default=1000, metavar=N_("N"),
        help=N_("So many draws of each. [default: 1000]"))  # fmt: skip
@option("--seed", metavar=N_("TEXT"), help=N_("From which all draws follow."))
@option("--move", metavar=N_("POINTS"), default="0.25",
        help=N_("How far discussing a proposal may move its marks. [default: 0.25]"))  # fmt: skip
@working_options
@nodes_option
@sheet_format_option
@report_options(N_("File to write instead of printing; an .xlsx has all proposals."), None)
def robust_command(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    weights: str | None,
    portfolios: bool,
    swapped: tuple[str, ...],
    marks: tuple[str, ...],
    costs: int | None,
    overspend: int | None,
    draws: int,
    seed: str | None,
    move: str,
    working: Working,
    nodes: int | None,
    format_: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Say how sure an award is if weights, marks or costs had been others: core, borderline, out.

    Weights are settled exactly, at every weight there is. Marks and costs are drawn: by a declared
    seed, with intervals. The proposals whose own marks can still change the award are what the jury
    should discuss. Without --weights, --marks, --costs and --overspend: as with --weights 10.
    """
    if not (marks or costs is not None or overspend is not None):
        if seed is not None:
            raise click.UsageError(say("--seed is for --marks, --costs and --overspend."))
        weights = "10" if weights is None else weights
    if (portfolios or swapped) and weights is None:
        raise click.UsageError(say("--portfolios and --swap need --weights."))
    drawn = _drawn(marks, costs, overspend, draws, seed)
    by = _points(move)
    form = sheet_format_of(format_, out)
    free(out, force, call, *workbooks, round_file)
    free_checkpoint(working, force, call, *workbooks, round_file)
    from tenderscore.cli.reading import read
    from tenderscore.reports import ROBUST
    from tenderscore.robustness import Doubts, robust
    from tenderscore.scale import asked as belonging

    read_call, round_, intake = read(call, workbooks, round_file, take)
    pairs = tuple(map(_pair, swapped))
    doubts = Doubts(weights=weights, portfolios=portfolios, swapped=pairs, drawn=drawn, by=by)
    asked = {"marks": marks, "costs": costs, "overspend": overspend, "draws": draws, "seed": seed,
             "nodes": nodes}  # fmt: skip
    belongs = belonging(read_call, intake, round_, asked)
    with runner(working, say("Deciding again and again"), belongs) as run:
        found = robust(read_call, intake, round_, doubts, run, nodes)

    def workbook() -> bytes:
        from tenderscore.reports.robust_workbook import robust_workbook

        return robust_workbook(found)

    put_sheets(form, out, quiet, lambda: ROBUST[form](found), workbook)


def _drawn(
    marks: tuple[str, ...], costs: int | None, overspend: int | None, draws: int, seed: str | None
) -> "tuple[Sampling, ...]":
    """In the order of the options, each kind once."""
    from tenderscore.sampling import Sampling

    kinds = [(kind, UNUSED) for kind in dict.fromkeys(marks)]
    kinds += [("costs", costs)] if costs is not None else []
    kinds += [("overspend", overspend)] if overspend is not None else []
    if seed is None and any(kind != WITHOUT_CHANCE for kind, _ in kinds):
        raise click.UsageError(say("What is drawn needs --seed TEXT, to be repeated."))
    return tuple(
        Sampling(kind=kind, draws=draws, seed=seed or "", percent=percent)
        for kind, percent in kinds
    )


def _pair(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """M4-21,M4-19:M4-62"""
    joins, colon, leaves = (part.strip() for part in words.partition(":"))
    ids = [frozenset(filter(None, map(str.strip, part.split(",")))) for part in (joins, leaves)]
    if not (colon and all(ids)):
        raise click.UsageError(say("--swap is who comes in, a colon, and whom for: M4-21:M4-62."))
    return ids[0], ids[1]


def _points(move: str) -> "Points":
    """0.25 → 25 hundredths."""
    from tenderscore.numbers import readings
    from tenderscore.units import Points, hundredths

    found = readings(move)
    points = hundredths(*found) if len(found) == 1 else None
    if points is None or points < 1:
        raise click.UsageError(say("--move is a number of points above 0, such as 0.25."))
    return Points(points)
