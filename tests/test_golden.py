"""What is printed for the examples, to the letter. `make golden` writes it anew; git shows how.

These files say what is printed, not what is right: that is the casebook's part.
"""

import os
from pathlib import Path

import pytest

from tenderscore import decide, explain, read_call, read_proposals, read_round, speaking
from tenderscore.award import Award
from tenderscore.reasons import Reason
from tenderscore.reports import CALLS, REPORTS, SCORES

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = {
    "mittelstand": ("criteria/mittelstand-4.0.toml", "examples/mittelstand/proposals.xlsx", None),
    "open-fund": (
        "examples/open-fund/call.toml",
        "examples/open-fund/votes.xlsx",
        "examples/open-fund/round.toml",
    ),
}


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> tuple[str, Award, tuple[Reason, ...]]:
    call_file, workbook, round_file = EXAMPLES[request.param]
    call = read_call(ROOT / call_file)
    round_ = read_round(ROOT / round_file, call) if round_file else None
    award = decide(call, read_proposals([ROOT / workbook], call, round_), round_)
    return request.param, award, explain(award)


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("TENDERSCORE_GOLDEN") == "refresh":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name}: see git diff after `make golden`"


@pytest.mark.parametrize(("format_", "ending"), [("text", "txt"), ("json", "json"), ("md", "md")])
def test_the_award_is_printed_to_the_letter(
    example: tuple[str, Award, tuple[Reason, ...]], format_: str, ending: str
) -> None:
    name, award, reasons = example
    compare(f"{name}-award.{ending}", REPORTS[format_](award, reasons))


def test_in_german_the_award_and_its_minutes_are_printed_to_the_letter(
    example: tuple[str, Award, tuple[Reason, ...]],
) -> None:
    name, award, reasons = example
    if name == "mittelstand":
        with speaking("de"):
            compare("mittelstand-award.de.txt", REPORTS["text"](award, reasons))
            compare("mittelstand-award.de.md", REPORTS["md"](award, reasons))


def test_scores_and_call_are_printed_to_the_letter(
    example: tuple[str, Award, tuple[Reason, ...]],
) -> None:
    name, award, _ = example
    compare(f"{name}-scores.txt", SCORES["text"](award.call, award.proposals, award.scorecards))
    compare(f"{name}-call.txt", CALLS["text"](award.call))
