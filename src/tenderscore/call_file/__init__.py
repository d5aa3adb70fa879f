"""A call file (TOML) → Call; every problem found at once, unknown keys refused."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from attrs import evolve, fields

from tenderscore.call import Call
from tenderscore.call_file.checks import check
from tenderscore.call_file.reader import Reader
from tenderscore.call_file.tables import CallFile
from tenderscore.language import LANGUAGES
from tenderscore.problem import InputError, Problem, problem, refuse
from tenderscore.toml_file import read_toml, structure


def read_call(path: Path | str) -> Call:
    """The call of this file. Raises InputError with every problem found."""
    call, problems = draft_call(Path(path))
    refuse(problems)
    assert call is not None
    return call


def call_language(path: Path) -> str | None:
    """The language that the file asks for, or its default; None where that cannot be read."""
    try:
        call = read_toml(path)[0].get("call")
    except InputError:
        return None
    language = call.get("language", "en") if isinstance(call, dict) else None
    return language if language in LANGUAGES else None


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
    """The same from a table as tomllib reads it; files it names are looked for in `folder`.

    Keys that are not known are said and then left aside, so that they hide nothing else.
    """
    file, problems = structure(table, CallFile, name)
    if file is None:
        known = _without(table, [each.where for each in problems if each.code == "TS301"], name)
        file, _ = structure(known, CallFile, name)
    if file is None:
        return None, _in_order(problems)
    if file.format != 1:
        return None, [problem("TS305", where=f"{name} › format", format=file.format)]
    reader = Reader(name)
    call = reader.call(file, folder)
    problems += reader.problems
    return call, _in_order([*problems, *_not_follow_on(check(call), problems)])


def _without(table: Mapping[str, Any], places: Iterable[str], name: str) -> dict[str, Any]:
    copy = deepcopy(dict(table))
    for place in places:
        *path, key = place.removeprefix(f"{name} › ").split(".")
        inner: Any = copy
        for step in path:
            inner = inner.get(step) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            inner.pop(key, None)
    return copy


def _not_follow_on(found: Iterable[Problem], earlier: Iterable[Problem]) -> list[Problem]:
    """Sums and scales are not judged where an entry of theirs could not be read at all."""
    broken = {_entry(each) for each in earlier}
    weights = any(each.code == "TS307" for each in earlier)
    return [
        each
        for each in found
        if not (each.code in ("TS309", "TS314", "TS328") and _entry(each) in broken)
        and not (each.code in ("TS309", "TS328") and weights)
    ]


def _entry(finding: Problem) -> tuple[str, ...]:
    """The entry of the file a finding is about: ("criteria", "transfer")."""
    return tuple(finding.where.split(" › ")[-1].split(".")[:2])


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By section of the file, then as found."""
    sections = [each.name for each in fields(CallFile)]

    def place(finding: Problem) -> int:
        section = _entry(finding)[0]
        return sections.index(section) if section in sections else -1

    return sorted(dict.fromkeys(problems), key=place)
