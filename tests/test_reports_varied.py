"""What sweeps, grids and frontiers print: no wider than a terminal, the same bytes, exact."""

import csv
import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from test_frontier import four
from test_varying import summed, three

from tenderscore.frontier import AGAINST, frontier
from tenderscore.language import speaking
from tenderscore.reports import FRONTIERS, GRIDS, VARIED
from tenderscore.reports.frontier_workbook import frontier_workbook
from tenderscore.reports.lines import columns
from tenderscore.reports.varied_workbook import grid_workbook, varied_workbook
from tenderscore.varying import grid, swept, vary
from tenderscore.what_if import Basis

BUDGET = "rules.budget.max_amount=-0.5..4.5:0.5"
GRID = (BUDGET, "criteria.quality.threshold_points=1..4:1")


def varied(basis: Basis, text: str) -> Any:
    return vary(basis, *swept([text], basis.table))


def gridded(basis: Basis) -> Any:
    return grid(basis, *swept(GRID, basis.table))


def every() -> Iterator[tuple[Any, Any, Any, Callable[..., bytes]]]:
    """(reports, call, noun, workbook) of one of each."""
    basis = three()
    for text in (BUDGET, "criteria.quality.scale_points=4..5:0.5"):
        yield VARIED, basis.call, varied(basis, text), varied_workbook
    weighed = summed(1)
    noun = varied(weighed, "criteria.first.weight=0..3:1")
    yield VARIED, weighed.call, noun, varied_workbook
    yield GRIDS, basis.call, gridded(basis), grid_workbook
    halves = four()
    for against in AGAINST:
        yield FRONTIERS, halves.call, frontier(halves, against, column="jobs"), frontier_workbook


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_line_is_wider_than_a_terminal(language: str) -> None:
    with speaking(language):
        for reports, call, noun, _ in every():
            text = reports["text"](call, noun)
            assert max(map(columns, text.split("\n"))) <= 80
            assert reports["md"](call, noun).startswith("# ")


def test_machines_read_the_same_in_every_language() -> None:
    for reports, call, noun, _ in every():
        with speaking("de"):
            german = reports["json"](call, noun)
        assert german == reports["json"](call, noun)
        assert json.loads(german)["call"] == call.id


def test_workbooks_are_the_same_bytes_and_open() -> None:
    for _, call, noun, workbook in every():
        content = workbook(call, noun)
        assert content == workbook(call, noun)
        book = openpyxl.load_workbook(BytesIO(content))
        assert all(sheet.max_row > 1 for sheet in book)


def test_the_chart_of_a_sweep_has_both_ends_of_each_stretch() -> None:
    basis = three()
    noun = varied(basis, "rules.budget.max_amount=1..4:1")
    book = openpyxl.load_workbook(BytesIO(varied_workbook(basis.call, noun)))
    rows = [row[:2] for row in book["Chart"].iter_rows(min_row=2, values_only=True)]
    assert rows == [(1, 3), (1.99, 3), (2, 5), (2.99, 5), (3, 7), (3.99, 7), (4, 9), (4, 9)]
    assert len(book["Chart"]._charts) == 1


def test_a_sweep_says_in_words_what_changes() -> None:
    basis = three()
    text = VARIED["text"](basis.call, varied(basis, BUDGET))
    assert "At EUR 3: in A; out C." not in text
    assert "At EUR 3 A replaces C." in text
    assert "At EUR 4: in C; out nobody." in text
    assert "At EUR -0.50 the call makes no sense:" in text


def test_csv_has_a_row_for_each_point() -> None:
    basis = three()
    noun = varied(basis, "rules.budget.max_amount=1..3:0.5")
    rows = list(csv.reader(StringIO(VARIED["csv"](basis.call, noun))))
    assert rows[0][:4] == ["rules.budget.max_amount", "outcome", "proposals", "points"]
    assert [(row[0], row[3], row[5]) for row in rows[1:]] == [
        ("1", "3", "B"), ("1.5", "3", "B"), ("2", "5", "B C"), ("2.5", "5", "B C"),
        ("3", "7", "A B"),
    ]  # fmt: skip
    with speaking("de"):
        german = list(csv.reader(StringIO(VARIED["csv"](basis.call, noun)), delimiter=";"))
    assert german[2][0] == "1,5"


def test_a_grid_says_each_portfolio_once() -> None:
    basis = three()
    text = GRIDS["text"](basis.call, gridded(basis))
    assert "A: nobody (0 proposals, 0.0000 points)" in text
    assert "B: A with B, without nobody (1 proposal, 3.0000 points)" in text
    found = gridded(basis)
    record = json.loads(GRIDS["json"](basis.call, found))
    assert len(record["rows"]) == len(found.rows) == 4
    assert {len(row["points"]) for row in record["rows"]} == {11}


def test_a_frontier_that_is_not_known_says_so() -> None:
    basis = four()
    whole = frontier(basis, "balance")
    cut = evolve(whole, edges=whole.edges[:1], complete=False)
    assert "what lies beyond is not known" in " ".join(FRONTIERS["md"](basis.call, cut).split())
    none = evolve(whole, edges=(), complete=False)
    text = FRONTIERS["text"](basis.call, none)
    assert "ran out before the first" in text
    assert "What each step costs" not in text
    assert frontier_workbook(basis.call, none)


def test_the_record_of_a_frontier_is_exact() -> None:
    basis = four()
    record = json.loads(FRONTIERS["json"](basis.call, frontier(basis, "balance")))
    assert [Fraction(each["measure"]) for each in record["portfolios"]] == [Fraction(1, 2), 0]
    assert record["steps"][0]["points_for_1"] == "2"
