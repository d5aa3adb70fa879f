"""Frequencies → plain tables for JSON: stable English keys, shares and amounts as exact text."""

from typing import Any

from tenderscore.sampling.frequencies import Frequencies
from tenderscore.sampling.outcome import Outcome
from tenderscore.sampling.overspending import Overspending
from tenderscore.sampling.question import Sampling


def frequencies_record(found: Frequencies) -> dict[str, Any]:
    """`exact` is true where nothing was left to chance; then an interval is a single number."""
    return {
        "asked": _asked(found.asked, found.exact),
        "exact": found.exact,
        "draws": found.draws,
        "awards": found.awards,
        "without_an_award": dict(found.without),
        "award": sorted(found.funded),
        "award_unchanged": found.unchanged,
        "proposals": {
            its.proposal: {
                "funded": its.hits,
                "of": its.of,
                "frequency": None if its.share is None else str(its.share),
                "interval_95_percent": [str(its.low), str(its.high)],
            }
            for its in found.each
        },
        "different_portfolios": found.distinct,
        "most_frequent": [
            {"funded": sorted(its.funded), "eased": its.eased, "draws": its.count}
            for its in found.portfolios
        ],
        "without_juror": {its.juror: _outcome(its.outcome) for its in found.left_out},
    }


def _asked(asked: Sampling, exact: bool = False) -> dict[str, Any]:
    chance = {} if exact else {"seed": asked.seed}
    money = {"percent": asked.percent} if asked.kind in ("costs", "overspend") else {}
    return {"kind": asked.kind, **chance, **money}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    if outcome.funded is None:
        return {"no_award": outcome.ending}
    return {"funded": sorted(outcome.funded), "eased": outcome.eased}


def overspending_record(found: Overspending) -> dict[str, Any]:
    """Amounts are in cents, or in percentage points where the rule is a share."""
    return {
        "asked": _asked(found.asked),
        "draws": found.draws,
        "award": sorted(found.funded),
        "any_rule_breaks": found.breaks,
        "interval_95_percent": [str(found.low), str(found.high)],
        "rules": [
            {
                "rule": its.constraint.rule,
                "group": its.constraint.group,
                "unit": "cents" if its.constraint.whole is None else "percentage points",
                "breaks": its.breaks,
                "interval_95_percent": [str(its.low), str(its.high)],
                "at_most_by": str(its.most),
                "in_95_percent_of_draws_at_most_by": str(its.percentile),
            }
            for its in found.overruns
        ],
    }
