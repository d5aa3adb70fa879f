"""Scenarios as a workbook: an overview with a chart, who is funded in which, places, patches."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from tenderscore.language import N_, say
from tenderscore.reports.pages import pages_of
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import MONEY
from tenderscore.reports.simulation_changes import changes_sheet
from tenderscore.reports.simulation_chart import simulation_chart
from tenderscore.reports.simulation_rows import funded_anywhere
from tenderscore.reports.simulation_sentences import (
    answer,
    named_all,
    scenario_title,
    unit_of,
)
from tenderscore.reports.simulation_tables import by_what, rescored
from tenderscore.reports.wording import call_titles, headed, land_text, named, visible
from tenderscore.what_if.simulation import Compared, Simulation

NO, NAME, QUESTION, FUNDED, POINTS, GAIN, REQUESTED, MORE, ANSWER = range(9)
WIDTHS = (5, 24, 40, 13, 11, 11, 17, 17, 70)
HEADER = 4
IN = "✓"


def simulation_workbook(sim: Simulation) -> bytes:
    """The same bytes for the same simulation."""
    pages = pages_of(sim.basis.call)
    wide = (12,) * len(sim.all)
    sheets: Sequence[tuple[str, Sequence[int], Callable[[Sheet, Simulation], None]]] = (
        (N_("Scenarios"), WIDTHS, _overview),
        (N_("Who is funded"), (10, 44, 20, 16, *wide), _matrix),
        (N_("By Land"), (28, *wide), _places),
        (N_("Changes"), (24, 10, 44, 70), changes_sheet),
    )
    for title, widths, fill in sheets:
        fill(pages.sheet(say(title), widths), sim)
    return pages.content()


def _overview(sheet: Sheet, sim: Simulation) -> None:
    sheet.text(0, 0, say("Scenarios side by side"), "title")
    sheet.text(1, 0, call_titles(sim.basis.call)[0], "note")
    note = rescored(sim)
    sheet.text(2, 0, note, "note")
    currency = sim.basis.call.currency
    heads = [say("No."), say("Scenario"), say("Question"), say("Funded"), say("Points"), "+/-"]
    heads += [say("Requested ({currency})", currency=currency), "+/-", say("Answer")]
    sheet.headers(HEADER, heads, range(FUNDED, ANSWER))
    for row, (number, each) in enumerate(enumerate(sim.all), start=HEADER + 1):
        _row(sheet, sim, row, number, each)
    simulation_chart(
        sheet, sim, (HEADER + 1, NO, POINTS, REQUESTED), (HEADER + len(sim.all) + 2, 0)
    )
    sheet.page(visible(sim.basis.call.id), HEADER)


def _row(sheet: Sheet, sim: Simulation, row: int, number: int, compared: Compared) -> None:
    its, price = compared.totals, compared.price
    base = compared is sim.base
    style = "strong" if base else "wrapped"
    sheet.number(row, NO, number, "0")
    sheet.text(row, NAME, named_all([compared])[0], style)
    sheet.text(row, QUESTION, scenario_title(compared.outcome), style)
    sheet.text(row, ANSWER, " ".join(answer(sim, compared)))
    picture = "0." + "0" * (len(str(unit_of(sim))) - 1)
    for column in range(FUNDED, ANSWER):
        sheet.text(row, column, "", "right")
    if its is None:
        return
    figures = "strong number" if base else "number"
    sheet.number(row, FUNDED, its.number, "0", figures)
    sheet.number(row, POINTS, its.points, picture, figures)
    sheet.number(row, REQUESTED, Fraction(its.money, 100), MONEY, figures)
    if price is None or base:
        return
    star = '"*"' if price.rescored else ""
    if price.points is not None:
        signs = f"+{picture}{star};-{picture}{star};{picture}{star}"
        sheet.number(row, GAIN, price.points, signs)
    sheet.number(row, MORE, Fraction(price.money, 100), f"+{MONEY};-{MONEY};0")


def _numbers(sheet: Sheet, sim: Simulation, row: int, first: int, heads: Sequence[str]) -> None:
    """The headers, with a column for the base and each scenario."""
    names = [*heads, *named_all(sim.all)]
    sheet.headers(row, names)
    sheet.lines[row] = max(3, sheet.lines[row])
    sheet.worksheet.freeze_panes(row + 1, first)


def _matrix(sheet: Sheet, sim: Simulation) -> None:
    sheet.text(0, 0, say("Who is funded in which scenario"), "title")
    sheet.text(1, 0, say("Coloured: otherwise than by the call as it stands."), "note")
    heads = [headed("Proposal"), say("Title"), headed("Land"), headed("Lot")]
    proposals = {each.id: each for each in sim.basis.intake.proposals}
    awards = [each.outcome.award for each in sim.all]
    before = awards[0].selection.funded if awards[0] else frozenset[str]()
    for row, id_ in enumerate(funded_anywhere(sim), start=HEADER):
        its = proposals.get(id_)
        sheet.text(row, 0, visible(id_), "plain")
        sheet.text(row, 1, named(its) if its else "")
        sheet.text(row, 2, land_text(its.land) if its else "", "plain")
        sheet.text(row, 3, visible(its.lot or "") if its else "", "plain")
        for column, award in enumerate(awards, start=4):
            inside = award is not None and id_ in award.selection.funded
            moved = award is not None and inside != (id_ in before)
            mark = IN if inside else "–" if award is not None else ""
            sheet.shaded(row, column, mark, "centred", _shade(inside, moved))
    sheet.page(visible(sim.basis.call.id), HEADER - 1)
    _numbers(sheet, sim, HEADER - 1, 2, heads)
    sheet.sized()


def _shade(inside: bool, moved: bool) -> dict[str, Any]:
    if moved:
        return {"bg_color": "#CFE3CF" if inside else "#F3D3CC", "bold": True}
    return {"font_color": "#000000" if inside else "#A0A0A0"}


def _places(sheet: Sheet, sim: Simulation) -> None:
    sheet.text(0, 0, say("Funded by Land, lot and topic"), "title")
    row = 2
    lots, laender, topics = by_what(sim)
    for title, of, name in (laender, lots, topics):
        keys = dict.fromkeys(key for each in sim.all if each.totals for key in of(each.totals))
        if not keys:
            continue
        heads = [title, *named_all(sim.all)]
        sheet.headers(row, heads, range(1, len(heads)))
        sheet.lines[row] = max(3, sheet.lines[row])
        for key in keys:
            row += 1
            sheet.text(row, 0, name(key), "plain")
            was = of(sim.base.totals).get(key, 0) if sim.base.totals else None
            for column, each in enumerate(sim.all, start=1):
                if each.totals is None:
                    sheet.text(row, column, "", "right")
                    continue
                value = of(each.totals).get(key, 0)
                moved = was is not None and value != was
                shade = _shade(was is not None and value > was, moved) if moved else {}
                sheet.shaded(row, column, value, "number", shade)
        row += 2
    sheet.page(visible(sim.basis.call.id))
