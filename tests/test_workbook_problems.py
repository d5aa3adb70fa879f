"""Every problem of a sheet, header, row or cell is named with its place and its mend."""

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from workbooks import (
    HEAD,
    number_column,
    one_problem,
    problems,
    read,
    rewrite,
    small_call,
    write_workbook,
)

from tenderscore.call import Column, IndicatorUse, RuleUse, ScoredIndicator, Stage
from tenderscore.problem import InputError
from tenderscore.workbook import read_proposals


def test_an_unknown_sheet_is_named_with_the_nearest(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposal": [HEAD, ["A", 1]], "Proposals": [HEAD, ["B", 1]]})
    assert problem.startswith("p.xlsx › Proposal: is not a known sheet. Did you mean 'Proposals'?")


def test_a_missing_sheet_of_proposals_is_a_problem(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Partners": [["Proposal", "Organisation"]]})
    assert problem.startswith("p.xlsx: there is no sheet 'Proposals'.")


def test_an_empty_table_is_a_problem(tmp_path: Path) -> None:
    assert one_problem(tmp_path, {"Proposals": [HEAD]}).startswith(
        "p.xlsx: no sheet holds a proposal."
    )


def test_an_unknown_header_is_never_taken_for_the_nearest(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposals": [[*HEAD, "Titels"], ["A", 1, "x"]]})
    assert problem.startswith(
        "p.xlsx › Proposals!C1: \"Titels\" is not a known column. Did you mean 'Titel'?"
    )


def test_two_equal_headers_are_named_both(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposals": [[*HEAD, "Beantragt (EUR)"], ["A", 1, 2]]})
    assert problem.startswith(
        'p.xlsx › Proposals!C1: "Beantragt (EUR)" is also the header in p.xlsx › Proposals!B1.'
    )


def test_amounts_in_another_currency_are_a_problem(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposals": [["ID", "Requested (CHF)"], ["A", 1]]})
    assert "is not in EUR, the currency of the call" in problem


def test_a_missing_column_is_a_problem_once(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposals": [["Title", "Requested"], ["A", 1], ["B", 2]]})
    assert problem.startswith("p.xlsx › Proposals: the column 'ID' is missing.")


def test_the_years_may_stand_for_the_requested_amount(tmp_path: Path) -> None:
    sheet = [["ID", "Beantragt 2018", "Requested 2019"], ["A", 1, 2]]
    intake = read(tmp_path, {"Proposals": sheet})
    assert intake.proposals[0].requested == 300
    assert intake.proposals[0].cells["requested"] == "p.xlsx › Proposals!B2, p.xlsx › Proposals!C2"


def test_a_row_without_an_id_is_a_problem(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposals": [HEAD, ["A", 1], [None, 5]]})
    assert problem.startswith('p.xlsx › Proposals!B3: the row has no "ID".')


def test_a_value_under_no_header_is_a_problem(tmp_path: Path) -> None:
    problem = one_problem(tmp_path, {"Proposals": [HEAD, ["A", 1, "x"], ["B", 1, "y"]]})
    assert problem.startswith("p.xlsx › Proposals!C2: the column holds a value and has no header")


def test_hidden_rows_are_read_with_a_warning(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1], ["B", 1], ["C", 1]]})
    workbook = openpyxl.load_workbook(path)
    for row in (3, 4):
        workbook["Proposals"].row_dimensions[row].hidden = True
    workbook.save(path)
    intake = read_proposals([path], small_call())
    assert len(intake.proposals) == 3
    assert [str(each) for each in intake.findings] == [
        "p.xlsx › Proposals: hidden rows are read like the others: 3–4."
    ]


def cell_problem(tmp_path: Path, header: str, value: Any, **round_: Any) -> str:
    """The one problem of a proposal with this one further cell."""
    return one_problem(tmp_path, {"Proposals": [[*HEAD, header], ["A", 100, value]]}, **round_)


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        (
            "Own funds",
            "1,2 Mio",
            '"1,2 Mio" is not an amount in EUR. Write 1200000 or 1.200.000,00.',
        ),
        ("Own funds", -5, "-5 is not an amount in EUR. Write 1200000 or 1.200.000,00."),
        ("Own funds", "5 $", '"5 $" is not an amount in EUR. Write 1200000 or 1.200.000,00.'),
        ("Own funds", 0.005, "0.005 is finer than a cent. Round it to cents."),
        ("Own funds", True, "TRUE is not an amount in EUR. Write 1200000 or 1.200.000,00."),
        (
            "Own funds",
            1e15,
            "1.00000e+15 is too large: a spreadsheet keeps fifteen digits. "
            "Check the number of zeros.",
        ),
        (
            "Own funds",
            datetime(2023, 3, 15),
            "is a date (2023-03-15 00:00:00), and an amount in "
            "EUR is needed. Give the cell a number format, and check the value.",
        ),
        ("Own funds", "#REF!", "holds the error #REF!. Mend the formula, or write the value."),
        (
            "Own funds",
            "=1+1",
            "holds a formula whose value was not saved. Open the file in a "
            "spreadsheet program and save it, or write the value.",
        ),
        ("Duration", 12.5, "12.5 is not a whole number. Write a whole number, such as 36."),
        (
            "Land",
            "Thuringa",
            '"Thuringa" is not one of the sixteen Länder. '
            "Did you mean 'Thuringia'? Write its name or code: "
            "BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH.",
        ),
        ("Start", "1/2/2018", '"1/2/2018" is not a day. Write a day such as 2018-01-01.'),
        ("Start", "31.02.2018", '"31.02.2018" is not a day. Write a day such as 2018-01-01.'),
        (
            "Received",
            "22.12.2016",
            '"22.12.2016" has no time of day. Write day and time, such as 2016-12-22 16:05.',
        ),
        (
            "Received",
            42727.5,
            "42727.5 is not a day and time. Write day and time, such as 2016-12-22 16:05.",
        ),
    ],
)
def test_a_cell_that_cannot_be_meant_is_a_problem(
    tmp_path: Path, header: str, value: Any, message: str
) -> None:
    assert cell_problem(tmp_path, header, value) == f"p.xlsx › Proposals!C2: {message}"


def test_an_empty_cell_of_a_needed_column_is_a_problem(tmp_path: Path) -> None:
    call = small_call(columns={"events": number_column("events")})
    found = problems(tmp_path, {"Proposals": [[*HEAD, "Events"], ["A", None, None]]}, call)
    assert found == [
        'p.xlsx › Proposals!B2: "Requested amount" is empty. Fill the cell.',
        'p.xlsx › Proposals!C2: "Events" is empty. Fill the cell.',
    ]


def test_saved_values_of_formulas_count_and_are_noted(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1], ["B", "=1+1"]]})
    rewrite(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    intake = read_proposals([path], small_call())
    assert intake.proposals[1].requested == 200
    assert [str(each) for each in intake.findings] == [
        "p.xlsx › Proposals: formulas: 1 (columns Requested amount); the values saved in the file "
        "count."
    ]


def test_an_unknown_topic_is_named_with_the_nearest(tmp_path: Path) -> None:
    call = small_call(topics={"logistics": Fraction(1), "3d-printing": Fraction(1)})
    problem = one_problem(
        tmp_path, {"Proposals": [[*HEAD, "Topics"], ["A", 1, "3D printing; logistic"]]}, call
    )
    assert problem == (
        'p.xlsx › Proposals!C2: "logistic" is not a topic of the call. '
        "Did you mean 'logistics'? Write one of logistics, 3d-printing."
    )


def test_a_text_column_takes_only_the_values_of_the_call(tmp_path: Path) -> None:
    stage = Column(id="stage", kind="text", title="Stage", values=("idea", "pilot"))
    problem = one_problem(
        tmp_path,
        {"Proposals": [[*HEAD, "Stage"], ["A", 1, "pilott"]]},
        small_call(columns={"stage": stage}),
    )
    assert problem == (
        "p.xlsx › Proposals!C2: \"pilott\" is not a value of 'stage'. Did you mean 'pilot'? "
        "Write one of idea, pilot."
    )


@pytest.mark.parametrize(
    ("number_format", "message"),
    [
        ('#,##0.00 "€"', None),
        ("#,##0.00 [$€-407]", None),
        ("[$-409]#,##0.00", None),
        ("[Red]#,##0", None),
        ("[$$-409]#,##0.00", "1000 is shown in $, and the currency of the call is EUR."),
        ('#,##0.00 "EUR"', None),
        ('#,##0.00 "CHF"', "1000 is shown in CHF, and the currency of the call is EUR."),
        (r"_-* #,##0\ \U\S\D_-", "1000 is shown in USD, and the currency of the call is EUR."),
        ('#,##0,"TCHF"', "1000 is shown in CHF, and the currency of the call is EUR."),
        ('#,##0 "Fr."', "1000 is shown in Fr., and the currency of the call is EUR."),
        ("_(£* #,##0_)", "1000 is shown in £, and the currency of the call is EUR."),
        ("0%", "1000 is not an amount in EUR."),
    ],
)
def test_an_amount_is_shown_in_the_currency_of_the_call(
    tmp_path: Path, number_format: str, message: str | None
) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1000]]})
    workbook = openpyxl.load_workbook(path)
    workbook["Proposals"]["B2"].number_format = number_format
    workbook.save(path)
    if message is None:
        assert read_proposals([path], small_call()).proposals[0].requested == 100000
        return
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"p.xlsx › Proposals!B2: {message}")


