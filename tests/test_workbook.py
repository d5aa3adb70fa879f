"""Workbooks become proposals, in any usual layout."""

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from workbooks import HEAD, number_column, one_problem, problems, read, small_call, write_workbook

from tenderscore.call import Column
from tenderscore.round import TableLayout
from tenderscore.workbook import read_proposals


def test_a_row_becomes_a_proposal_with_its_cells(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [
                [
                    "ID",
                    "Title",
                    "Land",
                    "Place",
                    "Received",
                    "Start",
                    "Duration (months)",
                    "Requested amount (EUR)",
                    "Requested amount 2018",
                    "Requested amount 2019",
                    "Own contribution",
                    "Topics",
                ],
                [
                    "M4-01",
                    " A centre\nfor crafts ",
                    "Thuringia",
                    "Jena",
                    datetime(2016, 12, 22, 16, 5),
                    datetime(2018, 1, 1),
                    36,
                    1000.5,
                    400,
                    600.5,
                    "1.234,50 €",
                    "3D printing; logistics",
                ],
            ]
        },
    )
    (proposal,) = intake.proposals
    assert (proposal.id, proposal.title) == ("M4-01", "A centre for crafts")
    assert (proposal.land, proposal.place) == ("TH", "Jena")
    assert proposal.received == datetime.fromisoformat("2016-12-22T16:05:00+00:00")
    assert (proposal.start, proposal.duration_months) == (date(2018, 1, 1), 36)
    assert proposal.requested == 100050
    assert proposal.requested_by_year == {2018: 40000, 2019: 60050}
    assert proposal.own_contribution == 123450
    assert proposal.topics == ("3D printing", "logistics")
    assert proposal.cells["requested"] == "p.xlsx › Proposals!H2"
    assert proposal.cells["requested_2019"] == "p.xlsx › Proposals!J2"
    assert proposal.where == "p.xlsx › Proposals!A2"
    assert not intake.findings


def test_german_and_english_sheets_and_headers_are_equal(tmp_path: Path) -> None:
    german = read(
        tmp_path,
        {
            "Anträge": [["Kennung", "Bundesland", "BEANTRAGT", "Laufzeit"], ["A", "Bayern", 5, 12]],
            "Partner": [
                ["Antrag", "Einrichtung", "Art", "Rolle", "Personalkosten", "Beschäftigte"],
                ["A", "HWK Ulm", "Kammer", "Forschung", 3, 12],
            ],
            "Standorte": [["Vorhaben", "Ort", "Land"], ["A", "Ulm", "BW"]],
            "Bewertungen": [
                ["Skizze", "Kriterium", "Gutachter", "Punkte"],
                ["A", "Qualität", "J1", "4,5"],
                ["A", "transfer", "J1", "Befangen"],
            ],
        },
    ).proposals
    english = read(
        tmp_path,
        {
            "proposals": [["id", "land", "Requested", "duration"], ["A", "Bavaria", 5, 12]],
            "partners": [
                ["Proposal", "organisation", "kind", "role", "staff", "employees"],
                ["A", "HWK Ulm", "chamber", "research", 3, 12],
            ],
            "sites": [["proposal", "place", "land"], ["A", "Ulm", "Baden-Wuerttemberg"]],
            "marks": [
                ["proposal", "criterion", "juror", "points"],
                ["A", "quality", "J1", 4.5],
                ["A", "Reach and transfer", "J1", "conflict of interest"],
            ],
        },
    ).proposals
    assert german[0].marks[0].points == english[0].marks[0].points == 450
    assert german[0].marks[1].conflict
    assert german[0].marks[1].points is None
    assert english[0].marks[1].conflict
    assert german[0].partners[0].kind == english[0].partners[0].kind == "chamber"
    assert german[0].partners[0].role == english[0].partners[0].role == "research"
    assert german[0].partners[0].costs == english[0].partners[0].costs == {"staff": 300}
    assert german[0].sites[0].land == english[0].sites[0].land == "BW"
    assert german[0].land == english[0].land == "BY"


def test_proposals_come_in_order_of_id_whatever_the_rows(tmp_path: Path) -> None:
    rows = [["B", 1], ["C", 2], ["A", 3]]
    intake = read(tmp_path, {"Proposals": [HEAD, *rows]})
    assert [proposal.id for proposal in intake.proposals] == ["A", "B", "C"]


def test_a_numeric_id_reads_without_its_decimal_point(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [HEAD, [17.0, 1]],
            "Marks": [["Proposal", "Criterion", "Juror", "Points"], ["17", "quality", 1, 3]],
        },
    )
    assert intake.proposals[0].id == "17"
    assert intake.proposals[0].marks[0].juror == "1"


