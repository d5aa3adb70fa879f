"""A round of an open innovation fund, read and selected as it was published: invented, and real.

The real workbook is not in the repository: `make real DATA=folder` says where it is.
"""

import os
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import frozen

from tenderscore import decide, read_call, read_proposals, read_round
from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.intake import Intake
from tenderscore.round import Round

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "open-fund"
FOLDER = os.environ.get("TENDERSCORE_REAL_DATA", "")


@frozen(kw_only=True)
class Case:
    book: Path
    call: Path
    round: Path
    themes: int
    """The first so many sheets."""
    proposals: int


INVENTED = Case(
    book=EXAMPLE / "votes.xlsx",
    call=EXAMPLE / "call.toml",
    round=EXAMPLE / "round.toml",
    themes=4,
    proposals=39,
)
REAL = Case(
    book=Path(FOLDER) / "Fund6_Voting_results.xlsx",
    call=EXAMPLE / "fund6.call.toml",
    round=EXAMPLE / "fund6.round.toml",
    themes=19,
    proposals=708,
)
IF_THERE = pytest.mark.skipif(
    not FOLDER,
    reason=f"THE REAL ROUND IS NOT TESTED: {REAL.book.name} is not in the repository. "
    "Say: make real DATA=folder (the folder that holds it)",
)


@frozen(kw_only=True)
class Line:
    """A row of a theme's sheet, as the fund saved it."""

    link: str
    score: Fraction
    yes: int
    no: int
    approved: bool
    requested: int
    funded: bool


@frozen(kw_only=True)
class Raw:
    """The workbook read past tenderscore: themes by sheet, budgets by title, the stake."""

    themes: Mapping[str, list[Line]]
    budgets: Mapping[str, int]
    stake: int


def whole(value: Any) -> int:
    assert value == int(value)
    return int(value)


@pytest.fixture(
    scope="module",
    params=[pytest.param(INVENTED, id="invented"), pytest.param(REAL, id="real", marks=IF_THERE)],
)
def case(request: pytest.FixtureRequest) -> Case:
    assert isinstance(request.param, Case)
    return request.param


@pytest.fixture(scope="module")
def raw(case: Case) -> Raw:
    book = openpyxl.load_workbook(case.book, data_only=True)
    rows = list(book["Validation"].iter_rows(values_only=True))
    budgets = {title: whole(amount) for _, title, amount in rows if title}
    stake = next(whole(amount) for label, _, amount in rows if label == "Total registered stake")
    themes = {
        name: [
            Line(
                link=row[1], score=Fraction(str(row[2])), yes=whole(row[4]), no=whole(row[5]),
                approved=row[7] == "YES", requested=whole(row[8]), funded=row[9] == "FUNDED",
            )
            for row in book[name].iter_rows(min_row=2, values_only=True)
            if row[1]
        ]
        for name in book.sheetnames[: case.themes]
    }  # fmt: skip
    return Raw(themes=themes, budgets=budgets, stake=stake)


@pytest.fixture(scope="module")
def call(case: Case) -> Call:
    return read_call(case.call)


@pytest.fixture(scope="module")
def round_(case: Case, call: Call) -> Round:
    return read_round(case.round, call)


@pytest.fixture(scope="module")
def intake(case: Case, call: Call, round_: Round) -> Intake:
    return read_proposals([case.book], call, round_)


@pytest.fixture(scope="module")
def award(call: Call, intake: Intake, round_: Round) -> Award:
    return decide(call, intake, round_)


def lot_of_sheet(intake: Intake) -> dict[str, str]:
    """Sheet → lot, from where the proposals were read."""
    return {
        proposal.where.split(" › ")[1].rsplit("!", 1)[0]: proposal.lot or ""
        for proposal in intake.proposals
    }


def test_every_proposal_of_the_themes_is_read_once(case: Case, raw: Raw, intake: Intake) -> None:
    links = [line.link for lines in raw.themes.values() for line in lines]
    assert len(links) == case.proposals
    assert sorted(proposal.id for proposal in intake.proposals) == sorted(links)


def test_a_proposal_is_read_as_it_stands_in_the_workbook(raw: Raw, intake: Intake) -> None:
    read = {proposal.id: proposal for proposal in intake.proposals}
    lots = lot_of_sheet(intake)
    for sheet, lines in raw.themes.items():
        for line in lines:
            proposal = read[line.link]
            assert proposal.lot == lots[sheet]
            assert proposal.requested == 100 * line.requested
            assert proposal.values["overall_score"] == line.score
            assert proposal.values["approved"] == line.approved
            assert proposal.values["yes_stake"] == line.yes


def test_the_saved_approval_is_that_of_the_fund_s_own_rule(raw: Raw) -> None:
    for lines in raw.themes.values():
        for line in lines:
            enough_yes = line.no == 0 or 100 * line.yes >= 115 * line.no
            enough_votes = 100 * (line.yes + line.no) >= raw.stake
            assert line.approved == (enough_yes and enough_votes), line.link


def test_the_budgets_of_the_call_are_those_of_the_workbook(raw: Raw, call: Call) -> None:
    of_call = {call.lots[rule.id]: rule.options["max_amount"] // 100 for rule in call.rules}
    left = {t: b for t, b in raw.budgets.items() if t != "Leftovers from regular challenges"}
    assert of_call == left


def test_the_fund_s_own_list_is_approved_and_within_the_budgets(
    raw: Raw, call: Call, intake: Intake
) -> None:
    lots = lot_of_sheet(intake)
    for sheet, lines in raw.themes.items():
        own = [line for line in lines if line.funded]
        assert own
        assert all(line.approved for line in own)
        budget = call.rule(lots[sheet]).options["max_amount"]
        assert 100 * sum(line.requested for line in own) <= budget, sheet


def test_no_theme_s_total_is_below_that_of_the_fund_s_own_list(
    raw: Raw, intake: Intake, award: Award
) -> None:
    lots = lot_of_sheet(intake)
    more = 0
    for sheet, lines in raw.themes.items():
        ours = [line for line in lines if line.link in award.selection.funded]
        own = [line for line in lines if line.funded]
        total, theirs = (sum(line.score for line in which) for which in (ours, own))
        assert total >= theirs, sheet
        more += total > theirs
        assert all(line.approved for line in ours)
        budget = award.call.rule(lots[sheet]).options["max_amount"]
        assert 100 * sum(line.requested for line in ours) <= budget, sheet
    assert more > 0


def test_saved_values_of_formulas_are_reported(case: Case, raw: Raw, intake: Intake) -> None:
    noted = {finding.where for finding in intake.findings if finding.code == "TS228"}
    assert noted == {f"{case.book.name} › {sheet}" for sheet in raw.themes}
    assert {finding.severity for finding in intake.findings} == {"note"}


def test_the_howto_shows_the_round_of_the_example() -> None:
    page = (ROOT / "docs" / "howto" / "use-the-spreadsheet-you-have.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    text = INVENTED.round.read_text("utf-8")
    assert blocks
    assert all(block in text for block in blocks)
    shown = "".join(blocks)
    assert not [line for line in text.splitlines() if line and line not in shown]
