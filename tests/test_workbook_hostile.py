"""Whatever a stranger sends: one clear finding, quickly, and the other files go on."""

import os
import time
from pathlib import Path

import pytest
from hostile import ENTITIES, LIMITS, PLACES, SHEET, TRICKS, also, good, packed, rows, within
from workbooks import HEAD, small_call, write_workbook

from tenderscore.problem import InputError, Problem
from tenderscore.workbook import read_proposals
from tenderscore.workbook.book import Book
from tenderscore.workbook.limits import Limits
from tenderscore.workbook.opening import open_books, warm_up


def opened(folder: Path, content: bytes, limits: Limits | None = None) -> Book | Problem:
    path = folder / "p.xlsx"
    path.write_bytes(content)
    (book,) = open_books([path], limits)
    return book


def refused(folder: Path, content: bytes) -> str:
    found = opened(folder, content)
    assert isinstance(found, Problem)
    assert found.where.startswith("p.xlsx")
    return str(found)


@pytest.mark.parametrize("fault", LIMITS)
def test_more_than_is_read_is_one_finding_that_names_the_limit(tmp_path: Path, fault: str) -> None:
    make, said = LIMITS[fault]
    content = make(good(tmp_path))
    warm_up()
    start = time.monotonic()
    assert said in refused(tmp_path, content)
    assert time.monotonic() - start < 10  # a second, where nothing else runs


@pytest.mark.parametrize("fault", TRICKS)
def test_tricks_of_archives_are_refused(tmp_path: Path, fault: str) -> None:
    make, said = TRICKS[fault]
    text = refused(tmp_path, make(good(tmp_path)))
    assert said in text


@pytest.mark.parametrize("fault", ENTITIES)
def test_no_entity_is_expanded_and_no_document_type_read(tmp_path: Path, fault: str) -> None:
    assert "declares a document type" in refused(tmp_path, ENTITIES[fault](good(tmp_path)))


@pytest.mark.parametrize("place", PLACES)
def test_a_cell_outside_every_sheet_is_refused(tmp_path: Path, place: bytes) -> None:
    content = rows(b'<row r="5"><c r="%s"><v>1</v></c></row>' % place)(good(tmp_path))
    assert "it names a cell that no sheet has" in refused(tmp_path, content)


@pytest.mark.parametrize("row", [b"0", b"2000000000", b"1048577"])
def test_a_row_outside_every_sheet_is_refused(tmp_path: Path, row: bytes) -> None:
    content = rows(b'<row r="%s"><c><v>1</v></c></row>' % row)(good(tmp_path))
    assert "it names a cell that no sheet has" in refused(tmp_path, content)


def test_the_last_cell_of_a_sheet_is_read(tmp_path: Path) -> None:
    content = rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')(good(tmp_path))
    book = opened(tmp_path, content)
    assert isinstance(book, Book)
    assert book.tabs[0].rows[1_048_576][16_384].where == "p.xlsx › Proposals!XFD1048576"


def test_empty_rows_beyond_number_are_named_with_the_row_below_which_they_begin(
    tmp_path: Path,
) -> None:
    make, _ = LIMITS["many styled rows"]
    text = refused(tmp_path, make(good(tmp_path)))
    assert text.startswith("p.xlsx › Proposals: ")
    assert "Delete all rows below row 2 and all columns beside the table" in text


def test_a_limit_can_be_raised(tmp_path: Path) -> None:
    make, _ = LIMITS["many sheets"]
    content = make(good(tmp_path))
    assert isinstance(opened(tmp_path, content, Limits(sheets=400)), Book)


def test_a_merge_over_a_whole_sheet_takes_no_time(tmp_path: Path) -> None:
    merge = b'</sheetData><mergeCells><mergeCell ref="A10:XFD1048576"/></mergeCells>'
    content = within(SHEET, b"</sheetData>", merge)(good(tmp_path))
    assert isinstance(opened(tmp_path, content), Book)


def test_macros_and_links_are_named_and_nothing_of_them_is_read(tmp_path: Path) -> None:
    parts = good(tmp_path)
    content = packed(
        {
            **parts,
            "xl/vbaProject.bin": b"no macro at all",
            "xl/externalLinks/externalLink1.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
            "xl/connections.xml": b"<x/>",
        }
    )
    book = opened(tmp_path, content)
    assert isinstance(book, Book)
    assert [str(each) for each in book.findings] == [
        "p.xlsx: holds macros, links to other files and connections to sources of data; "
        "none of it is run, followed or opened."
    ]


def test_a_remote_template_is_named_and_not_fetched(tmp_path: Path) -> None:
    part = "xl/_rels/workbook.xml.rels"
    relation = (
        b'<Relationship Id="t" Type="http://x/attachedTemplate" TargetMode="External" '
        b'Target="http://localhost:9/t.xltx"/></Relationships>'
    )
    book = opened(tmp_path, within(part, b"</Relationships>", relation)(good(tmp_path)))
    assert isinstance(book, Book)
    assert "holds a template that lies elsewhere" in str(book.findings[0])