def test_a_table_that_a_criterion_reads_must_be_there(tmp_path: Path) -> None:
    call = small_call()
    jury = ScoredIndicator(indicator=IndicatorUse(use="jury_mean"), share_percent=Fraction(100))
    call = small_call(criteria=[evolve(call.criteria[0], indicators=(jury,))])
    assert one_problem(tmp_path, {"Proposals": [HEAD, ["A", 1], ["B", 1]]}, call).startswith(
        "p.xlsx: there is no sheet 'Marks'."
    )


def test_one_proposal_alone_is_an_application_and_has_no_marks_yet(tmp_path: Path) -> None:
    call = small_call()
    jury = ScoredIndicator(indicator=IndicatorUse(use="jury_mean"), share_percent=Fraction(100))
    call = small_call(criteria=[evolve(call.criteria[0], indicators=(jury,))])
    assert read(tmp_path, {"Proposals": [HEAD, ["A", 1]]}, call).proposals[0].marks == ()


def test_rows_of_no_proposal_are_not_blamed_where_proposals_could_not_be_read(
    tmp_path: Path,
) -> None:
    sheets = {
        "Proposals": [["Title", "Requested"], ["A", 1]],
        "Partners": [["Proposal", "Organisation"], ["A", "P"]],
    }
    assert one_problem(tmp_path, sheets).startswith(
        "p.xlsx › Proposals: the column 'ID' is missing."
    )


