""".xls and .xlsb: what their records tell beside values, and what breaks in them."""

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hostile import packed
from othersheets import (
    BIFF_BEGIN,
    BIFF_CHART,
    BIFF_END,
    BIFF_SHEET,
    Formula,
    biff,
    biff_cell,
    biff_text,
    bin_cell,
    bin_record,
    bin_row,
    bin_sheet,
    bin_text,
    xls,
    xls_of,
    xlsb,
    xlsb_of,
)
from test_workbook_formats import book_of, opened, refused, values

from tenderscore.problem import Problem
from tenderscore.workbook.compound import compound_of
from tenderscore.workbook.limits import Limits

SMALL = {"Proposals": [["ID", "Amount"], ["A", 1]]}


def xls_with(records: bytes, head: bytes = b"") -> bytes:
    return xls(SMALL, more={"Proposals": records}, head=head)


def xlsb_with(cells: bytes, before: bytes = b"", after: bytes = b"", state: int = 0) -> bytes:
    part = {"xl/worksheets/sheet1.bin": bin_sheet(cells, before, after)}
    return xlsb_of({"Proposals": state}, part, ["shared"])


# .xls


def test_numbers_of_a_chart_within_a_sheet_are_no_cells(tmp_path: Path) -> None:
    chart = BIFF_CHART + biff_cell(1, 1, 999.5) + BIFF_END
    content = xls_with(chart + biff_cell(2, 0, "B"))
    assert values(book_of(tmp_path, "p.xls", content)) == {
        (1, 1): "ID", (1, 2): "Amount", (2, 1): "A", (2, 2): 1, (3, 1): "B",
    }  # fmt: skip


def test_several_numbers_in_one_record_are_cells_of_their_own(tmp_path: Path) -> None:
    """As Excel packs them: whole or not, hundredths or not."""
    packed = [5 << 2 | 2, 1234 << 2 | 3, struct.unpack("<I", struct.pack("<d", 0.5)[4:])[0] & ~3]
    record = struct.pack("<HH", 4, 0) + b"".join(struct.pack("<HI", 0, each) for each in packed)
    content = xls_with(biff(0xBD, record + struct.pack("<H", 2)))
    assert [values(book_of(tmp_path, "p.xls", content))[5, n] for n in (1, 2, 3)] == [5, 12.34, 0.5]


def test_texts_are_kept_once_and_named_by_number(tmp_path: Path) -> None:
    head = biff(0xFC, struct.pack("<II", 2, 2) + biff_text("München") + biff_text("Ulm"))
    cells = b"".join(
        biff(0xFD, struct.pack("<HHHI", 2, column, 0, number))
        for column, number in enumerate((1, 0, 2))
    )
    book = book_of(tmp_path, "p.xls", xls_with(cells, head))
    assert values(book)[3, 1] == "Ulm"
    assert values(book)[3, 2] == "München"
    assert '"2" is nothing that a spreadsheet program writes' in str(book.tabs[0].rows[3][3].wrong)


def test_what_is_hidden_in_an_xls_is_known(tmp_path: Path) -> None:
    row = biff(0x208, struct.pack("<HHHHHHHH", 1, 0, 2, 300, 0, 0, 0x20, 0))
    column = biff(0x7D, struct.pack("<HHHHHH", 1, 3, 2000, 0, 1, 0))
    cells = BIFF_SHEET + row + column + biff_cell(0, 0, "ID") + biff_cell(1, 1, "x") + BIFF_END
    (tab,) = book_of(tmp_path, "p.xls", xls_of({"Proposals": (1, cells)})).tabs
    assert (tab.hidden, tab.hidden_rows, tab.hidden_columns) == (True, (2,), (2,))


def test_dates_and_shares_are_known_by_their_formats(tmp_path: Path) -> None:
    share = biff(0x203, struct.pack("<HHHd", 2, 0, 2, 0.625))
    zero = biff(0x22, struct.pack("<H", 1))
    day = biff_cell(2, 1, datetime(2016, 12, 22))
    book = book_of(tmp_path, "p.xls", xls_with(share + day))
    assert book.tabs[0].rows[3][1].number_format == "0%"
    assert values(book)[3, 2] == datetime(2016, 12, 22)
    since_1904 = book_of(tmp_path, "p.xls", xls_with(day, zero))
    assert values(since_1904)[3, 2] == datetime(2020, 12, 23)  # 1462 days later


