"""Variables and rows → what the rows settle by themselves, and blocks that can be solved apart.

A block's lines are its rows over its own variables: what is settled subtracted, divided by the
greatest common divisor, bounds rounded inwards. All of it exact, and none of it loses a portfolio.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import gcd

from attrs import evolve, field, frozen

from tenderscore.claim import Multipliers
from tenderscore.constraint import Row
from tenderscore.engine.line import Line
from tenderscore.frozen import frozen_mapping


@frozen(kw_only=True)
class Part:
    """Variables that share no row with others, in order, and their lines."""

    variables: tuple[str, ...]
    lines: tuple[Line, ...]
    idle: Mapping[str, tuple[tuple[int, int], ...]] = field(factory=dict, converter=frozen_mapping)
    """Variable → (number, coefficient) of rows that any choice keeps: no lines, but they tell
    variables apart."""


@frozen(kw_only=True)
class Divided:
    settled: Mapping[str, int]
    root: tuple[Multipliers, ...]
    """The rows that settled them, as multipliers of the proof."""
    contradictory: bool
    """Whether the last of them cannot be kept."""
    parts: tuple[Part, ...] = ()


def divide(variables: Iterable[str], rows: Sequence[Row]) -> Divided:
    """Row after row, until none settles more: what a bound leaves no room for is out, or in."""
    free = dict.fromkeys(sorted(variables))
    settled: dict[str, int] = {}
    root: list[Multipliers] = []
    changed = True
    while changed:
        changed = False
        for number, row in enumerate(rows):
            for key, sign, bound in _sides(row, number):
                least = sure = 0
                for variable, a in row.terms.items():
                    if variable in free:
                        least += min(0, sign * a)
                    elif settled[variable]:
                        sure += sign * a
                room = sign * bound - sure - least
                if room < 0:
                    return Divided(settled=settled, root=(*root, ((key, 1),)), contradictory=True)
                tight = [v for v, a in row.terms.items() if abs(a) > room and v in free]
                if tight:
                    settled |= {v: int(sign * row.terms[v] < 0) for v in tight}
                    for variable in tight:
                        del free[variable]
                    root.append(((key, 1),))
                    changed = True
    return Divided(
        settled=settled,
        root=tuple(root),
        contradictory=False,
        parts=tuple(_parts(list(free), rows, settled)),
    )


def _sides(row: Row, number: int) -> list[tuple[int, int, int]]:
    """(key in the proof, +1 for an upper bound or -1 for a lower one, the bound)."""
    sides = []
    if row.at_most is not None:
        sides.append((number + 1, 1, row.at_most))
    if row.at_least is not None:
        sides.append((-(number + 1), -1, row.at_least))
    return sides


def _parts(free: list[str], rows: Sequence[Row], settled: Mapping[str, int]) -> list[Part]:
    leader = {variable: variable for variable in free}

    def find(variable: str) -> str:
        while leader[variable] != variable:
            leader[variable] = leader[leader[variable]]
            variable = leader[variable]
        return variable

    touching: list[tuple[int, str]] = []
    idle: dict[str, list[tuple[int, int]]] = {}
    for number, row in enumerate(rows):
        if never_binds(row, settled):
            for variable, a in row.terms.items():
                if a and variable in leader:
                    idle.setdefault(variable, []).append((number, a))
            continue
        inside = [variable for variable, a in row.terms.items() if a and variable in leader]
        if inside:
            touching.append((number, inside[0]))
            for other in inside[1:]:
                leader[find(other)] = find(inside[0])
    groups: dict[str, list[str]] = {}
    for variable in free:
        groups.setdefault(find(variable), []).append(variable)
    lines: dict[str, list[Line]] = {name: [] for name in groups}
    places = {v: place for group in groups.values() for place, v in enumerate(group)}
    for number, first in touching:
        lines[find(first)].append(reduced(number, rows[number], places, settled))
    return [
        Part(
            variables=tuple(group),
            lines=tuple(lines[name]),
            idle={v: tuple(idle[v]) for v in group if v in idle},
        )
        for name, group in groups.items()
    ]


def never_binds(row: Row, settled: Mapping[str, int]) -> bool:
    """Whether every choice of what is free keeps the row."""
    least = most = 0
    for variable, a in row.terms.items():
        value = settled.get(variable)
        least += min(0, a) if value is None else a * value
        most += max(0, a) if value is None else a * value
    return (row.at_least is None or least >= row.at_least) and (
        row.at_most is None or most <= row.at_most
    )


def reduced(number: int, row: Row, places: Mapping[str, int], settled: Mapping[str, int]) -> Line:
    sure = sum(a for variable, a in row.terms.items() if settled.get(variable))
    terms = {places[v]: a for v, a in row.terms.items() if a and v not in settled}
    divisor = gcd(*terms.values()) or 1
    return Line(
        number=number,
        terms=tuple(sorted((place, a // divisor) for place, a in terms.items())),
        at_least=None if row.at_least is None else -((sure - row.at_least) // divisor),
        at_most=None if row.at_most is None else (row.at_most - sure) // divisor,
    )


def tightened(divided: Divided, number: int, row: Row) -> Divided | None:
    """The same division for a row with tighter bounds; None where the row bound nothing before."""
    for place, part in enumerate(divided.parts):
        if any(line.number == number for line in part.lines):
            places = {variable: at for at, variable in enumerate(part.variables)}
            line = reduced(number, row, places, divided.settled)
            lines = tuple(line if each.number == number else each for each in part.lines)
            parts = list(divided.parts)
            parts[place] = evolve(part, lines=lines)
            return evolve(divided, parts=tuple(parts))
    return None


def folded(part: Part, held: Mapping[int, int]) -> tuple[Part, frozenset[str]] | None:
    """The part over what is left free when these places are held, and what is in beside it.

    None: its lines cannot be kept then. What the lines settle is settled; their numbers stay.
    """
    fixed = [held.get(place, -1) for place in range(len(part.variables))]
    lines = part.lines
    changed = True
    while changed:
        changed = False
        left: list[Line] = []
        for line in lines:
            terms = tuple((place, a) for place, a in line.terms if fixed[place] < 0)
            sure = sum(a for place, a in line.terms if fixed[place] == 1)
            low = None if line.at_least is None else line.at_least - sure
            high = None if line.at_most is None else line.at_most - sure
            least = sum(a for _, a in terms if a < 0)
            most = sum(a for _, a in terms if a > 0)
            if (high is not None and least > high) or (low is not None and most < low):
                return None
            for place, a in terms:
                size = abs(a)
                if (high is not None and least + size > high) or (
                    low is not None and most - size < low
                ):
                    over = high is not None and least + size > high
                    fixed[place] = int((a < 0) == over)
                    changed = True
            left.append(Line(number=line.number, terms=terms, at_least=low, at_most=high))
        lines = tuple(left)
    free = [place for place, value in enumerate(fixed) if value < 0]
    numbers = {place: number for number, place in enumerate(free)}
    variables = tuple(part.variables[place] for place in free)
    return Part(
        variables=variables,
        lines=tuple(
            evolve(line, terms=tuple((numbers[place], a) for place, a in line.terms))
            for line in lines
            if line.terms
        ),
        idle={variable: part.idle[variable] for variable in variables if variable in part.idle},
    ), frozenset(v for v, value in zip(part.variables, fixed, strict=True) if value == 1)
