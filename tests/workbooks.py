"""Small workbooks for tests: sheets as lists of rows, written as a spreadsheet program would."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

from tenderscore.call import Call, Column, Criterion
from tenderscore.intake import Intake
from tenderscore.problem import InputError
from tenderscore.round import Round
from tenderscore.units import Points
from tenderscore.workbook import read_proposals

HEAD = ["ID", "Requested amount"]

Sheets = Mapping[str, Sequence[Sequence[Any]]]


def write_workbook(path: Path, sheets: Sheets) -> Path:
    """Each value into its cell, None left blank; the path, for use in a call."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
    workbook.save(path)
    return path


def small_call(**changes: Any) -> Call:
    """A call with two criteria from 0 to 5, no lots, no further columns; in EUR."""
    criteria = tuple(
        Criterion(
            id=id_,
            title=title,
            title_de=title_de,
            weight=Fraction(50),
            ranking_weight=Fraction(50),
            scale=Points(500),
            indicators=(),
        )
        for id_, title, title_de in (
            ("quality", "Quality", "Qualität"),
            ("transfer", "Reach and transfer", ""),
        )
    )
    call = Call(
        id="small",
        edition=1,
        title="A small call",
        closes=datetime(2016, 12, 23, 12, tzinfo=UTC),
        currency="EUR",
        total_is="mean",
        criteria=criteria,
    )
    return evolve(call, **changes)


def number_column(id_: str, **changes: Any) -> Column:
    return evolve(Column(id=id_, kind="number", title=id_.replace("_", " ").title()), **changes)


def read(tmp_path: Path, sheets: Sheets, call: Call | None = None, **round_: Any) -> Intake:
    path = write_workbook(tmp_path / "p.xlsx", sheets)
    return read_proposals([path], call or small_call(), Round(name="round.toml", **round_))


def problems(tmp_path: Path, sheets: Sheets, call: Call | None = None, **round_: Any) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(tmp_path, sheets, call, **round_)
    return [str(each) for each in raised.value.problems if each.severity == "problem"]


def one_problem(tmp_path: Path, sheets: Sheets, call: Call | None = None, **round_: Any) -> str:
    (problem,) = problems(tmp_path, sheets, call, **round_)
    return problem


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Other bytes in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
