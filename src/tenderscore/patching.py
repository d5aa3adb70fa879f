"""A call file's table and a scenario → the table as it would stand in the file, or what is wrong.

A path is written as in TOML and in messages: `rules.budget.max_amount`, `topics."IT security"`,
`objective.order[2].maximise`; places in a list count from 1. What is set and dropped goes by the
file as it stands, whatever else is dropped; what is added goes by the place that it gets.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import combinations
from typing import Any

from tenderscore.problem import Problem, problem
from tenderscore.scenario import Scenario
from tenderscore.suggest import did_you_mean

_STEP = re.compile(r'"([^"]+)"|\'([^\']+)\'|([A-Za-z0-9_-]+)|\[([1-9][0-9]{0,8})\]')
_NAME = r'(?:"[^"]+"|\'[^\']+\'|[A-Za-z0-9_-]+)'
_PATH = re.compile(rf"{_NAME}(?:\.{_NAME}|\[[1-9][0-9]{{0,8}}\])*")

Step = str | int
Place = tuple[str, tuple[Step, ...]]
"""A path as written, and its steps."""


class _Wrong(Exception):
    def __init__(self, found: Problem):
        self.found = found


def patched(table: Mapping[str, Any], scenario: Scenario) -> tuple[dict[str, Any], list[Problem]]:
    """A copy of the table with what the scenario sets, drops and adds, and all that is wrong."""
    where = scenario.where
    copy = deepcopy(dict(table))
    problems: list[Problem] = []
    sets = list(_places(scenario.set, where, problems))
    drops = list(_places(scenario.drop, where, problems))
    adds = list(_places(scenario.add, where, problems))
    problems += _twice([*sets, *drops], where)
    if problems:
        return copy, problems
    changes = [
        *((_set, place, scenario.set[place[0]]) for place in sets),
        # From the end of each list, so that the earlier places stay where they are.
        *((_drop, place, None) for place in sorted(drops, key=_numbers, reverse=True)),
        *((_add, place, scenario.add[place[0]]) for place in sorted(adds, key=_numbers)),
    ]
    for change, place, value in changes:
        try:
            change(copy, place, where, value)
        except _Wrong as error:
            problems.append(error.found)
    return copy, problems


def value_at(table: Mapping[str, Any], path: str, where: str) -> tuple[Any, list[Problem]]:
    """What stands at the path, or None and why there is nothing."""
    try:
        place = path, _steps(path, where)
        return _at(_parent(table, place, where), place, len(place[1]), where), []
    except _Wrong as error:
        return None, [error.found]


def split_change(text: str) -> tuple[str, str] | None:
    """A path and what stands after its "=", as people type it; None: there is no such thing."""
    match = re.match(rf"\s*({_PATH.pattern})\s*=", text)
    return (match[1], text[match.end() :].strip()) if match else None


def _places(paths: Iterable[str], where: str, problems: list[Problem]) -> Iterable[Place]:
    for path in paths:
        try:
            yield path, _steps(path, where)
        except _Wrong as error:
            problems.append(error.found)


def _steps(path: str, where: str) -> tuple[Step, ...]:
    if not _PATH.fullmatch(path):
        raise _Wrong(problem("TS801", where=where, path=path))
    return tuple(
        int(number) if number else double or single or plain
        for double, single, plain, number in _STEP.findall(path)
    )


def _twice(places: Sequence[Place], where: str) -> Iterable[Problem]:
    """Two changes at one place, or one inside the other, would depend on their order."""
    for (path, steps), (other, its) in combinations(places, 2):
        if steps[: len(its)] == its:
            yield problem("TS804", where=where, path=path, other=other)
        elif its[: len(steps)] == steps:
            yield problem("TS804", where=where, path=other, other=path)


def _numbers(place: Place) -> list[int]:
    """By places in lists alone: entries of tables stay in the order in which they are named."""
    return [step if isinstance(step, int) else 0 for step in place[1]]


def _drop(table: Any, place: Place, where: str, _: Any) -> None:
    parent = _parent(table, place, where)
    _at(parent, place, len(place[1]), where)
    del parent[_key(place)]


def _set(table: Any, place: Place, where: str, value: Any) -> None:
    path, steps = place
    parent = _parent(table, place, where)
    if not isinstance(parent, dict) or len(steps) < 3 or not isinstance(steps[-1], str):
        before = _at(parent, place, len(steps), where)
        if len(steps) == 1 and isinstance(before, dict):
            raise _Wrong(problem("TS805", where=where, path=path))
    parent[_key(place)] = deepcopy(value)


def _add(table: Any, place: Place, where: str, value: Any) -> None:
    path, steps = place
    if len(steps) > 1 and isinstance(steps[0], str):
        table.setdefault(steps[0], {})
    parent = _parent(table, place, where)
    last = steps[-1]
    if isinstance(parent, list) and isinstance(last, int) and last <= len(parent) + 1:
        parent.insert(last - 1, deepcopy(value))
    elif not isinstance(parent, dict) or not isinstance(last, str):
        _at(parent, place, len(steps), where)
    elif last in parent:
        whole = len(steps) == 1 and isinstance(value, Mapping)
        raise _Wrong(problem("TS805" if whole else "TS803", where=where, path=path))
    else:
        parent[last] = deepcopy(value)


def _parent(table: Any, place: Place, where: str) -> Any:
    inner = table
    for number in range(1, len(place[1])):
        inner = _at(inner, place, number, where)
    return inner


def _at(inner: Any, place: Place, number: int, where: str) -> Any:
    """The value of this step, counted from 1; what is wrong names the whole path."""
    path, steps = place
    step = steps[number - 1]
    known: Iterable[str] = ()
    if isinstance(inner, Mapping) and isinstance(step, str):
        if step in inner:
            return inner[step]
        known = inner
    elif isinstance(inner, list) and isinstance(step, int) and step <= len(inner):
        return inner[step - 1]
    suggestion = did_you_mean(str(step), known)
    raise _Wrong(problem("TS802", where=where, path=path, step=step, suggestion=suggestion))


def _key(place: Place) -> Any:
    last = place[1][-1]
    return last - 1 if isinstance(last, int) else last
