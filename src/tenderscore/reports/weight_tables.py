"""What weights decide, as tables: the share of each proposal, and the awards."""

from collections import Counter
from fractions import Fraction

from tenderscore.language import say
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.share_words import portion_text
from tenderscore.reports.table import Column, Raw, Table, score_table
from tenderscore.reports.wording import headed, visible, yes_no
from tenderscore.units import number_text
from tenderscore.weights.decomposition import Decomposition, Region
from tenderscore.weights.rpm import Rpm

AWARDS = 12
"""So many awards are shown, the largest first."""


def share_table(of: Lookup, found: Decomposition, ids: list[str], numbers: bool = False) -> Table:
    """A row for each of these proposals; in a workbook shares are numbers."""
    columns = [
        Column(header=headed("Proposal"), kind="text"),
        Column(header=say("Now funded"), kind="text"),
        Column(header=say("Share of weights %"), kind="share" if numbers else "figure"),
    ]
    if found.counted:
        columns.append(Column(header=say("95 % interval"), kind="figure"))
    rows: list[tuple[Raw, ...]] = []
    for id_ in ids:
        share = found.shares.get(id_, Fraction(0))
        row: list[Raw] = [visible(id_), yes_no(id_ in of.funded)]
        row.append(share if numbers else portion_text(share))
        if found.counted:
            low, high = found.counted.interval(id_)
            low_text, high_text = portion_text(low), portion_text(high)
            row.append(say("{least} to {most}", least=low_text, most=high_text))
        rows.append(tuple(row))
    return score_table(of.call, columns, rows)


def awards_of(found: Decomposition) -> list[tuple[Region, Fraction]]:
    """One region for each award, with what all of that award come to; the largest first."""
    shares: Counter[frozenset[str] | None] = Counter()
    first: dict[frozenset[str] | None, Region] = {}
    for region in found.regions:
        shares[region.funded] += region.share or Fraction(0)  # type: ignore[assignment]
        first.setdefault(region.funded, region)
    pairs = [(region, Fraction(shares[funded])) for funded, region in first.items()]
    return sorted(pairs, key=lambda pair: (-pair[1], sorted(pair[0].funded or ())))


def award_table(of: Lookup, found: Decomposition, numbers: bool = False) -> Table:
    """What comes in and leaves against the award, and weights at which it does."""
    columns = [
        Column(header=say("Comes in"), kind="text"),
        Column(header=say("Leaves"), kind="text"),
        Column(header=say("Such as at"), kind="text"),
    ]
    if found.exact:
        kind = Column(header=say("Share of weights %"), kind="share" if numbers else "figure")
        columns.insert(0, kind)
    rows: list[tuple[Raw, ...]] = []
    shown = awards_of(found)
    for region, share in shown if numbers else shown[:AWARDS]:
        funded = region.funded
        comes = say("no portfolio fits") if funded is None else _ids(funded - of.funded)
        comes = say("the award itself") if funded == of.funded else comes
        leaves = "" if funded is None else _ids(of.funded - funded)
        such = " : ".join(number_text(w, 2) for w in region.inside)
        row: list[Raw] = [comes or "-", leaves or "-", such]
        if found.exact:
            row.insert(0, share if numbers else portion_text(share))
        rows.append(tuple(row))
    return score_table(of.call, columns, rows)


def _ids(some: frozenset[str]) -> str:
    return ", ".join(map(visible, sorted(some)))


def core_table(of: Lookup, found: Rpm, numbers: bool = False) -> Table:
    """The core index of each borderline project."""
    columns = (
        Column(header=headed("Proposal"), kind="text"),
        Column(header=say("Now funded"), kind="text"),
        Column(header=say("Core index %"), kind="share" if numbers else "figure"),
    )
    order = sorted(found.borderline, key=lambda id_: (-found.core_index[id_], id_))
    index = found.core_index
    rows = [
        (
            visible(id_),
            yes_no(id_ in of.funded),
            index[id_] if numbers else portion_text(index[id_]),
        )
        for id_ in order
    ]
    return score_table(of.call, columns, rows)