def test_a_workbook_within_a_workbook_is_not_taken_for_it(tmp_path: Path) -> None:
    """The one of the topmost level counts, wherever the other stands in the list."""
    outer = xls(SMALL)
    directory = 2 * 4096
    inner = outer[directory + 128 : directory + 256]
    changed = bytearray(outer)
    changed[directory + 256 : directory + 384] = inner
    changed[directory + 128 + 116 : directory + 128 + 120] = struct.pack("<I", 2)
    changed[directory + 76 : directory + 80] = struct.pack("<I", 2)
    assert values(book_of(tmp_path, "p.xls", bytes(changed)))[1, 1] == "ID"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xls_with(b"", biff(0x2F, struct.pack("<H", 1))), "is encrypted."),
        (compound_of("EncryptedPackage", bytes(5000)), "is encrypted."),
        (compound_of("WordDocument", bytes(5000)), "it holds a text document."),
        (compound_of("__properties_version1.0", b"x"), "it holds a document of another program."),
        (compound_of("Workbook", BIFF_BEGIN + BIFF_END), "is damaged: a part of it is missing."),
        (compound_of("Workbook", b""), "is damaged: it is cut off"),
        (compound_of("Workbook", biff(0x809, struct.pack("<HH", 0x400, 5)) + BIFF_END),
         "it holds a table older than Excel 5"),
        (xls_with(b"")[:5000], "is damaged: it is cut off"),
        (xls(SMALL)[:8] + bytes(600), "is damaged: it is cut off"),
        (xls_with(b"", biff(0xFC, struct.pack("<II", 9, 600_000))), "500,000 texts"),
        (xls_with(b"", biff(0xFC, struct.pack("<II", 9, 2) + biff_text("one"))),
         "could not be read: the reader for its format gave up. Open it in a spreadsheet program "
         "and save it as an Excel workbook (.xlsx)."),
        (xls_with(biff(0x204, struct.pack("<HHHHB", 2, 0, 0, 9, 1) + b"ab")), "it is cut off"),
    ],
)  # fmt: skip
def test_an_xls_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(tmp_path, "p.xls", content)


def test_a_compound_file_that_runs_in_circles_is_refused(tmp_path: Path) -> None:
    content = bytearray(xls({"Proposals": [["x" * 100] * 200]}))
    chains = 4096  # after the head; sector 3 begins the stream, and now follows itself
    content[chains + 4 * 3 : chains + 4 * 4] = struct.pack("<I", 3)
    assert "is damaged" in refused(tmp_path, "p.xls", bytes(content))


def test_macros_and_other_books_are_named(tmp_path: Path) -> None:
    link = biff(0x1AE, struct.pack("<H", 1) + biff_text("other.xls"))
    content = bytearray(xls_with(b"", link))
    name = "_VBA_PROJECT_CUR".encode("utf-16-le")  # into the third entry of the directory
    content[2 * 4096 + 256 : 2 * 4096 + 256 + len(name)] = name
    content[2 * 4096 + 256 + 64 : 2 * 4096 + 256 + 67] = struct.pack("<HB", len(name) + 2, 1)
    book = book_of(tmp_path, "p.xls", bytes(content))
    assert [str(each) for each in book.findings] == [
        "p.xls: holds links to other files and macros; none of it is run, followed or opened."
    ]


