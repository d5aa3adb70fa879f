"""The peers: an instance → (value, chosen) as PuLP with CBC, PuLP with HiGHS or highspy find it.

Each call builds its model anew, with gap 0 and one thread. What a peer says is not checked: the
caller sees whether every row is kept. None is what a peer calls infeasible.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

Side = int | None
Terms = Iterable[tuple[Any, int]]
Found = tuple[int, frozenset[str]] | None


class Row(Protocol):
    terms: Mapping[str, int]
    at_least: Side
    at_most: Side


class Instance(Protocol):
    variables: tuple[str, ...]
    rows: tuple[Any, ...]


Fixed = Mapping[str, int]
"""Variables and what they must be, 0 or 1."""

Bounds = Mapping[int, tuple[Side, Side]]
"""Places in `rows` and the bounds that hold there instead."""

Sets = Sequence[frozenset[str]]
"""Choices that are cut off, each by a no-good row."""


def cbc(
    instance: Instance,
    gains: Mapping[str, int],
    *,
    fixed: Fixed | None = None,
    bounds: Bounds | None = None,
    without: Sets = (),
) -> Found:
    import pulp

    return _by_pulp(pulp, cbc_solver(pulp), instance, gains, fixed or {}, bounds or {}, without)


def highs(
    instance: Instance,
    gains: Mapping[str, int],
    *,
    fixed: Fixed | None = None,
    bounds: Bounds | None = None,
    without: Sets = (),
) -> Found:
    import pulp

    return _by_pulp(pulp, highs_solver(pulp), instance, gains, fixed or {}, bounds or {}, without)


def bare_highspy(
    instance: Instance,
    gains: Mapping[str, int],
    *,
    fixed: Fixed | None = None,
    bounds: Bounds | None = None,
    without: Sets = (),
) -> Found:
    """The arrays straight into HiGHS, as its own documentation does where speed counts."""
    import highspy
    import numpy as np

    place = {variable: index for index, variable in enumerate(instance.variables)}
    starts, columns, coefficients, low, high = [0], [], [], [], []
    for terms, at_least, at_most in _rows(instance, bounds or {}, without):
        for variable, coefficient in terms:
            columns.append(place[variable])
            coefficients.append(coefficient)
        starts.append(len(columns))
        low.append(-highspy.kHighsInf if at_least is None else at_least)
        high.append(highspy.kHighsInf if at_most is None else at_most)
    least, most = np.zeros(len(place)), np.ones(len(place))
    for variable, value in (fixed or {}).items():
        least[place[variable]] = most[place[variable]] = value

    solver = highspy.Highs()
    solver.silent()
    for option, setting in (("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0), ("threads", 1)):
        solver.setOptionValue(option, setting)
    solver.passModel(
        len(place),
        len(low),
        len(columns),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        np.array([gains.get(variable, 0) for variable in place], dtype=np.float64),
        least,
        most,
        np.array(low, dtype=np.float64),
        np.array(high, dtype=np.float64),
        np.array(starts, dtype=np.int32),
        np.array(columns, dtype=np.int32),
        np.array(coefficients, dtype=np.float64),
        np.full(len(place), int(highspy.HighsVarType.kInteger), dtype=np.int32),
    )
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(solver.modelStatusToString(status))
    values = np.rint(np.array(solver.getSolution().col_value))
    chosen = frozenset(instance.variables[index] for index in np.flatnonzero(values))
    return sum(gains.get(variable, 0) for variable in chosen), chosen


def all_optima(
    peer: Callable[..., Found],
    instance: Instance,
    gains: Mapping[str, int],
    *,
    most: int = 1000,
    **question: Any,
) -> list[frozenset[str]]:
    """Asks again with what was found cut off, until the value falls or `most` are found."""
    optima: list[frozenset[str]] = []
    best: Side = None
    while len(optima) < most:
        found = peer(instance, gains, without=optima, **question)
        if found is None or (best is not None and found[0] < best):
            break
        best = found[0]
        optima.append(found[1])
    return optima


def problem(instance: Instance, gains: Mapping[str, int]) -> dict[str, Any]:
    """The instance by index, as `cold_peer.py` reads it; to be maximised."""
    place = {variable: index for index, variable in enumerate(instance.variables)}
    return {
        "variables": [1] * len(place),
        "rows": [
            [[[place[v], a] for v, a in row.terms.items()], row.at_least, row.at_most]
            for row in instance.rows
        ],
        "objective": [[place[v], gain] for v, gain in gains.items()],
    }


def keep(instance: Instance, gains: Mapping[str, int], path: Path) -> None:
    path.write_text(json.dumps(problem(instance, gains)) + "\n", encoding="utf-8")


def cbc_solver(pulp: Any) -> Any:
    return pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0, threads=1, _skip_v4_deprecation=True)


def highs_solver(pulp: Any) -> Any:
    return pulp.HiGHS(msg=False, gapRel=0, gapAbs=0, threads=1)


def chosen_by_pulp(
    pulp: Any,
    solver: Any,
    variables: Mapping[Any, tuple[int, int]],
    rows: Iterable[tuple[Terms, Side, Side]],
    gains: Terms,
) -> dict[Any, int] | None:
    """Variables with their bounds, rows and gains → each variable's value; None: infeasible."""
    model = pulp.LpProblem("portfolio", pulp.LpMaximize)
    x: dict[Hashable, Any] = {
        key: model.add_variable(f"x{key}", low, high, cat=pulp.LpInteger)
        for key, (low, high) in variables.items()
    }
    model += pulp.LpAffineExpression([(x[key], gain) for key, gain in gains])
    for terms, at_least, at_most in rows:
        total = pulp.LpAffineExpression([(x[key], coefficient) for key, coefficient in terms])
        if at_least is not None and at_least == at_most:
            model += total == at_least
            continue
        if at_least is not None:
            model += total >= at_least
        if at_most is not None:
            model += total <= at_most
    model.solve(solver)
    if model.status == pulp.LpStatusInfeasible:
        return None
    if model.sol_status != pulp.LpSolutionOptimal:
        raise RuntimeError(pulp.LpStatus[model.status])
    return {key: round(variable.varValue or 0) for key, variable in x.items()}


def _by_pulp(
    pulp: Any,
    solver: Any,
    instance: Instance,
    gains: Mapping[str, int],
    fixed: Fixed,
    bounds: Bounds,
    without: Sets,
) -> Found:
    variables = {
        variable: (fixed[variable],) * 2 if variable in fixed else (0, 1)
        for variable in instance.variables
    }
    rows = _rows(instance, bounds, without)
    values = chosen_by_pulp(pulp, solver, variables, rows, gains.items())
    if values is None:
        return None
    chosen = frozenset(variable for variable, value in values.items() if value)
    return sum(gains.get(variable, 0) for variable in chosen), chosen


def _rows(instance: Instance, bounds: Bounds, without: Sets) -> Iterable[tuple[Terms, Side, Side]]:
    for place, row in enumerate(instance.rows):
        at_least, at_most = bounds.get(place, (row.at_least, row.at_most))
        yield row.terms.items(), at_least, at_most
    for chosen in without:
        signs = [(variable, 1 if variable in chosen else -1) for variable in instance.variables]
        yield signs, None, len(chosen) - 1
