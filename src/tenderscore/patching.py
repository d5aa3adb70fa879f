"""A call file's table and a scenario → the table as it would stand in the file, or what is wrong.

A path is written as in messages: `rules.budget.max_amount`, `objective.order[2].maximise`,
`topics."IT security"`; places in a list count from 1.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from tenderscore.problem import Problem, problem
from tenderscore.scenario import Scenario
from tenderscore.suggest import did_you_mean

_STEP = re.compile(r'(?:"([^"]+)"|([A-Za-z0-9_-]+))|\[([1-9][0-9]*)\]')
_PATH = re.compile(rf"(?:{_STEP.pattern})(?:(?:\.|(?=\[))(?:{_STEP.pattern}))*")

Step = str | int


class _Wrong(Exception):
    def __init__(self, found: Problem):
        self.found = found


def patched(table: Mapping[str, Any], scenario: Scenario) -> tuple[dict[str, Any], list[Problem]]:
    """A copy of the table with what the scenario drops, sets and adds, in this order."""
    copy = deepcopy(dict(table))
    problems: list[Problem] = []
    changes: list[tuple[str, Callable[[Any, str, str, Any], None], Any]] = [
        *((path, _drop, None) for path in scenario.drop),
        *((path, _set, value) for path, value in scenario.set.items()),
        *((path, _add, value) for path, value in scenario.add.items()),
    ]
    for path, change, value in changes:
        try:
            change(copy, path, scenario.where, value)
        except _Wrong as error:
            problems.append(error.found)
    return copy, problems


def value_at(table: Mapping[str, Any], path: str, where: str) -> tuple[Any, list[Problem]]:
    """What stands at the path, or None and why there is nothing."""
    try:
        steps = _steps(path, where)
        return _at(_parent(table, path, steps, where), path, steps, where), []
    except _Wrong as error:
        return None, [error.found]


def _drop(table: Any, path: str, where: str, _: Any) -> None:
    steps = _steps(path, where)
    parent = _parent(table, path, steps, where)
    _at(parent, path, steps, where)
    del parent[_place(steps[-1])]


def _set(table: Any, path: str, where: str, value: Any) -> None:
    steps = _steps(path, where)
    parent = _parent(table, path, steps, where)
    if isinstance(parent, list) or len(steps) < 3:
        _at(parent, path, steps, where)
    parent[_place(steps[-1])] = deepcopy(value)


def _add(table: Any, path: str, where: str, value: Any) -> None:
    steps = _steps(path, where)
    parent = table
    for number, step in enumerate(steps[:-1]):
        if number == 0 and isinstance(step, str):
            parent = parent.setdefault(step, {})
        else:
            parent = _at(parent, path, steps[: number + 1], where)
    if isinstance(parent, list):
        parent.insert(_place(steps[-1]), deepcopy(value))
    elif not isinstance(parent, dict) or steps[-1] in parent:
        raise _Wrong(problem("TS803", where=where, path=path))
    else:
        parent[steps[-1]] = deepcopy(value)


def _steps(path: str, where: str) -> list[Step]:
    if not _PATH.fullmatch(path):
        raise _Wrong(problem("TS801", where=where, path=path))
    return [
        int(number) if number else quoted or plain for quoted, plain, number in _STEP.findall(path)
    ]


def _parent(table: Any, path: str, steps: list[Step], where: str) -> Any:
    inner = table
    for number in range(1, len(steps)):
        inner = _at(inner, path, steps[:number], where)
    return inner


def _at(inner: Any, path: str, steps: list[Step], where: str) -> Any:
    """The value of the last step; what is wrong names the whole path."""
    last = steps[-1]
    known: Iterable[str] = ()
    if isinstance(inner, dict) and isinstance(last, str):
        if last in inner:
            return inner[last]
        known = inner
    elif isinstance(inner, list) and isinstance(last, int) and last <= len(inner):
        return inner[last - 1]
    suggestion = did_you_mean(str(last), known)
    raise _Wrong(problem("TS802", where=where, path=path, step=last, suggestion=suggestion))


def _place(step: Step) -> Any:
    return step - 1 if isinstance(step, int) else step
