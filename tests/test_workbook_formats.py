"""A table is read the same in whatever format it comes; what a format tells beside is heard."""

import random
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hostile import SHEET, good, within
from othersheets import (
    DIVIDED,
    WRITERS,
    Formula,
    ods_cell,
    ods_file,
    ods_row,
    ods_sheet,
    strict,
    text_of,
    xls,
    xlsb,
    xlsx,
)
from workbooks import HEAD, small_call, write_workbook

from tenderscore.intake import Intake
from tenderscore.problem import InputError, Problem
from tenderscore.workbook import read_proposals
from tenderscore.workbook.book import Book
from tenderscore.workbook.limits import Limits
from tenderscore.workbook.opening import open_books

TABLES: dict[str, list[list[Any]]] = {
    "Proposals": [
        ["ID", "Title", "Land", "Received", "Start", "Requested amount"],
        ["M4-01", "Häuser & Höfe <neu>", "TH", datetime(2016, 12, 22, 16, 5), date(2018, 1, 1),
         1000.5],
        ["M4-02", None, "SN", datetime(2016, 12, 22, 0, 30), date(2018, 2, 1), 2_000_000],
        [17, "Eins", None, None, None, 400],
    ],
    "Partners": [
        ["Proposal", "Name", "Kind", "Requested amount"],
        ["M4-01", "Universität Jena", "university", 1000.5],
    ],
}  # fmt: skip
AS_READ = [
    ("17", "Eins", None, None, None, 40_000, []),
    ("M4-01", "Häuser & Höfe <neu>", "TH", "2016-12-22T16:05:00+00:00", date(2018, 1, 1), 100_050,
     [("Universität Jena", 100_050)]),
    ("M4-02", "", "SN", "2016-12-22T00:30:00+00:00", date(2018, 2, 1), 200_000_000, []),
]  # fmt: skip


def facts(intake: Intake) -> list[Any]:
    return sorted(
        (
            its.id,
            its.title,
            its.land,
            its.received.isoformat() if its.received else None,
            its.start,
            its.requested,
            [(partner.name, partner.requested) for partner in its.partners],
        )
        for its in intake.proposals
    )


