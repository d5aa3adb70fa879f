"""The sheet Changes: what each scenario changes in the call file, and why one has no award."""

from collections.abc import Iterator

from tenderscore.language import say
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.simulation_sentences import answer
from tenderscore.reports.toml_value import toml_value
from tenderscore.reports.wording import visible
from tenderscore.scenario import Scenario
from tenderscore.what_if.simulation import Simulation

HEADER = 2


def changes_sheet(sheet: Sheet, sim: Simulation) -> None:
    sheet.text(0, 0, say("What each scenario changes in the call file"), "title")
    sheet.headers(HEADER, [say("Scenario"), say("How"), say("Path"), say("Value")])
    row = HEADER
    for each in sim.scenarios:
        scenario = each.outcome.scenario
        for how, path, value in changes(scenario):
            row += 1
            sheet.text(row, 0, visible(scenario.id), "wrapped")
            sheet.text(row, 1, how, "plain")
            sheet.text(row, 2, visible(path))
            sheet.text(row, 3, visible(value))
        if each.totals is None:
            row += 1
            sheet.text(row, 0, visible(scenario.id), "wrapped")
            sheet.text(row, 1, say("no award"), "plain")
            sheet.text(row, 2, "")
            sheet.text(row, 3, " ".join(answer(sim, each)))
    sheet.page(visible(sim.basis.call.id), HEADER)


def changes(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """set, drop or add; the path; and the value as the call file would have it."""
    yield from (("set", path, toml_value(value)) for path, value in scenario.set.items())
    yield from (("drop", path, "") for path in scenario.drop)
    yield from (("add", path, toml_value(value)) for path, value in scenario.add.items())
