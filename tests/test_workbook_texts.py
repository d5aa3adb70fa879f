"""Texts of rows and fields (CSV): what divides them, how they are coded, what they are called."""

from pathlib import Path

import pytest
from test_workbook_formats import book_of, refused, values
from workbooks import small_call

from tenderscore.problem import InputError
from tenderscore.round import Round, TableLayout
from tenderscore.workbook import read_proposals

PLAIN = b"ID;Requested amount\nA;1\n"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("ID;B\nA;1,5\nB;2,5\n", {(2, 2): "1,5", (3, 2): "2,5"}),
        ("ID,B\r\nA,1.5\r\n", {(2, 2): "1.5"}),
        ("ID\tB\rA\t1,5;2\r", {(2, 2): "1,5;2"}),
        ('ID;B\nA;"x;y\n""z"""\n', {(2, 2): 'x;y\n"z"'}),
        ("ID;B\n\n\nA;1\n\n", {(4, 2): "1"}),
        ("sep=,\nID,B\nA;x,1\n", {(2, 1): "A;x", (2, 2): "1"}),
        ("sep=|\r\nID|B\r\nA|1\r\n", {(2, 2): "1"}),
        ("SEP=\t\nID\tB\nA\t1;2,3\n", {(2, 2): "1;2,3"}),
        ("ID;B\nA;=1+1\n", {(2, 2): "=1+1"}),
        ("PK;B\nMZ;-7\n", {(2, 2): "-7"}),
        ("ID;Place\nB;1\n", {(2, 2): "1"}),
        ("ID;B\nA; \n", {}),
    ],
)
def test_the_one_sign_that_divides_all_rows_equally_is_taken(
    tmp_path: Path, text: str, cells: dict[tuple[int, int], str]
) -> None:
    found = values(book_of(tmp_path, "p.csv", text.encode()))
    assert {place: value for place, value in found.items() if place[0] > 1 and place[1] > 1} == {
        place: value for place, value in cells.items() if place[1] > 1
    }
    assert cells.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ID;B\nA;1;2\n", "divided at each semicolon, row 2 has 3 fields, and row 1 has 2"),
        ("\nID;B;C\nA;1;2\n\nB;1\n", "at each semicolon, row 5 has 2 fields, and row 2 has 3"),
        ("ID\nA\n", "no row has a semicolon, a comma or a tab"),
        ("ID;A,B\nA;1,2\n", "more than one of semicolon, comma and tab divides all rows"),
    ],
)
def test_what_divides_the_fields_is_never_guessed(tmp_path: Path, text: str, said: str) -> None:
    found = refused(tmp_path, "p.csv", text.encode())
    assert said in found
    assert "in a first line, such as sep=;" in found


def test_a_longer_row_is_kept_where_the_sign_is_named(tmp_path: Path) -> None:
    path = tmp_path / "proposals.csv"
    path.write_text("sep=;\nID;Requested amount\nA;1;lost?\nB\n")
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    assert [(each.code, each.where) for each in raised.value.problems] == [
        ("TS236", "proposals.csv › proposals!C2"),
        ("TS254", "proposals.csv › proposals!B3"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [('ID;B\nA;"1\nx\n', 2), ('ID;B\nA;"1"x\nB;2\n', 2), ('sep=;\n"ID;B\n', 2)],
)
def test_quotes_that_do_not_match_are_named_with_their_line(
    tmp_path: Path, text: str, line: int
) -> None:
    said = f"the quotes in the row that begins in line {line} do not match."
    assert said in refused(tmp_path, "p.csv", text.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ID;B\nA;\x81\xe4\n", "the byte 81 in line 2 is a letter neither in UTF-8 nor in"),
        (b"ID;B\nA;\0\n", "line 2 holds the control character 00"),
        (b"ID;B\nA;1\n\x1a", "line 3 holds the control character 1A"),
        ("ID;B\nA;1\n".encode("utf-16-le"), "line 1 holds the control character 00"),
        (b"\xef\xbb\xbfID;B\xe4\n", "it begins as UTF-8 and is not"),
        (b"\xff\xfeI\x00D\x00;", "it begins as UTF-16 and is not"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(tmp_path, "p.csv", content)


def test_what_is_read_as_windows_1252_shows_a_word_to_check(tmp_path: Path) -> None:
    book = book_of(tmp_path, "p.csv", "ID;B\nA;für Müller\n".encode("cp1252"))
    (note,) = book.findings
    assert note.severity == "note"
    assert str(note).startswith("p.csv: is read in the encoding Windows-1252, as it is not UTF-8; ")
    assert 'words such as "für"' in str(note)


@pytest.mark.parametrize("name", ["p.xls", "p.xlsx", "p", "p.dat"])
def test_a_text_of_another_name_is_refused_and_told_how_to_be_called(
    tmp_path: Path, name: str
) -> None:
    found = refused(tmp_path, name, PLAIN)
    assert f"{name}: is no workbook: it holds plain text, such as CSV." in found
    assert "let its name end in .csv" in found


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "nothing"), (b"<html><table>", "a web page"), (b"%PDF-1", "a PDF document"),
     (b'<?xml version="1.0"?>', "an XML file")],
)  # fmt: skip
def test_a_document_called_csv_is_none(tmp_path: Path, content: bytes, said: str) -> None:
    assert f"is no workbook: it holds {said}." in refused(tmp_path, "p.csv", content)


@pytest.mark.parametrize(
    "name", ["proposals.csv", "c17-Proposals.TXT", "2017 skizzen.tsv", "a.b_offers-proposals.csv"]
)
def test_the_name_of_the_file_or_its_last_word_says_the_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PLAIN)
    intake = read_proposals([tmp_path / name], small_call())
    stem = name.rpartition(".")[0]
    assert intake.proposals[0].cells["requested"] == f"{name} › {stem}!B2"


def test_a_name_that_says_no_table_is_told_how_to_end(tmp_path: Path) -> None:
    path = tmp_path / "c17-propsals.csv"
    path.write_bytes(PLAIN)
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    (found,) = raised.value.problems
    assert found.code == "TS274"
    assert "Did you mean 'Proposals'?" in str(found)
    assert "such as -Proposals.csv" in str(found)


def test_the_round_names_a_text_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "list of march.csv"
    path.write_bytes(PLAIN)
    layout = TableLayout(sheets=("list of march",))
    round_ = Round(name="round.toml", tables={"proposals": layout})
    assert read_proposals([path], small_call(), round_).proposals[0].id == "A"


def test_a_number_in_a_text_is_read_as_a_person_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "proposals.csv"
    path.write_text("ID;Requested amount\nA;1.234\n")
    with pytest.raises(InputError, match=r"can mean 1234 or 1\.234"):
        read_proposals([path], small_call())
    round_ = Round(name="round.toml", decimal_style="german")
    assert read_proposals([path], small_call(), round_).proposals[0].requested == 123_400
