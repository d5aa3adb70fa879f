"""Tables that are no plain rectangle: titles, merged cells, totals, a second table, hidden rows."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbooks import HEAD, Sheets, problems, rewrite, small_call, write_workbook

from tenderscore.intake import Intake
from tenderscore.problem import InputError
from tenderscore.round import Round, TableLayout
from tenderscore.workbook import read_proposals
from tenderscore.workbook.book import Tab
from tenderscore.workbook.merged import merged_cells

Rows = Sequence[Sequence[Any]]


def merged(path: Path, sheets: Sheets, *areas: str) -> Path:
    """A workbook whose areas, such as Partners!A2:A4, are merged as a person merges them."""
    write_workbook(path, sheets)
    workbook = openpyxl.load_workbook(path)
    for area in areas:
        sheet, _, cells = area.partition("!")
        workbook[sheet].merge_cells(cells)
    workbook.save(path)
    return path


def found(tmp_path: Path, rows: Rows, *areas: str, **round_: Any) -> list[str]:
    """What is said of a table of proposals, the sheet's name left out; without problems as well."""
    path = merged(
        tmp_path / "p.xlsx", {"Proposals": rows}, *(f"Proposals!{area}" for area in areas)
    )
    try:
        findings = read_proposals([path], small_call(), Round(name="r.toml", **round_)).findings
    except InputError as error:
        findings = error.problems
    return [str(each).replace("p.xlsx › Proposals", "…") for each in findings]


def ids(tmp_path: Path, rows: Rows, *areas: str, **round_: Any) -> dict[str, Mapping[int, int]]:
    path = merged(
        tmp_path / "p.xlsx", {"Proposals": rows}, *(f"Proposals!{area}" for area in areas)
    )
    intake = read_proposals([path], small_call(), Round(**round_))
    return {each.id: dict(each.requested_by_year) or each.requested for each in intake.proposals}


# The row of headers


def test_titles_above_the_headers_are_passed_over_with_one_note(tmp_path: Path) -> None:
    rows = [["Call of 2016"], [None], ["as of", "1 May"], ["no.", 5], HEAD, ["A", 1]]
    assert ids(tmp_path, rows) == {"A": 100}
    assert found(tmp_path, rows) == ["…: rows above the headers are not read: 1, 3–4."]


def test_headers_are_where_the_id_and_one_more_column_are_named(tmp_path: Path) -> None:
    rows = [["ID", "of the ministry"], ["Land"], ["Kennung", "Beantragt"], ["A", 1]]
    assert ids(tmp_path, rows) == {"A": 100}


def test_headers_are_looked_for_in_thirty_filled_rows(tmp_path: Path) -> None:
    titles = [[f"line {n}"] for n in range(30)]
    assert ids(tmp_path, [*titles[1:], HEAD, ["A", 1]]) == {"A": 100}
    said = found(tmp_path, [*titles, HEAD, ["A", 1]])
    assert any(each.startswith('…!A1: "line 0" is not a known column.') for each in said)


def test_where_the_id_is_misspelt_the_most_known_headers_are_the_headers(tmp_path: Path) -> None:
    assert found(tmp_path, [["Call"], ["Kenung", "Land", "Requested"], ["A", "BY", 1]])[1:] == [
        "…: the column 'ID' is missing. Add it; it may also be called Proposal id, Number, "
        "Reference, Kennung, Nummer, Nr, Kennzeichen, Skizzennummer, Antragsnummer, Aktenzeichen.",
        "…!A2: \"Kenung\" is not a known column. Did you mean 'Kennung'? Known: ID, Title, Lot, "
        "Land, Place, Received, Start, Duration, Requested amount, Own contribution, Topics. "
        "Rename it; or leave it out in round.toml under [leave_out.columns].",
    ]


