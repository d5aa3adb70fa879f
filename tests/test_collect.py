"""One workbook from many: it is read as they are, and every row says where it came from."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from test_cli import CALL, flat, tenderscore
from test_cli import HEAD as CALL_HEAD
from test_cli import ROWS as CALL_ROWS
from workbooks import HEAD, Sheets, number_column, small_call, write_workbook

from tenderscore.call import Call
from tenderscore.call_file import read_call
from tenderscore.language import speaking
from tenderscore.proposal import Proposal
from tenderscore.reports.collected import collected_text, collected_workbook
from tenderscore.round import Round, TableLayout
from tenderscore.round_file import read_round
from tenderscore.workbook import read_proposals
from tenderscore.workbook.applied import already_applied
from tenderscore.workbook.cells import READERS
from tenderscore.workbook.collecting import not_kept
from tenderscore.workbook.reading import Tables, intake_of, read_tables
from tenderscore.workbook.written import WRITERS

ROOT = Path(__file__).parent.parent


def bare(proposals: Sequence[Proposal]) -> list[Proposal]:
    """But for the places."""

    def placeless(noun: Any) -> Any:
        return evolve(noun, where="")

    return [
        evolve(
            each,
            where="",
            cells={},
            partners=tuple(map(placeless, each.partners)),
            sites=tuple(map(placeless, each.sites)),
            marks=tuple(map(placeless, each.marks)),
        )
        for each in proposals
    ]


def tables(paths: Sequence[Path], call: Call, round_: Round | None = None) -> Tables:
    found = read_tables(paths, call, round_)
    assert [str(each) for each in found.findings if each.severity == "problem"] == []
    return found


def collected(folder: Path, paths: Sequence[Path], call: Call, round_: Round | None = None) -> Path:
    """Beside what it was made from."""
    path = folder / "collected.xlsx"
    path.write_bytes(collected_workbook(call, tables(paths, call, round_), round_))
    return path


def same(folder: Path, paths: Sequence[Path], call: Call, round_: Round | None = None) -> None:
    """Whether the collected workbook is read as the files are, with the round and its rest."""
    rest = already_applied(round_) if round_ else None
    before = intake_of(tables(paths, call, round_), round_).proposals
    for language in ("en", "de"):
        with speaking(language):
            path = collected(folder, paths, call, round_)
            for given in (round_, rest):
                assert bare(read_proposals([path], call, given).proposals) == bare(before)


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def write(folder: Path, files: Mapping[str, Sheets]) -> list[Path]:
    """Texts stay texts, whatever they look like."""
    for name, sheets in files.items():
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, table in sheets.items():
            sheet = book.create_sheet(title)
            for number, values in enumerate(table, start=1):
                for column, value in enumerate(values, start=1):
                    cell = sheet.cell(number, column, value)
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
        book.save(folder / name)
    return [folder / name for name in files]


# What is read stays what it is


def test_every_kind_of_cell_that_is_read_can_be_written() -> None:
    assert WRITERS.keys() == READERS.keys()


def test_the_example_is_read_from_the_collected_workbook_as_from_its_own(tmp_path: Path) -> None:
    call = read_call(ROOT / "criteria" / "mittelstand-4.0.toml")
    same(tmp_path, [ROOT / "examples/mittelstand/proposals.xlsx"], call)


def test_a_round_with_a_layout_is_applied_once(tmp_path: Path) -> None:
    """The same round file goes with the votes and with what was collected from them."""
    folder = ROOT / "examples" / "open-fund"
    call = read_call(folder / "call.toml")
    round_ = read_round(folder / "round.toml", call)
    same(tmp_path, [folder / "votes.xlsx"], call, round_)
    found = read_proposals([tmp_path / "collected.xlsx"], call, round_).findings
    assert [each.code for each in found] == ["TS284"]


def test_other_workbooks_beside_a_collected_one_are_laid_out_as_the_round_says(
    tmp_path: Path,
) -> None:
    round_ = Round(
        tables={
            "proposals": TableLayout(sheets=("List",), columns={"id": "No", "requested": "Sum"}),
        },
        sheets_left_out={"Notes": "no table"},
    )
    sheets = {"List": [["No", "Sum"], ["A", 1]], "Notes": [["x"]]}
    path = collected(tmp_path, write(tmp_path, {"a.xlsx": sheets}), small_call(), round_)
    jury = {"Marks": [["Proposal", "Criterion", "Juror", "Points"], ["A", "quality", "J", 4]]}
    both = [path, *write(tmp_path, {"jury.xlsx": jury})]
    (proposal,) = read_proposals(both, small_call(), round_).proposals
    assert [mark.points for mark in proposal.marks] == [400]


EXACT = [0, 1, 0.1, 12.5, 62.125, 999999999999999, "0,12345678901234567890", "123456789,12345678"]
AMOUNTS = [0, 1, 0.01, 1234.5, "999.999.999.999.999,99", "1.234.567,89 EUR", 9999999999999.99]
WORDS = [
    "=1+1", "+49", "-", "@x", "#N/A", "TRUE", "1.234", "01067", "http://example.org/a",
    "<r>a</r>", "_x0041_", "a & b < c", "ﬁ ß ä \u200b\u202e", "'x", "2016-12-22", "🙂",
]  # fmt: skip
MOMENTS = [
    datetime(2016, 12, 22, 16, 5), datetime(2016, 12, 22), datetime(2016, 12, 22, 16, 5, 59),
    "2016-12-22 16:05:01.000250", "2016-12-22T16:05:00+01:00", "22.12.2016, 16.05 Uhr",
    "1899-12-31 10:00", "1900-02-28 10:00", datetime(1900, 3, 1, 1, 1),
    datetime(2016, 12, 22, 23, 59, 59, 999000),
]  # fmt: skip


def generated(seed: int) -> tuple[dict[str, Sheets], Call]:
    """Files as consortia may hand them in, each laid out in its own way, and never wrong."""
    dice = random.Random(seed)
    lots = {"north": "The north", "south": "Der Süden"} if dice.random() < 0.5 else {}
    names = {"jobs": number_column("jobs"), "note": number_column("note", kind="text")}
    names["open"] = number_column("open", kind="yes_no", title="Open to all?")
    call = small_call(columns=names, lots=lots, topics=dice.choice([{}, {"wood": 1, "steel": 2}]))
    return {
        f"{dice.choice('abc')}-{number}.xlsx": _generated(dice, number, lots)
        for number in range(dice.randint(1, 6))
    }, call


def _generated(dice: random.Random, number: int, lots: Mapping[str, str]) -> Sheets:
    ids = [f"{'00' if dice.random() < 0.5 else 'M'}{number}{n}" for n in range(dice.randint(1, 3))]
    jobs, note, open_ = ["jobs", "Note", "Open to all?"]
    years = dice.random() < 0.4
    money = ["Beantragt 2018", "Requested 2019"] if years else ["Fördersumme (EUR)"]
    table = [["ID", "Titel", "Lot", "Ort", "Land", "Eingang", "Start", "Laufzeit", "Topics",
              jobs, note, open_, *money]]  # fmt: skip
    partners = [["Proposal", "Name", "Art", "Role", "Staat", "PLZ", "Bundesland", "Employees",
                 "Umsatz"]]  # fmt: skip
    sites = [["Proposal", "Ort", "Land"]]
    marks = [["Proposal", "Criterion", "Juror", "Points", "Comment"]]

    def maybe(values: Sequence[Any]) -> Any:
        return dice.choice([None, *values])

    for id_ in ids:
        table.append([
            id_, maybe(WORDS), dice.choice([*lots, *lots.values()]) if lots else maybe(["x"]),
            maybe(["Ulm", "Bad  Muster"]), maybe(["BW", "Bayern", "Bavaria"]), maybe(MOMENTS),
            maybe([date(2018, 1, 1), "1.2.2018", "1850-01-01"]), maybe([0, 36, "12"]),
            maybe(["wood", "Steel; wood", "wood,wood"]),
            dice.choice(EXACT), maybe(WORDS), dice.choice(["ja", "no", True, "x"]),
            *(dice.choice(AMOUNTS[: 4 if years else None]) for _ in money),
        ])  # fmt: skip
        for n in range(dice.randint(0, 3)):
            partners.append([
                id_, f"{dice.choice(WORDS[:12])} {number} {n} {id_ * 9}",
                maybe(["Universität", "company", "HWK", "sonstige"]),
                maybe(["Forschung", "coordinator", "Straßenbau"]), maybe(["DE", "Deutschland"]),
                maybe(["01067", 1067, "70173"]), "BW", maybe([0, 249]), maybe(AMOUNTS),
            ])  # fmt: skip
        for place in dice.sample(["Ulm", "Köln", "Bonn"], dice.randint(0, 2)):
            sites.append([id_, place, dice.choice(["NW", "Hessen"])])
        for juror in dice.sample(["J1", "007", 12], dice.randint(0, 3)):
            marks.append([id_, dice.choice(["quality", "Qualität", "Reach and transfer"]), juror,
                          dice.choice([0, 5, 4.25, "3,5", "befangen"]), maybe(WORDS)])  # fmt: skip
    sheets = {"Skizzen": table, "Partners": partners, "Standorte": sites, "Marks": marks}
    return {name: rows for name, rows in sheets.items() if len(rows) > 1 or dice.random() < 0.5}


def _same_generated(tmp_path: Path, seed: int) -> None:
    files, call = generated(seed)
    same(tmp_path, write(tmp_path, files), call)


@pytest.mark.parametrize("seed", range(8))
def test_a_generated_round_is_read_from_the_collected_workbook_as_from_its_files(
    tmp_path: Path, seed: int
) -> None:
    _same_generated(tmp_path, seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(8, 208))
def test_two_hundred_generated_rounds_are_read_as_their_files(tmp_path: Path, seed: int) -> None:
    _same_generated(tmp_path, seed)


def test_long_numbers_stay_exact_in_whichever_style_the_round_declares(tmp_path: Path) -> None:
    call = small_call(columns={"jobs": number_column("jobs")})
    for style, amount, jobs in (
        ("german", "999.999.999.999.999,99", "0,1234567890123456789"),
        ("english", "999,999,999,999,999.99", "0.1234567890123456789"),
    ):
        sheets = {"Proposals": [[*HEAD, "jobs"], ["A", amount, jobs]]}
        same(tmp_path, write(tmp_path, {"a.xlsx": sheets}), call, Round(decimal_style=style))


def test_the_longest_text_stays_whole(tmp_path: Path) -> None:
    sheets = {"Proposals": [[*HEAD, "Title"], ["A", 1, "x" * 32_767]]}
    same(tmp_path, write(tmp_path, {"a.xlsx": sheets}), small_call())


# How it looks


ONE = {
    "Proposals": [[*HEAD, "Received"], ["0017", 12.5, datetime(2016, 12, 22, 16, 5)]],
    "Partners": [["Proposal", "Organisation", "PLZ", "Land"], ["0017", "=A", 1067, "SN"]],
}


def test_each_row_ends_in_the_file_and_the_cell_that_it_came_from(tmp_path: Path) -> None:
    two = {"Skizzen": [[], ["Titel", "Kennung", "Beantragt"], [], ["x", "A", 1]]}
    path = collected(tmp_path, write(tmp_path, {"b.xlsx": ONE, "a.xlsx": two}), small_call())
    assert [row[-2:] for row in rows(path, "Proposals")] == [
        ("From file", "From cell"),
        ("b.xlsx", "Proposals!A2"),
        ("a.xlsx", "Skizzen!A4"),
    ]
    assert [row[0] for row in rows(path, "Proposals")] == ["ID", "0017", "A"]


def test_ids_and_postal_codes_are_texts_amounts_numbers_and_dates_dates(tmp_path: Path) -> None:
    path = collected(tmp_path, write(tmp_path, {"a.xlsx": ONE}), small_call())
    book = openpyxl.load_workbook(path)
    id_, received, amount, *_ = book["Proposals"][2]
    assert (id_.value, id_.data_type, id_.number_format) == ("0017", "s", "@")
    assert (amount.value, amount.number_format) == (12.5, "#,##0.00")
    assert (received.value, received.number_format) == (
        datetime(2016, 12, 22, 16, 5),
        "yyyy-mm-dd hh:mm",
    )
    partner = book["Partners"][2]
    assert [(cell.value, cell.data_type) for cell in partner[1:3]] == [("=A", "s"), ("01067", "s")]


def test_nothing_in_it_is_a_formula_or_a_link(tmp_path: Path) -> None:
    table = [[*HEAD, "Title"], *([f"A{n}", 1, word] for n, word in enumerate(WORDS))]
    path = collected(tmp_path, write(tmp_path, {"a.xlsx": {"Proposals": table}}), small_call())
    cells = [cell for row in openpyxl.load_workbook(path)["Proposals"] for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_sheets_and_headers_are_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    with speaking("de"):
        path = collected(tmp_path, write(tmp_path, {"a.xlsx": ONE}), small_call())
    assert openpyxl.load_workbook(path).sheetnames == ["Skizzen", "Partner"]
    assert rows(path, "Skizzen")[0] == ("Kennung", "Eingang", "Beantragt", "Aus Datei", "Aus Zelle")


def test_a_sheet_that_the_call_reads_is_there_without_rows(tmp_path: Path) -> None:
    call = read_call(ROOT / "criteria" / "mittelstand-4.0.toml")
    path = tmp_path / "out.xlsx"
    found = tables([ROOT / "examples/mittelstand/proposals.xlsx"], call)
    empty = evolve(found, records={**found.records, "marks": (), "sites": ()})
    path.write_bytes(collected_workbook(call, empty))
    assert "Marks" in openpyxl.load_workbook(path).sheetnames
    codes = {each.code for each in read_tables([path], call).findings}
    assert "TS222" not in codes


def test_it_is_frozen_filtered_and_prints_a_page_wide(tmp_path: Path) -> None:
    path = collected(tmp_path, write(tmp_path, {"a.xlsx": ONE}), small_call())
    sheet = openpyxl.load_workbook(path)["Proposals"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:E2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_the_same_files_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    files, call = generated(3)
    paths = write(tmp_path, files)
    assert len(paths) > 1
    one, other = (collected_workbook(call, tables(p, call)) for p in (paths, paths[::-1]))
    assert one == other


def test_what_was_collected_keeps_its_first_places(tmp_path: Path) -> None:
    files, call = generated(4)
    path = collected(tmp_path, write(tmp_path, files), call)
    assert collected_workbook(call, tables([path], call)) == path.read_bytes()


# What cannot be kept


@pytest.mark.parametrize(
    ("text", "why"),
    [("🙂" * 20_000, "more than 32,767 characters"), ("ax005F_b", "cannot be written")],
)
def test_a_text_that_no_cell_keeps_as_it_is_stops_the_collecting(
    tmp_path: Path, text: str, why: str
) -> None:
    (tmp_path / "a.xlsx").touch()
    found = tables(write(tmp_path, {"a.xlsx": ONE}), small_call())
    (record,) = found.records["proposals"]
    changed = evolve(record, values={**record.values, "title": text})
    wrong = evolve(found, records={**found.records, "proposals": (changed,)})
    (problem,) = not_kept(small_call(), wrong)
    assert (problem.code, problem.severity) == ("TS283", "problem")
    assert why in str(problem)


def test_years_whose_sum_no_cell_keeps_stop_the_collecting(tmp_path: Path) -> None:
    table = [["ID", "Requested 2018", "Requested 2019"], ["A", 999_999_999_999_999, 1]]
    found = tables(write(tmp_path, {"a.xlsx": {"Proposals": table}}), small_call())
    (problem,) = not_kept(small_call(), found)
    assert problem.where == "a.xlsx › Proposals!A2"
    assert "a number of more than fifteen digits" in str(problem)


# The command


def test_the_summary_counts_files_and_rows(tmp_path: Path) -> None:
    found = tables(write(tmp_path, {"a.xlsx": ONE}), small_call())
    assert collected_text(found) == "Collected from 1 file: 1 proposal and 1 partner."


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "call.toml").write_text(CALL)
    (tmp_path / "in").mkdir()
    for name, its in (("b", CALL_ROWS[:2]), ("a", CALL_ROWS[2:])):
        write_workbook(tmp_path / "in" / f"{name}.xlsx", {"Proposals": [CALL_HEAD, *its]})
    return tmp_path


def test_the_award_of_the_collected_workbook_is_that_of_the_folder(here: Path) -> None:
    done = tenderscore(here, "collect", "call.toml", "in", "-o", "all.xlsx")
    assert done.returncode == 0, done.stderr
    assert "Collected from 2 files: 5 proposals." in done.stdout
    one, other = (
        tenderscore(here, "select", "call.toml", source, "--format", "md").stdout.split("## Inputs")
        for source in ("in", "all.xlsx")
    )
    assert one[0] == other[0]
    assert one[0]


def test_with_a_problem_nothing_is_written_and_all_is_listed(here: Path) -> None:
    (here / "in/c.pdf").write_bytes(b"%PDF-1.7")
    done = tenderscore(here, "collect", "call.toml", "in", "-o", "all.xlsx")
    assert done.returncode == 1
    assert "c.pdf: is no workbook: it holds a PDF document." in flat(done.stdout)
    assert not (here / "all.xlsx").exists()
    done = tenderscore(here, "collect", "call.toml", "in", "-o", "all.xlsx", "--exclude", "c.pdf")
    assert done.returncode == 0
    assert "Collected from 2 files: 5 proposals." in done.stdout


def test_a_collected_workbook_replaces_none_without_force(here: Path) -> None:
    (here / "all.xlsx").write_text("mine")
    done = tenderscore(here, "collect", "call.toml", "in", "-o", "all.xlsx")
    assert done.returncode == 1
    assert "(TS109)" in done.stderr
    assert (here / "all.xlsx").read_text() == "mine"


def test_the_draw_need_not_be_known_for_collecting(here: Path) -> None:
    text = CALL.replace('draw = "seed"', 'draw_from = "round"')
    (here / "call.toml").write_text(text)
    done = tenderscore(here, "collect", "call.toml", "in", "-o", "all.xlsx")
    assert done.returncode == 0, done.stdout
