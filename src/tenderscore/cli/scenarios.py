"""From the words of `simulate` to scenarios that have been run, and to where they are reported."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from tenderscore.cli.options import (
    every,
    format_of,
    note,
    put,
    put_bytes,
    show,
    written,
)
from tenderscore.cli.reading import basis_of
from tenderscore.cli.working import Working, runner
from tenderscore.language import say
from tenderscore.running import Runner

if TYPE_CHECKING:
    from tenderscore.intake import Input
    from tenderscore.scenario import Scenario
    from tenderscore.what_if import Basis
    from tenderscore.what_if.simulation import Simulation
    from tenderscore.workbook.incoming import Take

PROBLEMS, NOT_PROVEN = 1, 4
FEW = 16
FILES = ("scenarios.xlsx", "scenarios.csv", "brief.md", "scenarios.json")
"""What goes into a folder, known before anything is computed."""


def asked(
    file: Path | None,
    only: Sequence[str],
    sets: Sequence[str],
    drops: Sequence[str],
    adds: Sequence[str],
) -> "tuple[tuple[Scenario, ...], Input | None]":
    """The scenarios of the file, then the one of the words. Raises InputError."""
    from tenderscore.scenario_file import read_scenarios, scenario_of_words

    if file is None and only:
        raise click.UsageError(say("--only picks scenarios of a file: give --scenarios."))
    words = scenario_of_words(sets, drops, adds)
    scenarios, source = read_scenarios(file, only) if file is not None else ((), None)
    if words is not None:
        scenarios = (*scenarios, words)
    if not scenarios:
        raise click.UsageError(say("Give --scenarios, --set, --drop, --add or --vary."))
    return scenarios, source


def free_place(
    out: Path | None,
    form: str | None,
    force: bool,
    *inputs: Path | None,
    files: Sequence[str] = FILES,
) -> None:
    """Whether --out may be written: a file, or a folder where its name has no ending."""
    from tenderscore.store import free_file, free_folder

    if out is None:
        if form == "xlsx":
            raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    elif is_folder(out, form):
        free_folder(out, force, files, every(*inputs))
    else:
        free_file(out, force, every(*inputs))


def is_folder(out: Path, form: str | None) -> bool:
    return form is None and (not out.suffix or out.is_dir())


def simulate_scenarios(
    call: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    nodes: int | None,
    scenarios: "Sequence[Scenario]",
    working: Working,
    source: "Input | None" = None,
) -> "Simulation":
    """Raises InputError where call or workbooks have problems as they stand."""
    from tenderscore.what_if.simulation import simulate

    basis, reread = basis_of(call, workbooks, round_file, nodes, take)
    question = {"scenarios": list(map(repr, scenarios)), "nodes": nodes}
    with runner_for(basis, question, working, len(scenarios), say("Running scenarios")) as runner:
        return simulate(basis, scenarios, reread, runner, source)


@contextmanager
def runner_for(
    basis: "Basis", question: Mapping[str, Any], working: Working, pieces: int, label: str
) -> Iterator[Runner]:
    """Few pieces are sooner done than other processes have started."""
    from tenderscore.scale import asked as belonging

    if pieces <= FEW and working.workers is None and working.cluster is None:
        working = evolve(working, workers=1)
    belongs = belonging(basis.call, basis.intake, basis.round_, question)
    with runner(working, label, belongs) as its:
        yield its


def report(sim: "Simulation", form: str | None, out: Path | None, quiet: bool) -> int:
    """Printed or written; the exit code: 1 if a scenario makes no sense, 4 if one is not proven."""
    from tenderscore.reports import SIMULATIONS, simulation_files
    from tenderscore.store import write_files

    if out is not None and is_folder(out, form):
        show(SIMULATIONS["text"](sim), quiet)
        files = simulation_files(sim)
        write_files(out, files)
        note(written(out, files), quiet)
    elif out is not None and "xlsx" in (form, format_of(form, out, "csv", "xlsx")):
        from tenderscore.reports.simulation_workbook import simulation_workbook

        put_bytes(simulation_workbook(sim), out)
        note(written(out.parent, [out.name]), quiet)
    else:
        its = format_of(form, out, "csv")
        put(SIMULATIONS[its](sim), out, quiet, bom=its == "csv")
        if out is not None:
            note(written(out.parent, [out.name]), quiet)
    return PROBLEMS if sim.problems else NOT_PROVEN if sim.unproven else 0
