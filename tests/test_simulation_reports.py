"""What is said of scenarios: a terminal, a brief, JSON, CSV and a workbook tell the same."""

import csv
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from examples_decided import basis, simulated
from test_cli import here, tenderscore

from tenderscore import speaking
from tenderscore.cli.scenarios import report
from tenderscore.reports import SIMULATIONS
from tenderscore.reports.simulation_workbook import simulation_workbook
from tenderscore.reports.toml_value import toml_value
from tenderscore.scenario import Scenario
from tenderscore.what_if.simulation import Simulation, simulate

__all__ = ["here"]

HARD = (
    Scenario(id="=1+1", title="<b>Who | gains?</b>", set={"rules.east.min": 7}),
    Scenario(id="nonsense", title="*Bold*", drop=("rules.nothing",)),
    Scenario(id="same", title="Same?", set={"rules.firms.min": 8400}),
    Scenario(id="fewer", title="Fewer scored?", set={"criteria.reach.threshold_points": 4}),
)


@cache
def hard() -> Simulation:
    return simulate(basis(), HARD)


def printed(format_: str, sim: Simulation | None = None, language: str = "en") -> str:
    with speaking(language):
        return SIMULATIONS[format_](sim or simulated())


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_terminal_of_80_columns_shows_all_of_it(language: str) -> None:
    for sim in (simulated(), hard()):
        assert [line for line in printed("text", sim, language).split("\n") if len(line) > 80] == []


def test_more_scenarios_than_fit_a_table_of_counts_get_several() -> None:
    many = evolve(simulated(), scenarios=simulated().scenarios[2:] * 3)
    text = printed("text", many)
    assert text.count("Summed over the funded:") == 2
    assert [line for line in text.split("\n") if len(line) > 80] == []


def test_the_brief_answers_a_minister_in_both_languages() -> None:
    english, german = (printed("md", language=each) for each in ("en", "de"))
    assert (
        "## What does one centre more in the east cost?\n\n"
        "**This costs 0.2965 points: 92.0855 instead of 92.3820.** EUR 30,000 more is requested: "
        "EUR 106,140,000. M4-59 (Sachsen-Anhalt) comes in. M4-31 (Baden-Württemberg) drops out.\n"
    ) in english
    assert (
        "## Was kostet ein Zentrum mehr im Osten?\n\n"
        "**Das kostet 0,2965 Punkte: 92,0855 statt 92,3820.** Beantragt werden 30.000 EUR mehr, "
        "zusammen 106.140.000 EUR. M4-59 (Sachsen-Anhalt) kommt hinzu. M4-31 (Baden-Württemberg) "
        "scheidet aus.\n"
    ) in german
    assert (
        "## Was wäre, wenn das Budget um ein Zehntel gekürzt würde?\n\n"
        "**Dann hält keine Auswahl von Skizzen alle Auswahlregeln ein; das ist bewiesen.** "
    ) in german


def test_nothing_of_a_scenario_is_markup_in_the_brief() -> None:
    brief = printed("md", hard())
    assert "## &lt;b&gt;Who \\| gains?&lt;/b&gt;" in brief
    assert "## \\*Bold\\*" in brief


def test_a_scenario_that_changes_nothing_says_so() -> None:
    brief = printed("md", hard())
    section = brief.split("## Same?\n\n")[1].split("\n\n## ")[0]
    assert section == "**Nothing changes: the same 23 proposals are funded.**"


def test_json_has_exact_numbers_patches_and_digests() -> None:
    record = json.loads(printed("json"))
    assert record["format"] == 1
    assert [each["name"] for each in record["inputs"]] == ["proposals.xlsx", "scenarios.toml"]
    assert all(len(each["sha256"]) == 64 for each in record["inputs"])
    by_id = {each["id"]: each for each in record["scenarios"]}
    east = by_id["one-more-in-the-east"]
    assert east["price"] == {"points": "-0.2965", "against": "92.3820", "rescored": False,
                             "requested": 3_000_000}  # fmt: skip
    assert east["total"] == "92.0855"
    assert east["set"]["rules.east.min"] == 7
    assert by_id["higher-bar"]["set"] == {"criteria.reach.threshold_points": "3.6"}
    assert by_id["budget-cut"]["conflicts"] == [["budget", "regional", "thematic"]]
    assert set(record["base"]["funded"]) - set(east["funded"]) == {"M4-31"}
    assert printed("json") == printed("json", language="de")


