"""What an award was asked, as plain tables for JSON: figures, inversions, prices, replacements."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tenderscore.answers import Answers
from tenderscore.call import Call
from tenderscore.causes import Causes
from tenderscore.figures import Budget, Margin, Points
from tenderscore.inversions import Plain
from tenderscore.prices import Price
from tenderscore.reasons import Reason
from tenderscore.replacements import PartnerLeaves, Replacement
from tenderscore.reports.balance_record import balance_record
from tenderscore.request import Request
from tenderscore.units import decimal_text, exact_text


def answers_record(call: Call, answers: Answers) -> dict[str, Any]:
    """All but the reasons."""
    return {
        "inversions": [
            {"refused": each.refused, "funded": each.funded, "causes": _causes(each.causes)}
            for each in answers.inversions
        ],
        "plain_ranking": _plain(call, answers.plain),
        "replacements": [replacement_record(call, each) for each in answers.plan],
        "moving_up": [
            {"proposal": each.proposal, "after": list(each.after)} for each in answers.moving_up
        ],
        "prices": [_price(call, each) for each in answers.prices],
        "balance": balance_record(answers.balance),
    }


def figures_record(call: Call, reason: Reason) -> dict[str, Any]:
    """Of a proposal: null where it does not apply or was not determined."""
    return {
        "causes": None if reason.causes is None else _causes(reason.causes),
        "points": None if reason.points is None else _points(call, reason.points),
        "margins": [_margin(each) for each in reason.margins],
        "budgets": [_budget(each) for each in reason.budgets],
        "request": None if reason.request is None else _request(reason.request),
    }


def replacement_record(call: Call, found: Replacement) -> dict[str, Any]:
    return {
        "falls": list(found.falls),
        "joins": list(found.joins),
        "leaves": list(found.leaves),
        "points": score_record(call, found.points),
        "money_cents": found.money,
        "breaks": rules_record(found.breaks),
        "possible": found.possible,
    }


def partner_record(call: Call, left: PartnerLeaves) -> dict[str, Any]:
    found = left.replacement
    return {
        "proposal": left.proposal,
        "partner": left.partner,
        "stays": left.stays,
        "obstacles": [str(each) for each in left.obstacles],
        "requested_cents": left.requested,
        "total": score_record(call, left.total),
        "replacement": None if found is None else replacement_record(call, found),
    }


def _causes(found: Causes) -> dict[str, Any]:
    return {"sets": [list(each) for each in found.sets], "complete": found.complete}


def _points(call: Call, points: Points) -> dict[str, Any]:
    return {
        "tie": score_record(call, points.tie),
        "surely": score_record(call, points.surely),
        "why": points.why,
        "headroom": score_record(call, points.headroom),
    }


def _margin(margin: Margin) -> dict[str, Any]:
    return {"criterion": margin.criterion, "points": exact_text(margin.left)}


def _budget(budget: Budget) -> dict[str, Any]:
    return {
        "rule": budget.rule,
        "funded": [{"from_cents": start, "below_cents": end} for start, end in budget.funded],
        "examined_cents": budget.examined,
    }


def _request(request: Request) -> dict[str, Any]:
    return {"most_cents": request.most, "any": request.any_}


def _plain(call: Call, plain: Plain) -> dict[str, Any]:
    return {
        "funded": list(plain.funded),
        "total": score_record(call, plain.total),
        "requested_cents": plain.requested,
        "next": plain.next,
        "broken": rules_record(plain.broken),
        "differences": [
            {"proposal": each.proposal, "funded": each.funded, "causes": _causes(each.causes)}
            for each in plain.differences
        ],
    }


def _price(call: Call, price: Price) -> dict[str, Any]:
    steps = price.steps
    return {
        "rule": price.rule,
        "group": price.group,
        "all_groups": price.whole,
        "examined": None if price.examined is None else exact_text(Fraction(price.examined)),
        "steps": None
        if steps is None
        else [
            {
                "by": exact_text(Fraction(step.by)),
                "points": score_record(call, step.points),
                "money_cents": step.money,
                "joins": list(step.joins),
                "leaves": list(step.leaves),
            }
            for step in steps
        ],
    }


def rules_record(rules: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"rule": rule, "group": group} for rule, group in rules]


def score_record(call: Call, pieces: int | None) -> str | None:
    return None if pieces is None else decimal_text(pieces, call.total_unit)
