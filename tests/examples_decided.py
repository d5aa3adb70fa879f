"""The shipped examples, decided and asked once for all tests of a run."""

from functools import cache
from pathlib import Path

from tenderscore import decide, read_call, read_proposals, read_round
from tenderscore.answers import Answers, answers
from tenderscore.award import Award

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
