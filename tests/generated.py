"""Random calls of up to sixteen proposals that use every rule, for tests/trial.py to try.

Half of them are adversarial: bounds stand one unit below, at or above what a best portfolio
reaches. Amounts go from 10^3 to 10^11 cents; proposals may be clones, or all score the same.
"""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import trial
from attrs import evolve, frozen

from tenderscore.proposal import Partner, Proposal, Site

LAENDER = ("BE", "BB", "SN", "ST")
GROUPS = {"east": ["BE", "BB"], "south": ["SN", "ST"]}
TOPICS = {"robots": 2, "crafts": 1}
KEY = {"BE": 40, "BB": 30, "SN": 20, "ST": 10}
ALL_LAENDER = [*LAENDER, "BW", "BY", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SH", "TH"]
PARTNERS = ("anvil", "bellows", "crane", "drill")
DRAW = {"draw": "drawn in public"}


@frozen(kw_only=True)
class Case:
    table: Mapping[str, Any]
    proposals: tuple[Proposal, ...]
    edges: tuple[tuple[str, str, int], ...] = ()
    """Rule, bound, and by how many units it stands beside what a best portfolio reaches."""


def case(seed: int) -> Case:
    """Those of odd seeds are adversarial."""
    r = random.Random(seed)
    names = _names(r)
    proposals = _proposals(r)
    budget = _budget(r, proposals)
    rules = {name: RULES[name](r, proposals, budget) for name in names}
    enough = r.choice([None, None, None, None, r.randint(1, 5)])
    made = Case(table=table(rules, r.choice(ORDERS), enough), proposals=proposals)
    return _on_edge(r, made) if seed % 2 else made


def uses(seed: int) -> frozenset[str]:
    """The rules of a call, without making the rest of it."""
    return frozenset(USES[name] for name in _names(random.Random(seed)))


def size(seed: int) -> int:
    """How many proposals a call has, without making the rest of it."""
    r = random.Random(seed)
    _names(r)
    return len(_proposals(r))


USES = {
    "budget": "funding", "funding": "funding", "count": "count", "count2": "count", "sum": "sum",
    "share": "share", "share2": "share", "key": "key", "organisations": "per_organisation",
    "one-of": "at_most_one_of", "all-or-none": "all_or_none_of", "requires": "requires",
}  # fmt: skip


def _names(r: random.Random) -> list[str]:
    names = r.sample(sorted(USES), r.choice([1, 2, 2, 3, 3, 4, 4, 5, 6, 9]))
    asking = {"share", "share2", "key"} & set(names)
    if "budget" not in names and (asking or r.random() < 0.8):
        names.append("budget")
    return names


def _proposals(r: random.Random) -> tuple[Proposal, ...]:
    least = 10 ** r.randint(3, 10)
    spread = r.choice([2, 10])
    # Any marks, coarse ones, or the same for all.
    marks = r.choice([range(100, 501), range(100, 501), range(100, 501, 50), [r.randint(100, 500)]])
    cloned = r.choice([0, 0, 0.2, 0.5])
    made: list[Proposal] = []
    for number in range(1, r.randint(3, 16) + 1):
        id_ = f"P{number:02d}"
        if made and r.random() < cloned:
            made.append(evolve(r.choice(made), id=id_))
        else:
            asked = r.choice([least, r.randint(least, spread * least)])
            made.append(_proposal(r, id_, asked, marks))
    return tuple(made)


def _proposal(r: random.Random, id_: str, asked: int, marks: Any) -> Proposal:
    first = r.randint(asked // 4, 3 * asked // 4)
    land = r.choice(LAENDER)
    return Proposal(
        id=id_,
        lot=r.choice(["a", "b"]),
        land=land,
        requested=asked,
        requested_by_year={2018: first, 2019: asked - first},
        topics=tuple(sorted(topic for topic in TOPICS if r.random() < 0.5)),
        sites=tuple(Site(place="", land=each) for each in sorted({land, r.choice(LAENDER)})),
        partners=tuple(
            Partner(name=name, organisation=name, role=r.choice(["lead", "member"]))
            for name in PARTNERS
            if r.random() < 0.35
        ),
        values={
            "one": Fraction(r.choice(marks), 100),
            "two": Fraction(r.choice(marks), 100),
            "jobs": Fraction(r.randint(0, 40), r.choice([1, 2, 4])),
            "sector": r.choice(["wood", "steel"]),
        },
    )


def _budget(r: random.Random, proposals: tuple[Proposal, ...]) -> int:
    some = [each for each in proposals if r.random() < 0.5] or proposals
    asked = sum(each.requested for each in some)
    if r.random() < 0.3:
        return asked + r.choice([-1, 0, 1])
    return asked * r.randint(60, 140) // 100


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _entry(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": "A rule", "source": "made", **options}


def _ids(r: random.Random, proposals: tuple[Proposal, ...], most: int) -> list[str]:
    ids = [each.id for each in proposals]
    return r.sample(ids, min(len(ids), r.randint(2, most)))


def _some_where(r: random.Random) -> dict[str, list[str]]:
    return r.choice(
        [
            {"lot": ["a"]},
            {"land": ["BE", "SN"]},
            {"site_land": ["BB"]},
            {"group": ["east"]},
            {"topic": ["robots"]},
            {"partner": ["anvil", "crane"]},
            {"sector": ["wood"], "lot": ["b"]},
        ]
    )


EACH = ("lot", "land", "site_land", "group", "topic", "sector", "partner")


def _scoped(r: random.Random, options: dict[str, Any]) -> dict[str, Any]:
    """Partners cannot each have a lower bound: who would they be?"""
    if r.random() < 0.6:
        options["where"] = _some_where(r)
    if r.random() < 0.4:
        lower = any(name.startswith("min") for name in options)
        options["each"] = r.choice(EACH[:-1] if lower else EACH)
    return options


def _count(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    low, high = sorted([r.randint(0, 2), r.randint(1, len(proposals) // 2)])
    given = r.choice([{"min": low}, {"max": high}, {"max": high}, {"min": low, "max": high}])
    return _scoped(r, {"use": "count", **given})


def _funding(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    bound = _euros(max(1, budget * r.choice([10, 30, 50, 70]) // 100 + r.choice([-1, 0, 1])))
    options = {"use": "funding", r.choice(["max_amount", "max_amount", "min_amount"]): bound}
    return _scoped(r, options | r.choice([{}, {"by_year": True}, {"year": 2018}]))


def _sum(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    bound = Decimal(r.randint(10, 20 * len(proposals))) / r.choice([1, 2, 3, 4])
    return _scoped(r, {"use": "sum", "column": "jobs", r.choice(["min", "max"]): round(bound, 2)})


def _share(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    digits = r.choice([0, 0, 0, 2, 9])
    low, high = sorted(round(Decimal(r.random()) * most, digits) for most in (60, 90))
    given = r.choice(
        [{"min_percent": low}, {"max_percent": high}, {"min_percent": low, "max_percent": high}]
    )
    options: dict[str, Any] = {"use": "share", "measure": r.choice(["number", "money"]), **given}
    if options["measure"] == "money" and r.random() < 0.5:
        return _scoped(r, options | {"of": "budget", "budget": "budget"})
    if r.random() < 0.3:
        options["among"] = _some_where(r)
    return _scoped(r, options | {"of": "funded"})


def _key(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    options: dict[str, Any] = {"use": "key", "key": "own"}
    if r.random() < 0.2:
        options["where"] = _some_where(r)
    if r.random() < 0.5:
        return options | {"budget": "budget", "tolerance_percent": r.choice([30, 40, 60])}
    method, seats = r.choice(sorted(trial.SEATS))
    return options | {"seats": seats, "method": method, "tolerance_seats": r.choice([1, 2, 3])}


def _organisations(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    options: dict[str, Any] = {"use": "per_organisation", "max": r.choice([1, 2, 3])}
    if r.random() < 0.3:
        options["where"] = _some_where(r)
    if r.random() < 0.3:
        options["role"] = ["lead"]
    return options


def _requires(r: random.Random, proposals: tuple[Proposal, ...], budget: int) -> dict[str, Any]:
    first, *others = _ids(r, proposals, 3)
    return {"use": "requires", "id": first, "needs": others}


RULES: Mapping[str, Callable[..., dict[str, Any]]] = {
    "budget": lambda r, proposals, budget: {"use": "funding", "max_amount": _euros(budget)},
    "funding": _funding,
    "count": _count,
    "count2": _count,
    "sum": _sum,
    "share": _share,
    "share2": _share,
    "key": _key,
    "organisations": _organisations,
    "one-of": lambda r, proposals, budget: {
        "use": "at_most_one_of",
        "ids": _ids(r, proposals, 5),
    },
    "all-or-none": lambda r, proposals, budget: {
        "use": "all_or_none_of",
        "ids": _ids(r, proposals, 4),
    },
    "requires": _requires,
}


def _on_edge(r: random.Random, made: Case) -> Case:
    """Some bounds moved beside what a best portfolio reaches, or any portfolio if there is none."""
    rules = {**made.table["rules"]}
    table = {**made.table, "rules": rules}
    funded = trial.truth(table, made.proposals).funded
    if funded is None:
        funded = frozenset(each.id for each in made.proposals if r.random() < 0.5)
    portfolio = [each for each in made.proposals if each.id in funded]
    bounded = [name for name in rules if USES[name] in (*trial.BOUNDS, "key")]
    edges = []
    for name in r.sample(bounded, min(len(bounded), r.randint(1, 3))):
        rule = dict(rules[name])
        reached = list(trial.reached(rule, table, portfolio))
        keys = [key for key in UNITS if key in rule]
        if not reached:
            continue
        key, step = r.choice(keys), r.choice([-1, 0, 1])
        unit = r.choice(UNITS[key]) if rule["use"] != "sum" else Decimal("0.25")
        value = (min if key.startswith("min") else max)(reached)
        bound = unit * max(int(value / Fraction(unit)) + step, 0)
        rule[key] = min(bound, 100) if key.endswith("percent") else bound
        if name == "budget":
            rule[key] = max(rule[key], unit)
        for low, high in trial.BOUNDS.values():
            if low in rule and high in rule and rule[low] > rule[high]:
                del rule[low if key == high else high]
        rules[name] = rule
        edges.append((rule["use"], key, step))
    return evolve(made, table=table, edges=tuple(edges))


CENT, FINE = Decimal("0.01"), Decimal("0.000000000001")
UNITS: Mapping[str, Any] = {
    "min": [1],
    "max": [1],
    "tolerance_seats": [1],
    "min_amount": [CENT],
    "max_amount": [CENT],
    # So fine that less than a cent of the budget decides.
    "min_percent": [CENT, FINE, FINE],
    "max_percent": [CENT, FINE, FINE],
    "tolerance_percent": [CENT, FINE, FINE],
}


SCORE, COST = {"maximise": "score"}, {"minimise": "requested_amount"}
ORDERS = (
    [SCORE],
    [SCORE, COST],
    [SCORE, {"maximise": "criterion", "criterion": "first"}],
    [SCORE, {"maximise": "count"}, COST],
    [{"maximise": "criterion", "criterion": "second"}, {"maximise": "count"}],
    [{"maximise": "count"}, SCORE],
    [{"maximise": "value", "column": "jobs"}, SCORE],
    [COST, SCORE],
)


def table(rules: Mapping[str, Any], order: Any, enough: int | None = None) -> dict[str, Any]:
    """A call with these rules; `enough`: as many jobs make a proposal eligible."""

    def criterion(weight: int, column: str) -> dict[str, Any]:
        line = [[0, 0], [5, 5]]
        return {
            "title": column,
            "weight_percent": weight,
            "source": "made",
            "indicators": [{"use": "value", "column": column, "line": line}],
        }

    eligible = {"use": "value", "column": "jobs", "min": enough}
    return {
        "format": 1,
        "call": {
            "id": "generated",
            "edition": 1,
            "title": "Generated",
            "closes": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
            "currency": "EUR",
            "scale_points": 5,
            "lots": {"a": "Lot a", "b": "Lot b"},
        },
        "sources": {"made": "Made for a test"},
        "groups": GROUPS,
        "topics": TOPICS,
        "columns": {
            "one": {"kind": "number", "title": "One"},
            "two": {"kind": "number", "title": "Two"},
            "jobs": {"kind": "number", "title": "Jobs"},
            "sector": {"kind": "text", "title": "Sector", "values": ["wood", "steel"]},
        },
        "keys": {
            "own": {
                "percent": {land: KEY.get(land, 0) for land in ALL_LAENDER},
                "source": "made",
            }
        },
        "eligibility": {} if enough is None else {"enough": _entry(eligible)},
        "criteria": {"first": criterion(60, "one"), "second": criterion(40, "two")},
        "rules": {name: _entry(options) for name, options in rules.items()},
        "objective": {"order": [{**stage, "source": "made"} for stage in [*order, DRAW]]},
    }
