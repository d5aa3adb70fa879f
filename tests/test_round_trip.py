"""From the blank form to the award: forms filled in, checked, collected, marked, and selected.

The applicants are those of the shipped example, so that what must come out is known.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from examples_decided import decided
from forms import fill, fill_rows, form, saved
from test_cli import tenderscore

from tenderscore import read_call, read_proposals, read_round
from tenderscore.award import decide
from tenderscore.call import Call
from tenderscore.checking import checked
from tenderscore.proposal import Mark, Proposal
from tenderscore.regions.laender import laender
from tenderscore.score import scorecards

ROOT = Path(__file__).parents[1]
CALL = ROOT / "criteria" / "mittelstand-4.0.toml"
BOOK = ROOT / "examples" / "mittelstand" / "proposals.xlsx"
ROUND = """
format = 1
[jury]
jurors = ["J1", "J2", "J3", "J4", "J5"]
"""


def euros(cents: int | None) -> int | float | None:
    return None if cents is None else cents // 100 if cents % 100 == 0 else cents / 100


def entries(call: Call, its: Proposal) -> dict[str, Any]:
    """Label → what the applicant writes, and when the office says it came."""
    names = {each.code: each.name_en for each in laender()}
    assert its.received is not None
    said = {
        "ID": its.id,
        "Title": its.title,
        "Lot": call.lots[its.lot or ""],
        "Land": names[its.land or ""],
        "Place": its.place,
        "Start": its.start,
        "Duration (months)": its.duration_months,
        "Requested amount (EUR)": euros(its.requested),
        "Own contribution (EUR)": euros(its.own_contribution),
        "Events planned": int(its.values["events"]),
        "Firms to be assisted": int(its.values["firms"]),
        "Results open to all": "yes" if its.values["open_results"] else "no",
        "Received": its.received.replace(tzinfo=None),
    }
    years = {f"Requested amount {y} (EUR)": euros(c) for y, c in its.requested_by_year.items()}
    return {**said, **years, **dict.fromkeys(its.topics, "x")}


def handed_in(call: Call, its: Proposal, folder: Path) -> Path:
    book = form(call, "en")
    fill(book["Proposal"], entries(call, its))
    partners = [
        {
            "Organisation": each.name,
            "Kind": (each.kind or "").capitalize(),
            "Role": (each.role or "").capitalize(),
            "Place": each.place,
            "Employees": each.employees,
            "Turnover (EUR)": euros(each.turnover),
            "Balance-sheet total (EUR)": euros(each.balance),
            "Requested amount (EUR)": euros(each.requested),
            "Staff (EUR)": euros(each.costs.get("staff")),
        }
        for each in its.partners
    ]
    names = {each.code: each.name_en for each in laender()}
    fill_rows(book["Partners"], partners)
    fill_rows(book["Sites"], [{"Place": s.place, "Land": names[s.land]} for s in its.sites])
    return saved(book, folder / f"{its.id}.xlsx")


def marked(folder: Path, call: Call, proposals: Sequence[Proposal]) -> None:
    """Every juror gives the marks of the example in the sheet that came."""
    given = {(m.juror, p.id, m.criterion): m for p in proposals for m in p.marks}
    ids = {each.title: each.id for each in call.criteria}
    for path in sorted(folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for id_, _, criterion, juror, points, *_ in book.worksheets[1].iter_rows(min_row=7):
            mark: Mark | None = given.get((juror.value, id_.value, ids.get(criterion.value, "")))
            if mark is not None:
                points.value = "conflict of interest" if mark.points is None else mark.points / 100
        book.save(path)


def go(here: Path, *words: str) -> str:
    done = tenderscore(here, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("count", [3, pytest.param(75, marks=pytest.mark.full)])
def test_what_applicants_and_jurors_fill_in_is_what_is_scored_and_selected(
    count: int, tmp_path: Path
) -> None:
    call = read_call(CALL)
    proposals = read_proposals([BOOK], call).proposals[:count]
    (tmp_path / "in").mkdir()
    (tmp_path / "round.toml").write_text(ROUND)
    for each in proposals:
        found = checked(CALL, [handed_in(call, each, tmp_path / "in")])
        assert {finding.code for finding in found.findings} <= {"TS606"}  # some came too late
        assert found.selfcheck is not None
    go(tmp_path, "collect", str(CALL), "in", "-o", "proposals.xlsx")
    go(tmp_path, "template", str(CALL), "proposals.xlsx", "--for", "juror",
       "--round", "round.toml", "--out", "sheets")  # fmt: skip
    assert len(list((tmp_path / "sheets").glob("*.xlsx"))) == 5
    marked(tmp_path / "sheets", call, proposals)
    go(tmp_path, "collect", str(CALL), "sheets", "--round", "round.toml", "-o", "marks.xlsx")
    round_ = read_round(tmp_path / "round.toml", call)
    files = [tmp_path / "proposals.xlsx", tmp_path / "marks.xlsx"]
    intake = read_proposals(files, call, round_)
    assert scored(call, intake.proposals) == scored(call, proposals)
    if count == 75:
        assert decide(call, intake, round_).selection == decided("mittelstand").selection


def scored(call: Call, proposals: Sequence[Proposal]) -> list[tuple[Any, ...]]:
    return [(c.proposal, c.points, c.total, len(c.obstacles)) for c in scorecards(call, proposals)]