def test_blank_rows_are_skipped(tmp_path: Path) -> None:
    rows = [["A", 1], [None, None], ["  ", None], ["B", 2]]
    assert len(read(tmp_path, {"Proposals": [HEAD, *rows]}).proposals) == 2


def test_a_proposal_without_site_rows_is_its_own_site(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [
                [*HEAD, "Place", "Land"],
                ["A", 1, "Jena", "TH"],
                ["B", 1, "Ulm", "BW"],
                ["C", 1, "Ulm", None],
            ],
            "Sites": [["Proposal", "Place", "Land"], ["B", "Köln", "NW"], ["B", "Bonn", "NW"]],
        },
    )
    own, two, none = (proposal.sites for proposal in intake.proposals)
    assert [(site.place, site.land, site.where) for site in own] == [
        ("Jena", "TH", "p.xlsx › Proposals!C2")
    ]
    assert [site.place for site in two] == ["Köln", "Bonn"]
    assert none == ()


def test_several_workbooks_are_united(tmp_path: Path) -> None:
    one = write_workbook(tmp_path / "a.xlsx", {"Proposals": [HEAD, ["A", 1]]})
    two = write_workbook(
        tmp_path / "b.xlsx",
        {
            "Proposals": [HEAD, ["B", 2]],
            "Marks": [["Proposal", "Criterion", "Juror", "Points"], ["A", "quality", "J1", 5]],
        },
    )
    intake = read_proposals([two, one], small_call())
    assert [proposal.id for proposal in intake.proposals] == ["A", "B"]
    assert intake.proposals[0].marks[0].where == "b.xlsx › Marks!D2"
    assert [each.name for each in intake.inputs] == ["a.xlsx", "b.xlsx"]


def test_columns_that_the_call_names_are_read_by_id_title_or_header(tmp_path: Path) -> None:
    call = small_call(
        columns={
            "events": number_column("events", headers=("Veranstaltungen",)),
            "open_house": Column(id="open_house", kind="yes_no", title="Open house"),
            "stage": Column(id="stage", kind="text", title="Stage", values=("idea", "pilot")),
        }
    )
    intake = read(
        tmp_path,
        {
            "Proposals": [
                [*HEAD, "Veranstaltungen", "open_house", "STAGE"],
                ["A", 1, 12.5, "ja", "Pilot"],
            ]
        },
        call,
    )
    assert intake.proposals[0].values == {
        "events": Fraction(25, 2),
        "open_house": True,
        "stage": "pilot",
    }


def test_a_percent_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Proposals"
    for row in ([*HEAD, "Share"], ["A", 1, 0.625], ["B", 1, "62,5 %"], ["C", 1, 62.5]):
        sheet.append(row)
    sheet["C2"].number_format = "0.0%"
    workbook.save(path)
    intake = read_proposals([path], small_call(columns={"share": number_column("share")}))
    assert {proposal.values["share"] for proposal in intake.proposals} == {Fraction(125, 2)}


def test_the_time_received_is_in_the_zone_of_the_deadline(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=1))
    intake = read(
        tmp_path,
        {
            "Proposals": [
                [*HEAD, "Received"],
                ["A", 1, "22.12.2016 16:05"],
                ["B", 1, "2016-12-22T16:05Z"],
                ["C", 1, datetime(2016, 12, 22, 16, 5)],
            ]
        },
        small_call(closes=datetime(2016, 12, 23, 12, tzinfo=zone)),
    )
    assert [each.received and each.received.isoformat() for each in intake.proposals] == [
        "2016-12-22T16:05:00+01:00",
        "2016-12-22T16:05:00+00:00",
        "2016-12-22T16:05:00+01:00",
    ]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Fraunhofer-Institut IPA e. V.", "fraunhofer institut IPA"),
        ("Müller GmbH & Co. KG", "Mueller"),
        ("HWK  Ulm", "hwk ulm"),
        ("Zentrum gGmbH", "ZENTRUM"),
    ],
)
def test_an_organisation_is_one_however_it_is_written(tmp_path: Path, name: str, same: str) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [HEAD, ["A", 1], ["B", 1]],
            "Partners": [["Proposal", "Organisation"], ["A", name], ["B", same]],
        },
    )
    one, other = (proposal.partners[0] for proposal in intake.proposals)
    assert one.organisation == other.organisation
    assert (one.name, other.name) == (" ".join(name.split()), same)
    assert not intake.findings


