"""The applicant's check as it is handed out: one page, four dresses, two languages."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from applications import application
from attrs import evolve
from test_cli import CALL as SMALL
from test_cli import HEAD, ROWS, tenderscore
from workbooks import write_workbook

from tenderscore import read_call, read_proposals, selfcheck, speaking
from tenderscore.examples import example_files
from tenderscore.indicators.marked import by_jury
from tenderscore.language import LANGUAGES
from tenderscore.reports import SELFCHECKS
from tenderscore.reports.lines import WIDTH, columns
from tenderscore.reports.selfcheck_workbook import selfcheck_workbook
from tenderscore.selfchecking import SelfCheck

ONE_PAGE = 70
"""Lines of a page of A4, six an inch."""
SEEDS = range(25)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two files that an applicant has, and nothing else."""
    here = tmp_path_factory.mktemp("applicant")
    files = example_files("mittelstand")
    for name in ("call.toml", "antrag.xlsx"):
        (here / name).write_bytes(files[name])
    return here


@pytest.fixture(scope="module")
def its(folder: Path) -> SelfCheck:
    call = read_call(folder / "call.toml")
    (proposal,) = read_proposals([folder / "antrag.xlsx"], call).proposals
    return selfcheck(call, proposal)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_page_of_eighty_columns(its: SelfCheck, language: str) -> None:
    with speaking(language):
        lines = SELFCHECKS["text"](its, ()).splitlines()
    assert len(lines) <= ONE_PAGE
    assert [line for line in lines if columns(line) > WIDTH] == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_check_can_be_printed_in_every_dress(seed: int, language: str) -> None:
    found = selfcheck(*application(seed))
    with speaking(language):
        for report in SELFCHECKS.values():
            assert report(found, found.unknown)
        assert selfcheck_workbook(found, found.unknown)
        text = SELFCHECKS["text"](found, found.unknown)
    assert [line for line in text.splitlines() if columns(line) > WIDTH] == []


def test_the_page_says_condition_by_condition_what_was_found_and_by_which_source(
    its: SelfCheck,
) -> None:
    text = SELFCHECKS["text"](its, ())
    assert "met   At least three partners: 4 partners; needed: at least 3. [example]" in text
    assert "open  Received before the deadline: not handed in yet" in text
    assert "[example] Invented for this illustration" in text
    assert "Invented for this illustration |" in SELFCHECKS["md"](its, ())


def test_json_has_the_findings_as_ever_and_the_check_beside_them(folder: Path) -> None:
    done = tenderscore(folder, "check", "call.toml", "antrag.xlsx", "--format", "json")
    found = json.loads(done.stdout)
    assert (found["format"], found["findings"]) == (1, [])
    assert found["selfcheck"]["total"] == {
        "lowest": "0.8745",
        "highest": "4.0995",
        "threshold_chance": "open",
    }
    assert found["selfcheck"]["best_pair"]["gain_at_least"] == "0.2625"


def test_what_programs_read_is_the_same_in_both_languages(its: SelfCheck) -> None:
    with speaking("de"):
        german = json.loads(SELFCHECKS["json"](its, ()))["selfcheck"]
    assert german == json.loads(SELFCHECKS["json"](its, ()))["selfcheck"]


@pytest.mark.parametrize(("language", "names"), [
    ("en", ["Check", "Findings"]), ("de", ["Prüfung", "Befunde"])])  # fmt: skip
def test_the_workbook_has_the_page_and_the_findings(
    its: SelfCheck, language: str, names: list[str]
) -> None:
    with speaking(language):
        content = selfcheck_workbook(its, its.unknown)
        assert content == selfcheck_workbook(its, its.unknown)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == names
    page = book.worksheets[0]
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight in (None, 1)  # None: the one page that is the default
    assert page.page_setup.orientation == "portrait"
    with ZipFile(BytesIO(content)) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())