def opened(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> Book | Problem:
    (folder / name).write_bytes(content)
    (book,) = open_books([folder / name], limits)
    return book


def book_of(folder: Path, name: str, content: bytes) -> Book:
    book = opened(folder, name, content)
    assert isinstance(book, Book), str(book)
    return book


def refused(folder: Path, name: str, content: bytes) -> str:
    found = opened(folder, name, content)
    assert isinstance(found, Problem)
    return str(found)


def values(book: Book, tab: int = 0) -> dict[tuple[int, int], Any]:
    return {
        (row, column): cell.value
        for row, cells in book.tabs[tab].rows.items()
        for column, cell in cells.items()
    }


@pytest.mark.parametrize("kind", WRITERS)
def test_a_table_is_read_the_same_in_each_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"p.{kind}"
    path.write_bytes(WRITERS[kind](TABLES))
    intake = read_proposals([path], small_call())
    assert facts(intake) == AS_READ
    assert intake.findings == ()
    assert intake.proposals[0].cells["requested"] == f"p.{kind} › Proposals!F4"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_the_same_from_texts(tmp_path: Path, encoding: str, separator: str) -> None:
    for title, rows in TABLES.items():
        text = text_of(rows, separator)
        (tmp_path / f"c17-{title.lower()}.csv").write_bytes(text.encode(encoding))
    intake = read_proposals([tmp_path], small_call())
    assert facts(intake) == AS_READ
    codes = {each.code for each in intake.findings}
    assert codes == ({"TS271"} if encoding == "cp1252" else set())


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb"])
def test_an_error_is_a_problem_of_its_cell_in_each_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"p.{kind}"
    rows = [HEAD, ["A", DIVIDED], ["B", Formula(DIVIDED)], ["C", Formula(7)]]
    path.write_bytes(WRITERS[kind]({"Proposals": rows}))
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    found = [(each.code, each.where.partition("!")[2]) for each in raised.value.problems]
    assert [each for each in found if each[0] == "TS255"] == [("TS255", "B2"), ("TS255", "B3")]
    (note,) = (str(each) for each in raised.value.problems if each.code == "TS228")
    assert "formulas: 2 (columns Requested amount)" in note


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
def test_a_formula_that_may_never_have_been_calculated_is_named(tmp_path: Path, kind: str) -> None:
    rows = [["ID", "Title"], ["A", Formula("")], ["B", Formula(0)], ["C", Formula(1)]]
    book = book_of(tmp_path, f"p.{kind}", WRITERS[kind]({"Proposals": rows}))
    (finding,) = book.findings
    assert finding.code == "TS270"
    assert str(finding).startswith(
        f"p.{kind}: formulas whose saved value is 0 or empty: 2 (the first in Proposals!B2)"
    )


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
def test_a_cell_far_away_costs_nothing(tmp_path: Path, kind: str) -> None:
    far = [["x"]] + [[]] * 60_000 + [[None] * 200 + ["far"]]
    start = time.monotonic()
    book = book_of(tmp_path, f"p.{kind}", WRITERS[kind]({"Proposals": far}))
    assert values(book) == {(1, 1): "x", (60_002, 201): "far"}
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb", "csv"])
def test_more_cells_than_the_limit_are_one_finding(tmp_path: Path, kind: str) -> None:
    rows = [["x", 1, None, "y"]] * 40
    name = f"p-proposals.{kind}"
    content = text_of(rows, ";").encode() if kind == "csv" else WRITERS[kind]({"Proposals": rows})
    found = opened(tmp_path, name, content, Limits(cells=119))
    assert "the limit of 119 filled cells" in str(found)
    assert isinstance(opened(tmp_path, name, content, Limits(cells=120)), Book)


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb"])
def test_changed_and_cut_files_are_findings(tmp_path: Path, kind: str) -> None:
    rows = [HEAD, *([f"A{n}", n + 0.5] for n in range(50))]
    content = WRITERS[kind]({"Proposals": rows})
    chance = random.Random(7)
    paths = []
    for number in range(24):
        changed = bytearray(content)
        for _ in range(1 + number % 5):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if number % 3 == 0:
            del changed[chance.randrange(len(changed)) :]
        path = tmp_path / f"{number}.{kind}"
        path.write_bytes(changed)
        paths.append(path)
    found = open_books(paths)
    assert len(found) == 24
    assert any(isinstance(each, Problem) for each in found)
    codes = {each.code for each in found if isinstance(each, Problem)}
    assert codes <= {"TS203", "TS205", "TS206", "TS211", "TS212", "TS213", "TS275", "TS277"}


# Strict Open XML


def test_strict_open_xml_is_read_like_any_other(tmp_path: Path) -> None:
    content = xlsx(TABLES)
    assert b"purl.oclc.org" not in content
    book, usual = (book_of(tmp_path, "p.xlsx", each) for each in (strict(content), content))
    assert values(book) == values(usual)
    assert [cell.number_format for cell in book.tabs[0].rows[2].values()] == [
        cell.number_format for cell in usual.tabs[0].rows[2].values()
    ]


def test_a_date_of_strict_open_xml_is_text_in_its_cell(tmp_path: Path) -> None:
    change = within(SHEET, b'<c r="B2" t="n"><v>1</v>', b'<c r="B2" t="d"><v>2016-12-22</v>')
    book = book_of(tmp_path, "p.xlsx", strict(change(good(tmp_path))))
    assert values(book)[2, 2] in (date(2016, 12, 22), datetime(2016, 12, 22))


def test_strict_open_xml_counts_days_since_1904_where_it_says_so(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "d.xlsx", {"Proposals": [["ID"], [datetime(2016, 12, 22)]]})
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    book.save(path)
    found = book_of(tmp_path, "p.xlsx", strict(path.read_bytes()))
    assert values(found)[2, 1] == datetime(2016, 12, 22)


def test_a_text_that_speaks_of_strict_names_is_left_as_it_is(tmp_path: Path) -> None:
    name = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    book = book_of(tmp_path, "p.xlsx", strict(xlsx({"Proposals": [[name]]})))
    assert values(book) == {(1, 1): name}


# OpenDocument


def one_cell(folder: Path, xml: str, styles: str = "") -> Any:
    row = f"<table:table-row>{xml}</table:table-row>"
    book = book_of(folder, "p.ods", ods_file(ods_sheet("Proposals", [row]), styles))
    return book.tabs[0].rows[1][1]


def test_millions_of_empty_cells_are_nothing_and_repeated_ones_are_written_out(
    tmp_path: Path,
) -> None:
    twice = ods_cell("x", 'table:number-columns-repeated="2"')
    row = f'<table:table-row table:number-rows-repeated="3">{twice}{ods_cell(5)}</table:table-row>'
    book = book_of(tmp_path, "p.ods", ods_file(ods_sheet("Proposals", [row, ods_row([6])])))
    three = {(row, 1): "x" for row in (1, 2, 3)} | {(row, 2): "x" for row in (1, 2, 3)}
    assert values(book) == {**three, **{(row, 3): 5 for row in (1, 2, 3)}, (4, 1): 6}


@pytest.mark.parametrize(
    ("rows", "columns"), [(1_000_000, 1), (1, 900_000_000), (100_000, 16_384), (999_999_999, 999)]
)
def test_a_filled_cell_repeated_for_ever_is_one_finding(
    tmp_path: Path, rows: int, columns: int
) -> None:
    cell = ods_cell("x", f'table:number-columns-repeated="{columns}"')
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    start = time.monotonic()
    text = refused(tmp_path, "p.ods", ods_file(ods_sheet("Proposals", [ods_row([1]), row])))
    assert text.startswith("p.ods › Proposals: goes beyond the limit of 500,000 filled cells")
    assert time.monotonic() - start < 10


def test_the_last_row_of_an_opendocument_is_read_and_none_beyond_it(tmp_path: Path) -> None:
    def below(rows: int) -> bytes:
        gap = f'<table:table-row table:number-rows-repeated="{rows}"/>'
        return ods_file(ods_sheet("Proposals", [gap, ods_row(["x"])]))

    assert values(book_of(tmp_path, "p.ods", below(1_048_575))) == {(1_048_576, 1): "x"}
    text = refused(tmp_path, "p.ods", below(1_048_576))
    assert "it names a cell that no sheet has" in text


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p>'
         "<text:p>c<text:line-break/>d</text:p></table:table-cell>", "a  b\nc\nd"),
        ('<table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p>'
         "</office:annotation><text:p>a<text:span>b</text:span></text:p></table:table-cell>", "ab"),
        ('<table:table-cell office:value-type="string" office:string-value="x"><text:p>y</text:p>'
         "</table:table-cell>", "x"),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', True),
        ('<table:table-cell table:formula="of:=FALSE()" office:value-type="float" '
         'office:value="0"><text:p>FALSE</text:p></table:table-cell>', False),
        ('<table:table-cell table:formula="of:=A2"/>', None),
        ('<table:table-cell office:value-type="float" office:value="1e3"/>', 1000.0),
        ('<table:table-cell office:value-type="date" office:date-value="2016-12-22"/>',
         datetime(2016, 12, 22)),
        ('<table:table-cell office:value-type="date" '
         'office:date-value="2016-12-22T16:05:00.000000000"/>', datetime(2016, 12, 22, 16, 5)),
    ],
)  # fmt: skip
def test_a_cell_of_an_opendocument_is_what_libreoffice_shows(
    tmp_path: Path, xml: str, value: Any
) -> None:
    found = one_cell(tmp_path, xml).value
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [("1_000", '"1_000"'), ("1E999", '"1E999"'), ("NaN", '"NaN"'), ("١", '"١"')],
)
def test_a_number_that_is_none_is_named(tmp_path: Path, value: str, said: str) -> None:
    wrong = one_cell(
        tmp_path, f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    ).wrong
    assert said in str(wrong)