def test_a_table_without_id_above_the_headers_is_no_title(tmp_path: Path) -> None:
    rows = [["Kenung", "Land", "Requested"], ["A", "BY", 1], HEAD, ["B", 1]]
    assert found(tmp_path, rows) == [
        "…: rows above the headers are not read: 1–2.",
        "…!A1: this row looks like headers without 'ID'; the table is read below row 3 only. "
        "Mend the headers; or, if this is no table, say header_row = 3 in round.toml under "
        "[tables.proposals].",
    ]
    given = {"proposals": TableLayout(header_row=3)}
    assert ids(tmp_path, rows, tables=given) == {"B": 100}


def test_the_round_may_say_where_the_headers_are(tmp_path: Path) -> None:
    rows = [HEAD, ["A", 1], HEAD, ["B", 2]]
    assert ids(tmp_path, rows, tables={"proposals": TableLayout(header_row=3)}) == {"B": 200}


def test_columns_of_the_round_are_found_below_titles_too(tmp_path: Path) -> None:
    layout = TableLayout(columns={"id": "Link", "requested": "Cost"})
    rows = [["Round six"], ["Cost", "Link", "Name"], [5, "x", "y"]]
    assert ids(tmp_path, rows, tables={"proposals": layout}) == {"x": 500}


@pytest.mark.parametrize("text", ["All amounts in TEUR", "Amounts (Mio. €)", "Alles in CHF"])
def test_amounts_in_another_unit_above_the_headers_are_a_warning(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, [[text], HEAD, ["A", 1]])[1] == (
        f'…!A1: "{text}" stands above the headers, and amounts are read as whole EUR all the same. '
        "Check whether they are in thousands or in another currency; if so, convert them."
    )
    assert len(found(tmp_path, [["Call for 5 Mio. EUR"], ["in EUR"], HEAD, ["A", 1]])) == 1


def test_two_headers_of_one_column_are_named_both(tmp_path: Path) -> None:
    rows = [[*HEAD, None, *HEAD], ["A", 1, None, "B", 2]]
    assert [each.split(". ")[0] for each in found(tmp_path, rows)] == [
        '…!D1: "ID" is also the header in …!A1',
        '…!E1: "Requested amount" is also the header in …!B1',
    ]


# Two rows of headers


def test_a_caption_over_years_is_part_of_their_headers(tmp_path: Path) -> None:
    rows = [["ID", "Beantragt"], [None, 2018, "2019"], ["A", 1, 2]]
    assert ids(tmp_path, rows, "A1:A2", "B1:C1") == {"A": {2018: 100, 2019: 200}}
    assert found(tmp_path, rows, "A1:A2", "B1:C1") == []


def test_the_id_may_stand_in_the_second_row(tmp_path: Path) -> None:
    rows = [[None, "Beantragt (EUR)"], ["ID", "2018", "2019"], ["A", 1, 2]]
    assert ids(tmp_path, rows, "B1:C1") == {"A": {2018: 100, 2019: 200}}


def test_a_caption_that_says_nothing_known_leaves_the_headers_below_it(tmp_path: Path) -> None:
    rows = [["ID", "Money", None, "Where"], [None, "Requested", "Own funds", "Land"],
            ["A", 1, 2, "BY"]]  # fmt: skip
    (one,) = read_proposals(
        [merged(tmp_path / "p.xlsx", {"Proposals": rows}, "Proposals!A1:A2", "Proposals!B1:C1")],
        small_call(),
    ).proposals
    assert (one.requested, one.own_contribution, one.land) == (100, 200, "BY")


def test_a_title_across_the_table_is_a_title(tmp_path: Path) -> None:
    rows = [["Proposals of 2016"], HEAD, ["A", 1]]
    assert ids(tmp_path, rows, "A1:B1") == {"A": 100}
    assert found(tmp_path, rows, "A1:B1") == ["…: rows above the headers are not read: 1."]


def test_a_title_may_stand_above_two_rows_of_headers(tmp_path: Path) -> None:
    rows = [["Proposals"], ["ID", "Beantragt"], [None, 2018, 2019], ["A", 1, 2]]
    areas = ("A1:C1", "A2:A3", "B2:C2")
    assert ids(tmp_path, rows, *areas) == {"A": {2018: 100, 2019: 200}}


