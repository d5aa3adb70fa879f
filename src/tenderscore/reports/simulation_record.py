"""Scenarios as JSON for machines: exact numbers, the patches, and the digests of what was read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tenderscore.language import in_english
from tenderscore.reports.json_text import json_text
from tenderscore.reports.record import call_of, inputs_of
from tenderscore.reports.simulation_sentences import points
from tenderscore.scenario import Scenario
from tenderscore.selection import NothingFits, NotProven
from tenderscore.units import exact_text
from tenderscore.what_if.outcome import Outcome
from tenderscore.what_if.simulation import Compared, Move, Simulation
from tenderscore.what_if.totals import Totals

FORMAT = 1


@in_english
def simulation_json(sim: Simulation) -> str:
    return json_text(
        {
            "format": FORMAT,
            "call": call_of(sim.basis.call),
            "inputs": inputs_of(sim.inputs),
            "base": _compared(sim, sim.base),
            "scenarios": [
                {**_patch(each.outcome.scenario), **_compared(sim, each)} for each in sim.scenarios
            ],
        }
    )


def _patch(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "title_de": scenario.title_de,
        "set": _plain(scenario.set),
        "drop": list(scenario.drop),
        "add": _plain(scenario.add),
    }


def _plain(value: Any) -> Any:
    """As JSON has it; decimals as exact texts, so that no reader rounds them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return exact_text(Fraction(value)) if value.is_finite() else str(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _compared(sim: Simulation, compared: Compared) -> dict[str, Any]:
    outcome, its, price = compared.outcome, compared.totals, compared.price
    if its is None or outcome.award is None:
        return _without(outcome)
    selection = outcome.award.selection
    beside: dict[str, Any] = {}
    if compared is not sim.base and price is not None:
        beside = {
            "price": {
                "points": _points(sim, price.points),
                "against": _points(sim, price.against),
                "rescored": price.rescored,
                "requested": price.money,
            },
            "joins": [_move(sim, compared, each) for each in compared.joins],
            "leaves": [_move(sim, compared, each) for each in compared.leaves],
        }
    return {
        "outcome": "eased" if selection.eased else "award",
        "funded": sorted(selection.funded),
        "decided_by": selection.decided_by,
        "proven": selection.proven,
        "unique": selection.unique,
        "eased": [{"rule": e.rule, "group": e.group, "by": e.by} for e in selection.eased],
        **_totals(sim, its),
        **beside,
    }


def _points(sim: Simulation, value: Fraction | None) -> str | None:
    return None if value is None else points(sim, value)


def _totals(sim: Simulation, its: Totals) -> dict[str, Any]:
    return {
        "number": its.number,
        "total": points(sim, its.points),
        "requested": its.money,
        "reached": [
            {"rule": what.rule, "group": what.group, "column": what.column,
             "sum": exact_text(value)}
            for what, value in its.reached.items()
        ],
        "laender": dict(its.laender),
        "lots": dict(its.lots),
        "topics": dict(its.topics),
    }  # fmt: skip


def _move(sim: Simulation, compared: Compared, move: Move) -> dict[str, Any]:
    """`before` and `after`: the scores, and what stands in the way."""
    sides: Sequence[tuple[str, Outcome, Any]] = (
        ("before", sim.base.outcome, move.before),
        ("after", compared.outcome, move.after),
    )
    return {
        "proposal": move.proposal,
        "why": move.why,
        **{
            side: {
                "score": None
                if card.ranking is None or outcome.call is None
                else points(sim, Fraction(card.ranking, outcome.call.total_unit)),
                "obstacles": [str(each) for each in card.obstacles],
            }
            for side, outcome, card in sides
            if card is not None
        },
    }


def _without(outcome: Outcome) -> dict[str, Any]:
    """Why there is no award."""
    stopped = outcome.stopped
    if isinstance(stopped, NothingFits):
        return {"outcome": "nothing fits", "conflicts": [list(c.rules) for c in stopped.conflicts]}
    if isinstance(stopped, NotProven):
        gap = None if stopped.gap is None else exact_text(Fraction(stopped.gap, stopped.unit))
        best = None if stopped.funded is None else sorted(stopped.funded)
        return {"outcome": "not proven", "best_found": best, "aim": stopped.aim, "gap": gap,
                "text": str(stopped)}  # fmt: skip
    return {
        "outcome": "problems",
        "problems": [
            {"code": each.code, "where": each.where, "what": each.what, "fix": each.fix}
            for each in outcome.problems
        ],
    }