def test_percentages_and_currencies_are_known_by_their_formats(tmp_path: Path) -> None:
    share = '<table:table-cell office:value-type="percentage" office:value="0.625"/>'
    money = (
        '<table:table-cell office:value-type="currency" office:currency="USD" office:value="5"/>'
    )
    row = f"<table:table-row>{ods_cell('A')}{money}</table:table-row>"
    assert one_cell(tmp_path, share).number_format == "0%"
    path = tmp_path / "p.ods"
    path.write_bytes(ods_file(ods_sheet("Proposals", [ods_row(HEAD), row])))
    with pytest.raises(InputError, match="is shown in USD, and the currency of the call is EUR"):
        read_proposals([path], small_call())


def test_a_midnight_whose_format_shows_hours_is_a_moment(tmp_path: Path) -> None:
    styles = (
        '<number:date-style style:name="N1"><number:year/><number:hours/></number:date-style>'
        '<style:style style:name="ce1" style:data-style-name="N1"/>'
    )
    day = 'office:value-type="date" office:date-value="2016-12-22"'
    cell = one_cell(tmp_path, f'<table:table-cell table:style-name="ce1" {day}/>', styles)
    assert "h" in cell.number_format
    assert "h" not in one_cell(tmp_path, f"<table:table-cell {day}/>", styles).number_format


