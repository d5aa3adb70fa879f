"""What is true of a small call, by trying every portfolio: all at once, and again one by one.

The rules are read from the call's table by the definitions in docs/reference/call-file.md, not
through the package, so that it agrees only if both say the same. No floats.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any

import numpy as np
from attrs import frozen

from tenderscore.proposal import Proposal

Table = Mapping[str, Any]
Some = Sequence[Proposal]

BOUNDS = {
    "count": ("min", "max"),
    "funding": ("min_amount", "max_amount"),
    "sum": ("min", "max"),
    "share": ("min_percent", "max_percent"),
    "per_organisation": ("min", "max"),
}
SEATS = {
    # Of 40 : 30 : 20 : 10. Divided by 1, 3, 5 …: 40, 30, 20, 13.3, and then 10 twice.
    ("sainte-lague", 4): {"BE": 2, "BB": 1, "SN": 1},
    # Divided by 1, 2, 3 …: 40, 30, 20 twice, 15, and then 13.3.
    ("dhondt", 5): {"BE": 2, "BB": 2, "SN": 1},
    # Quotas 2.4, 1.8, 1.2, 0.6: the largest rests are 0.8 and 0.6.
    ("hare-niemeyer", 6): {"BE": 2, "BB": 2, "SN": 1, "ST": 1},
}


@frozen(kw_only=True)
class Truth:
    """`funded` is None where no portfolio keeps the rules."""

    funded: frozenset[str] | None
    total: int = 0
    unique: bool = True
    """No other is as good by every aim before the draw."""
    counts: tuple[int, ...] = ()
    """How many are as good by the first aim, by the first two, …"""
    always: frozenset[str] = frozenset()
    """In all that are as good by the first aim; `never`: fundable and in none of them."""
    never: frozenset[str] = frozenset()


@frozen
class Portfolios:
    """All of them: number k funds the proposals whose bits are set in k; the first has the highest
    bit, so that of two numbers the greater one has the first of the draw."""

    drawn: Some
    """The proposals in the order of the draw."""

    def sums(self, weights: Mapping[str, int]) -> Any:
        """For every portfolio; in Python's whole numbers where 64 bits could overflow."""
        small = sum(map(abs, weights.values())) < 2**62
        if not any(weights.values()):
            return np.zeros(1, np.int64)
        sums = np.zeros(2 ** len(self.drawn), np.int64 if small else object)
        for bit, each in enumerate(reversed(self.drawn)):
            half = 2**bit
            sums[half : 2 * half] = sums[:half] + weights.get(each.id, 0)
        return sums

    def within(self, weights: Mapping[str, Fraction], low: Any, high: Any) -> Any:
        """Which weigh at least `low` and at most `high`."""
        ends = [None if bound is None else Fraction(bound) for bound in (low, high)]
        scale = lcm(*(v.denominator for v in [*weights.values(), *ends] if v is not None))
        sums = self.sums({id_: int(weight * scale) for id_, weight in weights.items()})
        least, most = (None if end is None else int(end * scale) for end in ends)
        if least is None:
            return sums <= most
        return sums >= least if most is None else (sums >= least) & (sums <= most)

    def number_of(self, ids: Iterable[str]) -> Any:
        return self.sums(dict.fromkeys(ids, 1))

    def keeping(self, rule: Table, table: Table) -> Any:
        """Which keep the rule."""
        match rule["use"]:
            case "at_most_one_of":
                return self.number_of(rule["ids"]) <= 1
            case "all_or_none_of":
                funded = self.number_of(rule["ids"])
                return (funded == 0) | (funded == len(rule["ids"]))
            case "requires":
                needed = self.number_of(rule["needs"]) == len(rule["needs"])
                return (self.number_of([rule["id"]]) == 0) | needed
        kept = np.ones(1, bool)
        for weights, low, high in _weighed(rule, table, self.drawn):
            kept = kept & self.within(weights, low, high)
        return kept

    def left_by(self, names: Iterable[str], table: Table) -> Any:
        """The numbers of those that keep these rules and fund only whom they may."""
        kept = np.ones(2 ** len(self.drawn), bool)
        kept &= self.number_of(each.id for each in self.drawn if not fundable(each, table)) == 0
        for name in names:
            kept &= self.keeping(table["rules"][name], table)
        return np.flatnonzero(kept)

    def ids(self, number: int) -> frozenset[str]:
        return frozenset(
            each.id for bit, each in enumerate(reversed(self.drawn)) if int(number) >> bit & 1
        )


