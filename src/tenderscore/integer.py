"""Lines in whole numbers, made safe for solvers that count in floating point; nothing is lost.

A question's coefficients are small enough that a float solver's tolerances cannot move a bound by
one.
"""

from collections.abc import Iterable, Mapping
from math import gcd

from tenderscore.engine.line import Line
from tenderscore.solver import Question

Indexed = tuple[tuple[tuple[int, int], ...], int | None, int | None]

SAFE_SUM = 200_000
"""Σ|coefficient| of a row up to which an integrality tolerance of 1e-6 stays below one half."""


def ask_for(size: int, lines: Iterable[Line], gains: Mapping[int, int]) -> Question:
    """The Question over the places 0 … size-1; lines with large coefficients are split into digits.

    Further variables are the carries of split rows.
    """
    most = [1] * size
    safe: list[Indexed] = []
    for line in lines:
        if sum(abs(a) for _, a in line.terms) <= SAFE_SUM:
            safe.append((line.terms, line.at_least, line.at_most))
            continue
        if line.at_most is not None:
            _split(dict(line.terms), line.at_most, most, safe)
        if line.at_least is not None:
            _split({v: -a for v, a in line.terms}, -line.at_least, most, safe)
    divisor = gcd(*gains.values()) or 1
    return Question(
        variables=tuple(most),
        rows=tuple(safe),
        objective=tuple(sorted((v, c // divisor) for v, c in gains.items() if c)),
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