def test_headers_merged_down_are_one_row(tmp_path: Path) -> None:
    assert ids(tmp_path, [HEAD, [None, None], ["A", 1]], "A1:A2", "B1:B2") == {"A": 100}


def test_without_merged_cells_the_next_row_is_no_header(tmp_path: Path) -> None:
    said = found(tmp_path, [["ID", "Requested"], [None, "2018"], ["A", 1]])
    assert [each[:30] for each in said] == ['…!B2: the row has no "ID". Wri']


def test_the_currency_of_a_caption_counts_for_all_below_it(tmp_path: Path) -> None:
    rows = [["ID", "Money in CHF"], [None, "Requested", "Own funds"], ["A", 1, 2]]
    assert [each.partition(",")[0] for each in found(tmp_path, rows, "A1:A2", "B1:C1")] == [
        '…!B2: "Requested in CHF" is not in EUR',
        '…!C2: "Own funds in CHF" is not in EUR',
    ]


def test_a_caption_in_thousands_is_not_passed_over(tmp_path: Path) -> None:
    rows = [["ID", "Land", "Money (TEUR)"], [None, None, "Requested", "Own funds"], ["A", "BY", 1]]
    said = found(tmp_path, rows, "A1:A2", "B1:B2", "C1:D1")
    assert '…!C2: "Money (TEUR) Requested" is not a known column.' in said[1]


def test_years_that_come_twice_under_two_captions_are_doubles(tmp_path: Path) -> None:
    rows = [["ID", "Requested", None, "Beantragt"], [None, 2018, 2019, 2018], ["A", 1, 2, 3]]
    said = found(tmp_path, rows, "A1:A2", "B1:C1")
    assert said == [
        '…!D2: "Beantragt 2018" is also the header in …!B2. Keep one of the two columns.'
    ]


def test_a_proposal_is_never_taken_for_a_second_row_of_headers(tmp_path: Path) -> None:
    """The title's header is wide, and the first proposal is called as a header is."""
    rows = [["ID", "Title", None, "Requested"], ["A", "Land", None, 1], ["B", "x", None, 2]]
    assert ids(tmp_path, rows, "B1:C1", "B2:C2", "B3:C3") == {"A": 100, "B": 200}


# Merged cells in the table


def test_merged_cells_are_never_filled_down(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [HEAD, ["A", 6]],
        "Partners": [
            ["Proposal", "Organisation", "Place", "Requested"],
            ["A", "P", "Ulm", 1],
            [None, "Q", None, 2],
            [None, "R", None, 3],
        ],
    }
    path = merged(tmp_path / "p.xlsx", sheets, "Partners!A2:A4", "Partners!C2:C3")
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    assert [str(each) for each in raised.value.problems] == [
        "p.xlsx › Partners!A2:A4: these cells are merged, so that only A2 holds the value. "
        "Unmerge them, and fill each cell.",
        "p.xlsx › Partners!C2:C3: these cells are merged, so that only C2 holds the value. "
        "Unmerge them, and fill each cell.",
    ]
    assert all(each.about == "A" for each in raised.value.problems)


@pytest.mark.parametrize(
    ("rows", "area", "said"),
    [
        ([["A", 1], ["B", None]], "B2:B3", "…!B2:B3: these cells are merged, so that only B2"),
        ([["A", None], ["B", 1]], "A2:B2", "…!A2:B2: these cells are merged, so that only A2"),
        ([["A", 1], [None, 2]], "A1:A3", "…!A1:A3: these cells are merged, so that only A1"),
    ],
)
def test_a_value_that_merged_cells_keep_from_a_row_is_one_problem(
    tmp_path: Path, rows: Rows, area: str, said: str
) -> None:
    (one,) = found(tmp_path, [HEAD, *rows], area)
    assert one.startswith(said)