def test_a_table_of_excel_5_is_read_by_its_code_page(tmp_path: Path) -> None:
    head = biff(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + biff(0x42, struct.pack("<H", 1252))
    place = len(head) + 4 + 6 + 1 + len("Köln") + len(BIFF_END)
    title = biff(0x85, struct.pack("<IBBB", place, 0, 0, 4) + "Köln".encode("cp1252"))
    word = "Größe €".encode("cp1252")
    cell = biff(0x204, struct.pack("<HHHH", 0, 0, 0, len(word)) + word)
    sheet = biff(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + cell + BIFF_END
    book = book_of(tmp_path, "p.xls", compound_of("Book", head + title + BIFF_END + sheet))
    assert book.tabs[0].title == "Köln"
    assert values(book) == {(1, 1): "Größe €"}


# .xlsb


def test_a_whole_day_in_an_xlsb_is_a_day(tmp_path: Path) -> None:
    """It is kept as a whole number, of which calamine alone would say only that."""
    book = book_of(tmp_path, "p.xlsb", xlsb({"Proposals": [["ID", datetime(2016, 12, 22)]]}))
    assert values(book)[1, 2] == datetime(2016, 12, 22)


def test_texts_in_an_xlsb_stand_apart_in_the_cell_or_in_runs(tmp_path: Path) -> None:
    own = bin_record(6, struct.pack("<II", 0, 0) + bin_text("own"))
    runs = bin_record(62, struct.pack("<II", 1, 0) + b"\1" + bin_text("runs") + bytes(8))
    shared = bin_record(7, struct.pack("<III", 2, 0, 0))
    none = bin_record(7, struct.pack("<III", 3, 0, 1))
    book = book_of(tmp_path, "p.xlsb", xlsb_with(bin_row(0, [], []) + own + runs + shared + none))
    assert values(book) == {(1, 1): "own", (1, 2): "runs", (1, 3): "shared", (1, 4): "1"}
    assert book.tabs[0].rows[1][4].wrong is not None


def test_what_is_hidden_in_an_xlsb_is_known(tmp_path: Path) -> None:
    columns = bin_record(60, struct.pack("<IIIIH", 1, 2, 256, 0, 1))
    cells = bin_row(0, ["ID", "x"], [], flags=0x10)
    (tab,) = book_of(tmp_path, "p.xlsb", xlsb_with(cells, columns, state=1)).tabs
    assert (tab.hidden, tab.hidden_rows, tab.hidden_columns) == (True, (1,), (2,))


def test_the_last_cell_of_an_xlsb_is_read_and_none_beyond_it(tmp_path: Path) -> None:
    last = bin_row(1_048_575, [], []) + bin_cell(16_383, 5, [])
    assert values(book_of(tmp_path, "p.xlsb", xlsb_with(last))) == {(1_048_576, 16_384): 5}
    for far in (bin_row(1_048_576, [5], []), bin_row(0, [], []) + bin_cell(16_384, 5, [])):
        text = refused(tmp_path, "p.xlsb", xlsb_with(far))
        assert "it names a cell that no sheet has" in text


def test_an_xlsb_counts_days_since_1904_where_it_says_so(tmp_path: Path) -> None:
    content = xlsb({"Proposals": [[datetime(2016, 12, 22)]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    flags = bin_record(0x99, bytes(12))
    assert flags in parts["xl/workbook.bin"]
    since = bin_record(0x99, b"\x01" + bytes(11))
    parts["xl/workbook.bin"] = parts["xl/workbook.bin"].replace(flags, since)
    book = book_of(tmp_path, "p.xlsb", packed(parts))
    assert values(book)[1, 1] == datetime(2020, 12, 23)  # 1462 days later


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xlsb_of({}, {}, []), "is damaged: a part of it is missing."),
        (xlsb_of({"A": 0, "B": 0}, {"xl/worksheets/sheet1.bin": bin_sheet(b"")}, []),
         "is damaged: a part of it is missing."),
        (xlsb_with(b"\x05\x7f"), "is damaged: it is cut off"),
        (xlsb_with(bin_record(0, b"")), "is damaged: it is cut off"),
        (xlsb_with(bin_row(0, [], []) + bin_record(13, bytes(8))), "its format gave up"),
        (xlsb(SMALL)[:-300], "is damaged: it is cut off"),
        (xlsb_of({"A": 0}, {"xl/worksheets/sheet1.bin": bin_sheet(b""),
                            "xl/_rels/workbook.bin.rels": b"<!DOCTYPE x><x/>"}, []),
         "declares a document type"),
        (xlsb_of({"A": 0}, {"xl/worksheets/sheet1.bin": bin_sheet(b""),
                            "xl/sharedStrings.bin": bin_record(0x9F, struct.pack("<II", 7, 7))},
                 []), "is damaged: it is cut off"),
    ],
)  # fmt: skip
def test_an_xlsb_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(tmp_path, "p.xlsb", content)


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
def test_empty_cells_that_are_kept_for_their_format_have_a_limit(tmp_path: Path, kind: str) -> None:
    if kind == "xls":
        blanks = biff(0xBE, struct.pack("<HH", 9, 0) + bytes(2 * 20) + struct.pack("<H", 19))
        content = xls_with(blanks)
    else:
        blank = b"".join(bin_record(1, struct.pack("<II", n, 0)) for n in range(20))
        content = xlsb_with(bin_row(0, ["x"], []) + blank)
    found = opened(tmp_path, f"p.{kind}", content, Limits(blanks=19))
    assert isinstance(found, Problem)
    assert "the limit of 19 empty cells" in str(found)
    assert "Delete all rows below row" in str(found)


def test_a_formula_of_a_text_is_that_text(tmp_path: Path) -> None:
    for kind, content in (("xls", xls), ("xlsb", xlsb)):
        book = book_of(tmp_path, f"p.{kind}", content({"Proposals": [["ID", Formula("Ulm")]]}))
        assert values(book) == {(1, 1): "ID", (1, 2): "Ulm"}
        assert book.tabs[0].formulas == {(1, 2)}
