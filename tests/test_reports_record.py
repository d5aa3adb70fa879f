"""record.json: its layout, its numbers, and that the same award gives the same bytes."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from awards import ANSWERS, AWARD, EASED

from tenderscore.constraint import Constraint
from tenderscore.reasons import Reason
from tenderscore.reports.record import environment_json, record, record_json
from tenderscore.units import exact_text


def test_the_record_has_the_layout_that_was_announced() -> None:
    found = record(AWARD, ANSWERS)
    assert set(found) == {
        "format",
        "call",
        "inputs",
        "excluded",
        "scorecards",
        "selection",
        "constraints",
        "reasons",
        "inversions",
        "plain_ranking",
        "prices",
        "replacements",
        "moving_up",
        "balance",
    }
    assert found["format"] == 1
    assert set(found["call"]) == {"id", "edition", "sha256"}
    assert set(found["inputs"][0]) == {"name", "sha256"}
    assert set(found["scorecards"][0]) == {
        "proposal",
        "points",
        "total",
        "fundable",
        "obstacles",
        "trail",
    }
    assert set(found["constraints"][0]) == {
        "rule",
        "group",
        "at_least",
        "at_most",
        "unit",
        "used",
        "source",
    }
    assert found["selection"] == {
        "funded": ["M4-01", "M4-02", "M4-03", "M4-06"],
        "total": "16.6075",
        "decided_by": "draw",
        "proven": True,
        "unique": False,
        "ties": {
            "counts": [
                {"aim": "score", "portfolios": 2},
                {"aim": "requested_amount", "portfolios": 2},
            ],
            "listed": [["M4-01", "M4-02", "M4-03", "M4-06"], ["M4-01", "M4-02", "M4-04", "M4-06"]],
            "complete": True,
            "always": ["M4-01", "M4-02", "M4-06"],
            "never": ["M4-05", "M4-09"],
        },
    }


def test_money_is_integer_cents_and_points_are_exact_strings() -> None:
    found = record(AWARD, ANSWERS)
    assert found["constraints"][0]["used"] == 1_950_000_000
    assert found["scorecards"][0]["points"]["reach"] == "4.20"
    assert found["scorecards"][0]["total"] == "4.2950"
    assert found["constraints"][-1]["at_least"] == "10"


def test_a_proposal_that_was_not_scored_has_no_total() -> None:
    card = record(AWARD, ANSWERS)["scorecards"][7]
    assert card["total"] is None
    assert card["fundable"] is False
    assert card["obstacles"][0]["cells"] == ["proposals.xlsx › Proposals!F9"]


def test_a_ranking_score_is_recorded_where_it_differs() -> None:
    cards = (evolve(AWARD.scorecards[0], ranking=30_000), *AWARD.scorecards[1:])
    found = record(evolve(AWARD, scorecards=cards), ANSWERS)["scorecards"]
    assert found[0]["ranking"] == "3.0000"
    assert "ranking" not in found[1]


def test_easing_is_recorded() -> None:
    assert record(EASED, ANSWERS)["selection"]["eased"] == [{"rule": "east", "group": "", "by": 1}]


def test_a_loss_is_an_exact_string() -> None:
    losses = {each["proposal"]: each["loss"] for each in record(AWARD, ANSWERS)["reasons"]}
    assert losses["M4-05"] == "0.0525"
    assert losses["M4-01"] is None


def test_pieces_are_recorded_in_the_unit_that_they_are_pieces_of() -> None:
    tenths = Constraint(rule="events", terms={"M4-01": 123}, unit="number", scale=10, at_most=200)
    found = record(evolve(AWARD, constraints=(tenths,)), ANSWERS)["constraints"][0]
    assert (found["at_most"], found["used"]) == ("20", "12.3")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3), "3"),
        (Fraction(25, 2), "12.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-1, 40), "-0.025"),
        (Fraction(10, 3), "10/3"),
        (Fraction(1, 10**9), "0.000000001"),
    ],
)
def test_a_fraction_is_written_exactly(value: Fraction, text: str) -> None:
    assert exact_text(value) == text
    assert Fraction(text) == value


def test_the_text_is_sorted_readable_json_that_ends_its_line() -> None:
    text = record_json(AWARD, ANSWERS)
    assert text.endswith("}\n")
    assert "proposals.xlsx › Marks!D12" in text
    assert json.loads(text) == record(AWARD, ANSWERS)
    keys = list(json.loads(text))
    assert keys == sorted(keys)


def test_no_float_is_in_the_record() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    json.loads(record_json(AWARD, ANSWERS), parse_float=refuse)


def test_half_a_character_is_kept_and_can_be_written() -> None:
    reason = Reason(proposal="half \ud800", verdict="displaced")
    text = record_json(AWARD, evolve(ANSWERS, reasons=(reason,)))
    assert json.loads(text.encode().decode())["reasons"][0]["proposal"] == "half \ud800"


def test_the_same_award_gives_the_same_bytes_whatever_the_machine_says() -> None:
    program = (
        "import sys; from awards import EASED, ANSWERS\n"
        "from tenderscore.reports import REPORTS\n"
        "for name in sorted(REPORTS): sys.stdout.buffer.write(REPORTS[name](EASED, ANSWERS)"
        ".encode())"
    )
    here = Path(__file__).parent
    outputs = set()
    for seed, zone, language in (("0", "UTC", "C"), ("7", "Asia/Kathmandu", "de_DE.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "PYTHONPATH": os.pathsep.join([str(here), str(here.parent / "src")]),
        }
        command = [sys.executable, "-c", program]
        outputs.add(
            subprocess.run(command, env=environment, check=True, capture_output=True).stdout
        )
    assert len(outputs) == 1


def test_the_environment_is_kept_apart() -> None:
    found = json.loads(environment_json(AWARD))
    assert set(found) == {"tenderscore", "python", "platform", "libraries", "engine"}
    assert found["libraries"]["attrs"]