def test_a_value_below_merged_cells_that_nobody_sees_is_a_problem(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1], ["B", 2]]})
    area = b'</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    rewrite(path, "xl/worksheets/sheet1.xml", b"</sheetData>", area)
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    assert [str(each) for each in raised.value.problems] == [
        "p.xlsx › Proposals!B2:B3: these cells are merged, and B3 holds a value that nobody sees. "
        "Unmerge them, and check each cell."
    ]


@pytest.mark.parametrize("area", ["C2:C4", "A5:B9", "C2:D3", "A3:A3"])
def test_merged_cells_that_lose_nothing_are_none_of_our_business(tmp_path: Path, area: str) -> None:
    rows = [[*HEAD, "Place"], ["A", 1], ["B", 2]]
    assert found(tmp_path, rows, area) == []


def test_merged_cells_of_columns_and_rows_that_are_left_out_do_not_matter(tmp_path: Path) -> None:
    rows = [[*HEAD, "Remark"], ["A", 1, "x"], ["B", 1, None], ["end", 1, None]]
    out = {"columns_left_out": {"Remark": "ours"}, "rows_left_out": {"Proposals!4": "the end"}}
    said = found(tmp_path, rows, "C2:C3", "A4:C4", **out)
    assert [each for each in said if "merged" in each] == []


def test_thousands_of_merged_cells_that_overlap_take_no_time() -> None:
    areas = tuple((2, 1, 1_048_000 + n, 16_384) for n in range(10_000))
    tab = Tab(title="x", where="x", rows={n: {} for n in range(2, 10_000)}, merged=areas)
    start = time.monotonic()
    assert merged_cells(tab, range(2, 10_000), range(1, 41)).problems == ()
    assert time.monotonic() - start < 5  # a third of a second, where nothing else runs


# Rows that are no records


@pytest.mark.parametrize(
    "label",
    [
        "Summe", "SUMME:", "Gesamt", "Gesamtsumme", "Zwischensumme", "Summe Bayern", "Total",
        "Grand total", "Subtotal", "sub-total", "Sum", "Somme", "Sous-total", "insgesamt", "Σ",
        "Total (12)", "Summe\u00a02018", "Gesamtbetrag", "Gesamtergebnis", "A Ergebnis", "A Total",
        "Bayern gesamt:",
    ],
)  # fmt: skip
def test_a_total_is_no_proposal(tmp_path: Path, label: str) -> None:
    (one,) = found(tmp_path, [HEAD, ["A", 1], [label, 1]])
    assert one.startswith("…!A3: ")
    assert one.endswith(
        " looks like a total and no id. Delete the row, or leave it out in round.toml under "
        "[leave_out.rows]."
    )


@pytest.mark.parametrize(
    "id_",
    ["SUM-17", "Total-01", "Summer", "Summit 3", "Gesamtschule", "T", "Ergebnis-3", "X-Total"],
)
def test_an_id_that_only_contains_a_total_is_an_id(tmp_path: Path, id_: str) -> None:
    assert ids(tmp_path, [HEAD, [id_, 1]]) == {id_: 100}


def test_a_total_is_left_out_by_the_round(tmp_path: Path) -> None:
    rows = [HEAD, ["A", 1], ["Summe", 1]]
    assert ids(tmp_path, rows, rows_left_out={"Proposals!3": "the sum"}) == {"A": 100}


def test_a_total_beside_an_empty_id_is_told_from_a_lost_id(tmp_path: Path) -> None:
    rows = [[*HEAD, "Title"], ["A", 1, "x"], [None, 1, "Summe:"], [None, 1, None],
            [None, 1, "Total quality"]]  # fmt: skip
    total, lost, title = found(tmp_path, rows)
    assert total.startswith('…!C3: "Summe:" looks like a total')
    assert title.startswith('…!B5: the row has no "ID".')
    assert lost == (
        '…!B4: the row has no "ID". Write it, or clear the row; totals may stay if round.toml '
        "names the row under [leave_out.rows]."
    )


