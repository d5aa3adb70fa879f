"""An enterprise and who owns whom → whether it is a micro, small or medium-sized one, and why.

Commission Recommendation 2003/361/EC, Annex: Art. 2 ceilings, Art. 3 autonomous, partner and linked
enterprises, Art. 4 two consecutive years, Art. 6 whose figures are added and how. Figures that
are unknown leave open only what they could change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from tenderscore.control import (
    PERSON,
    by_organisation,
    holdings_of,
    kind_of,
    linked_groups,
    public_holdings,
)
from tenderscore.ownership import Enterprise, Figures, Holding, Ownership
from tenderscore.units import Cents

SOURCE = "Commission Recommendation 2003/361/EC, Annex"
PARTNER_PERCENT = 25
"""From here on a share makes a partner enterprise, or public bodies a large one: Art. 3(2), (4)."""
SIZES = ("micro", "small", "medium")
CEILINGS = {
    "micro": (10, Cents(2_000_000_00), Cents(2_000_000_00)),
    "small": (50, Cents(10_000_000_00), Cents(10_000_000_00)),
    "medium": (250, Cents(50_000_000_00), Cents(43_000_000_00)),
}
"""Fewer employees, and turnover or balance-sheet total at most: Art. 2."""
LARGE = "large"
FIELDS = ("employees", "turnover", "balance")


@frozen(kw_only=True)
class Part:
    """What one enterprise adds to the figures of another."""

    enterprise: Enterprise
    relation: str
    """own, linked, partner, or linked to a partner."""
    percent: Fraction


@frozen(kw_only=True)
class Sum:
    """Of one year: what is known in all, and which figures of whom are not."""

    employees: Fraction
    turnover: Fraction
    """In cents."""
    balance: Fraction
    unknown: tuple[tuple[str, Enterprise], ...]

    def lacks(self, field: str) -> bool:
        return any(name == field for name, _ in self.unknown)


@frozen(kw_only=True)
class Status:
    enterprise: Enterprise
    type: str
    """autonomous, partner or linked: Art. 3."""
    parts: tuple[Part, ...]
    """Its own first, then by relation and name."""
    last: Sum
    before: Sum
    last_sizes: tuple[str, ...]
    """The sizes that it can have by the last year's figures; one if they decide."""
    before_sizes: tuple[str, ...]
    two_years: bool
    """The year before is known as far as it matters, and Art. 4(2) was applied."""
    public: tuple[Holding, ...]
    """What public bodies control of it, if that is a quarter or more: no SME, Art. 3(4)."""
    sizes: tuple[str, ...]

    @property
    def sme(self) -> bool | None:
        """None: the known figures do not decide."""
        return _sme(self.sizes)


@lru_cache(maxsize=10_000)
def status_of(ownership: Ownership, organisation: str) -> Status:
    """The status of one of the ownership's enterprises."""
    public = public_holdings(ownership, organisation)
    if sum(h.percent for h in public) < PARTNER_PERCENT and not any(h.control for h in public):
        public = ()
    return _status(tuple(parts_of(ownership, organisation)), public)


def alone(enterprise: Enterprise) -> Status:
    """The status by its own figures, as if nobody held a share of anybody."""
    return _status((_own(enterprise),), ())


def _status(parts: tuple[Part, ...], public: tuple[Holding, ...]) -> Status:
    """The enterprise's own part is the first."""
    last = _sum(parts, "last")
    before = _sum(parts, "before")
    last_sizes, before_sizes = _sizes(last), _sizes(before)
    two_years = _sme(before_sizes) is not None
    return Status(
        enterprise=parts[0].enterprise,
        type=_type(parts),
        parts=parts,
        last=last,
        before=before,
        last_sizes=last_sizes,
        before_sizes=before_sizes,
        two_years=two_years,
        public=public,
        sizes=(LARGE,) if public else before_sizes if two_years else last_sizes,
    )


def parts_of(ownership: Ownership, organisation: str) -> Iterator[Part]:
    """Whose figures count for it, and how much: Art. 6. Nobody counts twice.

    Its own and those of all that are linked with it in full; in proportion those of partner
    enterprises of any of these, together with all that are linked with the partner; partners of
    partners not. Of several shares in the same partner the largest counts.
    """
    enterprises = by_organisation(ownership)
    groups = linked_groups(ownership)
    own = groups[organisation]
    yield _own(enterprises[organisation])
    yield from _parts(ownership, own - {organisation}, "linked", Fraction(100))
    shares = partner_shares(ownership, own)
    direct = {name for pair in shares for name in pair} - own
    largest: dict[frozenset[str], Fraction] = {}
    for (owner, owned), percent in shares.items():
        group = groups[owned if owner in own else owner]
        largest[group] = max(percent, largest.get(group, percent))
    partners = [part for group, percent in largest.items()
                for relation, its in (("partner", group & direct),
                                      ("linked to a partner", group - direct))
                for part in _parts(ownership, its, relation, percent)]  # fmt: skip
    yield from sorted(
        partners, key=lambda part: (part.relation != "partner", part.enterprise.organisation)
    )


