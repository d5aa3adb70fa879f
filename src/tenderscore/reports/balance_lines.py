"""A balance → tables that terminal, minutes and workbook share."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from tenderscore.balance import Balance, Key, Part
from tenderscore.language import say
from tenderscore.reports.table import Column, Kind, Raw, Table
from tenderscore.reports.wording import land_text, visible


def balance_table(
    balance: Balance,
    by: Literal["land", "lot"],
    what: Literal["number", "money", "both"] = "both",
) -> Table | None:
    """A row for each Land or lot, one for those that name none, and the sum; None: no rows.

    Number and money each fit a terminal, where Länder go by their codes alone.
    """
    parts = balance.laender if by == "land" else balance.lots
    if not parts:
        return None
    nowhere = balance.without_land if by == "land" else balance.without_lot
    rows = [*parts, *([nowhere] if nowhere else []), balance.all]
    first = say("Land") if by == "land" else say("Lot")
    ends = [*([say("none named")] if nowhere else []), say("all")]
    chosen = list(_columns(balance, by, what))
    named = by == "land" and what == "both"
    headers = [Column(header=first, kind="text")]
    if named:
        headers.append(Column(header=say("Name"), kind="text"))
    names = [[part.name, land_text(part.name)] if named else [part.name] for part in parts]
    names += [[end, ""] if named else [end] for end in ends]
    return Table(
        columns=(*headers, *(column for column, _ in chosen)),
        rows=tuple(
            (*name, *(value(row) for _, value in chosen))
            for name, row in zip(names, rows, strict=True)
        ),
        currency=balance.currency,
    )


Value = Callable[[Part], Raw]


def _columns(balance: Balance, by: str, what: str) -> Iterator[tuple[Column, Value]]:
    def column(header: str, kind: Kind, value: Value) -> tuple[Column, Value]:
        return Column(header=header, kind=kind), value

    if what != "money":
        yield column(say("Proposals"), "count", lambda part: part.handed_in)
        yield column(say("Fundable"), "count", lambda part: part.fundable)
        yield column(say("Funded"), "count", lambda part: part.funded)
        yield column(say("Proposals %"), "share", lambda part: part.of_handed_in)
        yield column(say("Funded %"), "share", lambda part: part.of_funded)
    if what != "number":
        yield column(say("Requested"), "cents", lambda part: part.requested)
        yield column(say("Funded money"), "cents", lambda part: part.money)
        yield column(say("Requested %"), "share", lambda part: part.of_requested)
        yield column(say("Funded money %"), "share", lambda part: part.of_money)
    if by == "land":
        for key in balance.keys:
            name = say("Key %") if len(balance.keys) == 1 else _key_header(key)
            yield column(name, "share", _beside(balance, key.share))
        if what != "money":
            yield column(say("Population %"), "share", _beside(balance, balance.population))


def _key_header(key: Key) -> str:
    if year := year_of(key.id):
        return say("Königstein {year} %", year=year)
    return f"{visible(key.id)} %"


def year_of(key: str) -> str:
    """koenigstein-2015 → 2015, which is how people name it; any other key is named by its id."""
    family, _, year = key.rpartition("-")
    return year if family == "koenigstein" and year.isdecimal() else ""


def _beside(balance: Balance, shares: Mapping[str, Fraction]) -> Value:
    return lambda part: Fraction(1) if part is balance.all else shares.get(part.name)


def funded_table(balance: Balance) -> Table | None:
    """How many are funded by Land and lot; None where there are no Länder or no lots."""
    lots = list(dict.fromkeys(lot for _, lot in balance.funded))
    if not balance.laender or not balance.lots:
        return None
    lands = list(dict.fromkeys(land for land, _ in balance.funded))
    rows = [
        (land or say("none named"), [balance.funded[land, lot] for lot in lots]) for land in lands
    ]
    rows.append((say("all"), [sum(balance.funded[land, lot] for land in lands) for lot in lots]))
    headers = [*(visible(lot) or say("none named") for lot in lots), say("all")]
    return Table(
        columns=(
            Column(header=say("Land"), kind="text"),
            *(Column(header=header, kind="count") for header in headers),
        ),
        rows=tuple((name, *counts, sum(counts)) for name, counts in rows),
        currency=balance.currency,
    )
