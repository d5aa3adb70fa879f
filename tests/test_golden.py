"""What is printed for the examples, to the letter. `make golden` writes it anew; git shows how.

These files say what is printed, not what is right: that is the casebook's part.
"""

import os
from pathlib import Path

import pytest
from examples_decided import EXAMPLES, answered, decided, simulated

from tenderscore import speaking
from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.reports import CALLS, REPORTS, SCORES, SIMULATIONS

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> tuple[str, Award, Answers]:
    return request.param, decided(request.param), answered(request.param)


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("TENDERSCORE_GOLDEN") == "refresh":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name}: see git diff after `make golden`"


@pytest.mark.parametrize(("format_", "ending"), [("text", "txt"), ("json", "json"), ("md", "md")])
def test_the_award_is_printed_to_the_letter(
    example: tuple[str, Award, Answers], format_: str, ending: str
) -> None:
    name, award, found = example
    compare(f"{name}-award.{ending}", REPORTS[format_](award, found))


def test_in_german_the_award_and_its_minutes_are_printed_to_the_letter(
    example: tuple[str, Award, Answers],
) -> None:
    name, award, found = example
    if name == "mittelstand":
        with speaking("de"):
            compare("mittelstand-award.de.txt", REPORTS["text"](award, found))
            compare("mittelstand-award.de.md", REPORTS["md"](award, found))


def test_scores_and_call_are_printed_to_the_letter(
    example: tuple[str, Award, Answers],
) -> None:
    name, award, _ = example
    compare(f"{name}-scores.txt", SCORES["text"](award.call, award.proposals, award.scorecards))
    compare(f"{name}-call.txt", CALLS["text"](award.call))


@pytest.mark.parametrize(
    ("format_", "ending"),
    [("text", "txt"), ("text", "de.txt"), ("md", "md"), ("md", "de.md"), ("json", "json"),
     ("csv", "csv"), ("csv", "de.csv")],
)  # fmt: skip
def test_scenarios_are_printed_to_the_letter(format_: str, ending: str) -> None:
    with speaking("de" if ending.startswith("de") else "en"):
        printed = SIMULATIONS[format_](simulated())
    compare(f"mittelstand-scenarios.{ending}", printed.replace("\r\n", "\n"))