def _weighed(rule: Table, table: Table, everything: Some) -> Iterator[tuple[Any, Any, Any]]:
    """What proposals weigh, and at least and at most together; for every group."""
    low, high = bounds(rule)
    base = inside(everything, rule.get("among"), table)
    for name, group in groups(rule, table, base):
        if rule["use"] == "share" and rule["of"] == "funded":
            # 100 · part ≥ low · whole says that 100 · part − low · whole is at least 0.
            for bound, least, most in ((low, 0, None), (high, None, 0)):
                if bound is not None:
                    weights = {each.id: -Fraction(bound) * weight(rule, each) for each in base}
                    for each in group:
                        weights[each.id] += 100 * weight(rule, each)
                    yield weights, least, most
            continue
        least, most = low, high
        if rule["use"] == "share":
            hundredth = budget(rule, table) / 100
            least, most = (None if b is None else Fraction(b) * hundredth for b in (low, high))
        if rule["use"] == "key":
            slack = Fraction(high) * (1 if "seats" in rule else budget(rule, table) / 100)
            least, most = part(rule, table, name) - slack, part(rule, table, name) + slack
        for year in years(rule):
            yield {each.id: weight(rule, each, year) for each in group}, least, most


def truth(table: Table, proposals: Some) -> Truth:
    """All portfolios at once."""
    *order, draw = table["objective"]["order"]
    portfolios = Portfolios(drawn(draw["draw"], proposals))
    left = portfolios.left_by(table["rules"], table)
    if not len(left):
        return Truth(funded=None)
    equals = []
    for stage in order:
        gains = {each.id: gain(stage, each) for each in proposals}
        scale = lcm(*(value.denominator for value in gains.values()))
        values = portfolios.sums({id_: int(value * scale) for id_, value in gains.items()})[left]
        left = left[values == values.max()]
        equals.append(left)
    funded = portfolios.ids(left.max())
    return Truth(
        funded=funded,
        total=sum(score(each) for each in proposals if each.id in funded),
        unique=len(left) == 1,
        counts=tuple(map(len, equals)),
        always=portfolios.ids(np.bitwise_and.reduce(equals[0])),
        never=fundable_ids(table, proposals) - portfolios.ids(np.bitwise_or.reduce(equals[0])),
    )


def can_be_kept(names: Iterable[str], table: Table, proposals: Some) -> bool:
    """Whether some portfolio keeps these rules of the call."""
    return len(Portfolios(proposals).left_by(names, table)) > 0


def one_by_one(table: Table, proposals: Some) -> Truth:
    """The same as `truth`, every portfolio by itself."""
    *order, draw = table["objective"]["order"]
    order_drawn = drawn(draw["draw"], proposals)
    values, ranks = {}, {}
    for size in range(len(proposals) + 1):
        for portfolio in combinations(proposals, size):
            if all(fundable(each, table) for each in portfolio) and all(
                keeps(rule, table, portfolio) for rule in table["rules"].values()
            ):
                funded = frozenset(each.id for each in portfolio)
                values[funded] = [sum(gain(stage, each) for each in portfolio) for stage in order]
                ranks[funded] = values[funded], [each.id in funded for each in order_drawn]
    if not ranks:
        return Truth(funded=None)
    best = max(ranks, key=lambda each: ranks[each])
    alike = [
        [each for each in values if values[each][:level] == values[best][:level]]
        for level in range(1, len(order) + 1)
    ]
    return Truth(
        funded=best,
        total=sum(score(each) for each in proposals if each.id in best),
        unique=len(alike[-1]) == 1,
        counts=tuple(map(len, alike)),
        always=frozenset.intersection(*alike[0]),
        never=fundable_ids(table, proposals).difference(*alike[0]),
    )


def keeps(rule: Table, table: Table, portfolio: Some) -> bool:
    ids = {each.id for each in portfolio}
    match rule["use"]:
        case "at_most_one_of":
            return len(ids & set(rule["ids"])) <= 1
        case "all_or_none_of":
            return len(ids & set(rule["ids"])) in (0, len(rule["ids"]))
        case "requires":
            return rule["id"] not in ids or set(rule["needs"]) <= ids
    low, high = bounds(rule)
    return all(
        (low is None or value >= low) and (high is None or value <= high)
        for value in reached(rule, table, portfolio)
    )


def reached(rule: Table, table: Table, portfolio: Some) -> Iterator[Fraction]:
    """What is compared with the bounds, for every group; nothing for a share of nothing.

    Of a key, how far the group is from its part: in seats, or in percent of the budget.
    """
    base = inside(portfolio, rule.get("among"), table)
    for name, group in groups(rule, table, base):
        for year in years(rule):
            value = sum((weight(rule, each, year) for each in group), Fraction(0))
            if rule["use"] == "key":
                off = abs(value - part(rule, table, name))
                yield off if "seats" in rule else 100 * off / budget(rule, table)
            elif rule["use"] == "share":
                whole = sum(weight(rule, each) for each in base)
                whole = budget(rule, table) if rule["of"] == "budget" else whole
                yield from [100 * value / whole] if whole else []
            else:
                yield value