def test_csv_opens_as_the_spreadsheet_of_its_language_expects_it() -> None:
    for language, separator, total in (("en", ",", "92.0855"), ("de", ";", "92,0855")):
        text = printed("csv", language=language)
        head, base, *rows = csv.reader(io.StringIO(text), delimiter=separator)
        assert [len(each) for each in rows] == [len(head)] * 8
        assert base[0] == "base"
        east = next(row for row in rows if row[0] == "one-more-in-the-east")
        assert east[5] == total
        assert (east[head.index("M4-59")], base[head.index("M4-59")]) == ("x", "")
        assert sum(cell == "x" for cell in east) == 23


def test_no_cell_of_the_csv_is_a_formula_but_numbers_stay_numbers() -> None:
    rows = list(csv.reader(io.StringIO(printed("csv", hard()))))
    assert rows[2][0] == "'=1+1"
    assert rows[2][6] == "-0.2965"


def test_the_workbook_says_the_same_in_cells_and_has_a_chart() -> None:
    content = simulation_workbook(simulated())
    assert content == simulation_workbook(simulated())
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Scenarios", "Who is funded", "By Land", "Changes"]
    rows = {row[1]: row for row in book["Scenarios"].iter_rows(min_row=6, values_only=True)}
    assert rows["base"][3:5] == (23, 92.382)
    assert rows["one-more-in-the-east"][3:8] == (23, 92.0855, -0.2965, 106_140_000, 30_000)
    assert rows["budget-cut (nothing fits)"][3:8] == (None,) * 5
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert "barChart" in chart
    assert "lineChart" in chart


def test_the_matrix_marks_who_is_funded_in_which_scenario() -> None:
    book = openpyxl.load_workbook(io.BytesIO(simulation_workbook(simulated())))
    head, *rows = book["Who is funded"].iter_rows(min_row=4, values_only=True)
    for column, its in enumerate(simulated().all, start=4):
        inside = {row[0] for row in rows if row[column] == "✓"}
        award = its.outcome.award
        assert inside == (set(award.selection.funded) if award else set()), head[column]


def test_the_sheets_speak_german_too_and_say_why_there_is_no_award() -> None:
    with speaking("de"):
        book = openpyxl.load_workbook(io.BytesIO(simulation_workbook(hard())))
    assert book.sheetnames == ["Szenarien", "Wer ausgewählt ist", "Je Bundesland", "Änderungen"]
    texts = [row for row in book["Änderungen"].iter_rows(values_only=True) if row[0] == "nonsense"]
    assert texts[0][1:3] == ("drop", "rules.nothing")
    assert "führt in der Datei des Förderaufrufs nirgendwohin" in texts[1][3]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (97_200_000, "97_200_000"),
        (7, "7"),
        (True, "true"),
        ('a "b" ä', '"a \\"b\\" ä"'),
        ({"lot": ["a"], "b c": {}}, '{ lot = ["a"], "b c" = {} }'),
    ],
)
def test_a_value_is_shown_as_the_call_file_would_have_it(value: object, text: str) -> None:
    assert toml_value(value) == text


# The command, on the little call of test_cli: B and C are funded, 95 of 100.

FILES = ["call.toml", "p.xlsx"]
MORE = ["--set", "rules.budget.max_amount=105"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (MORE, 0),
        (["--set", "rules.budget.max_amount=0.5", "--set", "rules.both.give=0"], 0),
        (["--set", "rules.budget.max_amount=5e1"], 0),
        (["--drop", "rules.nothing"], 1),
        (["--set", "rules.budget.max_amount"], 1),
        ([], 2),
        (["--only", "crafts"], 2),
        ([*MORE, "--format", "xlsx"], 2),
    ],
)
def test_the_exit_code_says_how_it_went(words: list[str], code: int, here: Path) -> None:
    done = tenderscore(here, "simulate", *FILES, *words, "--lang", "en")
    assert done.returncode == code, done.stderr


