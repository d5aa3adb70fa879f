"""Two records compared, as JSON for machines."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tenderscore.differences import CardChange, Differences, Pair
from tenderscore.language import in_english
from tenderscore.recorded import Bound, Hurdle, Recorded
from tenderscore.reports.json_text import json_text
from tenderscore.units import exact_text

FORMAT = 1


@in_english
def differences_json(its: Differences) -> str:
    """Numbers are exact texts, amounts cents; pairs are before and after."""
    return json_text(
        {
            "format": FORMAT,
            "before": _award(its.before),
            "after": _award(its.after),
            "nothing": its.nothing,
            "joined": list(its.joined),
            "left": list(its.left),
            "new": list(its.new),
            "missing": list(its.missing),
            "inputs": [
                {"name": name, "before": before or None, "after": after or None}
                for name, before, after in its.inputs
            ],
            "rules": [
                {"rule": each.rule, "group": each.group, "before": _bounds(each.before),
                 "after": _bounds(each.after)}
                for each in its.rules
            ],
            "proposals": [_card(each) for each in its.cards],
        }
    )  # fmt: skip


def _award(recorded: Recorded) -> dict[str, Any]:
    return {
        "call": {"id": recorded.call, "edition": recorded.edition, "sha256": recorded.sha256},
        "record": recorded.digest,
        "funded": sorted(recorded.funded),
        "total": exact_text(recorded.total),
        "decided_by": recorded.decided_by,
        "eased": [{"rule": rule, "group": group} for rule, group in recorded.eased],
    }


def _bounds(bounds: Sequence[Bound]) -> list[dict[str, Any]]:
    return [
        {"unit": b.unit, "at_least": _text(b.at_least), "at_most": _text(b.at_most)} for b in bounds
    ]


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def _pair(pair: Pair | None) -> list[str | None] | None:
    return None if pair is None else [_text(each) for each in pair]


def _card(change: CardChange) -> dict[str, Any]:
    return {
        "proposal": change.proposal,
        "points": {criterion: _pair(pair) for criterion, pair in change.points.items()},
        "total": _pair(change.total),
        "ranking": _pair(change.ranking),
        "new_obstacles": [_hurdle(each) for each in change.new],
        "gone_obstacles": [_hurdle(each) for each in change.gone],
        "other_obstacles": [[_hurdle(was), _hurdle(now)] for was, now in change.other],
    }


def _hurdle(hurdle: Hurdle) -> dict[str, str]:
    return {"kind": hurdle.kind, "id": hurdle.id, "title": hurdle.title, "text": hurdle.text}
