"""The award as JSON for machines: the same award gives the same bytes everywhere.

Money is integer cents, deciding numbers are exact decimal strings (a fraction without an end is
written 10/3), keys are sorted; no time, no path and nothing of the machine.
"""

import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from attrs import fields, has

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.engine.kernel import compiled
from tenderscore.intake import Input
from tenderscore.language import in_english
from tenderscore.proposal import Proposal
from tenderscore.reasons import Reason
from tenderscore.replacements import PartnerLeaves, Replacement
from tenderscore.reports.json_text import json_text
from tenderscore.reports.record_answers import (
    answers_record,
    figures_record,
    partner_record,
    replacement_record,
    rules_record,
    score_record,
)
from tenderscore.scorecard import Obstacle, Scorecard, Step
from tenderscore.selection import Ties
from tenderscore.units import decimal_text, exact_text, points_text

FORMAT = 1
LIBRARIES = ("attrs", "cattrs", "click", "defusedxml", "highspy", "openpyxl", "pulp", "xlsxwriter")


@in_english
def record(award: Award, answers: Answers) -> dict[str, Any]:
    """Selection has `eased` only where rules gave, a scorecard `ranking` only where it differs."""
    call = award.call
    return {
        "format": FORMAT,
        "call": call_of(call),
        "inputs": inputs_of(award.inputs),
        "excluded": inputs_of(award.excluded),
        "scorecards": [_scorecard(call, card) for card in award.scorecards],
        "selection": _selection(award),
        "constraints": [_constraint(each, award) for each in award.constraints],
        "reasons": [_reason(call, reason) for reason in answers.reasons],
        **answers_record(call, answers),
    }


def inputs_of(inputs: Sequence[Input]) -> list[dict[str, str]]:
    return [{"name": each.name, "sha256": each.sha256} for each in inputs]


@in_english
def record_json(award: Award, answers: Answers) -> str:
    return json_text(record(award, answers))


@in_english
def scores_json(call: Call, proposals: Sequence[Proposal], scorecards: Sequence[Scorecard]) -> str:
    return json_text(
        {
            "format": FORMAT,
            "call": call_of(call),
            "scorecards": [_scorecard(call, card) for card in scorecards],
        }
    )


@in_english
def reason_json(award: Award, reason: Reason) -> str:
    card = next(card for card in award.scorecards if card.proposal == reason.proposal)
    return json_text(
        {
            "format": FORMAT,
            "call": call_of(award.call),
            "scorecard": _scorecard(award.call, card),
            "reason": _reason(award.call, reason),
        }
    )


@in_english
def replacement_json(award: Award, found: Replacement) -> str:
    call = award.call
    replaced = replacement_record(call, found)
    return json_text({"format": FORMAT, "call": call_of(call), "replacement": replaced})


@in_english
def partner_json(award: Award, left: PartnerLeaves) -> str:
    call = award.call
    leaves = partner_record(call, left)
    return json_text({"format": FORMAT, "call": call_of(call), "partner_leaves": leaves})


@in_english
def call_json(call: Call) -> str:
    """The call as it was understood, every option with its value; fractions as exact text."""
    used = {rule.options.get("key") for rule in call.rules}
    understood = _plain(call)
    understood["keys"] = {id_: key for id_, key in understood["keys"].items() if id_ in used}
    return json_text({"format": FORMAT, **understood, "total_unit": call.total_unit})


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if has(type(value)):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(type(value))}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | frozenset) else value


