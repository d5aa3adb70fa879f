"""Ownership → who is linked with whom, who controls whom in the end, and what public bodies hold.

Chains may close in circles: each is followed until nothing new is found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from tenderscore.circles import circles
from tenderscore.frozen import frozen_mapping
from tenderscore.ownership import MAJORITY, Enterprise, Holding, Ownership

PERSON, PUBLIC = "natural person", "public body"
EXEMPT_PUBLIC = frozenset({"public investment corporation", "small local authority"})
EXEMPT = EXEMPT_PUBLIC | {
    "venture capital",
    "business angel",
    "university",
    "institutional investor",
}
"""Investors that leave an enterprise autonomous up to 50 percent: Annex, Art. 3(2)."""


@lru_cache(maxsize=8)
def by_organisation(ownership: Ownership) -> Mapping[str, Enterprise]:
    return frozen_mapping({each.organisation: each for each in ownership.enterprises})


def kind_of(ownership: Ownership, organisation: str) -> str | None:
    enterprise = by_organisation(ownership).get(organisation)
    return enterprise.kind if enterprise else None


@lru_cache(maxsize=8)
def linked_groups(ownership: Ownership) -> Mapping[str, frozenset[str]]:
    """Organisation → all that it is linked with, directly or in a chain, itself among them.

    More than half, or control, alone or jointly with others that are linked: Annex, Art. 3(3). A
    natural person links only what works in the same or an adjacent market; a public body is no
    enterprise and links nothing.
    """
    names = [each.organisation for each in ownership.enterprises]
    group = dict(zip(names, names, strict=True))
    members = {name: [name] for name in names}
    linking = [holding for holding in ownership.holdings if _links(ownership, holding)]
    while pairs := _joined(linking, group):
        for owner, owned in pairs:
            more, fewer = sorted((group[owner], group[owned]), key=lambda g: -len(members[g]))
            if more != fewer:
                group.update(dict.fromkeys(members[fewer], more))
                members[more] += members.pop(fewer)
    whole = {name: frozenset(its) for name, its in members.items()}
    return frozen_mapping({name: whole[its] for name, its in group.items()})


def _links(ownership: Ownership, holding: Holding) -> bool:
    kind = kind_of(ownership, holding.owner)
    return kind != PUBLIC and (kind != PERSON or bool(holding.same_market))


def _joined(holdings: Iterable[Holding], group: Mapping[str, str]) -> list[tuple[str, str]]:
    """An owner and what its group controls, where that is not of the group yet."""
    shares: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    pairs = []
    for holding in holdings:
        own = group[holding.owner]
        if own != group[holding.owned]:
            shares[own, holding.owned] += holding.percent
            if holding.control or shares[own, holding.owned] > MAJORITY:
                pairs.append((holding.owner, holding.owned))
    return pairs


def controlled_by(ownership: Ownership, owners: Collection[str]) -> frozenset[str]:
    """All that these owners control, jointly and in chains, and they themselves."""
    held = _held(ownership)
    shares: dict[str, Fraction] = defaultdict(Fraction)
    found = set(owners)
    waiting = sorted(found)
    while waiting:
        for holding in held.get(waiting.pop(), ()):
            shares[holding.owned] += holding.percent
            if holding.owned not in found and (holding.control or shares[holding.owned] > MAJORITY):
                found.add(holding.owned)
                waiting.append(holding.owned)
    return frozenset(found)


@lru_cache(maxsize=8)
def _held(ownership: Ownership) -> Mapping[str, tuple[Holding, ...]]:
    return _grouped((each.owner, each) for each in ownership.holdings)


@lru_cache(maxsize=8)
def holders(ownership: Ownership) -> Mapping[str, tuple[Holding, ...]]:
    """Organisation → what others hold of it."""
    return _grouped((each.owned, each) for each in ownership.holdings)


def _grouped(pairs: Iterable[tuple[str, Holding]]) -> Mapping[str, tuple[Holding, ...]]:
    found: dict[str, list[Holding]] = defaultdict(list)
    for name, holding in pairs:
        found[name].append(holding)
    return frozen_mapping({name: tuple(its) for name, its in found.items()})


def ultimate_owners(ownership: Ownership | None, organisation: str) -> tuple[str, ...]:
    """Those at the top of the chain of control; the organisation itself if nobody controls it.

    Of those that control each other in a circle, one stands for all, the same everywhere.
    """
    return _tops(ownership).get(organisation, (organisation,)) if ownership else (organisation,)


@lru_cache(maxsize=8)
def _tops(ownership: Ownership) -> Mapping[str, tuple[str, ...]]:
    """In rounds: whoever is at the top so far may hold more than half through what it controls."""
    above: dict[str, set[str]] = {each.organisation: set() for each in ownership.enterprises}
    for holding in ownership.holdings:
        if holding.controls:
            above[holding.owned].add(holding.owner)
    while True:
        tops = _tops_of(above)
        found = False
        for owned, its in holders(ownership).items():
            shares: dict[str, Fraction] = defaultdict(Fraction)
            for holding in its:
                for top in tops[holding.owner]:
                    shares[top] += holding.percent
            for top, percent in shares.items():
                if percent > MAJORITY and top != owned and top not in tops[owned]:
                    above[owned].add(top)
                    found = True
        if not found:
            return frozen_mapping(tops)


@lru_cache(maxsize=8)
def holdings_of(ownership: Ownership) -> Mapping[str, tuple[Holding, ...]]:
    """Organisation → the holdings of which it is an end, in order."""
    return _grouped(
        (name, each)
        for each in ownership.holdings
        for name in dict.fromkeys((each.owner, each.owned))
    )


def _tops_of(above: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Each with those above it that nobody is above; a circle goes by its first name."""
    tops: dict[str, tuple[str, ...]] = {}
    for circle in circles(above):
        higher = {top for name in circle for each in above[name] - circle for top in tops[each]}
        tops.update(dict.fromkeys(circle, tuple(sorted(higher)) or (min(circle),)))
    return tops


def public_holdings(ownership: Ownership, organisation: str) -> tuple[Holding, ...]:
    """What public bodies hold of it directly, or through enterprises that they control.

    Investors that Art. 3(2) exempts count only where they are linked with it.
    """
    held = holders(ownership).get(organisation, ())
    linked = linked_groups(ownership)[organisation] if held else ()
    exempt = frozenset(name for name in linked if kind_of(ownership, name) in EXEMPT_PUBLIC)
    owners = _public(ownership, exempt) - {organisation}
    return tuple(h for h in held if h.owner in owners)


@lru_cache(maxsize=64)
def _public(ownership: Ownership, others: frozenset[str]) -> frozenset[str]:
    """Public bodies, these others, and all that they control together."""
    bodies = {each.organisation for each in ownership.enterprises if each.kind == PUBLIC}
    return controlled_by(ownership, bodies | others)