def test_totals_within_partners_and_marks_are_named(tmp_path: Path) -> None:
    said = problems(
        tmp_path,
        {
            "Proposals": [HEAD, ["A", 1]],
            "Partners": [["Proposal", "Organisation", "Requested"], ["A", "P", 1],
                         ["Summe A", None, 1]],
            "Marks": [["Proposal", "Criterion", "Juror", "Points"], ["A", "quality", "J", 1],
                      ["Gesamt", None, None, 1]],
        },
    )  # fmt: skip
    assert [each.split(" looks")[0] for each in said] == [
        'p.xlsx › Partners!A3: "Summe A"',
        'p.xlsx › Marks!A3: "Gesamt"',
    ]


def test_headers_again_are_a_second_table_whose_rows_are_read_on(tmp_path: Path) -> None:
    rows = [HEAD, ["A", 1], [None], HEAD, ["B", "x"]]
    again, wrong = found(tmp_path, rows)
    assert again == (
        "…!A4: headers again: here a second table begins. Put each table on a sheet of its own, "
        "or delete the second row of headers."
    )
    assert wrong.startswith('…!B5: "x" is not an amount in EUR.')


def test_other_headers_below_are_a_second_table_too(tmp_path: Path) -> None:
    rows = [HEAD, ["A", 1], ["Kennung", "Titel", "Bundesland"], ["B", "x", "BY"]]
    assert [each.partition(". ")[0] for each in found(tmp_path, rows)] == [
        "…!A3: headers again: here a second table begins",
        "…!C3: the column holds a value and has no header in row 1",
        '…!B4: "x" is not an amount in EUR',
    ]


def test_a_proposal_titled_like_a_header_is_a_proposal(tmp_path: Path) -> None:
    rows = [[*HEAD, "Title", "Place"], ["A", 1, "Title", "Place"]]
    assert ids(tmp_path, rows) == {"A": 100}


# Rows that nobody sees, and rows that are none


def test_filtered_rows_are_read_with_a_warning(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1], ["B", 2]]})
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Proposals"]
    sheet.auto_filter.ref = "A1:B3"
    sheet.auto_filter.add_filter_column(0, ["A"])
    sheet.row_dimensions[3].hidden = True
    workbook.save(path)
    intake = read_proposals([path], small_call())
    assert [each.id for each in intake.proposals] == ["A", "B"]
    assert [each.code for each in intake.findings] == ["TS224"]


def test_rows_that_are_only_formatted_are_no_rows(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1]]})
    workbook = openpyxl.load_workbook(path)
    for row in range(3, 300):
        workbook["Proposals"].cell(row, 1).number_format = "0.00"
        workbook["Proposals"].cell(row, 2).fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    workbook.save(path)
    intake: Intake = read_proposals([path], small_call())
    assert ([each.id for each in intake.proposals], intake.findings) == (["A"], ())


def test_an_unknown_sheet_and_a_near_miss_of_a_header_are_both_told(tmp_path: Path) -> None:
    sheets = {"Proposals": [[*HEAD, "Lnad"], ["A", 1, "BY"]], "Notes": [["x"]]}
    header, sheet = problems(tmp_path, sheets)
    assert header.startswith(
        "p.xlsx › Proposals!C1: \"Lnad\" is not a known column. Did you mean 'Land'?"
    )
    assert sheet.startswith("p.xlsx › Notes: is not a known sheet.")


@pytest.mark.parametrize("unit", ["(TEUR)", "[k€]", "in Mio. EUR", "(in Tsd. €)"])
def test_a_header_in_thousands_is_not_proposed_to_be_renamed(tmp_path: Path, unit: str) -> None:
    (one,) = found(tmp_path, [["ID", f"Requested amount {unit}"], ["A", 1]])
    assert one == (
        f'…!B1: "Requested amount {unit}" is not in EUR, the currency of the call. '
        "Convert the amounts, or mend the header."
    )
