"""A call and the proposals that can be funded → what the score is held against, in whole pieces.

A distance is no sum over proposals, nor is the smallest of some counts: helping variables count
how far a Land is above its part of the key, or how many centres every group has.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor, lcm

from tenderscore.balance import shipped_key
from tenderscore.call import Call, DistributionKey
from tenderscore.constraint import Row
from tenderscore.frontier.nouns import Against
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import LAENDER
from tenderscore.suggest import did_you_mean


def key_of(call: Call) -> DistributionKey:
    """That of the call's first rule that names one, else the shipped one of its year."""
    for rule in call.rules:
        if rule.use == "key":
            return call.keys[str(rule.options["key"])]
    return shipped_key(call.closes.year)


def balance_of(call: Call, proposals: Sequence[Proposal], number: int) -> Against:
    """Loosemore-Hanby between so many centres and the key: what the Länder above their parts are
    above them together, over the number; what the others are below is the same."""
    key = key_of(call)
    shares = {land: percent / 100 for land, percent in key.percent.items()}
    members = _by_land(proposals)
    unit = lcm(*((number * share).denominator for share in shares.values()))
    gains: dict[str, int] = {}
    rows = [_centres(proposals, number)]
    for land, ids in members.items():
        part = number * shares.get(land, Fraction(0))
        whole = floor(part)
        above = [f"above:{land}:{count}" for count in range(whole + 1, len(ids) + 1)]
        gains |= dict.fromkeys(above, -unit)
        if above:
            gains[above[0]] = -int(unit * (whole + 1 - part))
            rows.append(Row(terms={**dict.fromkeys(ids, 1), **dict.fromkeys(above, -1)},
                            at_most=whole))  # fmt: skip
    return Against(
        name="balance", detail=key.id, number=number, gains=gains, rows=tuple(rows),
        helpers=tuple(gains), members=members, shares=shares,
    )  # fmt: skip


def smallest_group_of(call: Call, proposals: Sequence[Proposal], number: int) -> Against:
    """The number of centres that every group has: of the call's groups, or of all Länder."""
    members = _by_land(proposals)
    if call.groups:
        members = {
            name: frozenset().union(*(members.get(land, frozenset()) for land in laender))
            for name, laender in call.groups.items()
        }
    most = min(map(len, members.values()))
    every = [f"every:{count}" for count in range(1, most + 1)]
    rows = [_centres(proposals, number)]
    rows += [
        Row(terms={**dict.fromkeys(sorted(ids), 1), **dict.fromkeys(every, -1)}, at_least=0)
        for ids in members.values()
    ]
    return Against(
        name="smallest-group", number=number, gains=dict.fromkeys(every, 1), rows=tuple(rows),
        helpers=tuple(every), members=members,
    )  # fmt: skip


def reach_of(
    call: Call, proposals: Sequence[Proposal], number: int | None, column: str | None
) -> Against:
    """The sum of a column. Demand within reach of sites is none: who is near two counts once."""
    sums = [str(rule.options["column"]) for rule in call.rules if rule.use == "sum"]
    if column is None and not sums:
        raise InputError([problem("TS831", where=f"{call.name} › rules")])
    name = column or sums[0]
    numeric = [each.id for each in call.columns.values() if each.kind == "number"]
    if name not in numeric:
        suggestion = did_you_mean(name, numeric)
        raise InputError([problem("TS830", where="--column", name=name, suggestion=suggestion)])
    missing = [each for each in proposals if name not in each.values]
    if missing:
        raise InputError(
            problem("TS834", where=each.where, proposal=each.id, column=name) for each in missing
        )
    values = {each.id: Fraction(each.values[name]) for each in proposals}
    scale = lcm(*(value.denominator for value in values.values()))
    return Against(
        name="reach",
        detail=name,
        number=number,
        gains={id_: int(value * scale) for id_, value in values.items()},
        rows=() if number is None else (_centres(proposals, number),),
        values=values,
    )


def in_a_land(proposals: Iterable[Proposal]) -> frozenset[str]:
    return frozenset(each.id for each in proposals if each.land in LAENDER)


def _by_land(proposals: Sequence[Proposal]) -> Mapping[str, frozenset[str]]:
    """All Länder in their order, those without a proposal too; some proposal names one."""
    if not in_a_land(proposals):
        raise InputError([problem("TS832", where="--against")])
    return {land: frozenset(each.id for each in proposals if each.land == land) for land in LAENDER}


def _centres(proposals: Sequence[Proposal], number: int) -> Row:
    """Those that name a Land: no share of the others is known."""
    ids = sorted(in_a_land(proposals))
    return Row(terms=dict.fromkeys(ids, 1), at_least=number, at_most=number)
