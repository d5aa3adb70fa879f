"""The sheets of what the award was asked: Comparison, Prices, Reserve, Balance."""

from collections.abc import Sequence

from tenderscore.answers import Answers
from tenderscore.language import say
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.price_lines import price_name, prices_section, slack_of
from tenderscore.reports.ranking_lines import inversions_section, ranking_section
from tenderscore.reports.reserve_lines import reserve_section
from tenderscore.reports.section import Section
from tenderscore.reports.section_sheet import sections_sheet
from tenderscore.reports.sections import balance_section
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.table import Column, score_table
from tenderscore.reports.wording import headed


def comparison_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    sections_sheet(sheet, of.call, [ranking_section(of, answers), inversions_section(of, answers)])


def prices_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    sections_sheet(sheet, of.call, [prices_section(of, answers), _slacks(of, answers)])


def reserve_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    sections_sheet(sheet, of.call, [reserve_section(of, answers)])


def balance_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    sections_sheet(sheet, of.call, [balance_section(of, answers)])


def _slacks(of: Lookup, answers: Answers) -> Section:
    """Every rule and group: whether it binds, and what is left."""
    columns = [
        Column(header=headed("Rule"), kind="text"),
        Column(header=say("Costs anything"), kind="text"),
        Column(header=say("Slack"), kind="figure"),
    ]
    rows = [
        (price_name(price), _binds(price.steps), slack_of(of, price)) for price in answers.prices
    ]
    parts = (score_table(of.call, columns, rows),) if rows else ()
    return Section(title=say("Which rules cost anything, and the slack of each"), parts=parts)


def _binds(steps: Sequence[object] | None) -> str:
    if steps is None:
        return say("not determined")
    return say("yes") if steps else say("no")