def test_an_empty_year_is_a_problem_where_the_years_are_all_there_is(tmp_path: Path) -> None:
    head = ["ID", "Requested amount 2018", "Requested amount 2019"]
    found = problems(tmp_path, {"Proposals": [head, ["P1", 1, None], ["P2", None, None]]})
    assert found == [
        'p.xlsx › Proposals!C2: "Requested amount 2019" is empty. Fill the cell.',
        'p.xlsx › Proposals!B3: "Requested amount 2018" is empty. Fill the cell.',
        'p.xlsx › Proposals!C3: "Requested amount 2019" is empty. Fill the cell.',
    ]


def test_an_empty_year_beside_the_requested_amount_is_none(tmp_path: Path) -> None:
    sheet = [[*HEAD, "Requested 2018", "Requested 2019"], ["A", 5, 5, None]]
    (proposal,) = read(tmp_path, {"Proposals": sheet}).proposals
    assert proposal.requested_by_year == {2018: 500}


@pytest.mark.parametrize(
    ("use", "options"),
    [
        ("per_organisation", {"max": 2}),
        ("count", {"max": 2, "each": "partner"}),
        ("count", {"max": 2, "where": {"partner": ("Uni Ulm",)}}),
        ("share", {"max_percent": 50, "among": {"partner": ("Uni Ulm",)}}),
    ],
)
def test_a_rule_about_partners_needs_their_sheet(
    tmp_path: Path, use: str, options: dict[str, Any]
) -> None:
    call = small_call(rules=(RuleUse(id="r", title="R", use=use, options=options),))
    problem = one_problem(tmp_path, {"Proposals": [HEAD, ["A", 1]]}, call)
    assert problem.startswith("p.xlsx: there is no sheet 'Partners'.")


def test_an_aim_that_is_an_indicator_needs_what_it_reads(tmp_path: Path) -> None:
    aims = (Stage(aim="maximise", what="score"), Stage(aim="maximise", what="partner_count"))
    call = small_call(objective=(*aims, Stage(aim="draw", what="partner_count")))
    problem = one_problem(tmp_path, {"Proposals": [HEAD, ["A", 1]]}, call)
    assert problem.startswith("p.xlsx: there is no sheet 'Partners'.")
    only_drawn = small_call(objective=(aims[0], Stage(aim="draw", what="partner_count")))
    assert read(tmp_path, {"Proposals": [HEAD, ["A", 1]]}, only_drawn).proposals
