"""What the process that opens workbooks answers, as JSON ↔ Book and Problem."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from attrs import evolve

from tenderscore.language import Said, all_of, later, said
from tenderscore.problem import Problem, as_found, problem, showable
from tenderscore.units import whole_text
from tenderscore.workbook.beside import BESIDE
from tenderscore.workbook.book import Book, Cell, Tab, column_letter
from tenderscore.workbook.limits import Limits, OverLimit
from tenderscore.workbook.sheet_rows import DATE, EARLY, ERROR, LOST, SPAN, TIME, UNREADABLE


def packed_problem(found: Problem) -> dict[str, Any]:
    """Texts that are said later are kept with their parameters."""
    return {"code": found.code, "parameters": {n: _packed(value) for n, value in found.parameters}}


def _packed(value: object) -> Any:
    if not isinstance(value, Said):
        return str(value)
    return {"text": value.text, "parameters": {n: _packed(each) for n, each in value.parameters}}


def unpacked_problem(answer: Mapping[str, Any]) -> Problem:
    parameters: dict[str, Any] = {n: _said(value) for n, value in answer["parameters"].items()}
    return problem(answer["code"], **parameters)


def _said(value: Any) -> str | Said:
    if isinstance(value, str):
        return value
    return said(value["text"], **{n: _said(each) for n, each in value["parameters"].items()})


def unpacked(answer: Mapping[str, Any], name: str, limits: Limits) -> Book | Problem:
    """The answer about the file of this name."""
    if "over" in answer:
        limit, sheet, row = answer["over"]
        where = f"{name} › {showable(sheet)}" if sheet else name
        return limits.exceeded(OverLimit(limit, sheet, row)).at(where)
    if "problem" in answer:
        return unpacked_problem(answer["problem"]).at(name)
    its = answer["book"]
    return Book(
        name=name,
        sha256=its["sha256"],
        tabs=tuple(_tab(name, each, limits) for each in its["tabs"]),
        findings=(
            *(unpacked_problem(each).at(name) for each in its["findings"]),
            *_beside(its["beside"], name),
        ),
    )


def _beside(kinds: Sequence[str], name: str) -> tuple[Problem, ...]:
    if not kinds:
        return ()
    texts = tuple(said(BESIDE[kind]) for kind in kinds)
    return (problem("TS214", where=name, found=later(all_of, texts)),)


def _tab(book: str, its: Mapping[str, Any], limits: Limits) -> Tab:
    where = f"{book} › {showable(its['title'])}"
    twice = {(row, column) for row, column in its["twice"]}
    places = _Places(where)
    filled: set[int] = set()
    rows: dict[int, dict[int, Cell]] = {}
    for row, cells in its["rows"]:
        rows[row] = found = {}
        for column, value, *shown in cells:
            place = f"{places[column]}{row}"
            number_format = its["formats"][shown[0]] if shown else ""
            cell = _cell(value, place, number_format, limits)
            if twice and (row, column) in twice:
                cell = evolve(cell, wrong=problem("TS265", where=place))
            found[column] = cell
        filled.update(found)
    hidden = {n for first, last in its["hidden_columns"] for n in filled if first <= n <= last}
    return Tab(
        title=its["title"],
        where=where,
        rows=rows,
        merged=tuple(map(tuple, its["merged"])),
        formulas=frozenset((row, column) for row, column in its["formulas"]),
        by_file=its.get("by_file", False),
        hidden=its["hidden"],
        hidden_rows=tuple(its["hidden_rows"]),
        hidden_columns=tuple(sorted(hidden)),
    )


def _cell(value: Any, place: str, number_format: str, limits: Limits) -> Cell:
    if isinstance(value, str):
        if len(value) <= limits.text:
            return Cell(value, place)
        most = later(whole_text, limits.text)
        return Cell(value, place, wrong=problem("TS264", where=place, most=most))
    if not isinstance(value, list):
        return Cell(value, place, number_format=number_format)
    kind, held = value
    if kind == UNREADABLE:
        wrong = problem("TS263", where=place, value=f'"{as_found(held)}"')
        return Cell(held, place, wrong=wrong)
    if kind == EARLY:
        return Cell(held, place, wrong=problem("TS266", where=place, value=f"{held:g}"))
    return Cell(_plain(kind, held), place, kind == ERROR, number_format)


def _plain(kind: str, held: Any) -> Any:
    if kind == LOST:
        return None
    if kind == DATE:
        return datetime.fromisoformat(held) if "T" in held else date.fromisoformat(held)
    if kind == TIME:
        return time.fromisoformat(held)
    return timedelta(seconds=held) if kind == SPAN else held


class _Places(dict[int, str]):
    """Column → the place of its cells, but for the row."""

    def __init__(self, where: str):
        self.where = where

    def __missing__(self, column: int) -> str:
        self[column] = place = f"{self.where}!{column_letter(column)}"
        return place