def test_a_part_is_looked_over_wherever_it_lies(tmp_path: Path) -> None:
    """A sheet may stand in any folder; openpyxl follows the relations."""
    parts = good(tmp_path)
    part = "xl/_rels/workbook.xml.rels"
    parts[part] = parts[part].replace(b"worksheets/sheet1.xml", b"media/a.png")
    parts["xl/media/a.png"] = b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + parts.pop(SHEET)
    assert "declares a document type in xl/media/a.png" in refused(tmp_path, packed(parts))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.xlsx")
    (found,) = open_books([tmp_path / "p.xlsx"])
    assert str(found).startswith("p.xlsx: is not an ordinary file.")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_no_file() -> None:
    (found,) = open_books([Path("/dev/zero")])
    assert str(found).startswith("zero: is not an ordinary file.")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b"NaN", '"NaN" is nothing that a spreadsheet program writes.'),
        (b"250_000", '"250_000" is nothing'),
        ("٢٥٠".encode(), '"٢٥٠" is nothing'),
        (b"1" * 5000, "is nothing"),
        (b"1" * 300, "is too large"),
        (b"1E999", '"1E999" is nothing'),
    ],
)
def test_a_number_that_no_program_writes_is_named_with_its_cell(
    tmp_path: Path, value: bytes, said: str
) -> None:
    content = within(SHEET, b"<v>1</v>", b"<v>" + value + b"</v>")(good(tmp_path))
    (tmp_path / "p.xlsx").write_bytes(content)
    with pytest.raises(InputError) as raised:
        read_proposals([tmp_path / "p.xlsx"], small_call())
    (found,) = raised.value.problems
    assert found.where == "p.xlsx › Proposals!B2"
    assert said in str(found)


@pytest.mark.parametrize("index", [b"-1", b"99", b"abc"])
def test_a_text_that_is_not_there_is_named_with_its_cell(tmp_path: Path, index: bytes) -> None:
    content = within(SHEET, b'<c r="B2" t="n"><v>1</v>', b'<c r="B2" t="s"><v>' + index + b"</v>")(
        good(tmp_path)
    )
    (tmp_path / "p.xlsx").write_bytes(content)
    with pytest.raises(InputError, match="is nothing that a spreadsheet program writes") as raised:
        read_proposals([tmp_path / "p.xlsx"], small_call())
    assert raised.value.problems[0].where == "p.xlsx › Proposals!B2"


def test_a_cell_that_stands_there_twice_is_a_problem(tmp_path: Path) -> None:
    content = rows(b'<row r="2"><c r="B2"><v>2</v></c></row>')(good(tmp_path))
    (tmp_path / "p.xlsx").write_bytes(content)
    with pytest.raises(InputError, match="stands there twice, with two values"):
        read_proposals([tmp_path / "p.xlsx"], small_call())


def test_rows_out_of_order_and_a_wrong_extent_lose_nothing(tmp_path: Path) -> None:
    parts = good(tmp_path)
    sheet = rows(b'<row r="1"/>')(parts)
    del sheet
    content = parts[SHEET].replace(b'ref="A1:B2"', b'ref="A1"')
    first, second = content.index(b'<row r="1"'), content.index(b'<row r="2"')
    end = content.index(b"</sheetData>")
    turned = content[:first] + content[second:end] + content[first:second] + content[end:]
    book = opened(tmp_path, packed({**parts, SHEET: turned}))
    assert isinstance(book, Book)
    assert {row: sorted(its) for row, its in book.tabs[0].rows.items()} == {1: [1, 2], 2: [1, 2]}


def test_a_text_longer_than_a_cell_holds_is_named(tmp_path: Path) -> None:
    long = b'<c r="C2" t="inlineStr"><is><t>' + b"x" * 32_768 + b"</t></is></c></row></sheetData>"
    content = within(SHEET, b"</row></sheetData>", long)(good(tmp_path))
    book = opened(tmp_path, content)
    assert isinstance(book, Book)
    wrong = book.tabs[0].rows[2][3].wrong
    assert wrong is not None
    assert str(wrong).startswith("p.xlsx › Proposals!C2: holds more than 32,767 characters.")


def test_a_bomb_does_not_hide_the_problems_of_others(tmp_path: Path) -> None:
    bomb = tmp_path / "a.xlsx"
    bomb.write_bytes(LIMITS["a bomb"][0](good(tmp_path)))
    write_workbook(tmp_path / "b.xlsx", {"Proposals": [HEAD, ["A", "x"]]})
    with pytest.raises(InputError) as raised:
        read_proposals([bomb, tmp_path / "b.xlsx"], small_call())
    assert [each.where for each in raised.value.problems] == ["a.xlsx", "b.xlsx › Proposals!B2"]


def test_an_unread_part_may_hold_anything(tmp_path: Path) -> None:
    assert isinstance(opened(tmp_path, also("xl/media/a.xml")(good(tmp_path))), Book)
