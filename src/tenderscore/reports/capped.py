"""Findings as they are shown: of each file a hundred, then a line that counts its others."""

from collections import Counter
from collections.abc import Sequence

from tenderscore.language import N_number, later, say_number
from tenderscore.problem import Problem, problem

MOST = 100
"""Of each file, and of each letter."""
KINDS = {
    "problem": N_number("{n} problem", "{n} problems"),
    "warning": N_number("{n} warning", "{n} warnings"),
    "note": N_number("{n} note", "{n} notes"),
}
"""The gravest first."""
OTHERS = {"problem": "TS280", "warning": "TS281", "note": "TS282"}
"""The gravest of the others → the line that counts them."""


def capped(findings: Sequence[Problem]) -> list[Problem]:
    """As they come; the line that counts the others of a file stands behind its last one."""
    of_files: dict[str, list[int]] = {}
    for number, each in enumerate(findings):
        of_files.setdefault(each.where.partition(" › ")[0], []).append(number)
    found: list[tuple[int, Problem]] = []
    for file, its in of_files.items():
        kept, others = gravest([findings[number] for number in its])
        found += [(its[place], findings[its[place]]) for place in kept]
        found += [(its[kept[-1]], each.at(file)) for each in others]
    return [each for _, each in sorted(found, key=lambda its: its[0])]


def gravest(findings: Sequence[Problem]) -> tuple[list[int], list[Problem]]:
    """Which of them are shown, in their order; and the line for the others, if there are any."""
    grave = list(KINDS)
    by_gravity = sorted(range(len(findings)), key=lambda n: grave.index(findings[n].severity))
    others = tuple(findings[number] for number in sorted(by_gravity[MOST:]))
    return sorted(by_gravity[:MOST]), [_counted(others)] if others else []


def counts_text(findings: Sequence[Problem]) -> str:
    """3 problems, 1 note; "" if there are none."""
    counts = Counter(each.severity for each in findings)
    return ", ".join(say_number(*KINDS[kind], counts[kind]) for kind in KINDS if counts[kind])


def _counted(others: tuple[Problem, ...]) -> Problem:
    kinds = {each.severity for each in others}
    code = next(OTHERS[kind] for kind in KINDS if kind in kinds)
    return problem(code, count=len(others), kinds=later(counts_text, others))
