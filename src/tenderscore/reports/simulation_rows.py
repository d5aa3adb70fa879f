"""Scenarios as CSV: a row for the base and each scenario, and a column for whoever is funded."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from tenderscore.language import all_of, say
from tenderscore.reports.csv_text import csv_text, harmless
from tenderscore.reports.simulation_sentences import (
    answer,
    outcome_word,
    points,
    scenario_title,
)
from tenderscore.reports.simulation_tables import by_what, reached_title
from tenderscore.reports.wording import visible
from tenderscore.units import decimal_sign, decimal_text, exact_text
from tenderscore.what_if.simulation import Compared, Simulation
from tenderscore.what_if.totals import Reached

FUNDED = "x"


def funded_anywhere(sim: Simulation) -> list[str]:
    """In order of id."""
    awards = [each.outcome.award for each in sim.all]
    return sorted(frozenset[str]().union(*(a.selection.funded for a in awards if a is not None)))


def simulation_csv(sim: Simulation) -> str:
    """Separated, and decimals written, as the spreadsheet program of the language expects it."""
    return csv_text([list(map(harmless, _headers(sim))), *(_row(sim, each) for each in sim.all)])


def _headers(sim: Simulation) -> list[str]:
    requested = say("Requested ({currency})", currency=sim.basis.call.currency)
    return [
        say("Scenario"),
        say("Question"),
        say("Outcome"),
        say("Answer"),
        say("Funded"),
        say("Points"),
        say("Points +/-"),
        requested,
        f"{requested} +/-",
        say("Comes in"),
        say("Drops out"),
        *(reached_title(sim, what) for what in _reached(sim)),
        *(name(key) for _, key, name in _places(sim)),
        *map(visible, funded_anywhere(sim)),
    ]


def _reached(sim: Simulation) -> list[Reached]:
    return list(dict.fromkeys(what for each in sim.all if each.totals
                              for what in each.totals.reached))  # fmt: skip


def _places(sim: Simulation) -> Iterator[tuple[int, str, Callable[[str], str]]]:
    """Lots, Länder and topics: which of the three, the key, and how it is named."""
    for number, (_, of, name) in enumerate(by_what(sim)):
        keys = dict.fromkeys(key for each in sim.all if each.totals for key in of(each.totals))
        yield from ((number, key, name) for key in keys)


def _row(sim: Simulation, compared: Compared) -> list[str]:
    its, price, award = compared.totals, compared.price, compared.outcome.award
    beside = price if compared is not sim.base else None
    gain = None if beside is None or beside.points is None else points(sim, beside.points)
    told = " ".join(answer(sim, compared))
    moved = (compared.joins, compared.leaves)
    texts = [
        visible(compared.outcome.scenario.id),
        scenario_title(compared.outcome),
        outcome_word(compared),
        visible(told),
    ]
    numbers = ["" if its is None else text for text in _numbers(sim, compared, gain)]
    names = [all_of(each.proposal for each in moves) if moves else "" for moves in moved]
    of = [of for _, of, _ in by_what(sim)]
    funded = award.selection.funded if award else frozenset[str]()
    return [
        *map(harmless, texts),
        *numbers,
        *map(harmless, map(visible, names)),
        *(_exact(its.reached.get(what)) if its else "" for what in _reached(sim)),
        *(str(of[n](its).get(key, 0)) if its else "" for n, key, _ in _places(sim)),
        *(FUNDED if id_ in funded else "" for id_ in funded_anywhere(sim)),
    ]


def _numbers(sim: Simulation, compared: Compared, gain: str | None) -> list[str]:
    its, price = compared.totals, compared.price
    if its is None:
        return [""] * 5
    money = price.money if price is not None and compared is not sim.base else None
    return [
        str(its.number),
        points(sim, its.points),
        gain or "",
        decimal_text(its.money, 100),
        "" if money is None else decimal_text(money, 100),
    ]


def _exact(value: Fraction | None) -> str:
    return "" if value is None else exact_text(value).replace(".", decimal_sign())