def test_nothing_fits_and_rules_eased_are_answers_and_what_is_not_proven_is_none(
    here: Path,
) -> None:
    words = ["--set", "rules.budget.max_amount=0.5", "--set", "rules.both.give=0"]
    assert "(nothing fits)" in " ".join(tenderscore(here, "simulate", *FILES, *words,
                                                    "--lang", "en").stdout.split())  # fmt: skip
    eased = tenderscore(here, "simulate", *FILES, "--set", "rules.budget.max_amount=5e1",
                        "--lang", "en").stdout  # fmt: skip
    assert "(rules eased)" in " ".join(eased.split())
    sim = simulate(evolve(basis(), nodes=1), [Scenario(id="east", set={"rules.east.min": 7})])
    assert report(sim, None, None, True) == 4
    assert "not proven" in printed("md", sim)


def test_a_folder_gets_all_of_it_and_a_file_what_its_ending_says(here: Path) -> None:
    done = tenderscore(here, "simulate", *FILES, *MORE, "--out", "what-if", "-q")
    assert done.returncode == 0, done.stderr
    names = ["brief.md", "scenarios.csv", "scenarios.json", "scenarios.xlsx"]
    assert sorted(each.name for each in (here / "what-if").iterdir()) == names
    again = tenderscore(here, "simulate", *FILES, *MORE, "--out", "what-if")
    assert again.returncode == 1  # nothing is written over without --force
    for name in names:
        tenderscore(here, "simulate", *FILES, *MORE, "-o", name)
        assert (here / name).read_bytes() == (here / "what-if" / name).read_bytes()
    (here / "s.toml").write_text("format = 1", encoding="utf-8")
    done = tenderscore(here, "simulate", *FILES, "--scenarios", "s.toml", "-o", "s.toml",
                       "--force")  # fmt: skip
    assert done.returncode == 1
    assert "TS111" in done.stderr


def test_scenarios_of_a_file_and_words_stand_side_by_side(here: Path) -> None:
    (here / "s.toml").write_text(
        "format = 1\n[scenarios.a]\ntitle = 'A?'\ndrop = ['rules.both']\n"
        "[scenarios.b]\ntitle = 'B?'\ndrop = ['rules.budget']\n",
        encoding="utf-8",
    )
    done = tenderscore(here, "simulate", *FILES, "--scenarios", "s.toml", "--only", "b",
                       "--drop", "rules.nothing", "--format", "json")  # fmt: skip
    assert done.returncode == 1
    found = json.loads(done.stdout)["scenarios"]
    assert [(each["id"], each["outcome"]) for each in found] == [
        ("b", "award"), ("--drop rules.nothing", "problems"),
    ]  # fmt: skip


def test_of_many_problems_of_a_scenario_five_are_shown_and_the_record_has_all() -> None:
    sim = simulate(basis(), [Scenario(id="x", set={"criteria.reach.indicators[1].min_marks": 9})])
    count = len(sim.scenarios[0].outcome.problems)
    assert count > 5
    text = " ".join(SIMULATIONS["text"](sim).split())
    assert f"And {count - 5} more of them; the JSON report has all." in text
    record = json.loads(SIMULATIONS["json"](sim))
    assert len(record["scenarios"][0]["problems"]) == count


def test_a_brief_names_its_scenarios_by_their_questions() -> None:
    table = printed("md").split("## Side by side")[1]
    assert "| What does one centre more in the east cost? |" in table
    assert "one-more-in-the-east" not in table


def test_a_sweep_fills_a_folder_too(here: Path) -> None:
    words = ("simulate", "call.toml", "p.xlsx", "--vary", "rules.budget.max_amount=1e5..2e5:1e5")
    done = tenderscore(here, *words, "--out", "swept")
    assert done.returncode == 0
    assert "rules.budget.max_amount" in done.stdout
    names = {each.name for each in (here / "swept").iterdir()}
    assert names == {"sweep.xlsx", "sweep.csv", "brief.md", "sweep.json"}
    again = tenderscore(here, *words, "--out", "swept")
    assert again.returncode == 1
    assert "TS105" in again.stderr
