"""Score against balance → what every report says of it: the portfolios, and the price of a step."""

from collections.abc import Iterator
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.frontier import Against, Frontier
from tenderscore.language import N_, all_of, quoted, say, say_number, titled
from tenderscore.reports.section import Listed, Section
from tenderscore.reports.swept_value import total_text
from tenderscore.reports.table import Column, Raw, Table
from tenderscore.reports.wording import visible, yes_no
from tenderscore.units import decimal_text, half_up, number_text, whole_text

TITLES = {
    "balance": N_("Score against balance: what balance costs"),
    "smallest-group": N_("Score against the smallest group's share"),
    "reach": N_("Score against reach"),
}
MEASURES = {
    "balance": N_("Distance"),
    "smallest-group": N_("Smallest share"),
    "reach": N_("Reach"),
}


def frontier_title(frontier: Frontier) -> str:
    return say(TITLES[frontier.against.name])


def frontier_sections(call: Call, frontier: Frontier) -> list[Section]:
    edges = say_number(
        "{n} portfolio that none beats in both", "{n} portfolios that none beats in both",
        len(frontier.edges),
    )  # fmt: skip
    found = frontier.edges
    return [
        Section(title=say("What is weighed"), parts=tuple(_against(call, frontier))),
        Section(title=edges, parts=(_edges(call, frontier),) if found else ()),
        Section(
            title=say("What each step costs"), parts=tuple(_steps(call, frontier)) if found else ()
        ),
        Section(title=say("How sure this is"), parts=tuple(_how(call, frontier))),
    ]


def measure_text(against: Against, value: Fraction) -> str:
    """A distance or share in percent, rounded half up; the sum of a column as it is."""
    if against.name == "reach":
        return whole_text(int(value)) if value.denominator == 1 else number_text(value)
    return say("{number} %", number=decimal_text(half_up(value * 10_000), 100))


def price_unit(frontier: Frontier) -> Fraction:
    """A percentage point of a distance or share; of a column the power of ten that its whole gain
    just exceeds, so that prices have digits to show."""
    if frontier.against.name != "reach":
        return Fraction(1, 100)
    gained = sum((each.gained for each in frontier.steps()), Fraction(0))
    return Fraction(10 ** max(0, len(str(int(gained))) - 1))


def price_header(frontier: Frontier) -> str:
    if frontier.against.name == "reach":
        return say("Points for {n} more", n=whole_text(int(price_unit(frontier))))
    return say("Points for a percentage point")


def price_text(value: Fraction) -> str:
    return decimal_text(half_up(value * 10_000), 10_000)


def _against(call: Call, frontier: Frontier) -> Iterator[str]:
    against = frontier.against
    if against.name == "balance":
        yield say(
            "The distance (Loosemore-Hanby) between the centres of the Länder and the key {key}: "
            "half the sum of the differences of the two shares of each Land. 0 % is the key "
            "itself.",
            key=against.detail,
        )
    elif against.name == "smallest-group":
        yield say(
            "The share that the smallest of these has of all centres: {groups}.",
            groups=all_of(map(visible, against.members)),
        )
    else:
        column = call.columns[against.detail]
        yield say("The sum over the funded of: {title}.",
                  title=visible(titled(column.title, column.title_de)))  # fmt: skip
    if against.number is not None and frontier.fixed:
        yield say("Every portfolio has {n} centres, since the rules leave no other number.",
                  n=against.number)  # fmt: skip
    elif against.number is not None:
        yield say(
            "Every portfolio has {n} centres; the rules would leave other numbers too, and "
            "--centres asks for them.",
            n=against.number,
        )
    if frontier.dropped:
        yield say("Left out of the call: {paths}. All other rules are kept.",
                  paths=all_of(map(visible, frontier.dropped)))  # fmt: skip
    else:
        yield say("All rules of the call are kept.")
    if frontier.eased:
        yield say("They cannot all be kept as they are; as in the award these are eased: {rules}.",
                  rules=all_of(map(quoted, frontier.eased)))  # fmt: skip


def _edges(call: Call, frontier: Frontier) -> Table:
    against = frontier.against
    columns = (
        Column(header=say("No."), kind="count"),
        Column(header=say("Points"), kind="figure"),
        Column(header=say(MEASURES[against.name]), kind="figure"),
        Column(header=price_header(frontier), kind="figure"),
        Column(header=say("All points lost"), kind="figure"),
        Column(header=say("Awarded"), kind="text"),
    )
    prices = ["-", *(price_text(each.price * price_unit(frontier)) for each in frontier.steps())]
    rows: list[tuple[Raw, ...]] = []
    for number, (edge, paid) in enumerate(zip(frontier.edges, prices, strict=True), start=1):
        lost = frontier.edges[0].total - edge.total
        value = measure_text(against, edge.value)
        points = total_text(call, edge.total)
        rows.append((number, points, value, paid, total_text(call, lost), yes_no(edge.award)))
    return Table(columns=columns, rows=tuple(rows), currency=call.currency)


def _steps(call: Call, frontier: Frontier) -> Iterator[str | Listed]:
    against = frontier.against
    items = [
        say(
            "From {one} to {other}: in {comes}; out {goes}. {lost} points less, {measure} "
            "{before} → {after}.",
            one=number, other=number + 1,
            comes=all_of(step.comes) if step.comes else say("nobody"),
            goes=all_of(step.goes) if step.goes else say("nobody"),
            lost=total_text(call, step.lost),
            measure=say(MEASURES[against.name]),
            before=measure_text(against, frontier.edges[number - 1].value),
            after=measure_text(against, frontier.edges[number].value),
        )
        for number, step in enumerate(frontier.steps(), start=1)
    ]  # fmt: skip
    yield Listed(tuple(items)) if items else say("There is no step: one portfolio is best in both.")


def _how(call: Call, frontier: Frontier) -> Iterator[str]:
    if not frontier.edges:
        yield say(
            "The engine's nodes ran out before the first portfolio was sure; try --max-nodes."
        )
        return
    yield say(
        "Exact: each has the best score of all that are at least as good by the measure; any other "
        "portfolio is beaten by one of them, or equals one in both."
    )
    if not frontier.complete:
        yield say(
            "After the last of them the engine's nodes ran out: what lies beyond is not known. "
            "More can be had with --max-nodes."
        )
    if frontier.award is None:
        yield say("The call as it stands has no award to compare with.")
    elif not any(each.award for each in frontier.edges):
        total, value = frontier.award
        yield say(
            "The award as it stands ({total} points, {measure} {value}) is none of them.",
            total=total_text(call, total), measure=say(MEASURES[frontier.against.name]),
            value=measure_text(frontier.against, value),
        )  # fmt: skip
