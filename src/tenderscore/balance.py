"""An award → its balance: proposals and money by Land and lot, beside key and population.

The distance of two distributions is that of J. Loosemore and V. J. Hanby, The theoretical limits
of maximum distortion, British Journal of Political Science 1 (1971), pp. 467-477.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from tenderscore.award import Award
from tenderscore.call import Call, DistributionKey
from tenderscore.frozen import frozen_mapping
from tenderscore.proposal import Proposal
from tenderscore.regions.keys import distribution_keys
from tenderscore.regions.laender import LAENDER, laender
from tenderscore.units import Cents, Number


@frozen(kw_only=True)
class Part:
    """What came in and what is funded of a Land, a lot, or all."""

    name: str
    """The code of the Land or the id of the lot; empty: all, or those that name none."""
    handed_in: int
    fundable: int
    funded: int
    requested: Cents
    """By all that were handed in."""
    money: Cents
    """Requested by the funded."""
    of_handed_in: Fraction | None
    """Shares of 1. None: nothing to have a share of, or proposals that name no Land."""
    of_funded: Fraction | None
    of_requested: Fraction | None
    of_money: Fraction | None


@frozen(kw_only=True)
class Key:
    """A distribution key that the award is held against."""

    id: str
    share: Mapping[str, Fraction] = field(converter=frozen_mapping)
    """Land → share of 1."""
    source: str
    rules: tuple[str, ...] = ()
    """The rules of the call that name it; none: it is ours, and not the call's."""
    narrowed: bool = False
    """Each of these rules looks at some of the proposals only; the balance looks at all."""


@frozen(kw_only=True)
class Distance:
    """Loosemore-Hanby: half the sum of the differences between two shares of each Land."""

    of: str
    """number or money: of the funded."""
    against: str
    """key, population, or handed in (the share of the number of proposals)."""
    key: str = ""
    value: Fraction | None
    """None: nothing is funded."""
    least: Fraction | None = None
    """The number cannot come nearer, since proposals are funded whole; money has no such bound."""


@frozen(kw_only=True)
class Balance:
    """Where no proposal names a Land, `laender`, `keys` and `distances` are empty."""

    currency: str
    all: Part
    laender: tuple[Part, ...]
    """All sixteen in the order of LAENDER; their shares are of what names a Land."""
    without_land: Part | None
    """Proposals that name no Land; no share of theirs is known, and no distance counts them."""
    lots: tuple[Part, ...]
    without_lot: Part | None
    funded: Mapping[tuple[str, str], int] = field(converter=frozen_mapping)
    """(Land, lot) → how many are funded, with an empty Land or lot where there are such."""
    keys: tuple[Key, ...]
    population: Mapping[str, Fraction] = field(converter=frozen_mapping)
    """Land → share of 1."""
    population_source: str
    distances: tuple[Distance, ...]


def balance(award: Award) -> Balance:
    """The balance of the funded beside what came in; shares are exact."""
    fundable = {card.proposal for card in award.scorecards if card.fundable}
    tally = _Tally(frozenset(fundable), award.selection.funded)
    here = [each for each in award.proposals if each.land in LAENDER]
    elsewhere = [each for each in award.proposals if each.land not in LAENDER]
    lots = _lots(award.call, award.proposals)
    lotless = [each for each in award.proposals if each.lot is None]
    codes = LAENDER if here else ()
    parts = tuple(tally.part(code, [p for p in here if p.land == code], here) for code in codes)
    keys = tuple(_keys(award.call)) if here else ()
    people = sum(land.population for land in laender())
    population = {land.code: Fraction(land.population, people) for land in laender()}
    return Balance(
        currency=award.call.currency,
        all=tally.part("", award.proposals, award.proposals),
        laender=parts,
        without_land=tally.part("", elsewhere, ()) if here and elsewhere else None,
        lots=tuple(
            tally.part(lot, [p for p in award.proposals if p.lot == lot], award.proposals)
            for lot in lots
        ),
        without_lot=tally.part("", lotless, award.proposals) if lots and lotless else None,
        funded=_funded(award, lots) if here else {},
        keys=keys,
        population=population,
        population_source=laender()[0].source,
        distances=tuple(_distances(parts, keys, population)),
    )


@frozen
class _Tally:
    fundable: frozenset[str]
    funded: frozenset[str]

    def part(self, name: str, inside: Sequence[Proposal], of: Sequence[Proposal]) -> Part:
        """`of`: the proposals that the shares are of."""
        chosen = [each for each in inside if each.id in self.funded]
        all_chosen = [each for each in of if each.id in self.funded]
        return Part(
            name=name,
            handed_in=len(inside),
            fundable=sum(each.id in self.fundable for each in inside),
            funded=len(chosen),
            requested=_money(inside),
            money=_money(chosen),
            of_handed_in=_share(len(inside), len(of)),
            of_funded=_share(len(chosen), len(all_chosen)),
            of_requested=_share(_money(inside), _money(of)),
            of_money=_share(_money(chosen), _money(all_chosen)),
        )


