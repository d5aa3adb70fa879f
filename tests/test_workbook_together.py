"""What the tables must say together: ids, sums, marks, organisations."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from workbooks import HEAD, one_problem, problems, read, small_call, write_workbook

from tenderscore.call import IndicatorUse, ScoredIndicator
from tenderscore.problem import InputError
from tenderscore.workbook import read_proposals


def test_a_double_id_names_both_cells(tmp_path: Path) -> None:
    assert one_problem(tmp_path, {"Proposals": [HEAD, ["A", 1], ["A", 2]]}) == (
        "p.xlsx › Proposals!A3: A is already the id in p.xlsx › Proposals!A2. "
        "Give each proposal an id of its own."
    )


def test_of_two_workbooks_with_one_id_nothing_else_follows(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [HEAD, ["A", 100]],
        "Partners": [["Proposal", "Organisation", "Requested"], ["A", "One", 100]],
        "Marks": [["Proposal", "Criterion", "Juror", "Points"], ["A", "quality", "J", 4]],
    }
    paths = [write_workbook(tmp_path / name, sheets) for name in ("a.xlsx", "b.xlsx")]
    with pytest.raises(InputError) as raised:
        read_proposals(paths, small_call())
    found = [each.code for each in raised.value.problems if each.severity == "problem"]
    assert found == ["TS401"]


@pytest.mark.parametrize(
    "twin", ["m4-01", "M4–01", "M4 01", "M4_01", "Ｍ4-01", "M4-\u200b01", "М4-01"]
)
def test_ids_that_look_alike_are_a_problem(tmp_path: Path, twin: str) -> None:
    problem = one_problem(tmp_path, {"Proposals": [HEAD, ["M4-01", 1], [twin, 2]]})
    assert problem.startswith("p.xlsx › Proposals!A3: ")
    assert "looks like M4-01 in p.xlsx › Proposals!A2" in problem


@pytest.mark.parametrize("pair", [("1-11", "11-1"), ("A1", "A-1"), ("A1", "A2")])
def test_ids_that_differ_in_more_are_two(tmp_path: Path, pair: tuple[str, str]) -> None:
    assert len(read(tmp_path, {"Proposals": [HEAD, *([id_, 1] for id_ in pair)]}).proposals) == 2


def test_case_tells_ids_apart_where_the_round_says_so(tmp_path: Path) -> None:
    sheets = {"Proposals": [HEAD, ["http://x/aB", 1], ["http://x/ab", 2]]}
    assert len(read(tmp_path, sheets, ids_differ_by_case=True).proposals) == 2


def test_a_row_of_no_proposal_is_a_problem(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        {
            "Proposals": [HEAD, ["M4-01", 1]],
            "Partners": [["Proposal", "Organisation"], ["M4-02", "P"]],
            "Sites": [["Proposal", "Place", "Land"], ["m4-01", "Ulm", "BW"]],
            "Marks": [["Proposal", "Criterion", "Juror", "Points"], ["X", "quality", "J", 1]],
        },
    )
    assert found == [
        "p.xlsx › Partners!A2: \"M4-02\" is not a proposal. Did you mean 'M4-01'? "
        "Write an id of the sheet Proposals.",
        "p.xlsx › Sites!A2: \"m4-01\" is not a proposal. Did you mean 'M4-01'? "
        "Write an id of the sheet Proposals.",
        'p.xlsx › Marks!A2: "X" is not a proposal. Write an id of the sheet Proposals.',
    ]


def test_sums_that_do_not_add_up_name_all_their_cells(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        {
            "Proposals": [[*HEAD, "Beantragt 2018", "Beantragt 2019"], ["A", 100, 40, 50]],
            "Partners": [
                ["Proposal", "Organisation", "Requested", "Staff", "Travel"],
                ["A", "One", 70, 60, 20],
                ["A", "Two", 40, None, None],
            ],
        },
    )
    assert found == [
        "p.xlsx › Proposals!B2: the requested amount is EUR 100, its years add up to EUR 90 "
        "(p.xlsx › Proposals!C2, p.xlsx › Proposals!D2). Correct the total or the years.",
        "p.xlsx › Proposals!B2: the requested amount is EUR 100, those of the partners add up to "
        "EUR 110 (p.xlsx › Partners!C2, p.xlsx › Partners!C3). Correct the proposal or its "
        "partners.",
        "p.xlsx › Partners!C2: the requested amount is EUR 70, its kinds of cost add up to EUR 80 "
        "(p.xlsx › Partners!D2, p.xlsx › Partners!E2). Correct the amount or the costs.",
    ]


def marks(tmp_path: Path, *rows: list[Any], **round_: Any) -> list[str]:
    sheets = {
        "Proposals": [HEAD, ["A", 1]],
        "Marks": [["Proposal", "Criterion", "Juror", "Points"], *rows],
    }
    return problems(tmp_path, sheets, **round_)


def test_marks_that_cannot_count_are_problems(tmp_path: Path) -> None:
    found = marks(
        tmp_path,
        ["A", "quality", "J1", 5.5],
        ["A", "qualty", "J1", 4],
        ["A", "quality", "J1", 4],
        ["A", "quality", "J2", None],
        ["A", "quality", "J3", "good"],
        ["A", "quality", "J4", 4.125],
    )
    assert found == [
        "p.xlsx › Marks!D2: 5.50 points are outside the scale of 'quality', 0 to 5.00. "
        "Correct the mark.",
        "p.xlsx › Marks!B3: \"qualty\" is not a criterion of the call. Did you mean 'quality'? "
        "Write one of quality, transfer.",
        "p.xlsx › Marks!A4: J1 has already marked A on 'quality' in p.xlsx › Marks!A2. "
        "Keep one of the two marks.",
        'p.xlsx › Marks!D5: "Points" is empty. Fill the cell.',
        'p.xlsx › Marks!D6: "good" is not points with at most two decimals. '
        "Write points such as 4.5, or 'conflict of interest'.",
        "p.xlsx › Marks!D7: 4.125 is not points with at most two decimals. "
        "Write points such as 4.5, or 'conflict of interest'.",
    ]


def test_a_juror_with_a_conflict_in_the_round_must_not_mark(tmp_path: Path) -> None:
    found = marks(tmp_path, ["A", "quality", "J1", 5], conflicts={"A": ("J1",)})
    assert found == [
        "p.xlsx › Marks!D2: J1 has a conflict of interest with A in the round and must not mark "
        "it. Write 'conflict of interest' instead of the points, or correct [conflicts]."
    ]


def test_one_juror_in_two_spellings_is_a_problem(tmp_path: Path) -> None:
    (problem,) = marks(tmp_path, ["A", "quality", "J1", 5], ["A", "quality", "j1", 5])
    assert "j1 looks like J1 in p.xlsx › Marks!C2" in problem


def test_nearly_equal_organisations_are_left_to_a_person(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [HEAD, ["A", 1], ["B", 1]],
            "Partners": [
                ["Proposal", "Organisation"],
                ["A", "Universität Rostock"],
                ["B", "Universität Rostok"],
            ],
        },
    )
    assert [str(each) for each in intake.findings] == [
        'p.xlsx › Partners!B3: "Universität Rostok" is nearly "Universität Rostock" in '
        "p.xlsx › Partners!B2. If they are one organisation, say so in round.toml under [aliases]."
    ]


def test_problems_come_in_reading_order_across_files_sheets_and_cells(tmp_path: Path) -> None:
    one = write_workbook(
        tmp_path / "b.xlsx",
        {
            "Partners": [["Proposal", "Organisation", "Employees"], ["A", "P", "x"]],
            "Proposals": [[*HEAD, "Land"], ["A", "x", "x"], ["B", "x", "x"]],
        },
    )
    two = write_workbook(tmp_path / "a.xlsx", {"Proposals": [HEAD, ["C", "x"]]})
    with pytest.raises(InputError) as raised:
        read_proposals([one, two], small_call())
    assert [each.where for each in raised.value.problems] == [
        "b.xlsx › Partners!C2",
        "b.xlsx › Proposals!B2",
        "b.xlsx › Proposals!C2",
        "b.xlsx › Proposals!B3",
        "b.xlsx › Proposals!C3",
        "a.xlsx › Proposals!B2",
    ]


@pytest.mark.parametrize(
    ("one", "other", "doubtful"),
    [
        ("Universität Rostock", "Universität zu Rostock", True),
        ("Hochschule Hamburg", "Hochschule Homburg", True),
        ("Fraunhofer IPA Stuttgart", "Stuttgart, Fraunhofer-IPA", False),
        ("Handwerkskammer Flensburg", "Handwerkskammer Oldenburg", False),
        ("Hochschule Bremen", "Hochschule Berlin", False),
    ],
)
def test_alike_in_all_and_in_what_differs_is_nearly_the_same(
    tmp_path: Path, one: str, other: str, doubtful: bool
) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [HEAD, ["A", 1], ["B", 1]],
            "Partners": [["Proposal", "Organisation"], ["A", one], ["B", other]],
        },
    )
    assert [each.code for each in intake.findings] == ["TS421"] * doubtful


def test_partners_are_compared_with_years_that_stand_for_the_amount(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [["ID", "Requested 2018", "Requested 2019"], ["A", 10, 20]],
        "Partners": [["Proposal", "Organisation", "Requested"], ["A", "One", 5], ["A", "Two", 7]],
    }
    assert one_problem(tmp_path, sheets) == (
        "p.xlsx › Proposals!B2, C2: the requested amount is EUR 30, those of the partners add up "
        "to EUR 12 (p.xlsx › Partners!C2, p.xlsx › Partners!C3). Correct the proposal or its "
        "partners."
    )


def test_a_sum_is_not_judged_where_a_part_of_it_could_not_be_read(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [["ID", "Requested 2018", "Requested 2019"], ["A", 10, "x"], ["B", 5, 5]],
        "Partners": [
            ["Proposal", "Organisation", "Requested"],
            ["A", "One", 5],
            ["B", "Two", 5],
            ["B", "Three", "x"],
        ],
    }
    found = problems(tmp_path, sheets)
    assert [each.split(": ")[0] for each in found] == [
        "p.xlsx › Proposals!C2",
        "p.xlsx › Partners!C4",
    ]


def test_marks_that_no_indicator_of_their_criterion_reads_are_said_once(tmp_path: Path) -> None:
    jury, money = (
        ScoredIndicator(indicator=IndicatorUse(use=use), share_percent=Fraction(100))
        for use in ("jury_mean", "requested_amount")
    )
    quality, transfer = small_call().criteria
    call = small_call(
        criteria=(evolve(quality, indicators=(jury,)), evolve(transfer, indicators=(money,)))
    )
    rows = [["A", "quality", "J", 1], ["A", "transfer", "J", 1], ["A", "transfer", "K", 2]]
    sheets = {
        "Proposals": [HEAD, ["A", 1]],
        "Marks": [["Proposal", "Criterion", "Juror", "Points"], *rows],
    }
    assert [str(each) for each in read(tmp_path, sheets, call).findings] == [
        "p.xlsx › Marks!B3: no indicator of 'transfer' reads marks; those given for it (2, the "
        "first here) do not count. Check the criterion of these marks, and the call."
    ]
