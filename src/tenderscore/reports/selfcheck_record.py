"""The applicant's check for programs: findings as ever, and the page in exact numbers."""

from collections.abc import Sequence
from typing import Any

from tenderscore.call import Call
from tenderscore.changes import Change
from tenderscore.language import in_english
from tenderscore.outlook import Condition, CriterionOutlook, Range
from tenderscore.problem import Problem
from tenderscore.reports.findings import findings_record
from tenderscore.reports.json_text import json_text
from tenderscore.reports.move_sentences import change_text
from tenderscore.reports.wording import full_source
from tenderscore.scorecard import Step
from tenderscore.selfchecking import SelfCheck
from tenderscore.units import decimal_text, exact_text, points_text


def selfcheck_json(its: SelfCheck, findings: Sequence[Problem]) -> str:
    return json_text({**findings_record(findings), "selfcheck": selfcheck_record(its)})


@in_english
def selfcheck_record(its: SelfCheck) -> dict[str, Any]:
    """Decimals as texts, so that no program rounds them."""
    call, outlook = its.call, its.outlook
    pair = its.changes.pair
    return {
        "call": call.id,
        "edition": call.edition,
        "proposal": its.proposal.id,
        "conditions": [_condition(its, each) for each in its.conditions],
        "criteria": [_criterion(call, each) for each in outlook.criteria],
        "total": _total(call, outlook.total),
        "ranking": _total(call, outlook.ranking),
        "changes": [_change(its, each) for each in its.changes.single],
        "best_pair": None if pair is None else _change(its, pair),
    }


def _condition(its: SelfCheck, condition: Condition) -> dict[str, Any]:
    rule = next(each for each in its.call.eligibility if each.id == condition.rule)
    return {
        "rule": condition.rule,
        "verdict": condition.verdict,
        "value": _exact(condition.value),
        "min": _exact(rule.min),
        "max": _exact(rule.max),
        "cells": list(condition.cells),
        "source": full_source(its.call, rule.source),
    }


def _criterion(call: Call, found: CriterionOutlook) -> dict[str, Any]:
    reached, threshold = found.range, call.criterion(found.criterion).threshold
    return {
        "criterion": found.criterion,
        "certain": exact_text(found.certain),
        "jury_percent": exact_text(found.jury_percent),
        "lowest": None if reached is None else points_text(reached.least),
        "highest": None if reached is None else points_text(reached.most),
        "threshold": None if threshold is None else points_text(threshold),
        "threshold_chance": None if reached is None else reached.chance,
        "indicators": [_step(step) for _, step in sorted(found.steps.items())],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "indicator": step.indicator,
        "value": str(step.value),
        "points": exact_text(step.points),
        "share_percent": exact_text(step.share_percent),
        "cells": list(step.cells),
    }


def _total(call: Call, reached: Range | None) -> dict[str, Any] | None:
    if reached is None:
        return None
    ends = {"lowest": reached.least, "highest": reached.most}
    texts = {name: decimal_text(pieces, call.total_unit) for name, pieces in ends.items()}
    return {**texts, "threshold_chance": reached.chance}


def _change(its: SelfCheck, change: Change) -> dict[str, Any]:
    unit = its.call.total_unit
    return {
        "change": change_text(its.call, its.proposal, change),
        "gain_at_least": decimal_text(change.least, unit),
        "gain_at_most": decimal_text(change.most, unit),
        "effects": [
            {
                "criterion": each.criterion,
                "indicator": each.before.indicator,
                "before": str(each.before.value),
                "after": str(each.after.value),
            }
            for each in change.effects
        ],
        "then_met": list(change.mends),
    }


def _exact(value: Any) -> str | None:
    return None if value is None else exact_text(value)
