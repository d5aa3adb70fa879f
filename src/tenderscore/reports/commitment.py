"""What commits to everything before the seed is drawn: a digest that anyone can publish."""

import hashlib
import json
from typing import Any

from tenderscore.award import Award
from tenderscore.claim import Claim
from tenderscore.language import in_english


@in_english
def commitment(award: Award) -> str:
    """sha256 of everything the draw cannot change: call, files but the round, problem, equals."""
    everything = {
        "call": award.call.sha256,
        "inputs": [
            each.sha256 for each in (*award.inputs, *award.excluded) if each != award.round_file
        ],
        "problems": [_problem(claim) for claim in award.selection.claims],
        **committed(award),
    }
    text = json.dumps(everything, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def committed(award: Award) -> dict[str, Any]:
    ties = award.selection.ties
    return {
        "equals": {
            "count": ties.counts[-1][1],
            "listed": [sorted(each) for each in ties.left],
        }
    }


def _problem(claim: Claim) -> dict[str, Any]:
    return {
        "rows": [
            [name, dict(row.terms), row.at_least, row.at_most]
            for name, row in zip(claim.names, claim.rows, strict=True)
        ],
        "aims": [[aim.name, dict(aim.gains)] for aim in claim.aims],
    }