def bounds(rule: Table) -> tuple[Any, Any]:
    """At least and at most, as the call file gives them."""
    if rule["use"] == "key":
        return None, rule["tolerance_seats" if "seats" in rule else "tolerance_percent"]
    low, high = BOUNDS[rule["use"]]
    return rule.get(low), rule.get(high)


def budget(rule: Table, table: Table) -> Fraction:
    return Fraction(table["rules"][rule["budget"]]["max_amount"])


def part(rule: Table, table: Table, land: str) -> Fraction:
    """What the key gives a Land: seats or money."""
    if "seats" in rule:
        return Fraction(SEATS[rule["method"], rule["seats"]].get(land, 0))
    return Fraction(table["keys"][rule["key"]]["percent"][land]) * budget(rule, table) / 100


def years(rule: Table) -> list[int | None]:
    return [2018, 2019] if rule.get("by_year") else [rule.get("year")]


def weight(rule: Table, proposal: Proposal, year: int | None = None) -> Fraction:
    """What the rule counts or adds up: 1, a column's number, or money in euros."""
    if rule["use"] == "sum":
        return Fraction(proposal.values[rule["column"]])
    if rule["use"] == "funding" or rule.get("measure") == "money" or "tolerance_percent" in rule:
        cents = proposal.requested if year is None else proposal.requested_by_year[year]
        return Fraction(cents, 100)
    return Fraction(1)


def groups(rule: Table, table: Table, some: Some) -> Iterator[tuple[str, list[Proposal]]]:
    """All groups that the rule speaks of, with those of these proposals that are in them."""
    members = inside(some, rule.get("where"), table)
    if rule["use"] == "per_organisation":
        roles = rule.get("role", ["lead", "member"])
        partners = [{p.name for p in each.partners if p.role in roles} for each in members]
        for name in set().union(*partners):
            yield name, [e for e, those in zip(members, partners, strict=True) if name in those]
        return
    field = "land" if rule["use"] == "key" else rule.get("each")
    if field is None:
        yield "", members
        return
    laender = list(table["keys"]["own"]["percent"])
    all_names = {
        "lot": table["call"]["lots"], "land": laender, "site_land": laender,
        "group": table["groups"], "topic": table["topics"],
        "sector": table["columns"]["sector"]["values"],
        "partner": {partner.name for each in members for partner in each.partners},
    }  # fmt: skip
    where = rule.get("where") or {}
    if field == "land" and "group" in where:
        laender[:] = [land for group in where["group"] for land in table["groups"][group]]
    for name in all_names[field]:
        if name in where.get(field, [name]):
            yield name, [each for each in members if name in _of(each, field, table)]


def inside(some: Some, where: Mapping[str, list[str]] | None, table: Table) -> list[Proposal]:
    return [
        each
        for each in some
        if all(_of(each, field, table) & set(names) for field, names in (where or {}).items())
    ]


def _of(proposal: Proposal, field: str, table: Table) -> set[Any]:
    match field:
        case "site_land":
            return {site.land for site in proposal.sites}
        case "group":
            return {name for name, laender in table["groups"].items() if proposal.land in laender}
        case "topic":
            return set(proposal.topics)
        case "partner":
            return {partner.name for partner in proposal.partners}
        case "sector":
            return {proposal.values["sector"]}
    return {getattr(proposal, field)}


def fundable(proposal: Proposal, table: Table) -> bool:
    return all(
        proposal.values[each["column"]] >= each["min"]
        for each in table.get("eligibility", {}).values()
    )


def fundable_ids(table: Table, proposals: Some) -> frozenset[str]:
    return frozenset(each.id for each in proposals if fundable(each, table))


def score(proposal: Proposal) -> int:
    return int(6000 * proposal.values["one"] + 4000 * proposal.values["two"])


def gain(stage: Table, proposal: Proposal) -> Fraction:
    what = stage.get("maximise") or stage["minimise"]
    value = {
        "score": Fraction(score(proposal)),
        "count": Fraction(1),
        "requested_amount": Fraction(proposal.requested, 100),
        "criterion": proposal.values["one" if stage.get("criterion") == "first" else "two"],
        "value": proposal.values["jobs"],
    }[what]
    return value if "maximise" in stage else -value


def drawn(seed: str, proposals: Some) -> list[Proposal]:
    return sorted(proposals, key=lambda each: hashlib.sha256((seed + each.id).encode()).hexdigest())