def _money(proposals: Iterable[Proposal]) -> Cents:
    return Cents(sum(each.requested for each in proposals))


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _lots(call: Call, proposals: Iterable[Proposal]) -> list[str]:
    """Those of the call in its order, then any that a proposal names besides."""
    named = {each.lot for each in proposals if each.lot is not None}
    return [*call.lots, *sorted(named - set(call.lots))]


def _funded(award: Award, lots: Sequence[str]) -> dict[tuple[str, str], int]:
    pairs = [
        (land if (land := each.land or "") in LAENDER else "", each.lot or "")
        for each in award.proposals
    ]
    rows = [*LAENDER, *([""] if any(not land for land, _ in pairs) else [])]
    columns = [*lots, *([""] if any(not lot for _, lot in pairs) else [])]
    counts = {(row, column): 0 for row in rows for column in columns}
    for each, (land, lot) in zip(award.proposals, pairs, strict=True):
        counts[land, lot] += each.id in award.selection.funded
    return counts


# What it is held against


def _keys(call: Call) -> Iterator[Key]:
    """Those that rules of the call name, in their order; else the shipped one that fits best."""
    rules = [rule for rule in call.rules if rule.use == "key"]
    for id_ in dict.fromkeys(str(rule.options["key"]) for rule in rules):
        naming = [rule for rule in rules if rule.options["key"] == id_]
        yield _key(
            call.keys[id_],
            rules=tuple(rule.id for rule in naming),
            narrowed=all(rule.options.get("where") for rule in naming),
        )
    if not rules:
        yield _key(shipped_key(call.closes.year))


def _key(key: DistributionKey, rules: tuple[str, ...] = (), narrowed: bool = False) -> Key:
    share = {land: percent / 100 for land, percent in key.percent.items()}
    return Key(id=key.id, share=share, source=key.source, rules=rules, narrowed=narrowed)


def shipped_key(year: int) -> DistributionKey:
    """The shipped key of the latest year that is not after this one, else the earliest."""
    by_year = {int(id_.rpartition("-")[2]): key for id_, key in distribution_keys().items()}
    return by_year[max((each for each in by_year if each <= year), default=min(by_year))]


def _distances(
    parts: Sequence[Part], keys: Iterable[Key], population: Mapping[str, Fraction]
) -> Iterator[Distance]:
    if not parts:
        return
    number = {part.name: part.of_funded for part in parts}
    money = {part.name: part.of_money for part in parts}
    funded = sum(part.funded for part in parts)
    against: list[tuple[str, str, Mapping[str, Fraction]]] = [
        *(("key", key.id, key.share) for key in keys),
        ("population", "", population),
        ("handed in", "", {part.name: part.of_handed_in or Fraction(0) for part in parts}),
    ]
    for name, key, shares in against:
        yield Distance(
            of="number",
            against=name,
            key=key,
            value=_distance(number, shares),
            least=least_distance(shares, funded) if funded else None,
        )
        yield Distance(of="money", against=name, key=key, value=_distance(money, shares))


def _distance(
    shares: Mapping[str, Fraction | None], others: Mapping[str, Fraction]
) -> Fraction | None:
    known = {name: share for name, share in shares.items() if share is not None}
    return distance(known, others) if known else None


def distance(shares: Mapping[str, Number], others: Mapping[str, Number]) -> Fraction:
    """Half the sum of the differences of two distributions that each add up to 1.

    A name that is missing in one has no share in it. 0: they are equal; 1: they have no name in
    common.
    """
    names = {**shares, **others}
    gaps = (abs(Fraction(shares.get(n, 0)) - Fraction(others.get(n, 0))) for n in names)
    return sum(gaps, Fraction(0)) / 2


def least_distance(shares: Mapping[str, Fraction], number: int) -> Fraction:
    """The distance that so many whole ones cannot fall short of, however they are spread.

    Largest remainders are nearest: G. Birkhoff, House monotone apportionment schemes, Proceedings
    of the National Academy of Sciences 73 (1976), pp. 684-686. How ties among them are broken makes
    no difference to the distance.
    """
    quotas = [share * number for share in shares.values()]
    remainders = sorted((quota - int(quota) for quota in quotas), reverse=True)
    up = int(sum(remainders))
    gaps = [*(1 - each for each in remainders[:up]), *remainders[up:]]
    return sum(gaps, Fraction(0)) / (2 * number)
