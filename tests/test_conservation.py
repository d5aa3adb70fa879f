"""No row vanishes: of every generated table, each row is read or named in a finding."""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from odd_tables import Place, write_odd
from workbooks import small_call, write_workbook

from tenderscore.intake import Intake
from tenderscore.problem import InputError, Problem
from tenderscore.round import Round
from tenderscore.workbook import read_proposals
from tenderscore.workbook.book import Book
from tenderscore.workbook.cell import Terms
from tenderscore.workbook.layout import lay_out
from tenderscore.workbook.opening import open_books
from tenderscore.workbook.rows import read_rows

SHEETS = {
    "Proposals": ["ID", "Requested amount", "Land", "Duration", "Title"],
    "Partners": ["Proposal", "Organisation", "Kind", "Employees"],
    "Sites": ["Proposal", "Place", "Land"],
    "Marks": ["Proposal", "Criterion", "Juror", "Points"],
    "Activities": ["Proposal", "Organisation", "Activity", "Eligible cost", "Requested amount"],
    "Ownership": ["Owner", "Owned", "Percent", "Kind of owner", "Turnover"],
}


def _value(dice: random.Random, header: str, row: int, wild: float) -> Any:
    good = {
        "ID": f"P{row}",
        "Requested amount": 100 * row,
        "Land": "BW",
        "Duration": 12,
        "Title": "x",
        "Proposal": f"P{dice.randint(2, 9)}",
        "Organisation": f"{row} {row * 7919}",
        "Kind": "other",
        "Employees": row,
        "Place": "Ulm",
        "Criterion": "quality",
        "Juror": f"J{row}",
        "Points": 3,
        "Activity": "industrial research",
        "Eligible cost": 100,
        "Owner": f"{row * 104_729} {row}",
        "Owned": f"{row} {row * 7919}",
        "Percent": 100,
        "Kind of owner": "enterprise",
        "Turnover": 100,
    }
    if dice.random() >= wild:
        return good[header]
    return dice.choice(
        [None, "", " ", "x", -1, 0.5, "1.234", True, "#N/A", "=1+1", "P2", "p2", "P 2", 2.0, 10**16]
    )


def _tables(seed: int) -> dict[str, list[list[Any]]]:
    dice = random.Random(seed)
    wild = dice.choice([0, 0, 0.02, 0.2])
    return {
        sheet: [
            list(header),
            *(
                [None] * len(header)
                if wild and dice.random() < 0.1
                else [_value(dice, name, row, wild) for name in header]
                for row in range(2, dice.randint(10, 16))
            ),
        ]
        for sheet, header in SHEETS.items()
    }


def _filled(table: Sequence[Sequence[Any]]) -> set[int]:
    return {
        number
        for number, row in enumerate(table, start=1)
        if number > 1 and any(v is not None and (v == v and str(v).strip()) for v in row)
    }


def _row(where: str) -> int:
    return int("".join(c for c in where.rpartition("!")[2] if c.isdigit()))


def _read(intake: Intake) -> dict[str, set[int]]:
    return {
        sheet: {_row(where) for where in places if f"› {sheet}!" in where}
        for sheet, places in _everything(intake).items()
    }


def _everything(intake: Intake) -> Mapping[str, Sequence[str]]:
    """Where each thing that was read stands."""
    return {
        "Proposals": [each.where for each in intake.proposals],
        "Partners": [p.where for each in intake.proposals for p in each.partners],
        "Sites": [s.where for each in intake.proposals for s in each.sites],
        "Marks": [m.where for each in intake.proposals for m in each.marks],
        "Activities": [a.where for each in intake.proposals for a in each.activities],
        "Ownership": [
            where
            for each in intake.proposals[:1]
            if each.ownership
            for enterprise in each.ownership.enterprises
            for where in enterprise.rows
        ],
    }


