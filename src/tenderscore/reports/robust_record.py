"""How sure an award is, as JSON: exact numbers, the seeds of what was drawn, nothing rounded."""

from typing import Any

from tenderscore.agenda import Point
from tenderscore.language import in_english
from tenderscore.reports.json_text import json_text
from tenderscore.reports.lookup import input_files
from tenderscore.reports.sampling_record import frequencies_record, overspending_record
from tenderscore.reports.weights_record import rpm_record, swaps_record, weights_record
from tenderscore.robustness import Robust
from tenderscore.standing import SURE_PERCENT
from tenderscore.units import decimal_text, points_text


@in_english
def robust_json(found: Robust) -> str:
    award = found.award
    return json_text(
        {
            "format": "tenderscore robust 1",
            "call": {"id": award.call.id, "edition": award.call.edition},
            "inputs": [{"name": n, "sha256": digest} for n, digest in input_files(award)],
            "award": {
                "funded": sorted(award.selection.funded),
                "total": decimal_text(award.selection.total, award.call.total_unit),
            },
            "sure_percent_of_what_is_sampled": SURE_PERCENT,
            "proposals": {
                each.proposal: {
                    "funded": each.funded,
                    "place": each.kind,
                    "doubts": list(each.doubts),
                }
                for each in found.standings
            },
            "weights": found.weights and weights_record(found.weights, found.stays),
            "robust_portfolio_modeling": found.rpm and rpm_record(found.rpm),
            "swaps": [
                {"portfolio": sorted(other), "criteria": swaps_record(its)}
                for other, its in found.swaps
            ],
            "drawn": [frequencies_record(each) for each in found.drawn],
            "overspending": [overspending_record(each) for each in found.overspending],
            "agenda": {
                "marks_may_move_by_points": points_text(found.agenda.by),
                "discuss": [_point(found, each) for each in found.agenda.points],
                "not_determined": list(found.agenda.open),
            },
        }
    )


def _point(found: Robust, point: Point) -> dict[str, Any]:
    enough = point.enough
    return {
        "proposal": point.proposal,
        "funded": point.funded,
        "enough_points": None
        if enough is None
        else decimal_text(enough, found.award.call.total_unit),
        "obstacles": [obstacle.id or "total" for obstacle in point.obstacles],
        "joins": None if point.joins is None else list(point.joins),
        "leaves": None if point.leaves is None else list(point.leaves),
    }
