"""Scenarios side by side as tables: what each comes to, and where centres are more or fewer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from tenderscore.language import say, titled
from tenderscore.reports.simulation_sentences import named_all, points
from tenderscore.reports.table import NOTHING, Column, Kind, Raw, Table, change_text
from tenderscore.reports.wording import land_text, visible
from tenderscore.units import amount_text, number_text, whole_text
from tenderscore.what_if.simulation import Compared, Simulation
from tenderscore.what_if.totals import Reached, Totals

Facts = tuple[str, str, str, str]
"""A quantity, of the base, of the scenario, and the difference."""
Counts = Callable[[Totals], Mapping[str, int]]
NAME_COLUMNS = 30
TOGETHER = 12
"""So many scenarios a table of counts."""


def plain_amount(cents: int) -> str:
    """Without the currency, which the header names."""
    return amount_text(cents, "").strip()


def side_by_side(sim: Simulation) -> Table:
    """A row for the base and each scenario, numbered from 0."""
    currency = sim.basis.call.currency
    heads: list[tuple[str, Kind]] = [
        (say("No."), "figure"),
        (say("Scenario"), "text"),
        (say("Funded"), "figure"),
        (say("Points"), "figure"),
        ("+/-", "figure"),
        (say("Requested ({currency})", currency=currency), "figure"),
        ("+/-", "figure"),
    ]
    names = named_all(sim.all, NAME_COLUMNS)
    return Table(
        columns=tuple(Column(header=header, kind=kind) for header, kind in heads),
        rows=tuple(
            (str(number), name, *_figures(sim, each))
            for number, (name, each) in enumerate(zip(names, sim.all, strict=True))
        ),
        currency=currency,
    )


def _figures(sim: Simulation, compared: Compared) -> tuple[str, ...]:
    its, price = compared.totals, compared.price
    if its is None:
        return (NOTHING,) * 5
    beside = compared is not sim.base and price is not None
    gain = price.points if beside and price else None
    return (
        str(its.number),
        points(sim, its.points),
        NOTHING if gain is None else signed_points(sim, compared),
        plain_amount(its.money),
        change_text(price.money, plain_amount) if beside and price else NOTHING,
    )


def signed_points(sim: Simulation, compared: Compared) -> str:
    """With a star where the scenario changes scores, so that it is not against the base's total."""
    price = compared.price
    assert price is not None
    assert price.points is not None
    sign = "-" if price.points < 0 else "+" if price.points > 0 else ""
    return f"{sign}{points(sim, abs(price.points))}{'*' if price.rescored else ''}"


def rescored(sim: Simulation) -> str:
    """What the star means; empty where there is none."""
    if not any(each.price and each.price.rescored for each in sim.scenarios):
        return ""
    return say(
        "* The scenario changes scores: the difference is counted from what those funded now would "
        "have by the changed scores."
    )


def counts(sim: Simulation) -> Iterator[tuple[str, Table]]:
    """What is summed; and by lot, Land and topic, where any scenario has more or fewer than the
    base: title and table, a column for each number of `side_by_side`."""
    answered = [(n, each.totals) for n, each in enumerate(sim.all) if each.totals is not None]
    for start in range(0, len(answered) if len(answered) > 1 else 0, TOGETHER):
        part = answered[start : start + TOGETHER]
        sums = dict.fromkeys(what for _, its in part for what in its.reached)
        summed: list[tuple[Raw, ...]] = [
            (reached_title(sim, what), *(_sum(its, what) for _, its in part)) for what in sums
        ]
        if summed:
            yield say("Summed over the funded"), _numbered(part, summed, "figure")
        for title, of, name in by_what(sim):
            keys = dict.fromkeys(key for _, its in part for key in of(its))
            rows: list[tuple[Raw, ...]] = [
                (name(key), *(of(its).get(key, 0) for _, its in part)) for key in keys
            ]
            if moved := [row for row in rows if len(set(row[1:])) > 1]:
                yield say("{title}, where they differ", title=title), _numbered(part, moved)


def by_what(sim: Simulation) -> list[tuple[str, Counts, Callable[[str], str]]]:
    """Title, how many of each, and how each is named."""
    return [
        (say("Funded by lot"), lambda its: its.lots, lambda lot: _lot(sim, lot)),
        (say("Funded by Land"), lambda its: its.laender, lambda code: _land(code)),
        (say("Funded by topic"), lambda its: its.topics, visible),
    ]


def _numbered(
    part: Sequence[tuple[int, Totals]], rows: Sequence[tuple[Raw, ...]], kind: Kind = "count"
) -> Table:
    heads = [Column(header=str(number), kind=kind) for number, _ in part]
    named = (Column(header="", kind="text"), *heads)
    return Table(columns=named, rows=tuple(rows), currency="")


def _sum(its: Totals, what: Reached) -> str:
    value = its.reached.get(what)
    return NOTHING if value is None else sum_text(value)


def sum_text(value: Fraction) -> str:
    return whole_text(int(value)) if value.denominator == 1 else number_text(value)


def _land(code: str) -> str:
    return land_text(code) or say("none named")


def _lot(sim: Simulation, lot: str) -> str:
    return visible(sim.basis.call.lots.get(lot, lot)) or say("none named")


def differences(sim: Simulation, compared: Compared) -> list[Facts]:
    """What differs from the base, a quantity a row; empty where either has no award."""
    was, its, price = sim.base.totals, compared.totals, compared.price
    if was is None or its is None or price is None:
        return []
    currency = sim.basis.call.currency
    rows: list[Facts] = []

    def row(label: str, before: str, after: str, change: str) -> None:
        if before != after:
            rows.append((label, before, after, change))

    def count(label: str, before: int, after: int) -> None:
        row(label, str(before), str(after), change_text(after - before, str))

    count(say("Funded"), was.number, its.number)
    if price.against is not None and price.points is not None:
        label = say("Points by the changed scores") if price.rescored else say("Points")
        change = signed_points(sim, compared).rstrip("*")
        row(label, points(sim, price.against), points(sim, its.points), change)
    money = change_text(price.money, lambda cents: amount_text(cents, currency))
    row(
        say("Requested by the funded"),
        amount_text(was.money, currency),
        amount_text(its.money, currency),
        money,
    )
    for what in its.reached:
        before, after = was.reached.get(what), its.reached[what]
        if before is not None:
            sign = "+" if after > before else "-"
            row(reached_title(sim, what), sum_text(before), sum_text(after),
                sign + sum_text(abs(after - before)))  # fmt: skip
    for title, of, name in by_what(sim)[:2]:
        keys = dict.fromkeys([*of(was), *of(its)])
        shifts = [(name(key), of(its).get(key, 0) - of(was).get(key, 0)) for key in keys]
        moved = [f"{name} {change_text(by, str)}" for name, by in shifts if by]
        row(title, "", ", ".join(moved), "")
    return [(label, before, after, change) if change else (label, "", "", after)
            for label, before, after, change in rows]  # fmt: skip


def reached_title(sim: Simulation, what: Reached) -> str:
    column = sim.basis.call.columns.get(what.column)
    title = titled(column.title, column.title_de) if column else what.column
    return f"{visible(title)}, {visible(what.group)}" if what.group else visible(title)
