"""The sheet Ownership: how it is read, what contradicts itself, and who is behind whom."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from workbooks import HEAD, one_problem, problems, read

from tenderscore.ownership import Figures
from tenderscore.units import Cents

OWNERSHIP = ["Owner", "Owned", "Percent", "Control", "Kind of owner", "Employees"]


def sheets(*rows: list[Any], partners: Any = (), **more: Any) -> dict[str, Any]:
    table = [["Proposal", "Organisation", "Kind", "Employees"], *partners]
    return {
        "Proposals": [HEAD, ["A", 1], ["B", 1]],
        "Partners": table if partners else [*table, ["A", "Werk", "company", 20]],
        "Ownership": [OWNERSHIP, *rows],
        **more,
    }


def holding(percent: Any = 30, owner: str = "Dach", owned: str = "Werk") -> list[Any]:
    return [owner, owned, percent, None, "enterprise"]


def warnings(tmp_path: Path, tables: dict[str, Any]) -> list[str]:
    return [str(each) for each in read(tmp_path, tables).findings]


# Read


def test_figures_come_from_both_sheets_and_each_knows_its_cell(tmp_path: Path) -> None:
    head = [*OWNERSHIP, "Turnover", "Employees before"]
    tables = sheets()
    tables["Ownership"] = [head, ["Dach AG", "Werk", "62,5 %", None, "Firma", 7, 1000, 6]]
    ownership = read(tmp_path, tables).proposals[0].ownership
    assert ownership is not None
    (dach, werk), (its,) = ownership.enterprises, ownership.holdings
    assert (its.owner, its.owned, its.percent) == ("dach", "werk", Fraction("62.5"))
    assert its.where == "p.xlsx › Ownership!C2"
    assert (dach.name, dach.kind) == ("Dach AG", "enterprise")
    assert dach.last == Figures(employees=7, turnover=Cents(100_000))
    assert dach.before == Figures(employees=6)
    assert (werk.last.employees, werk.cells["employees"]) == (20, "p.xlsx › Partners!D2")


def test_all_proposals_have_the_same_ownership_and_none_without_the_sheet(tmp_path: Path) -> None:
    one, other = read(tmp_path, sheets(holding())).proposals
    assert one.ownership is other.ownership is not None
    without = sheets()
    del without["Ownership"]
    assert read(tmp_path, without).proposals[0].ownership is None


def test_german_headers_are_read(tmp_path: Path) -> None:
    tables = sheets()
    del tables["Ownership"]
    tables["Beteiligungen"] = [
        ["Eigentümer", "Beteiligt an", "Anteil", "Beherrscht", "Art des Eigentümers"],
        ["Stadt X", "Werk", None, "ja", "Öffentliche Stelle"],
    ]
    ownership = read(tmp_path, tables).proposals[0].ownership
    assert ownership is not None
    assert (ownership.holdings[0].control, ownership.enterprises[0].kind) == (True, "public body")


def test_rows_in_another_order_say_the_same(tmp_path: Path) -> None:
    rows = [holding(), holding(20, "Erde", "Dach"), ["Erde", None, None, None, None, 5]]
    found = []
    for order in (rows, rows[::-1]):
        ownership = read(tmp_path, sheets(*order)).proposals[0].ownership
        assert ownership is not None
        found.append(
            [(h.owner, h.owned, h.percent) for h in ownership.holdings]
            + [(e.organisation, e.last) for e in ownership.enterprises]  # type: ignore[misc]
        )
    assert found[0] == found[1]


def test_the_same_said_twice_counts_once(tmp_path: Path) -> None:
    ownership = read(tmp_path, sheets(holding(), holding())).proposals[0].ownership
    assert ownership is not None
    assert len(ownership.holdings) == 1


def test_the_kind_of_an_owner_may_stand_on_the_sheet_partners(tmp_path: Path) -> None:
    partners = [["A", "Werk", "company", 20], ["A", "Dach", "company", 5]]
    tables = sheets(["Dach", "Werk", 30, None, None], partners=partners)
    assert read(tmp_path, tables).proposals


# Contradictions and gaps


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [holding(30), holding(40)],
            'p.xlsx › Ownership!C3: "Dach" holds 40 percent of "Werk" here and 30 percent in '
            "p.xlsx › Ownership!C2. Write the same in both rows, or leave one out.",
        ),
        (
            [holding(60), holding(41, "Erde")],
            'p.xlsx › Ownership!C2: the shares of "Werk" add up to 101 percent '
            "(p.xlsx › Ownership!C2 and p.xlsx › Ownership!C3). Correct them. Where capital and "
            "votes differ, write the capital, and control = yes for the owner with most of the "
            "votes.",
        ),
        (
            [holding(30, "Werk GmbH", "Werk")],
            "p.xlsx › Ownership!B2: 'Werk GmbH' owns itself; names that differ only in case, "
            "punctuation or legal form count as one. Write names that differ in more, or leave "
            "the row out.",
        ),
        (
            [["Werk", None, None, None, None, 21]],
            'p.xlsx › Partners!D2: employees of "Werk": 20 here and 21 in p.xlsx › Ownership!F2. '
            "Write the same in both cells, or leave one empty.",
        ),
        (
            [holding(), ["Dach", None, None, None, "public body", None]],
            'p.xlsx › Ownership!E3: kind of "Dach": public body here and enterprise in p.xlsx › '
            "Ownership!E2. Write the same in both cells, or leave one empty.",
        ),
        (
            [["Dach", "Werk", 30]],
            'p.xlsx › Ownership!A2: the kind of "Dach" is unknown, and what it means that it owns '
            '"Werk" depends on it. Fill in the cell in the column Kind of owner.',
        ),
        (
            [holding(None)],
            'p.xlsx › Ownership!B2: how much "Dach" holds of "Werk" is unknown. '
            "Write the percentage, or control = yes.",
        ),
        (
            [["Dach", None, 30, None, "enterprise"]],
            "p.xlsx › Ownership!C2: a share is given, and not of what. "
            "Write in the column Owned what it is a share of.",
        ),
        (
            [holding(101)],
            "p.xlsx › Ownership!C2: 101 is not a share in percent. "
            "Write a number from 0 to 100, such as 30.",
        ),
        (
            [["Dach", "Werk", 30, None, "enterprize"]],
            'p.xlsx › Ownership!E2: "enterprize" is not a kind of owner. '
            "Did you mean 'enterprise'? Write one of enterprise, natural person, public body, "
            "venture capital, public investment corporation, business angel, university, "
            "institutional investor, small local authority.",
        ),
        (
            [[None, "Werk", 30, None, "enterprise"]],
            'p.xlsx › Ownership!B2: the row has no "Owner". Write it, or clear the row; totals '
            "may stay if round.toml names the row under [leave_out.rows].",
        ),
    ],
)
def test_a_row_that_cannot_count_names_its_cells(
    tmp_path: Path, rows: list[list[Any]], message: str
) -> None:
    assert one_problem(tmp_path, sheets(*rows)) == message


def test_circles_and_cross_holdings_are_no_problem(tmp_path: Path) -> None:
    rows = [holding(60, "Werk", "Dach"), holding(60, "Dach", "Werk")]
    assert read(tmp_path, sheets(*rows)).proposals


def test_a_proposal_that_is_named_must_be_one(tmp_path: Path) -> None:
    tables = sheets()
    tables["Ownership"] = [[*OWNERSHIP, "Proposal"], [*holding(), None, "C"]]
    assert one_problem(tmp_path, tables).startswith('p.xlsx › Ownership!G2: "C" is not a proposal.')


def test_a_share_below_one_percent_is_asked_about(tmp_path: Path) -> None:
    assert warnings(tmp_path, sheets(holding(0.3))) == [
        "p.xlsx › Ownership!C2: is read as 0.3 percent. If 30 percent are meant, write so."
    ]


def test_a_name_that_is_nearly_that_of_a_partner_is_asked_about(tmp_path: Path) -> None:
    partners = [["A", "Sägewerk Beispielstadt", "company", 20]]
    tables = sheets(holding(30, "Dach", "Sägewerk Beispielstad"), partners=partners)
    (warning,) = warnings(tmp_path, tables)
    assert warning.startswith('p.xlsx › Ownership!B2: "Sägewerk Beispielstad" is nearly')


def test_a_person_with_two_enterprises_is_asked_about_the_market(tmp_path: Path) -> None:
    rows = [["Muster", name, 60, None, "natural person"] for name in ("Werk", "Zweig")]
    (warning,) = warnings(tmp_path, sheets(*rows))
    assert warning.startswith('p.xlsx › Ownership!B3: "Muster" controls "Zweig" and "Werk"')


# Who is behind whom

TWO = [["A", "Werk", "company", 20], ["B", "Zweig", "company", 5]]
BOTH = [holding(60), holding(60, "Dach", "Zweig")]


def test_one_owner_behind_two_consortia_is_a_warning_with_both_places(tmp_path: Path) -> None:
    assert warnings(tmp_path, sheets(*BOTH, partners=TWO)) == [
        'p.xlsx › Partners!B2: "Dach" is behind partners of several consortia: Werk and Zweig '
        "(p.xlsx › Partners!B2 and p.xlsx › Partners!B3). Check for double funding; the rule "
        'per_organisation with of = "owner" sets a limit.'
    ]
    few = [holding(50), holding(60, "Dach", "Zweig")]
    assert warnings(tmp_path, sheets(*few, partners=TWO)) == []


def test_one_owner_behind_two_partners_of_a_consortium_is_a_warning(tmp_path: Path) -> None:
    one = [["A", "Werk", "company", 20], ["A", "Zweig", "company", 5]]
    (warning,) = warnings(tmp_path, sheets(*BOTH, partners=one))
    assert warning.startswith('p.xlsx › Partners!B2: "Dach" is behind several partners of A: ')


def test_one_partner_in_two_consortia_is_no_matter_of_owners(tmp_path: Path) -> None:
    twice = [["A", "Werk", "company", 20], ["B", "Werk", "company", 20]]
    assert warnings(tmp_path, sheets(holding(60), partners=twice)) == []


@pytest.mark.parametrize(
    ("employer", "relation"),
    [
        ("Werk e. V.", 'is the partner "Werk"'),
        ("Dach", 'is an owner of the partner "Werk"'),
        ("Erde", 'is an owner of the partner "Werk"'),
        ("Zweig", 'is linked with the partner "Werk"'),
        ("Blatt", 'is owned by the partner "Werk"'),
    ],
)
def test_a_juror_whose_employer_is_behind_a_partner_must_not_mark(
    tmp_path: Path, employer: str, relation: str
) -> None:
    marks = [["Proposal", "Criterion", "Juror", "Points"], ["A", "quality", "J1", 5]]
    rows = [*BOTH, holding(60, "Erde", "Dach"), holding(10, "Werk", "Blatt")]
    tables = sheets(*rows, ["Werk", None, None, None, "enterprise"], Marks=marks)
    found = problems(tmp_path, tables, employers={"j1": employer})
    assert len(found) == 1
    assert relation in found[0]
    assert found[0].startswith("p.xlsx › Marks!D2: J1 works for ")
    assert problems_of_stranger(tmp_path, tables) == []


def problems_of_stranger(tmp_path: Path, tables: dict[str, Any]) -> list[str]:
    intake = read(tmp_path, tables, employers={"J1": "Somebody else"})
    return [str(each) for each in intake.findings if each.severity == "problem"]


def test_a_declared_conflict_of_an_employed_juror_is_fine(tmp_path: Path) -> None:
    marks = [["Proposal", "Criterion", "Juror", "Points"], ["A", "quality", "J1", "befangen"]]
    assert read(tmp_path, sheets(holding(), Marks=marks), employers={"J1": "Werk"}).proposals
