"""The shipped examples, decided and asked once for all tests of a run."""

from functools import cache
from pathlib import Path

from tenderscore import decide, read_call, read_proposals, read_round
from tenderscore.answers import Answers, answers
from tenderscore.award import Award
from tenderscore.scenario_file import read_scenarios
from tenderscore.toml_file import read_toml
from tenderscore.what_if import Basis
from tenderscore.what_if.simulation import Simulation, simulate

ROOT = Path(__file__).parents[1]
EXAMPLES = {
    "mittelstand": ("criteria/mittelstand-4.0.toml", "examples/mittelstand/proposals.xlsx", ""),
    "open-fund": (
        "examples/open-fund/call.toml",
        "examples/open-fund/votes.xlsx",
        "examples/open-fund/round.toml",
    ),
}


@cache
def decided(name: str) -> Award:
    call_file, workbook, round_file = EXAMPLES[name]
    call = read_call(ROOT / call_file)
    round_ = read_round(ROOT / round_file, call) if round_file else None
    return decide(call, read_proposals([ROOT / workbook], call, round_), round_)


@cache
def answered(name: str) -> Answers:
    return answers(decided(name))


@cache
def basis() -> Basis:
    """Of the example for which scenarios ship."""
    call_file, workbook, _ = EXAMPLES["mittelstand"]
    call = read_call(ROOT / call_file)
    return Basis(
        table=read_toml(ROOT / call_file)[0],
        call=call,
        folder=(ROOT / call_file).parent,
        intake=read_proposals([ROOT / workbook], call),
    )


@cache
def simulated() -> Simulation:
    scenarios, source = read_scenarios(ROOT / "examples/mittelstand/scenarios.toml")
    return simulate(basis(), scenarios, scenario_file=source)