@pytest.mark.parametrize("seed", range(30))
def test_every_row_is_read_or_named(tmp_path: Path, seed: int) -> None:
    _conserved(tmp_path, seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(30, 1030))
def test_every_row_of_a_thousand_tables_is_read_or_named(tmp_path: Path, seed: int) -> None:
    _conserved(tmp_path, seed)


def _conserved(tmp_path: Path, seed: int) -> None:
    """Refused: without the rows named, it is read. Read: every filled row became something."""
    tables = _tables(seed)
    for _ in range(8):
        path = write_workbook(tmp_path / "p.xlsx", tables)
        try:
            intake = read_proposals([path], small_call())
        except InputError as error:
            named = {
                (sheet, _row(problem.where))
                for problem in error.problems
                for sheet in tables
                if problem.severity == "problem" and f"› {sheet}!" in problem.where
            }
            if not _filled(tables["Proposals"]):
                return
            assert named
            for sheet, row in named:
                tables[sheet][row - 1] = [None] * len(tables[sheet][row - 1])
            continue
        assert _read(intake) == {sheet: _filled(table) for sheet, table in tables.items()}
        return
    pytest.fail("still refused after its named rows were taken out eight times")


# Tables of every shape

UNJUSTIFIED = ("TS224",)
"""Findings that name rows, and not because they are not read."""


@pytest.mark.parametrize("seed", range(20))
def test_every_row_of_an_odd_table_is_read_or_named(tmp_path: Path, seed: int) -> None:
    _conserved_in_any_shape(tmp_path, seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(20, 1020))
def test_every_row_of_a_thousand_odd_tables_is_read_or_named(tmp_path: Path, seed: int) -> None:
    _conserved_in_any_shape(tmp_path, seed)


def test_odd_tables_are_read_and_refused(tmp_path: Path) -> None:
    """So that the tests above say something: of those that they try there are both."""
    outcomes = Counter(_conserved_in_any_shape(tmp_path, seed) for seed in range(20))
    assert min(outcomes["read"], outcomes["refused"]) >= 5


def _conserved_in_any_shape(tmp_path: Path, seed: int) -> str:
    """Filled rows are those that became something, and those that findings name."""
    dice = random.Random(seed)
    paths = [tmp_path / f"{n}.xlsx" for n in range(dice.choice([1, 1, 2]))]
    filled = {row for n, path in enumerate(paths) for row in write_odd(path, dice, n)}
    try:
        intake = read_proposals(paths, small_call())
        findings, outcome = intake.findings, "read"
        became = {_place(where) for its in _everything(intake).values() for where in its}
    except InputError as error:
        findings, outcome, became = error.problems, "refused", _records(paths)
    lost = filled - became - _named(findings)
    assert not lost, f"{sorted(lost)}: {[str(each) for each in findings]}"
    return outcome


def _records(paths: Sequence[Path]) -> set[Place]:
    """The rows that were read, where the tables are refused for others."""
    books = [book for book in open_books(paths) if isinstance(book, Book)]
    call, round_ = small_call(), Round()
    return {
        _place(record.where)
        for placed in lay_out(books, call, round_).placed
        for record in read_rows(placed, Terms(call=call)).records
    }


def _named(findings: Sequence[Problem]) -> set[Place]:
    """The rows of a finding's place, A2:A4 and "1–3, 5" included."""
    named = set()
    for each in findings:
        file, _, rest = each.where.partition(" › ")
        sheet, _, cells = rest.partition("!")
        if each.code == "TS244":
            (cells,) = (value for name, value in each.parameters if name == "rows")
        if each.code not in UNJUSTIFIED and cells:
            for part in str(cells).split(", "):
                first, *last = map(int, re.findall("[0-9]+", part))
                named |= {(file, sheet, row) for row in range(first, max(last, default=first) + 1)}
    return named


def _place(where: str) -> Place:
    file, _, rest = where.partition(" › ")
    return file, rest.partition("!")[0], _row(where)
