"""Small random calls that use every rule, and their answers by trying every portfolio.

The trial reads the rules from the call's table by their definition, not through the package, so
that it agrees only if both say the same. Half of the calls are adversarial: a budget stands a
cent below, at or above what a good portfolio asks for, in amounts of up to billions of cents.
"""

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from attrs import frozen

from tenderscore.proposal import Partner, Proposal, Site

LAENDER = ("BE", "BB", "SN", "ST")
GROUPS = {"east": ["BE", "BB"], "south": ["SN", "ST"]}
TOPICS = {"robots": 2, "crafts": 1}
KEY = {"BE": 40, "BB": 30, "SN": 20, "ST": 10}
ALL_LAENDER = [*LAENDER, "BW", "BY", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SH", "TH"]
SEED = "drawn in public"


@frozen(kw_only=True)
class Case:
    table: Mapping[str, Any]
    proposals: tuple[Proposal, ...]


@frozen(kw_only=True)
class Truth:
    """What trying every portfolio finds; `funded` is None where none keeps the rules."""

    funded: frozenset[str] | None
    total: int = 0
    unique: bool = True


def case(seed: int) -> Case:
    r = random.Random(seed)
    count = r.randint(3, 9)
    top = 10 ** r.choice([5, 7, 9, 11])
    proposals = tuple(_proposal(r, number, top) for number in range(1, count + 1))
    budget = _budget(r, proposals)
    names = list(RULES)
    chosen = ["budget", *r.sample(names, r.randint(1, 4))]
    rules = {name: _entry(RULES[name](r, proposals, budget)) for name in chosen if name in RULES}
    rules["budget"] = _entry({"use": "funding", "max_amount": _euros(budget)})
    order = r.choice(ORDERS)
    return Case(table=_table(rules, order), proposals=proposals)


def _proposal(r: random.Random, number: int, top: int) -> Proposal:
    first, second = r.randint(top // 4, top // 2), r.randint(top // 4, top // 2)
    if r.random() < 0.3:
        first = second = r.choice([top // 2, top // 3])
    land = r.choice(LAENDER)
    coarse = r.random() < 0.4
    return Proposal(
        id=f"P{number:02d}",
        lot=r.choice(["a", "b"]),
        land=land,
        requested=first + second,
        requested_by_year={2018: first, 2019: second},
        topics=tuple(sorted(topic for topic in TOPICS if r.random() < 0.5)),
        sites=tuple(Site(place="", land=each) for each in sorted({land, r.choice(LAENDER)})),
        partners=tuple(
            Partner(name=name, organisation=name)
            for name in ("anvil", "bellows", "crane")
            if r.random() < 0.4
        ),
        values={
            "one": Fraction(r.randint(2, 10) * 50 if coarse else r.randint(100, 500), 100),
            "two": Fraction(r.randint(2, 10) * 50 if coarse else r.randint(100, 500), 100),
            "jobs": Fraction(r.randint(0, 40), r.choice([1, 2, 4])),
            "sector": r.choice(["wood", "steel"]),
        },
    )


def _budget(r: random.Random, proposals: tuple[Proposal, ...]) -> int:
    some = [each for each in proposals if r.random() < 0.5] or list(proposals)
    asked = sum(each.requested for each in some)
    if r.random() < 0.5:
        return max(1, asked + r.choice([-1, 0, 1]))
    return max(1, asked * r.randint(60, 140) // 100)


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _entry(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": "A rule", "source": "made", **options}


def _ids(r: random.Random, proposals: tuple[Proposal, ...], most: int = 3) -> list[str]:
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
            {"partner": ["anvil"]},
            {"sector": ["wood"], "lot": ["b"]},
        ]
    )


EACH = ("lot", "land", "site_land", "group", "topic", "sector", "partner")


def _count(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    low = r.choice([None, 0, 1, 2])
    high = r.choice([None, 1, 2, 3]) if low is not None else r.choice([1, 2, 3])
    if low is not None and high is not None and low > high:
        low = high
    options = {"use": "count", **_given(min=low, max=high)}
    return {**options, **_scope(r, partners=low is None)}


def _scope(r: random.Random, partners: bool = True) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    if r.random() < 0.6:
        scope["where"] = _some_where(r)
    if r.random() < 0.4:
        scope["each"] = r.choice(EACH if partners else EACH[:-1])
    return scope


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _funding(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    options: dict[str, Any] = {"use": "funding"}
    bound = max(1, budget * r.choice([30, 50, 70]) // 100 + r.choice([-1, 0, 1]))
    options["max_amount" if r.random() < 0.8 else "min_amount"] = _euros(bound)
    options |= r.choice([{}, {"by_year": True}, {"year": 2018}])
    return {**options, **_scope(r, partners=not any(name.startswith("min") for name in options))}


def _sum(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    bound = Decimal(r.randint(10, 80)) / r.choice([1, 2])
    options = {"use": "sum", "column": "jobs", r.choice(["min", "max"]): bound}
    return {**options, **_scope(r, partners=not any(name.startswith("min") for name in options))}


def _share(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    measure = r.choice(["number", "money"])
    options: dict[str, Any] = {"use": "share", "measure": measure, "of": "funded"}
    options[r.choice(["min_percent", "max_percent"])] = Decimal(r.choice([10, 25, 33, 50, 75]))
    if measure == "money" and r.random() < 0.5:
        options |= {"of": "budget", "budget": "budget"}
    elif r.random() < 0.3:
        options["among"] = _some_where(r)
    return {**options, **_scope(r, partners=not any(name.startswith("min") for name in options))}


def _key(r: random.Random, proposals: Any, budget: int) -> dict[str, Any]:
    options: dict[str, Any] = {"use": "key", "key": "own"}
    if r.random() < 0.5:
        return options | {"budget": "budget", "tolerance_percent": r.choice([20, 30, 40])}
    # Sainte-Laguë over 40:30:20:10 with 4 seats leaves no tie, see test_apportionment.
    return options | {"seats": 4, "method": "sainte-lague", "tolerance_seats": r.choice([1, 2])}


RULES: Mapping[str, Callable[..., dict[str, Any]]] = {
    "count": _count,
    "count2": _count,
    "funding": _funding,
    "sum": _sum,
    "share": _share,
    "key": _key,
    "organisations": lambda r, p, b: {"use": "per_organisation", "max": r.choice([1, 2])},
    "one-of": lambda r, p, b: {"use": "at_most_one_of", "ids": _ids(r, p)},
    "all-or-none": lambda r, p, b: {"use": "all_or_none_of", "ids": _ids(r, p)},
    "requires": lambda r, p, b: _requires(r, p),
}


def _requires(r: random.Random, proposals: tuple[Proposal, ...]) -> dict[str, Any]:
    first, *others = _ids(r, proposals)
    return {"use": "requires", "id": first, "needs": others}


ORDERS = (
    [{"maximise": "score"}],
    [{"maximise": "score"}, {"minimise": "requested_amount"}],
    [{"maximise": "score"}, {"maximise": "criterion", "criterion": "first"}],
    [{"maximise": "criterion", "criterion": "second"}, {"maximise": "count"}],
    [{"maximise": "count"}, {"maximise": "score"}],
)


def _table(rules: Mapping[str, Any], order: list[dict[str, str]]) -> dict[str, Any]:
    import datetime as dt

    def criterion(weight: int, column: str) -> dict[str, Any]:
        line = [[0, 0], [5, 5]]
        return {
            "title": column,
            "weight_percent": weight,
            "source": "made",
            "indicators": [{"use": "value", "column": column, "line": line}],
        }

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
        "criteria": {"first": criterion(60, "one"), "second": criterion(40, "two")},
        "rules": rules,
        "objective": {
            "order": [*({**stage, "source": "made"} for stage in order),
                      {"draw": SEED, "source": "made"}]
        },
    }  # fmt: skip


def truth(case: Case) -> Truth:
    """Every portfolio tried, by the definitions in docs/reference/call-file.md."""
    everything = case.proposals
    rules = case.table["rules"]
    best: tuple[Any, frozenset[str]] | None = None
    values: list[tuple[Any, ...]] = []
    drawn = sorted(
        (each.id for each in everything),
        key=lambda id_: hashlib.sha256((SEED + id_).encode()).hexdigest(),
    )
    for size in range(len(everything) + 1):
        for portfolio in combinations(everything, size):
            if not all(_kept(rule, portfolio, everything, rules) for rule in rules.values()):
                continue
            value = tuple(
                _worth(stage, portfolio) for stage in case.table["objective"]["order"][:-1]
            )
            funded = frozenset(each.id for each in portfolio)
            values.append(value)
            rank = (value, tuple(id_ in funded for id_ in drawn))
            if best is None or rank > best[0]:
                best = (rank, funded)
    if best is None:
        return Truth(funded=None)
    total = sum(_score(each) for each in everything if each.id in best[1])
    return Truth(funded=best[1], total=total, unique=values.count(best[0][0]) == 1)


def _score(proposal: Proposal) -> int:
    return int(6000 * proposal.values["one"] + 4000 * proposal.values["two"])


def _worth(stage: Mapping[str, str], portfolio: tuple[Proposal, ...]) -> Fraction:
    if stage.get("minimise") == "requested_amount":
        return -Fraction(sum(each.requested for each in portfolio))
    what = stage["maximise"]
    if what == "count":
        return Fraction(len(portfolio))
    if what == "criterion":
        column = "one" if stage["criterion"] == "first" else "two"
        return sum((each.values[column] for each in portfolio), Fraction(0))
    return Fraction(sum(map(_score, portfolio)))


def _of(proposal: Proposal, field: str) -> set[str]:
    return {
        "lot": {proposal.lot},
        "land": {proposal.land},
        "site_land": {site.land for site in proposal.sites},
        "group": {name for name, laender in GROUPS.items() if proposal.land in laender},
        "topic": set(proposal.topics),
        "partner": {partner.name for partner in proposal.partners},
        "sector": {proposal.values["sector"]},
    }[field]  # type: ignore[return-value]


def _inside(
    portfolio: tuple[Proposal, ...], where: Mapping[str, list[str]] | None
) -> tuple[Proposal, ...]:
    return tuple(
        each
        for each in portfolio
        if all(_of(each, field) & set(names) for field, names in (where or {}).items())
    )


def _groups(
    rule: Mapping[str, Any], portfolio: tuple[Proposal, ...]
) -> Iterator[tuple[Proposal, ...]]:
    inside = _inside(portfolio, rule.get("where"))
    each = rule.get("each")
    if each is None:
        yield inside
        return
    names: dict[str, Any] = {
        "lot": ["a", "b"], "land": ALL_LAENDER, "site_land": ALL_LAENDER, "group": GROUPS,
        "topic": TOPICS, "sector": ["wood", "steel"], "partner": ["anvil", "bellows", "crane"],
    }  # fmt: skip
    wanted = (rule.get("where") or {}).get(each)
    in_groups = (rule.get("where") or {}).get("group")
    for name in names[each]:
        if wanted and name not in wanted:
            continue
        if each == "land" and in_groups and not any(name in GROUPS[g] for g in in_groups):
            continue
        yield tuple(proposal for proposal in inside if name in _of(proposal, each))


def _within(value: Any, low: Any, high: Any) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _cents(value: Any) -> Any:
    return None if value is None else int(Fraction(value) * 100)


def _kept(
    rule: Mapping[str, Any],
    portfolio: tuple[Proposal, ...],
    everything: tuple[Proposal, ...],
    rules: Mapping[str, Any],
) -> bool:
    ids = {each.id for each in portfolio}
    budget = int(Fraction(rules["budget"]["max_amount"]) * 100)
    match rule["use"]:
        case "count":
            return all(
                _within(len(group), rule.get("min"), rule.get("max"))
                for group in _groups(rule, portfolio)
            )
        case "funding":
            years = [2018, 2019] if rule.get("by_year") else [rule.get("year")]
            return all(
                _within(
                    sum(e.requested if year is None else e.requested_by_year[year] for e in group),
                    _cents(rule.get("min_amount")),
                    _cents(rule.get("max_amount")),
                )
                for group in _groups(rule, portfolio)
                for year in years
            )
        case "sum":
            return all(
                _within(sum(e.values["jobs"] for e in group), rule.get("min"), rule.get("max"))
                for group in _groups(rule, portfolio)
            )
        case "share":
            return _shares_kept(rule, portfolio, budget)
        case "key":
            return _key_kept(rule, portfolio, budget)
        case "per_organisation":
            return all(
                sum(1 for e in portfolio if name in _of(e, "partner")) <= rule["max"]
                for name in ("anvil", "bellows", "crane")
            )
        case "at_most_one_of":
            return len(ids & set(rule["ids"])) <= 1
        case "all_or_none_of":
            return len(ids & set(rule["ids"])) in (0, len(rule["ids"]))
        case "requires":
            return rule["id"] not in ids or set(rule["needs"]) <= ids
    raise ValueError(rule["use"])


def _shares_kept(rule: Mapping[str, Any], portfolio: tuple[Proposal, ...], budget: int) -> bool:
    base = _inside(portfolio, rule.get("among"))
    measure = (lambda e: e.requested) if rule["measure"] == "money" else (lambda e: 1)
    whole = budget if rule["of"] == "budget" else sum(map(measure, base))
    for group in _groups(rule, base):
        part = 100 * sum(map(measure, group))
        low, high = rule.get("min_percent"), rule.get("max_percent")
        if low is not None and part < Fraction(low) * whole:
            return False
        if high is not None and part > Fraction(high) * whole:
            return False
    return True


def _key_kept(rule: Mapping[str, Any], portfolio: tuple[Proposal, ...], budget: int) -> bool:
    for land in ALL_LAENDER:
        inside = [each for each in portfolio if each.land == land]
        if "seats" in rule:
            # 40 : 30 : 20 : 10 divided by 1, 3, 5 … gives BE 40, BB 30, SN 20, BE 13.3.
            middle = {"BE": 2, "BB": 1, "SN": 1}.get(land, 0)
            if abs(len(inside) - middle) > rule["tolerance_seats"]:
                return False
        else:
            money = Fraction(sum(each.requested for each in inside))
            middle = Fraction(budget * KEY.get(land, 0), 100)
            if abs(money - middle) > Fraction(budget * rule["tolerance_percent"], 100):
                return False
    return True
