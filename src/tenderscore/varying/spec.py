"""PATH=LOW..HIGH:STEP as written on a command line → Swept, or what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from tenderscore.patching import value_at
from tenderscore.problem import InputError, Problem, problem

MOST = 10_000
"""So many points of a sweep, or of a grid."""

_NUMBER = r"[+-]?[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?"
_SWEPT = re.compile(rf"(.+)=({_NUMBER})\.\.({_NUMBER}):({_NUMBER})")


@frozen(kw_only=True)
class Swept:
    """A number of the call file and the values that it takes, from low to high."""

    path: str
    low: Fraction
    high: Fraction
    step: Fraction
    where: str
    """The words of the command line."""

    @property
    def values(self) -> tuple[Fraction, ...]:
        """From low on, the high one too where a step ends there."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + number * self.step for number in range(count + 1))


def swept(texts: Sequence[str], table: Mapping[str, Any]) -> tuple[Swept, ...]:
    """One or two sweeps of numbers in this call file's table, each given there or an option of a
    table that is. Raises InputError."""
    problems: list[Problem] = []
    found: list[Swept] = []
    for text in texts:
        one, wrong = _swept(text, dict(table))
        problems += wrong
        found += [one] if one else []
    if len(texts) > 2:
        problems.append(problem("TS824", where="--vary", n=len(texts)))
    for number, each in enumerate(found):
        if any(each.path == other.path for other in found[:number]):
            problems.append(problem("TS825", where=each.where, path=each.path))
    if not problems:
        count = 1
        for each in found:
            count *= len(each.values)
        if count > MOST:
            problems.append(problem("TS823", where=found[-1].where, n=count, most=MOST))
    if problems:
        raise InputError(problems)
    return tuple(found)


def _swept(text: str, table: Mapping[str, Any]) -> tuple[Swept | None, list[Problem]]:
    where = f"--vary {text}"
    match = _SWEPT.fullmatch(text.strip())
    if match is None:
        return None, [problem("TS820", where=where)]
    path = match[1].strip()
    low, high, step = (Fraction(Decimal(each)) for each in match.groups()[1:])
    problems = []
    if step <= 0 or low > high:
        problems.append(problem("TS821", where=where))
    elif (high - low) / step > MOST:
        problems.append(problem("TS823", where=where, n=int((high - low) / step) + 1, most=MOST))
    value, missing = value_at(table, path, where)
    table_path = path.rpartition(".")[0]
    if missing and (not table_path or value_at(table, table_path, where)[1]):
        problems += missing
    if not missing and (isinstance(value, bool) or not isinstance(value, int | Decimal)):
        problems.append(problem("TS822", where=where, path=path))
    if problems:
        return None, problems
    return Swept(path=path, low=low, high=high, step=step, where=where), []