def test_what_is_hidden_in_an_opendocument_is_known(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/>'
    )
    hidden = f'<table:table-row table:visibility="filter">{ods_cell(1)}</table:table-row>'
    body = ods_sheet("Proposals", [columns, ods_row(["x", "y"]), hidden], 'table:style-name="ta2"')
    (tab,) = book_of(tmp_path, "p.ods", ods_file(body, styles)).tabs
    assert (tab.hidden, tab.hidden_rows, tab.hidden_columns) == (True, (2,), (2,))


def test_what_an_opendocument_holds_beside_is_named(tmp_path: Path) -> None:
    away = (
        "<table:table table:name=\"'file:///x.ods'#$A\"><table:table-row>"
        f"{ods_cell('stolen')}</table:table-row></table:table>"
    )
    body = ods_sheet("Proposals", [ods_row(["x"])]) + away
    content = ods_file(body, parts={"Basic/Standard/M.xml": b"<!DOCTYPE x><x/>"})
    book = book_of(tmp_path, "p.ods", content)
    assert [tab.title for tab in book.tabs] == ["Proposals"]
    assert [str(each) for each in book.findings] == [
        "p.ods: holds links to other files and macros; none of it is run, followed or opened."
    ]


def test_tracked_changes_and_drawings_are_no_cells(tmp_path: Path) -> None:
    old = f"<table:table-row>{ods_cell('old')}</table:table-row>"
    changes = f"<table:tracked-changes><table:table>{old}</table:table></table:tracked-changes>"
    shapes = (
        f"<table:shapes><draw:frame><table:table>{old}</table:table></draw:frame></table:shapes>"
    )
    body = changes + ods_sheet("Proposals", [shapes, ods_row(["new"])])
    assert values(book_of(tmp_path, "p.ods", ods_file(body))) == {(1, 1): "new"}


ENCRYPTED = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ods_file("", parts={"META-INF/manifest.xml": ENCRYPTED}), "is encrypted."),
        (ods_file("", parts={"content.xml": b"<!DOCTYPE x><x/>"}), "declares a document type"),
        (ods_file("", parts={"content.xml": b"<x>"}), "content.xml is not in order"),
        (ods_file(""), "is damaged: a part of it is missing."),
        (ods_file("<table:a>" * 70 + "</table:a>" * 70), "64 elements within each other"),
        (ods_file(ods_sheet("x", ["<table:table-row table:number-rows-repeated='-1'/>"])),
         "is damaged: its contents are not in order"),
        (ods_file("<table:table/>" * 201), "the limit of 200 sheets"),
        (ods_file("", parts={"mimetype": b"application/vnd.oasis.opendocument.text"}),
         "it holds an OpenDocument file that is no spreadsheet"),
    ],
)  # fmt: skip
def test_an_opendocument_that_cannot_be_read_says_why(
    tmp_path: Path, content: bytes, said: str
) -> None:
    assert said in refused(tmp_path, "p.ods", content)


