"""Findings to be sent: what a code means, a row for each as CSV and as a workbook."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from test_cli import CALL, HEAD, flat, tenderscore
from workbooks import write_workbook

from tenderscore.language import LANGUAGES, speaking
from tenderscore.messages import MESSAGES
from tenderscore.problem import Problem, problem
from tenderscore.reports import FINDINGS
from tenderscore.reports.capped import capped
from tenderscore.reports.finding_page import FAMILIES, finding_page, findings_list
from tenderscore.reports.finding_rows import finding_rows, findings_csv, findings_workbook, harmless

HOSTILE = ["=1+1", "+1", "-1", "@SUM(1)", "a;=cmd|' /C calc'!A1", "a,=1", "x\t=1", "＝1", ' "=1']


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "call.toml").write_text(CALL)
    rows = [["A", "+1", "west", "1.234", 5, "yes"], ["B", "x", "north", 1, 5, "maybe"]]
    write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, *rows]})
    return tmp_path


# What a code means


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_page_in_both_languages(language: str) -> None:
    with speaking(language):
        for code, message in MESSAGES.items():
            page = finding_page(code)
            assert page.startswith(f"{code} · ")
            assert ("Was zu tun ist: " if language == "de" else "To mend it: ") in page or (
                not message.fix
            )
            assert not re.search(r"\{\w+\}", page)


def test_every_code_is_listed_under_its_family() -> None:
    listed = findings_list()
    assert all(f"  {code} " in listed for code in MESSAGES)
    assert {code[:3] for code in MESSAGES} == set(FAMILIES)


@pytest.mark.parametrize("code", ["TS203", "ts203", "203", "(TS203)"])
def test_a_code_is_found_however_it_is_written(tmp_path: Path, code: str) -> None:
    done = tenderscore(tmp_path, "finding", code)
    assert done.returncode == 0
    assert "Is no workbook: it holds …." in done.stdout


def test_an_unknown_code_is_a_problem_with_a_suggestion(tmp_path: Path) -> None:
    done = tenderscore(tmp_path, "finding", "TS2O3")
    assert done.returncode == 1
    assert "there is no finding TS2O3. Did you mean 'TS203'?" in flat(done.stderr)


# A row for each


def test_a_row_has_the_consortium_the_place_and_the_mend(here: Path) -> None:
    done = tenderscore(here, "check", "call.toml", "p.xlsx", "--format", "csv")
    assert done.returncode == 1
    head, *rows = list(csv.reader(io.StringIO(done.stdout)))
    assert head[:6] == ["Consortium", "File", "Sheet", "Cell", "Code", "Kind"]
    assert [row[:5] for row in rows] == [
        ["A", "p.xlsx", "Proposals", "C2", "TS252"],
        ["A", "p.xlsx", "Proposals", "D2", "TS251"],
        ["B", "p.xlsx", "Proposals", "F3", "TS252"],
    ]
    assert all(row[7] for row in rows)


def test_the_ending_of_the_file_asks_for_a_workbook(here: Path) -> None:
    done = tenderscore(here, "check", "call.toml", "p.xlsx", "-o", "findings.xlsx")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Written to .: findings.xlsx (3 problems)\n"
    sheet = openpyxl.load_workbook(here / "findings.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["D"]] == ["Cell", "C2", "D2", "F3"]


def test_a_csv_file_begins_with_the_mark_of_its_encoding(here: Path) -> None:
    tenderscore(here, "check", "call.toml", "p.xlsx", "-o", "f.csv", "--lang", "de")
    content = (here / "f.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"Konsortium";"Datei";')


def test_a_workbook_is_not_printed(here: Path) -> None:
    done = tenderscore(here, "check", "call.toml", "p.xlsx", "--format", "xlsx")
    assert done.returncode == 2
    assert "name it with --out" in done.stderr


def test_a_file_with_one_proposal_is_about_it_whole(here: Path) -> None:
    sheets = {"Proposals": [[*HEAD, "Unknown"], ["A", "x", "north", 1, 5, "yes"]]}
    write_workbook(here / "p.xlsx", sheets)
    done = tenderscore(here, "check", "call.toml", "p.xlsx", "--format", "csv")
    assert done.stdout.splitlines()[1].startswith('"A","p.xlsx","Proposals","G1","TS231"')


# Of each file a hundred


def many(file: str, codes: str) -> list[Problem]:
    """One letter for each: p a problem, w a warning, n a note."""
    code = {"p": "TS256", "w": "TS223", "n": "TS228"}
    return [
        problem(code[each], where=f"{file} › S!A{row}", count=1, columns="A")
        for row, each in enumerate(codes, start=1)
    ]


def test_a_hundred_findings_of_a_file_are_shown_whole() -> None:
    findings = many("a.xlsx", "p" * 100) + many("b.xlsx", "p" * 100)
    assert capped(findings) == findings


def test_of_more_the_gravest_hundred_are_shown_in_reading_order_and_the_others_counted() -> None:
    findings = many("a.xlsx", "n" * 30 + "w" * 60 + "p" * 60) + many("b.xlsx", "p")
    shown = capped(findings)
    assert shown[:100] == findings[30:70] + findings[90:150]  # 40 warnings and 60 problems
    assert str(shown[100]) == (
        "a.xlsx: 50 more are not shown: 20 warnings, 30 notes. "
        "Mend what is shown first, and check again."
    )
    assert shown[101:] == findings[150:]


@pytest.mark.parametrize(
    ("codes", "code"),
    [("p" * 101, "TS280"), ("p" * 100 + "wn", "TS281"), ("w" * 100 + "n", "TS282")],
)
def test_the_line_is_as_grave_as_the_gravest_that_it_counts(codes: str, code: str) -> None:
    assert capped(many("a.xlsx", codes))[-1].code == code


def test_every_report_of_findings_shows_as_many_and_counts_them_all() -> None:
    findings = many("a.xlsx", "p" * 150) + many("b.xlsx", "w")
    text, page, data = (FINDINGS[form](findings) for form in ("text", "md", "json"))
    assert text.endswith("150 problems, 1 warning.\n")
    assert text.count("(TS256)") == page.count("| TS256 |") == 100
    assert text.count("(TS280)") == page.count("| TS280 |") == 1
    said = json.loads(data)
    assert said["counts"] == {"problem": 150, "warning": 1, "note": 0}
    assert len(said["findings"]) == 102
    rows = finding_rows(findings)
    assert [row[4] for row in rows] == ["TS256"] * 100 + ["TS280", "TS223"]


def test_the_line_of_a_file_stands_last_in_it_whosever_its_rows_are() -> None:
    findings = [evolve(each, about="A") for each in many("a.xlsx", "p" * 150)]
    assert finding_rows(findings)[-1][4] == "TS280"


def test_a_refusal_shows_as_many_too(here: Path) -> None:
    rows = [[f"A{n}", "x", "north", "x", 5, "yes"] for n in range(150)]
    write_workbook(here / "p.xlsx", {"Proposals": [HEAD, *rows]})
    done = tenderscore(here, "score", "call.toml", "p.xlsx")
    assert done.stderr.count("(TS252)") == 100
    assert "p.xlsx: 50 more are not shown: 50 problems." in flat(done.stderr)
    assert done.stderr.endswith("150 problems.\n")


# Hostile texts


def hostile_findings() -> list[Problem]:
    return [
        problem(
            "TS252",
            where=f"{each} › {each}!{each}",
            value=each,
            expected=each,
            suggestion=each,
            example=each,
        )
        for each in HOSTILE
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_begins_a_formula_with_whichever_separator(text: str) -> None:
    for part in harmless(text).replace("\t", ";").replace(",", ";").split(";"):
        assert part.strip().strip("\"'").strip()[:1] not in tuple("=+-@＝") or "'" in part


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_stay_texts_in_csv(language: str) -> None:
    with speaking(language):
        text = findings_csv(hostile_findings())
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            assert not [cell for cell in row if cell.strip()[:1] in tuple("=+-@＝")]


def test_hostile_texts_stay_texts_in_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "f.xlsx").write_bytes(findings_workbook(hostile_findings()))
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_the_same_findings_give_the_same_bytes() -> None:
    assert findings_workbook(hostile_findings()) == findings_workbook(hostile_findings())


def test_findings_without_a_place_come_first() -> None:
    rows = finding_rows([problem("TS256", where="p.xlsx › S!A1"),
                         problem("TS407")])  # fmt: skip
    assert [row[4] for row in rows] == ["TS407", "TS256"]
