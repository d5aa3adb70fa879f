"""No row vanishes: of every generated table, each row is read or named in a problem."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from workbooks import small_call, write_workbook

from tenderscore.intake import Intake
from tenderscore.problem import InputError
from tenderscore.workbook import read_proposals

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
    everything = {
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
    return {
        sheet: {_row(where) for where in places if f"› {sheet}!" in where}
        for sheet, places in everything.items()
    }


@pytest.mark.parametrize("seed", range(60))
def test_every_row_is_read_or_named(tmp_path: Path, seed: int) -> None:
    _conserved(tmp_path, seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(60, 1060))
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
