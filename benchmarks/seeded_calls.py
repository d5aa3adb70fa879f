"""A seed and a number → a call and as many marked proposals, larger and larger, all alike.

Three criteria, five jurors, sixteen Länder, two lots, twenty topics; about a third can be funded.
"""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any

from tenderscore.call import Call
from tenderscore.call_file import call_from
from tenderscore.intake import Intake
from tenderscore.problem import refuse
from tenderscore.proposal import Mark, Proposal
from tenderscore.regions.laender import LAENDER
from tenderscore.units import Cents, Points

CRITERIA = {"quality": 40, "reach": 35, "plan": 25}
TOPICS = [f"topic {number}" for number in range(1, 21)]
LOTS = ("a", "b")
SIZES = (21, 16, 13, 9, 7, 5, 5, 5, 4, 3, 3, 3, 2, 2, 1, 1)
YEARS = (2027, 2028, 2029)


def seeded(number: int, seed: int = 1, yearly: bool = True) -> tuple[Call, Intake]:
    """With bounds for Länder, lots and topics, and a budget; `yearly`: and one for each year."""
    r = Random(f"{seed} {number}")
    proposals = tuple(_proposal(r, f"P{place:06d}") for place in range(1, number + 1))
    call, problems = call_from(_table(proposals, yearly), "seeded.toml")
    refuse(problems)
    assert call is not None
    return call, Intake(proposals=proposals)


def _proposal(r: Random, id_: str) -> Proposal:
    quality = r.randint(5, 9)
    marks = tuple(
        Mark(juror=juror, criterion=criterion,
             points=Points(50 * min(10, max(0, quality + r.randint(-2, 2)))))
        for juror in ("J1", "J2", "J3", "J4", "J5")
        for criterion in CRITERIA
    )  # fmt: skip
    size = 20_000_000 + 4_000_000 * quality + r.randint(0, 60_000_000)
    years = {year: Cents(size * r.randint(300, 370) // 1000) for year in YEARS}
    return Proposal(
        id=id_,
        lot=r.choice(LOTS),
        land=r.choices(list(LAENDER), SIZES)[0],
        requested=Cents(sum(years.values())),
        requested_by_year=years,
        topics=tuple(sorted(r.sample(TOPICS, r.randint(1, 3)))),
        marks=marks,
    )


def _table(proposals: tuple[Proposal, ...], yearly: bool) -> dict[str, Any]:
    asked = sum(each.requested for each in proposals)
    a_year = max(sum(each.requested_by_year[year] for each in proposals) for year in YEARS)
    number = len(proposals)
    rules: dict[str, Any] = {
        "budget": {"use": "funding", "max_amount": Decimal(asked * 33 // 100) / 100},
        "land": {"use": "count", "each": "land", "max": max(2, number * 21 // 400)},
        "lot": {"use": "count", "each": "lot", "min": number * 14 // 100},
        "topic": {"use": "count", "each": "topic", "min": number * 2 // 100},
    }
    if yearly:
        most = Decimal(a_year * 325 // 1000) / 100
        rules["year"] = {"use": "funding", "by_year": True, "max_amount": most}
    return {
        "format": 1,
        "call": {
            "id": "seeded", "edition": 1, "title": "Seeded", "currency": "EUR", "scale_points": 5,
            "closes": datetime(2026, 3, 31, 12, tzinfo=UTC), "source": "made",
            "lots": {lot: f"Lot {lot}" for lot in LOTS},
        },
        "sources": {"made": "Made for a benchmark"},
        "topics": dict.fromkeys(TOPICS, 1),
        "criteria": {
            name: {
                "title": name, "weight_percent": weight, "source": "made",
                "indicators": [{"use": "jury_mean", "min_marks": 3, "share_percent": 100}],
            }
            for name, weight in CRITERIA.items()
        },
        "rules": {
            name: {"title": name, "source": "made", **options} for name, options in rules.items()
        },
        "objective": {
            "order": [
                {"maximise": "score", "source": "made"},
                {"minimise": "requested_amount", "source": "made"},
                {"draw": "seeded", "source": "made"},
            ]
        },
    }  # fmt: skip
