"""A number varied, or a grid of two, for machines: JSON, exact, and CSV, a row for each point."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tenderscore.call import Call
from tenderscore.language import in_english
from tenderscore.reports.csv_text import csv_text, harmless
from tenderscore.reports.json_text import json_text
from tenderscore.units import decimal_sign, decimal_text, exact_text, half_up
from tenderscore.varying import Grid, Outcome, Swept, Varied


@in_english
def varied_json(call: Call, varied: Varied) -> str:
    """Sorted keys; numbers that may be no decimals are texts."""
    return json_text(
        {
            "format": 1,
            "call": call.id,
            "edition": call.edition,
            "varied": {
                **_swept(varied.swept),
                "now": None if varied.now is None else exact_text(varied.now),
                "unit": exact_text(varied.unit),
            },
            "kind_of_number": varied.how,
            "exact": varied.exact,
            "stretches": [
                {
                    "first": exact_text(each.first),
                    "last": exact_text(each.last),
                    "exact": each.exact,
                    "points_at_last": _exact(each.total_last),
                    **_outcome(each.outcome),
                }
                for each in varied.stretches
            ],
            "points": [
                {"value": exact_text(each.value), **_outcome(each.outcome)}
                for each in varied.points
            ],
            "problems": [
                {"value": exact_text(value), "problems": list(map(str, problems))}
                for value, problems in varied.problems
            ],
        }
    )


@in_english
def grid_json(call: Call, grid: Grid) -> str:
    """The same for a grid: its rows go down, and across within each."""
    return json_text(
        {
            "format": 1,
            "call": call.id,
            "edition": call.edition,
            "across": _swept(grid.across),
            "down": _swept(grid.down),
            "letters": {letter: sorted(funded) for funded, letter in grid.letters.items()},
            "rows": [
                {
                    "value": exact_text(value),
                    "points": [
                        {"value": exact_text(across), **_outcome(outcome)}
                        for across, outcome in zip(grid.across.values, row, strict=True)
                    ],
                }
                for value, row in zip(grid.down.values, grid.rows, strict=True)
            ],
        }
    )


def varied_csv(call: Call, varied: Varied) -> str:
    """A row for each point of the grid."""
    rows = [[csv_number(each.value), *_cells(each.outcome)] for each in varied.points]
    return csv_text([[harmless(varied.swept.path), *COLUMNS], *rows])


def grid_csv(call: Call, grid: Grid) -> str:
    """A row for each point of the grid."""
    rows = [
        [csv_number(across), csv_number(down), *_cells(outcome)]
        for down, row in zip(grid.down.values, grid.rows, strict=True)
        for across, outcome in zip(grid.across.values, row, strict=True)
    ]
    return csv_text([[harmless(grid.across.path), harmless(grid.down.path), *COLUMNS], *rows])


COLUMNS = ("outcome", "proposals", "points", "requested", "funded", "eased")
"""Keys, the same in every language."""


def _cells(outcome: Outcome) -> list[str]:
    return [
        outcome.kind,
        str(len(outcome.funded)) if outcome.funds else "",
        "" if outcome.total is None else csv_number(outcome.total),
        "" if outcome.money is None else csv_number(Fraction(outcome.money, 100)),
        harmless(" ".join(sorted(outcome.funded))),
        harmless(
            "; ".join(
                f"{each.rule} {each.group} {each.by}".replace("  ", " ") for each in outcome.eased
            )
        ),
    ]


def csv_number(value: Fraction) -> str:
    """Exact where there is a decimal, else to twelve places."""
    text = exact_text(value)
    if "/" in text:
        text = decimal_text(half_up(value * 10**12), 10**12)
    return text.replace(".", decimal_sign())


def _swept(swept: Swept) -> Mapping[str, Any]:
    return {
        "path": swept.path,
        "low": exact_text(swept.low),
        "high": exact_text(swept.high),
        "step": exact_text(swept.step),
    }


def _outcome(outcome: Outcome) -> Mapping[str, Any]:
    return {
        "outcome": outcome.kind,
        "funded": sorted(outcome.funded),
        "eased": [{"rule": e.rule, "group": e.group, "by": e.by} for e in outcome.eased],
        "conflict": list(outcome.rules),
        "points_total": _exact(outcome.total),
        "requested_cents": outcome.money,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
