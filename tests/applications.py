"""Random calls of every indicator that is scored, and one application to each, without marks.

Steps and lines rise, some fall; weights are percents or factors; figures are missing now and then.
"""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import generated
from attrs import evolve
from calls import read

from tenderscore.call import Call
from tenderscore.proposal import Mark, Partner, Proposal, Site
from tenderscore.units import Cents, Points

SEATS = (("Köln", "NW"), ("Kiel", "SH"), ("Ulm", "BW"), ("Bayreuth", "BY"), ("Dresden", "SN"))
ROLES = ("research", "transfer", "implementation")
KINDS = ("university", "chamber", "association", "company", "company", "other")


def application(seed: int) -> tuple[Call, Proposal]:
    r = random.Random(seed)
    return read(_table(r)), _proposal(r)


def jury(r: random.Random, call: Call, proposal: Proposal) -> Proposal:
    """With marks of enough jurors, in whole, half or any points."""
    step = r.choice([1, 50, 100])
    marks = []
    for criterion in call.criteria:
        least = max(int(i.indicator.options.get("min_marks", 1)) for i in criterion.indicators)
        for number in range(least + r.choice([0, 0, 1, 2])):
            points = r.randrange(0, criterion.scale + 1, step)
            marks.append(Mark(juror=f"J{number}", criterion=criterion.id, points=Points(points)))
        if r.random() < 0.2:
            marks.append(Mark(juror="JX", criterion=criterion.id, points=None, conflict=True))
    return evolve(proposal, marks=tuple(marks))


def _table(r: random.Random) -> dict[str, Any]:
    table = generated.table({}, [generated.SCORE])
    table["columns"] = {
        "events": {"kind": "number", "title": "Events"},
        "price": {"kind": "number", "title": "Price"},
        "open": {"kind": "yes_no", "title": "Open"},
    }
    names = ["first", "second", "third"][: r.randint(1, 3)]
    percent = r.random() < 0.7
    weights = _shares(r, len(names))
    table["criteria"] = {
        name: {
            "title": name.title(),
            ("weight_percent" if percent else "weight"): weight,
            "source": "made",
            "indicators": _indicators(r),
            **(
                {"threshold_points": r.choice([1, 2, Decimal("2.5"), 3])}
                if r.random() < 0.7
                else {}
            ),
        }
        for name, weight in zip(names, weights, strict=True)
    }
    most = 5 if percent else 5 * 100
    if r.random() < 0.6:
        table["total"] = {"threshold_points": most * r.randint(1, 9) // 10 or 1, "source": "made"}
    table["eligibility"] = dict(r.sample(sorted(ELIGIBILITY.items()), r.randint(0, 3)))
    return table


ELIGIBILITY: Mapping[str, Any] = {
    name: {"title": name, "source": "made", **rule}
    for name, rule in {
        "partners": {"use": "partner_count", "min": 2, "max": 5},
        "transfer": {"use": "partner_count", "role": ["transfer"], "min": 1},
        "sme": {"use": "sme_percent", "by": "partners", "min": 25},
        "in-time": {"use": "hours_late", "max": 0},
        "staff": {"use": "staff_percent", "min": 90},
        "own": {"use": "own_contribution_percent", "max": 50},
        "months": {"use": "duration_months", "min": 12, "max": 36},
    }.items()
}


def _shares(r: random.Random, count: int) -> list[int]:
    cuts = sorted(r.sample(range(1, 20), count - 1))
    return [5 * (high - low) for low, high in zip([0, *cuts], [*cuts, 20], strict=True)]


COMPUTED: tuple[tuple[dict[str, Any], int], ...] = (
    ({"use": "partner_count"}, 8),
    ({"use": "partner_count", "role": ["transfer"]}, 4),
    ({"use": "partner_count", "kind": ["university", "chamber"], "sme": False}, 3),
    ({"use": "partner_percent", "by": "partners", "role": ["research"]}, 100),
    ({"use": "sme_percent", "by": "partners"}, 100),
    ({"use": "sme_percent", "by": "partners", "among": ["company", "other"]}, 100),
    ({"use": "sme_percent", "by": "money"}, 100),
    ({"use": "own_contribution_percent"}, 60),
    ({"use": "value", "column": "events"}, 50),
    ({"use": "value", "column": "price"}, 50),
    ({"use": "yes", "column": "open"}, 1),
    ({"use": "topics_percent"}, 100),
    ({"use": "duration_months"}, 48),
    ({"use": "reach_percent", "within_km": 50}, 20),
    ({"use": "amount_per_year"}, 2_000_000),
)  # fmt: skip


def _indicators(r: random.Random) -> list[dict[str, Any]]:
    chosen = r.sample(COMPUTED, r.randint(0, 3))
    uses = [{**use, **_way(r, most)} for use, most in chosen]
    if r.random() < 0.9 or not uses:
        use = {"use": r.choice(["jury_mean", "jury_median"])}
        if r.random() < 0.6:
            use["min_marks"] = r.randint(1, 4)
        uses.append({**use, **(_way(r, 5) if r.random() < 0.2 else {})})
    shares = _shares(r, len(uses))
    return [{**use, "share_percent": share} for use, share in zip(uses, shares, strict=True)]


def _way(r: random.Random, most: int) -> dict[str, Any]:
    """Steps from 0 or a line, up to what is usual for the indicator; one in five falls."""
    count = r.randint(2, min(4, most + 1))
    values = [0, *sorted(r.sample(range(1, most + 1), count - 1))]
    points = sorted(r.choice([0, 1, 2, 3, 4, 5]) for _ in values)
    if r.random() < 0.2:
        points.reverse()
    return {r.choice(["steps", "line"]): [list(pair) for pair in zip(values, points, strict=True)]}


def _proposal(r: random.Random) -> Proposal:
    def maybe(value: Any) -> Any:
        return None if r.random() < 0.04 else value

    count = r.randint(1, 5)
    requested = [r.randint(1, 2000) * 100_00 for _ in range(count)]
    partners = tuple(
        Partner(
            name=f"Partner {number}",
            organisation=f"partner {number}",
            kind=maybe(r.choice(KINDS)),
            role=maybe(r.choice(ROLES)),
            place=place,
            land=land,
            employees=maybe(r.choice([10, 249, 250, 3000])),
            turnover=maybe(Cents(r.choice([10, 90]) * 1_000_000_00)),
            balance=maybe(Cents(r.choice([10, 90]) * 1_000_000_00)),
            requested=Cents(asked),
            costs={"staff": Cents(asked * r.choice([100, 100, 80]) // 100)},
            where=f"a.xlsx › Partners!A{number}",
        )
        for number, (asked, (place, land)) in enumerate(
            zip(requested, r.sample(SEATS, count), strict=True), start=2
        )
    )
    return Proposal(
        id="A-1",
        lot="a",
        received=maybe(datetime(2019, 12, r.randint(1, 28), tzinfo=UTC)),
        duration_months=maybe(r.randint(6, 48)),
        requested=Cents(sum(requested)),
        own_contribution=maybe(Cents(r.randint(0, 1_000_000_00))),
        topics=tuple(sorted(t for t in generated.TOPICS if r.random() < 0.5)),
        partners=partners,
        sites=tuple(Site(place=p, land=land) for p, land in r.sample(SEATS, r.randint(1, 3))),
        values={
            "events": Fraction(r.randint(0, 60)),
            "price": Fraction(r.randint(0, 6000), 100),
            "open": r.random() < 0.5,
        },
        where="a.xlsx › Proposals!A2",
    )
