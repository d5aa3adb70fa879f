"""Rows in whole numbers, made safe for solvers that count in floating point; nothing is lost.

What can be settled by the rows alone is settled here, exactly. The rest becomes a Question whose
coefficients are small enough that a float solver's tolerances cannot move a bound by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import gcd

from attrs import frozen

from tenderscore.constraint import Row
from tenderscore.solver import Question

Plain = tuple[dict[str, int], int | None, int | None]
Indexed = tuple[tuple[tuple[int, int], ...], int | None, int | None]

SAFE_SUM = 200_000
"""Σ|coefficient| of a row up to which an integrality tolerance of 1e-6 stays below one half."""


def settle(variables: Iterable[str], rows: Sequence[Row]) -> dict[str, int] | None:
    """The variables that the rows force to 0 or 1, by bounds alone; None: no choice keeps all."""
    free = set(variables)
    settled: dict[str, int] = {}
    changed = True
    while changed:
        changed = False
        for row in rows:
            for terms, most in _one_sided(row):
                sure = sum(a for v, a in terms.items() if settled.get(v) == 1)
                open_ = {v: a for v, a in terms.items() if v in free and v not in settled}
                least = sure + sum(a for a in open_.values() if a < 0)
                if least > most:
                    return None
                for variable, a in open_.items():
                    if least + abs(a) > most:
                        settled[variable] = 0 if a > 0 else 1
                        changed = True
    return settled


def _one_sided(row: Row) -> list[tuple[Mapping[str, int], int]]:
    sides: list[tuple[Mapping[str, int], int]] = []
    if row.at_most is not None:
        sides.append((row.terms, row.at_most))
    if row.at_least is not None:
        sides.append(({v: -a for v, a in row.terms.items()}, -row.at_least))
    return sides


def plain(rows: Iterable[Row], settled: Mapping[str, int], free: Iterable[str]) -> list[Plain]:
    """The rows over the free variables only, divided by their gcd, the never binding ones gone."""
    open_ = set(free)
    result: list[Plain] = []
    for row in rows:
        sure = sum(a for v, a in row.terms.items() if settled.get(v) == 1)
        terms = {v: a for v, a in row.terms.items() if v in open_ and a}
        if not terms:
            continue
        divisor = gcd(*terms.values())
        terms = {v: a // divisor for v, a in terms.items()}
        least = None if row.at_least is None else -((sure - row.at_least) // divisor)
        most = None if row.at_most is None else (row.at_most - sure) // divisor
        if least is not None and sum(a for a in terms.values() if a < 0) >= least:
            least = None
        if most is not None and sum(a for a in terms.values() if a > 0) <= most:
            most = None
        if least is not None or most is not None:
            result.append((terms, least, most))
    return result


def components(free: Iterable[str], rows: Iterable[Plain]) -> list[tuple[str, ...]]:
    """The free variables in groups that share no row: they can be solved apart."""
    leader = {variable: variable for variable in free}

    def find(variable: str) -> str:
        while leader[variable] != variable:
            leader[variable] = leader[leader[variable]]
            variable = leader[variable]
        return variable

    for terms, _, _ in rows:
        first, *others = terms
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[str, list[str]] = {}
    for variable in sorted(leader):
        groups.setdefault(find(variable), []).append(variable)
    return sorted(tuple(group) for group in groups.values())


def clones(
    order: Sequence[str], rows: Iterable[Row], gains: Sequence[Mapping[str, int]]
) -> list[list[str]]:
    """Variables that no row and no aim tells apart, in the order of the draw; two or more each.

    Of two clones the draw prefers the earlier: a later one is chosen only if the earlier ones are.
    """
    places: dict[str, list[tuple[int, int]]] = {variable: [] for variable in order}
    for number, row in enumerate(rows):
        for variable, coefficient in row.terms.items():
            if variable in places:
                places[variable].append((number, coefficient))
    groups: dict[object, list[str]] = {}
    for variable in order:
        worth = tuple(each.get(variable, 0) for each in gains)
        groups.setdefault((tuple(places[variable]), worth), []).append(variable)
    return [group for group in groups.values() if len(group) > 1]


@frozen(kw_only=True)
class Asked:
    """A question with the names of its first variables; further ones are carries of split rows."""

    question: Question
    names: tuple[str, ...]

    def chosen(self, values: Sequence[int]) -> frozenset[str]:
        return frozenset(name for name, value in zip(self.names, values, strict=False) if value)


def ask_for(names: Sequence[str], rows: Iterable[Plain], objective: Mapping[str, int]) -> Asked:
    """The Question over these variables, every row with large coefficients split into digits."""
    index = {name: number for number, name in enumerate(names)}
    most = [1] * len(names)
    safe: list[Indexed] = []
    for terms, at_least, at_most in rows:
        numbered = {index[name]: a for name, a in terms.items()}
        if sum(map(abs, numbered.values())) <= SAFE_SUM:
            safe.append((tuple(sorted(numbered.items())), at_least, at_most))
            continue
        if at_most is not None:
            _split(numbered, at_most, most, safe)
        if at_least is not None:
            _split({v: -a for v, a in numbered.items()}, -at_least, most, safe)
    gains = {index[name]: c for name, c in objective.items() if name in index and c}
    divisor = gcd(*gains.values()) or 1
    return Asked(
        names=tuple(names),
        question=Question(
            variables=tuple(most),
            rows=tuple(safe),
            objective=tuple(sorted((v, c // divisor) for v, c in gains.items())),
        ),
    )


def _split(terms: dict[int, int], at_most: int, most: list[int], safe: list[Indexed]) -> None:
    """Σ a·x ≤ b as rows of single digits to a base, joined by whole-number carries: the same set.

    With a = base·q + r: some carry c ≥ 0 has Σ r·x ≤ base·c + b_low and Σ q·x + c ≤ b_high exactly
    if Σ a·x ≤ b. The linear relaxation is no weaker than that of the row itself.
    """
    base = max(16, SAFE_SUM // (2 * len(terms)))
    while sum(map(abs, terms.values())) > SAFE_SUM:
        low = {v: a % base for v, a in terms.items() if a % base}
        reach = sum(a * most[v] for v, a in low.items())
        carries = max(0, -((at_most % base - reach) // base))
        terms = {v: a // base for v, a in terms.items() if a // base}
        if carries:
            most.append(carries)
            carry = len(most) - 1
            row = tuple(sorted({**low, carry: -base}.items()))
            safe.append((row, None, at_most % base))
            terms[carry] = 1
        at_most //= base
    if terms:
        safe.append((tuple(sorted(terms.items())), None, at_most))


def elastic(rows: Iterable[Plain], switch: str) -> list[Plain]:
    """The same rows, all of them void where `switch` is 1: without it they can be kept, or not."""
    loose: list[Plain] = []
    for terms, at_least, at_most in rows:
        if at_most is not None:
            room = sum(a for a in terms.values() if a > 0) - at_most
            loose.append(({**terms, switch: -room}, None, at_most))
        if at_least is not None:
            room = at_least - sum(a for a in terms.values() if a < 0)
            loose.append(({**terms, switch: room}, at_least, None))
    return loose


def cover(row: Row, chosen: Iterable[str]) -> Row:
    """A row with coefficients ±1 that every choice keeping `row` keeps, and `chosen` breaks."""
    inside = frozenset(chosen)
    for terms, most in _one_sided(row):
        total = sum(a for v, a in terms.items() if v in inside)
        if total <= most:
            continue
        raising = sorted(
            (v for v, a in terms.items() if a and (v in inside) == (a > 0)),
            key=lambda v: (abs(terms[v]), v),
        )
        for variable in list(raising):
            if total - abs(terms[variable]) > most:
                total -= abs(terms[variable])
                raising.remove(variable)
        signs = {v: 1 if terms[v] > 0 else -1 for v in raising}
        return Row(terms=signs, at_most=sum(1 for sign in signs.values() if sign > 0) - 1)
    raise ValueError("the chosen keep this row")


def different(variables: Iterable[str], chosen: Iterable[str]) -> Row:
    """At least one variable differs from the chosen set."""
    inside = frozenset(chosen)
    terms = {variable: -1 if variable in inside else 1 for variable in variables}
    return Row(terms=terms, at_least=1 - len(inside))
