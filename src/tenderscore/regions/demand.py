"""Where the target firms are: the shipped stand-in, or a CSV of the user's own."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from tenderscore.call import Demand
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.regions.laender import laender, land_code
from tenderscore.regions.naming import folded
from tenderscore.regions.places import places
from tenderscore.regions.resolve import one_place
from tenderscore.suggest import did_you_mean

STAND_IN = (
    "Target firms: all local units (Betriebe) of each Land in 2015, whatever their size "
    "(Destatis, GENESIS-Online 52111-0004), spread over its places of 5,000 inhabitants and more "
    "in proportion to population (GeoNames, CC BY 4.0). A stand-in for counts of small and "
    "medium-sized firms by place, which the shipped data do not hold."
)
"""What the shipped demand is and is not, for every report that rests on it."""

_HEADERS = {
    "place": "place", "ort": "place",
    "land": "land", "bundesland": "land",
    "firms": "firms", "unternehmen": "firms", "betriebe": "firms",
}  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")


@cache
def default_demand() -> tuple[Demand, ...]:
    """Local units of each Land over its places by population: a stand-in, see STAND_IN."""
    people: Counter[str] = Counter()
    for place in places():
        people[place.land] += place.population
    local_units = {land.code: land.local_units for land in laender()}
    return tuple(
        Demand(
            place=place.name,
            land=place.land,
            x=place.x,
            y=place.y,
            z=place.z,
            firms=Fraction(local_units[place.land] * place.population, people[place.land]),
        )
        for place in places()
    )


def read_demand(path: Path) -> tuple[Demand, ...]:
    """A CSV with the columns place, land, firms (Ort, Land, Unternehmen); raises InputError.

    Comma or semicolon, UTF-8; firms are written 1200 or 1200.5; # opens a comment line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError([problem("TS101", where=path.name)]) from None
    except UnicodeDecodeError:
        raise InputError([problem("TS103", where=path.name)]) from None
    except OSError as error:
        raise InputError([problem("TS102", where=path.name, reason=error.strerror)]) from None
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    found = list(_demand(lines, path.name))
    problems = [each for each in found if isinstance(each, Problem)]
    demand = tuple(each for each in found if isinstance(each, Demand))
    if not problems and not any(each.firms for each in demand):
        problems = [problem("TS526", where=path.name)]
    if problems:
        raise InputError(problems)
    return demand


def _demand(lines: list[tuple[int, str]], name: str) -> Iterator[Demand | Problem]:
    if not lines:
        yield problem("TS526", where=name)
        return
    header = lines[0][1]
    delimiter = ";" if ";" in header else ","
    columns = [_HEADERS.get(folded(each), each.strip()) for each in _cells(header, delimiter)]
    wrong = list(_header_problems(columns, f"{name} › line {lines[0][0]}"))
    yield from wrong
    if wrong:
        return
    seen: dict[tuple[int, int, int], int] = {}
    for number, line in lines[1:]:
        where = f"{name} › line {number}"
        cells = _cells(line, delimiter)
        if len(cells) != len(columns):
            yield problem("TS523", where=where, found=len(cells), needed=len(columns))
            continue
        each = _row(dict(zip(columns, cells, strict=True)), where)
        if isinstance(each, Demand):
            first = seen.setdefault((each.x, each.y, each.z), number)
            if first != number:
                each = [problem("TS525", where=where, place=each.place, land=each.land, line=first)]
        yield from [each] if isinstance(each, Demand) else each


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
    except csv.Error:  # a cell beyond all measure
        return [line]


def _header_problems(columns: list[str], where: str) -> Iterator[Problem]:
    wanted = ("place", "land", "firms")
    for column, count in Counter(columns).items():
        if column not in wanted:
            yield problem(
                "TS521",
                where=where,
                column=repr(as_found(column)),
                suggestion=did_you_mean(column, _HEADERS),
            )
        elif count > 1:
            yield problem("TS527", where=where, column=repr(column))
    for column in wanted:
        if column not in columns:
            yield problem("TS522", where=where, column=repr(column))


def _row(row: dict[str, str], where: str) -> Demand | list[Problem]:
    problems = []
    if not _NUMBER.fullmatch(row["firms"]):
        problems.append(problem("TS524", where=where, value=repr(as_found(row["firms"]))))
    place = one_place(row["place"], land_code(row["land"]) or row["land"], where)
    if isinstance(place, Problem):
        problems.append(place)
    if problems or isinstance(place, Problem):
        return problems
    return Demand(
        place=place.name,
        land=place.land,
        x=place.x,
        y=place.y,
        z=place.z,
        firms=Fraction(row["firms"]),
    )
