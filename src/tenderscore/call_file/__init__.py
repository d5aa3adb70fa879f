"""A call file (TOML) → Call; every problem found at once, unknown keys refused."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from tenderscore.call import Call
from tenderscore.call_file.checks import check
from tenderscore.call_file.reader import Reader
from tenderscore.call_file.tables import CallFile
from tenderscore.problem import InputError, Problem, problem, refuse
from tenderscore.toml_file import read_toml, structure


def read_call(path: Path | str) -> Call:
    """The call of this file. Raises InputError with every problem found."""
    call, problems = draft_call(Path(path))
    refuse(problems)
    assert call is not None
    return call


def draft_call(path: Path) -> tuple[Call | None, list[Problem]]:
    """The call as far as it can be made out, for checking what hangs on it, and its problems."""
    try:
        table, sha256 = read_toml(path)
    except InputError as error:
        return None, list(error.problems)
    call, problems = call_from(table, path.name, path.parent)
    return call and evolve(call, sha256=sha256), problems


def call_from(
    table: Mapping[str, Any], name: str, folder: Path = Path()
) -> tuple[Call | None, list[Problem]]:
    """The same from a table as tomllib reads it; files it names are looked for in `folder`."""
    file, problems = structure(table, CallFile, name)
    if file is None:
        return None, problems
    if file.format != 1:
        return None, [problem("TS305", where=f"{name} › format", format=file.format)]
    reader = Reader(name)
    call = reader.call(file, folder)
    return call, [*reader.problems, *check(call)]