def test_a_hostile_title_stays_a_text_in_every_dress(its: SelfCheck) -> None:
    evil = evolve(its, proposal=evolve(its.proposal, title="=1+1 | <b>x</b>\n# y"))
    page = openpyxl.load_workbook(BytesIO(selfcheck_workbook(evil, ()))).worksheets[0]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert "<b>" not in SELFCHECKS["md"](evil, ())
    assert "\n# y" not in SELFCHECKS["md"](evil, ())


# Which of the two, and the exit code


def test_one_proposal_gets_the_page_and_several_the_list(tmp_path: Path) -> None:
    (tmp_path / "call.toml").write_text(SMALL)
    write_workbook(tmp_path / "one.xlsx", {"Proposals": [HEAD, ROWS[0]]})
    write_workbook(tmp_path / "two.xlsx", {"Proposals": [HEAD, ROWS[1], ROWS[2]]})
    one = tenderscore(tmp_path, "check", "call.toml", "one.xlsx")
    assert (one.returncode, one.stdout.splitlines()[0]) == (
        0,
        "Check before handing in: A – A bridge",
    )
    two = tenderscore(tmp_path, "check", "call.toml", "two.xlsx")
    assert two.stdout == "Nothing was found: no problem, no warning.\n"
    both = tenderscore(tmp_path, "check", "call.toml", "one.xlsx", "two.xlsx")
    assert both.stdout == two.stdout


def test_an_unmet_condition_is_a_problem_and_stands_where_conditions_stand(tmp_path: Path) -> None:
    (tmp_path / "call.toml").write_text(SMALL)
    write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ROWS[4]]})
    done = tenderscore(tmp_path, "check", "call.toml", "p.xlsx")
    assert done.returncode == 1
    assert "1. Is it complete and readable? Yes, nothing is missing." in done.stdout
    assert "   NOT MET  Open results: no; needed: yes. [call]" in done.stdout
    assert tenderscore(tmp_path, "check", "call.toml", "p.xlsx", "-q").stdout == done.stdout


def test_what_cannot_be_read_is_listed_until_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "call.toml").write_text(SMALL)
    write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, [*ROWS[0][:5], "maybe"]]})
    done = tenderscore(tmp_path, "check", "call.toml", "p.xlsx")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 problem."


def test_an_applicant_need_not_have_the_seed_of_the_draw(tmp_path: Path) -> None:
    (tmp_path / "call.toml").write_text(SMALL.replace('draw = "seed"', 'draw_from = "round"'))
    write_workbook(tmp_path / "one.xlsx", {"Proposals": [HEAD, ROWS[0]]})
    write_workbook(tmp_path / "two.xlsx", {"Proposals": [HEAD, ROWS[1], ROWS[2]]})
    assert tenderscore(tmp_path, "check", "call.toml", "one.xlsx").returncode == 0
    assert "TS325" in tenderscore(tmp_path, "check", "call.toml", "two.xlsx").stdout


ALONE = """
import sys
def refuse(event, args):
    if event.startswith("socket.") and event != "socket.__new__":
        raise RuntimeError(event)
    if event == "open" and str(args[0]).endswith((".toml", ".xlsx", ".json")):
        if str(args[0]).split("/")[-1] not in ("call.toml", "antrag.xlsx"):
            raise RuntimeError(str(args[0]))
sys.addaudithook(refuse)
from tenderscore.cli import main
main()
"""


def test_it_needs_no_other_file_and_no_network(folder: Path, its: SelfCheck) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ALONE, "check", "call.toml", "antrag.xlsx"],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == SELFCHECKS["text"](its, ())


def test_where_no_jury_gives_points_none_is_spoken_of(its: SelfCheck) -> None:
    kept = [
        evolve(one, indicators=tuple(i for i in one.indicators if not by_jury(i.indicator)))
        for one in its.call.criteria
    ]
    alone = selfcheck(evolve(its.call, criteria=tuple(kept)), its.proposal)
    with speaking("en"):
        text = " ".join(SELFCHECKS["text"](alone, ()).split())
    assert "In brackets: how much of the criterion it counts." in text
    assert "All else stays as it is." in text
    assert "that a jury can give" not in text
    assert "whatever marks" not in text