@in_english
def environment_json(award: Award) -> str:
    """What the award was made with; kept apart, since it may differ where the award does not."""
    return json_text(
        {
            "tenderscore": _version("tenderscore"),
            "python": platform.python_version(),
            "platform": platform.platform(),
            "libraries": {name: _version(name) for name in LIBRARIES},
            "engine": "compiled" if compiled() else "as text",
        }
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def call_of(call: Call) -> dict[str, Any]:
    return {"id": call.id, "edition": call.edition, "sha256": call.sha256}


def _selection(award: Award) -> dict[str, Any]:
    selection = award.selection
    eased = [{"rule": e.rule, "group": e.group, "by": e.by} for e in selection.eased]
    return {
        "funded": sorted(selection.funded),
        "total": decimal_text(selection.total, award.call.total_unit),
        "decided_by": selection.decided_by,
        "proven": selection.proven,
        "unique": selection.unique,
        "ties": _ties(selection.ties),
        **({"eased": eased, "alternatives": _alternatives(award)} if eased else {}),
    }


def _ties(ties: Ties) -> dict[str, Any]:
    """How many are as good after each aim (null: more than can be listed), by the first aim."""
    return {
        "counts": [{"aim": name, "portfolios": count} for name, count in ties.counts],
        "listed": [sorted(each) for each in ties.listed],
        "complete": ties.complete,
        "always": None if ties.always is None else sorted(ties.always),
        "never": None if ties.never is None else sorted(ties.never),
    }


def _alternatives(award: Award) -> dict[str, Any]:
    """Rule → by how many pieces it gives, in each other way; all of them, or the first."""
    selection = award.selection
    return {"ways": [dict(way) for way in selection.alternatives],
            "complete": selection.all_alternatives}  # fmt: skip


def _scorecard(call: Call, card: Scorecard) -> dict[str, Any]:
    ranking = {} if card.ranking == card.total else {"ranking": score_record(call, card.ranking)}
    return {
        "proposal": card.proposal,
        "points": {criterion: points_text(points) for criterion, points in card.points.items()},
        "total": score_record(call, card.total),
        **ranking,
        "fundable": card.fundable,
        "obstacles": [_obstacle(each) for each in card.obstacles],
        "trail": [_step(each) for each in card.trail],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "criterion": step.criterion,
        "indicator": step.indicator,
        "value": str(step.value),
        "points": exact_text(step.points),
        "share_percent": exact_text(step.share_percent),
        "cells": list(step.cells),
        "how": str(step.how),
    }


def _obstacle(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "kind": obstacle.kind,
        "id": obstacle.id,
        "title": str(obstacle.title),
        "text": str(obstacle.text),
        "cells": list(obstacle.cells),
        "source": obstacle.source,
    }


def _constraint(constraint: Constraint, award: Award) -> dict[str, Any]:
    """A share's bounds are those that its percentages mean for what is funded."""
    funded = award.selection.funded
    least, most = constraint.bounds(funded)
    percents = constraint.at_least_percent, constraint.at_most_percent
    low, high = (None if percent is None else exact_text(percent) for percent in percents)
    share = {} if constraint.whole is None else {"at_least_percent": low, "at_most_percent": high}
    return {
        "rule": constraint.rule,
        "group": constraint.group,
        "unit": constraint.unit,
        **share,
        "at_least": _pieces(constraint, least),
        "at_most": _pieces(constraint, most),
        "used": _pieces(constraint, constraint.total(funded)),
        "source": constraint.source,
    }


def _pieces(constraint: Constraint, pieces: int | None) -> int | str | None:
    """Cents and proposals as whole numbers, other units as exact decimal strings."""
    if pieces is None:
        return None
    value = Fraction(pieces, constraint.scale)
    counted = constraint.unit in ("cents", "proposals") and value.denominator == 1
    return int(value) if counted else exact_text(value)


def _reason(call: Call, reason: Reason) -> dict[str, Any]:
    return {
        "proposal": reason.proposal,
        "verdict": reason.verdict,
        "obstacles": [_obstacle(each) for each in reason.obstacles],
        "leaves": list(reason.leaves),
        "joins": list(reason.joins),
        "loss": score_record(call, reason.loss),
        "worse_by": reason.worse_by,
        "rules": rules_record(reason.rules),
        **figures_record(call, reason),
    }