# A second opinion: what LibreOffice makes of our workbook, and what calamine reads


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The same sheets from LibreOffice as .xlsx, .ods and .xls."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (LibreOffice) is not installed: no file of its own is read")
    folder = tmp_path_factory.mktemp("office")
    made = _everything(folder / "all.xlsx")
    for kind in ("ods", "xls"):
        subprocess.run(
            [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", kind, "--outdir", str(folder), str(made)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return lambda kind: folder / f"all.{kind}"


def _everything(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Proposals"
    sheet.append(["ID", "Title", "Share", "Amount", "Received", "Yes", "Wrong", "Sum"])
    moment = datetime(2016, 12, 22, 16, 5)
    sheet.append(["A", "Häuser\nund Höfe", 0.625, 1234.5, moment, True, "=1/0", "=1+1"])
    sheet.append(["B", None, 0.5, 10, datetime(2016, 12, 22), False, "=NA()", '="x"'])
    for row in (2, 3):
        sheet.cell(row, 3).number_format = "0.0%"
        sheet.cell(row, 4).number_format = "#,##0.00 [$€-407]"
        sheet.cell(row, 5).number_format = "yyyy-mm-dd hh:mm"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Hidden").append([1])
    book.worksheets[1].sheet_state = "hidden"
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_what_libreoffice_writes_is_read(converted: Callable[[str], Path], kind: str) -> None:
    (book,) = open_books([converted(kind)])
    assert isinstance(book, Book), str(book)
    proposals, hidden = book.tabs
    assert values(book) == {
        **{(1, n): head for n, head in enumerate(
            ["ID", "Title", "Share", "Amount", "Received", "Yes", "Wrong", "Sum"], start=1)},
        (2, 1): "A", (2, 2): "Häuser\nund Höfe", (2, 3): 0.625, (2, 4): 1234.5,
        (2, 5): datetime(2016, 12, 22, 16, 5), (2, 6): True, (2, 7): "#DIV/0!", (2, 8): 2,
        (3, 1): "B", (3, 3): 0.5, (3, 4): 10, (3, 5): datetime(2016, 12, 22), (3, 6): False,
        (3, 7): "#N/A", (3, 8): "x",
    }  # fmt: skip
    assert proposals.rows[2][7].is_error
    assert proposals.rows[3][7].is_error
    assert "%" in proposals.rows[2][3].number_format
    assert "€" in proposals.rows[2][4].number_format or "EUR" in proposals.rows[2][4].number_format
    assert "h" in proposals.rows[3][5].number_format
    assert (proposals.hidden_rows, proposals.hidden_columns) == ((3,), (2,))
    assert {(2, 7), (2, 8), (3, 7), (3, 8)} <= proposals.formulas
    assert (hidden.title, hidden.hidden) == ("Hidden", True)


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
def test_calamine_reads_the_same_texts_and_numbers(tmp_path: Path, kind: str) -> None:
    """Where it does: of errors it says nothing, and of whole days in .xlsb only their number."""
    from python_calamine import CalamineWorkbook

    rows = [["ID", "ä €", "x" * 300], ["A", 0.1, -7], ["B", 1e-9, 123_456_789_012], ["C", True]]
    path = tmp_path / f"p.{kind}"
    path.write_bytes((xls if kind == "xls" else xlsb)({"Proposals": rows}))
    (book,) = open_books([path])
    assert isinstance(book, Book)
    theirs = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert values(book) == {
        (row, column): value
        for row, its in enumerate(theirs, start=1)
        for column, value in enumerate(its, start=1)
        if value != ""
    }


@pytest.mark.full
@pytest.mark.parametrize("kind", WRITERS)
def test_ten_thousand_rows_are_read_within_the_limits(tmp_path: Path, kind: str) -> None:
    chance = random.Random(1)
    rows = [
        [f"A{n}", *(chance.randrange(10**6) / 100 for _ in range(30)), *["a text"] * 9]
        for n in range(10_000)
    ]
    path = tmp_path / f"p.{kind}"
    path.write_bytes(WRITERS[kind]({"Proposals": rows}))
    (book,) = open_books([path], Limits(seconds=120))
    assert isinstance(book, Book), str(book)
    assert len(values(book)) == 400_000