def test_an_alias_of_the_round_makes_two_names_one_organisation(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [HEAD, ["A", 1], ["B", 1]],
            "Partners": [
                ["Proposal", "Organisation"],
                ["A", "Uni Ulm"],
                ["B", "Universität Ulm"],
            ],
        },
        aliases={"Uni Ulm": "Universität Ulm"},
    )
    assert len({each.partners[0].organisation for each in intake.proposals}) == 1


def test_a_postal_code_keeps_its_leading_zero(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {
            "Proposals": [HEAD, ["A", 1]],
            "Partners": [
                ["Proposal", "Organisation", "PLZ", "Country"],
                ["A", "P", "01067", None],
                ["A", "Q", 1067, "Germany"],
                ["A", "R", 1010, "AT"],
                ["A", "S", 89073, None],
            ],
        },
    )
    codes = [partner.postal_code for partner in intake.proposals[0].partners]
    assert codes == ["01067", "01067", "1010", "89073"]


# what a round changes


def test_one_sheet_per_lot_takes_the_lot_from_its_name(tmp_path: Path) -> None:
    call = small_call(lots={"north": "Northern towns", "south": "Southern towns and villages"})
    layout = TableLayout(
        sheets=("*",),
        header_row=3,
        columns={"id": "Link", "requested": "COST $"},
        lot_is_sheet=True,
        lots={"Southern tow": "south"},
    )
    sheet = [["Round six"], [None], ["Name", "Link", "COST $"], ["x", "http://a", 5]]
    intake = read(
        tmp_path,
        {
            "northern TOWNS": sheet,
            "Southern tow": [*sheet[:3], ["y", "http://b\n", 6]],
            "Rest": [["whatever"]],
        },
        call,
        tables={"proposals": layout},
        sheets_left_out={"Rest": "leftovers"},
    )
    assert [(each.id, each.lot) for each in intake.proposals] == [
        ("http://a", "north"),
        ("http://b", "south"),
    ]
    assert [str(each) for each in intake.findings] == [
        "p.xlsx › northern TOWNS: rows above the headers are not read: 1.",
        "p.xlsx › northern TOWNS: columns left out, as the round takes nothing from them: Name.",
        "p.xlsx › Southern tow: rows above the headers are not read: 1.",
        "p.xlsx › Southern tow: columns left out, as the round takes nothing from them: Name.",
        "p.xlsx › Rest: the sheet is left out, as the round says: leftovers.",
    ]


def test_a_sheet_that_is_no_lot_is_named_with_the_nearest(tmp_path: Path) -> None:
    layout = TableLayout(sheets=("*",), lot_is_sheet=True)
    problem = one_problem(
        tmp_path,
        {"Nort": [HEAD, ["A", 1]]},
        small_call(lots={"north": "North"}),
        tables={"proposals": layout},
    )
    assert problem.startswith("p.xlsx › Nort: the sheet's name is not a lot. Did you mean 'North'?")


def test_rows_and_columns_are_left_out_with_their_reason(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        {"Proposals": [[*HEAD, "Remarks"], ["A", 1, "x"], ["Sum", 1, None]]},
        rows_left_out={"Proposals!3": "the row of sums"},
        columns_left_out={"remarks": "not for the jury"},
    )
    assert [each.id for each in intake.proposals] == ["A"]
    assert [str(each) for each in intake.findings] == [
        'p.xlsx › Proposals!C1: the column "Remarks" is left out, as the round says: '
        "not for the jury.",
        "p.xlsx › Proposals!A3: the row is left out, as the round says: the row of sums.",
    ]


def test_what_the_round_leaves_out_must_be_there(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        {"Proposals": [HEAD, ["A", 1]]},
        rows_left_out={"Proposals!7": "x"},
        columns_left_out={"Reqests": "x"},
        sheets_left_out={"Notes": "x"},
    )
    assert [each.split(":")[0] for each in found] == [
        'round.toml › leave_out.sheets "Notes"',
        "round.toml › leave_out.rows",
        "round.toml › leave_out.columns",
    ]


def test_the_declared_style_settles_a_text_with_two_meanings(tmp_path: Path) -> None:
    sheets = {"Proposals": [HEAD, ["A", "1.234"]]}
    assert one_problem(tmp_path, sheets).startswith(
        'p.xlsx › Proposals!B2: "1.234" can mean 1234 or 1.234.'
    )
    assert read(tmp_path, sheets, decimal_style="german").proposals[0].requested == 123400