def partner_shares(ownership: Ownership, own: Collection[str]) -> dict[tuple[str, str], Fraction]:
    """The holdings that make partner enterprises of this group, with the share held jointly.

    Keyed by owner and owned, one of them within the group. Only enterprises make partners:
    exempt investors, persons and public bodies do not.
    """
    groups = linked_groups(ownership)
    ends = holdings_of(ownership)
    crossing = [
        holding
        for holding in dict.fromkeys(each for name in sorted(own) for each in ends.get(name, ()))
        if (holding.owner in own) != (holding.owned in own)
        and kind_of(ownership, holding.owner) == "enterprise"
        and holding.percent
    ]
    jointly: dict[tuple[frozenset[str], str], Fraction] = defaultdict(Fraction)
    for holding in crossing:
        jointly[groups[holding.owner], holding.owned] += holding.percent
    return {
        (holding.owner, holding.owned): jointly[groups[holding.owner], holding.owned]
        for holding in crossing
        if jointly[groups[holding.owner], holding.owned] >= PARTNER_PERCENT
    }


def _own(enterprise: Enterprise) -> Part:
    return Part(enterprise=enterprise, relation="own", percent=Fraction(100))


def _parts(
    ownership: Ownership, group: Iterable[str], relation: str, percent: Fraction
) -> Iterator[Part]:
    """Natural persons and public bodies have no figures to add."""
    for name in sorted(group):
        enterprise = by_organisation(ownership)[name]
        if enterprise.kind != PERSON:
            yield Part(enterprise=enterprise, relation=relation, percent=percent)


def _type(parts: Iterable[Part]) -> str:
    relations = {part.relation for part in parts}
    if "linked" in relations:
        return "linked"
    return "partner" if "partner" in relations else "autonomous"


def _sum(parts: Iterable[Part], year: str) -> Sum:
    """Whole numbers by share first: a group may be large."""
    whole: dict[str, dict[Fraction, int]] = {field: defaultdict(int) for field in FIELDS}
    unknown = []
    for part in parts:
        figures: Figures = getattr(part.enterprise, year)
        for field, by_share in whole.items():
            figure = getattr(figures, field)
            if figure is None:
                unknown.append((field, part.enterprise))
            else:
                by_share[part.percent] += figure
    sums = {
        field: sum((percent * sum_ / 100 for percent, sum_ in its.items()), Fraction(0))
        for field, its in whole.items()
    }
    return Sum(**sums, unknown=tuple(unknown))


def _sizes(sum_: Sum) -> tuple[str, ...]:
    """From the smallest that it can be to the largest; figures are never negative."""
    possible = []
    for size in SIZES:
        fits = _fits(sum_, size)
        if fits is not False:
            possible.append(size)
        if fits:
            return tuple(possible)
    return (*possible, LARGE)


def _fits(sum_: Sum, size: str) -> bool | None:
    fewer, turnover, balance = CEILINGS[size]
    few = _below(sum_.employees < fewer, sum_.lacks("employees"))
    moneys = (
        _below(sum_.turnover <= turnover, sum_.lacks("turnover")),
        _below(sum_.balance <= balance, sum_.lacks("balance")),
    )
    little = True if True in moneys else None if None in moneys else False
    if few is False or little is False:
        return False
    return True if few and little else None


def _below(known_is: bool, more_to_come: bool) -> bool | None:
    if not known_is:
        return False
    return None if more_to_come else True


def _sme(sizes: Collection[str]) -> bool | None:
    if LARGE not in sizes:
        return True
    return False if len(sizes) == 1 else None


def deciding_unknowns(status: Status) -> Iterator[tuple[str, Enterprise]]:
    """The figures of the last year that would decide whether it is an SME."""
    fewer, turnover, balance = CEILINGS["medium"]
    last = status.last
    fits = {"turnover": last.turnover <= turnover, "balance": last.balance <= balance}
    settled = any(fit and not last.lacks(field) for field, fit in fits.items())
    still_open = {field: fit and not settled for field, fit in fits.items()}
    still_open["employees"] = last.employees < fewer
    yield from ((field, whose) for field, whose in last.unknown if still_open[field])
