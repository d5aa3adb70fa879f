"""Files that are no workbook, or a broken one, are one clear problem each."""

from pathlib import Path

import pytest
from workbooks import HEAD, rewrite, small_call, write_workbook

from tenderscore.problem import InputError
from tenderscore.workbook import read_proposals


def file_problem(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read_proposals([path], small_call())
    (problem,) = raised.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no workbook: it holds nothing."),
        (b"ID;Requested\nA;1\n", "is no workbook: it holds plain text, such as CSV."),
        (b"<html><table></table></html>", "is no workbook: it holds a web page."),
        (b"%PDF-1.7", "is no workbook: it holds a PDF document."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is damaged: it is cut off"),
        (b"PK\x03\x04" + bytes(100), "is damaged: it is cut off or was changed on its way."),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(content)
    assert file_problem(path).startswith(f"p.xlsx: {message}")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert file_problem(tmp_path / "p.xlsx").startswith("p.xlsx: there is no such file.")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<shts>"),
        ("xl/worksheets/sheet1.xml", b"</worksheet>", b""),
        ("[Content_Types].xml", b"spreadsheetml", b"wordml"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet9.xml"),
    ],
)
def test_a_workbook_with_a_broken_part_is_one_problem(
    tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1]]})
    rewrite(path, part, old, new)
    assert file_problem(path).startswith("p.xlsx: is damaged: ")


def test_a_file_that_cannot_be_read_does_not_hide_the_problems_of_others(tmp_path: Path) -> None:
    good = write_workbook(tmp_path / "a.xlsx", {"Proposals": [HEAD, ["A", "x"]]})
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"")
    with pytest.raises(InputError) as raised:
        read_proposals([bad, good], small_call())
    assert [each.where for each in raised.value.problems] == ["b.xlsx", "a.xlsx › Proposals!B2"]


def test_two_files_of_one_name_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    paths = [
        write_workbook(folder / "p.xlsx", {"Proposals": [HEAD, [id_, 1]]})
        for folder, id_ in ((tmp_path, "A"), (tmp_path / "x", "B"))
    ]
    with pytest.raises(InputError, match="two of the files have this name"):
        read_proposals(paths, small_call())
