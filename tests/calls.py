"""A small valid call file as a table, changed at a path, and written as TOML. All is invented."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tenderscore.call import Call
from tenderscore.call_file import call_from
from tenderscore.problem import refuse
from tenderscore.proposal import Mark, Proposal
from tenderscore.units import Cents, Points

NAME = "call.toml"


def small(**changes: Any) -> dict[str, Any]:
    """The least that a call file holds, and one of most things.

    `changes` names a place by its keys joined with two underscores, dashes as one:
    small(criteria__quality__weight_percent=55). None takes the key away.
    """
    table: dict[str, Any] = {
        "format": 1,
        "call": {
            "id": "small-1.0",
            "edition": 1,
            "title": "Small call",
            "closes": datetime(2026, 3, 31, 12, tzinfo=UTC),
            "currency": "EUR",
            "scale_points": 5,
            "lots": {"regional": "Regional centre", "thematic": "Thematic centre"},
            "source": "call",
        },
        "sources": {"call": "Ministry of Examples, announcement", "law": "Budget code"},
        "groups": {"east": ["BE", "BB"], "south": ["BY", "BW"]},
        "topics": {"robots": 2, "crafts": 1},
        "columns": {
            "jobs": {"kind": "number", "title": "Jobs", "source": "call"},
            "green": {"kind": "yes_no", "title": "Green", "source": "call"},
            "sector": {"kind": "text", "title": "Sector", "source": "call"},
        },
        "eligibility": {
            "size": {
                "title": "At most a million",
                "use": "requested_amount",
                "max": 1_000_000,
                "source": "call no. 1",
            }
        },
        "criteria": {
            "quality": {
                "title": "Quality",
                "weight_percent": 60,
                "threshold_points": 3,
                "source": "call no. 2",
                "indicators": [{"use": "jury_mean"}],
            },
            "effect": {
                "title": "Effect",
                "weight_percent": 40,
                "source": "call no. 3",
                "indicators": [
                    {"use": "jury_median", "share_percent": 70},
                    {
                        "use": "value",
                        "column": "jobs",
                        "share_percent": 30,
                        "line": [[0, 0], [10, 5]],
                    },
                ],
            },
        },
        "total": {"threshold_points": 3, "source": "call no. 4"},
        "rules": {
            "budget": {
                "title": "Stay within the budget",
                "use": "funding",
                "max_amount": 3_000_000,
                "source": "law § 7",
            },
            "two-per-land": {
                "title": "At most two a Land",
                "use": "count",
                "each": "land",
                "max": 2,
                "source": "call no. 5",
            },
        },
        "objective": {
            "order": [
                {"maximise": "score", "source": "call no. 6"},
                {"minimise": "requested_amount", "source": "law § 7"},
                {"draw": "small-1.0", "source": "call no. 6"},
            ]
        },
    }
    for path, value in changes.items():
        put(table, path.split("__"), value)
    return table


def put(table: Any, path: list[str], value: object) -> None:
    """Change what stands at the path; a number counts the entries of an array from 1."""
    *way, last = path
    for step in way:
        table = table[int(step) - 1] if step.isdigit() else table.setdefault(step, {})
    if last.isdigit():
        table[int(last) - 1] = value
    elif value is None:
        del table[last]
    else:
        table[last] = value


def said(table: Mapping[str, Any]) -> list[str]:
    """Every finding in the table, as it is printed."""
    return [str(each) for each in call_from(table, NAME)[1]]


def read(table: Mapping[str, Any]) -> Call:
    call, problems = call_from(table, NAME)
    refuse(problems)
    assert call is not None
    return call


def toml(table: Mapping[str, Any]) -> str:
    """The table as a TOML text."""
    plain = [f"{_key(k)} = {_value(v)}" for k, v in table.items() if not isinstance(v, Mapping)]
    return "\n".join([*plain, *_tables(table, "")]) + "\n"


def _tables(table: Mapping[str, Any], above: str) -> list[str]:
    lines = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            name = f"{above}{_key(key)}"
            lines.append(f"[{name}]")
            inner = value.items()
            lines += [f"{_key(k)} = {_value(v)}" for k, v in inner if not isinstance(v, Mapping)]
            lines += _tables(value, f"{name}.")
    return lines


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"'


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    assert isinstance(value, int | Decimal)
    return str(value)


def proposal(id_: str = "P-1", euros: Any = 500_000, **parts: Any) -> Proposal:
    """A proposal that asks for so many euros; `marks` as {criterion: [points, …]}."""
    marks = parts.pop("marks", {})
    values = {name: _exact(value) for name, value in parts.pop("values", {}).items()}
    return Proposal(
        id=id_,
        requested=Cents(int(Fraction(euros) * 100)),
        marks=tuple(
            Mark(
                juror=f"J{number}",
                criterion=criterion,
                points=Points(int(Fraction(points) * 100)),
                where=f"p.xlsx › Marks!{criterion}{number}",
            )
            for criterion, given in marks.items()
            for number, points in enumerate(given, 1)
        ),
        values=values,
        **{"where": f"p.xlsx › Proposals!A{id_}", **parts},
    )


def _exact(value: Any) -> Any:
    return value if isinstance(value, str | bool) else Fraction(value)
