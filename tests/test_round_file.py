"""A round file becomes a Round, or every problem in it is named."""

from pathlib import Path

import pytest
from workbooks import number_column, small_call, write_workbook

from tenderscore.checking import check
from tenderscore.problem import InputError
from tenderscore.round_file import read_round

CALL = small_call(lots={"north": "Northern towns"}, columns={"stakes": number_column("stakes")})


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "round.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_round(written(tmp_path, text), CALL)
    return [str(problem) for problem in raised.value.problems]


def test_everything_that_a_round_may_say_is_read(tmp_path: Path) -> None:
    round_ = read_round(
        written(
            tmp_path,
            """
            format = 1
            decimal_style = "english"
            currency = "EUR"
            ids_differ_by_case = true
            call = { id = "small", edition = 1 }
            leave_out.sheets = { "Notes" = "ours" }
            leave_out.rows = { "Proposals!17" = "sum" }
            leave_out.columns = { "Remarks" = "ours" }
            aliases = { "Uni Ulm" = "Universität Ulm" }
            conflicts = { "A-1" = ["J1", "J2"] }
            draw.seed = "17 23 42"
            [tables.proposals]
            sheets = ["*"]
            header_row = 3
            lot = "sheet"
            columns = { id = "Link", requested = "COST $", stakes = "YES", requested_2018 = "2018" }
            lots = { "N." = "north" }
            [tables.marks]
            sheets = ["Votes"]
            """,
        ),
        CALL,
    )
    layout = round_.tables["proposals"]
    assert (layout.sheets, layout.header_row, layout.lot_is_sheet) == (("*",), 3, True)
    assert layout.columns["stakes"] == "YES"
    assert layout.lots == {"N.": "north"}
    assert round_.tables["marks"].sheets == ("Votes",)
    assert (round_.decimal_style, round_.ids_differ_by_case) == ("english", True)
    assert round_.sheets_left_out == {"Notes": "ours"}
    assert round_.rows_left_out == {"Proposals!17": "sum"}
    assert round_.columns_left_out == {"Remarks": "ours"}
    assert round_.aliases == {"Uni Ulm": "Universität Ulm"}
    assert round_.conflicts == {"A-1": ("J1", "J2")}
    assert round_.draw_seed == "17 23 42"
    assert round_.name == "round.toml"
    assert len(round_.sha256) == 64


def test_a_round_needs_nothing_but_its_format(tmp_path: Path) -> None:
    assert read_round(written(tmp_path, "format = 1"), CALL).decimal_style is None
    assert problems(tmp_path, "") == ["round.toml: 'format' is missing. Add it."]


def test_unknown_keys_are_refused_with_the_nearest(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'format = 1\n[alias]\n"A" = "B"')
    assert problem.startswith("round.toml › alias: 'alias' is not known here. Did you mean")


def test_a_round_for_another_call_is_refused(tmp_path: Path) -> None:
    assert problems(
        tmp_path, 'format = 2\ncurrency = "USD"\ncall = { id = "big", edition = 2 }'
    ) == [
        "round.toml › format: 2 is not the format that is read. Write 1.",
        'round.toml › call.id: "big" is not the id of the call. Write "small".',
        "round.toml › call.edition: 2 is not the edition of the call. Write 1.",
        'round.toml › currency: "USD" is not the currency of the call. Write "EUR".',
    ]


def test_a_decimal_style_is_one_of_four(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'format = 1\ndecimal_style = "deutsch"')
    assert "'german', 'english', 'swiss', 'french'" in problem


def test_only_columns_and_lots_that_exist_are_mapped(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        format = 1
        [tables.proposals]
        lot = "sheet"
        header_row = 0
        columns = { stake = "YES" }
        lots = { "N." = "nort" }
        [tables.partners]
        columns = { requested_2018 = "2018" }
        """,
    )
    assert [each.split(". ")[0] for each in found] == [
        "round.toml › tables.proposals.header_row: 0 is not a row of a sheet",
        "round.toml › tables.proposals.columns.stake: 'stake' is not known here",
        'round.toml › tables.proposals.lots "N.": "nort" is not a known lot',
        "round.toml › tables.partners.columns.requested_2018: 'requested_2018' is not known here",
    ]
    assert "Did you mean 'stakes'?" in found[1]
    assert "Did you mean 'north'?" in found[2]


def test_only_one_table_takes_all_the_other_sheets(tmp_path: Path) -> None:
    (problem,) = problems(
        tmp_path, 'format = 1\ntables.proposals.sheets = ["*"]\ntables.marks.sheets = ["*"]'
    )
    assert problem.startswith("round.toml › tables.marks.sheets: ")


def test_a_sheet_belongs_to_one_table(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        'format = 1\ntables.proposals.sheets = ["Data"]\ntables.partners.sheets = ["Data "]',
    ) == [
        'round.toml › tables.partners.sheets: "Data " is not free: tables.proposals takes it '
        "already. Write another sheet."
    ]


def test_what_is_left_out_has_a_reason_and_a_draw_a_seed(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        format = 1
        leave_out.sheets = { "Notes" = "" }
        leave_out.rows = { "Proposals!7" = " " }
        leave_out.columns = { "Remarks" = "" }
        draw.seed = ""
        """,
    )
    assert [each.split(". ")[0] for each in found] == [
        'round.toml › leave_out.sheets "Notes": "" is not a reason',
        'round.toml › leave_out.rows "Proposals!7": " " is not a reason',
        'round.toml › leave_out.columns "Remarks": "" is not a reason',
        'round.toml › draw.seed: "" is not a seed',
    ]


def test_an_alias_of_an_alias_names_both_entries(tmp_path: Path) -> None:
    aliases = '"Uni A" = "Uni B"\n"uni b" = "Institut C"\n"Institut D" = "Institut C"'
    assert problems(tmp_path, f"format = 1\n[aliases]\n{aliases}") == [
        'round.toml › aliases "Uni A": "Uni B", the organisation that it counts as, counts as '
        'another itself: "uni b" = "Institut C". Give both entries the same organisation.'
    ]


def test_the_lot_is_the_sheet_or_a_column(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        'format = 1\n[tables.proposals]\nlot = "sheet"\ncolumns = { id = "Link", lot = "Lot" }',
    ) == [
        "round.toml › tables.proposals: 'lot = \"sheet\"' and 'columns.lot' do not go together. "
        "Remove one of them."
    ]


@pytest.mark.parametrize("text", [None, "format = 2", "format ="])
def test_tables_are_not_judged_without_the_layout_that_the_round_gives(
    tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "round.toml" if text is None else written(tmp_path, text)
    book = write_workbook(tmp_path / "p.xlsx", {"Fund 10": [["Link"], ["x"]]})
    found = check(
        Path(__file__).parents[1] / "criteria/mittelstand-4.0.toml",
        [book, tmp_path / "none.xlsx"],
        path,
    )
    wheres = [each.where.split(" › ")[0] for each in found if each.severity == "problem"]
    assert wheres == ["round.toml", "none.xlsx"]
