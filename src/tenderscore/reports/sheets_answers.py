"""The sheets of what the award was asked: Comparison, Prices, Reserve, Balance."""

from collections.abc import Sequence
from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.language import say
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.price_lines import price_name, prices_section, slack_of
from tenderscore.reports.ranking_lines import inversions_section, ranking_section
from tenderscore.reports.reserve_lines import reserve_section
from tenderscore.reports.section import Drawn, Listed, Section
from tenderscore.reports.sections import balance_section
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import MONEY, score_picture
from tenderscore.reports.table import Column, Table, score_table
from tenderscore.reports.wording import headed, visible


def comparison_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    write_sections(sheet, of, [ranking_section(of, answers), inversions_section(of, answers)])


def prices_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    write_sections(sheet, of, [prices_section(of, answers), _slacks(of, answers)])


def reserve_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    write_sections(sheet, of, [reserve_section(of, answers)])


def balance_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    write_sections(sheet, of, [balance_section(of, answers)])


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


def write_sections(sheet: Sheet, of: Lookup, sections: Sequence[Section]) -> None:
    """One below the other; the first title is that of the sheet."""
    row, style = 0, "title"
    for section in sections:
        if not section.parts:
            continue
        sheet.text(row, 0, section.title, style)
        row, style = row + 2, "heading"
        for part in section.parts:
            if isinstance(part, Table):
                row = _table(sheet, of, row, part) + 1
            elif not isinstance(part, Drawn):
                for text in part.items if isinstance(part, Listed) else [part]:
                    sheet.spread(row, text)
                    row += 1
        row += 1
    if row == 0:
        sheet.spread(row, say("There is nothing to be said here."))
    sheet.page(visible(of.call.id))


def _table(sheet: Sheet, of: Lookup, row: int, table: Table) -> int:
    """Gives the row below it."""
    kinds = [column.kind for column in table.columns]
    texts = ("text", "figure")
    right = [number for number, kind in enumerate(kinds) if kind != "text"]
    sheet.headers(row, table.headers, right)
    pictures = {
        "count": "0",
        "cents": MONEY,
        "cents change": f"+{MONEY};-{MONEY};0",
        "share": "0.0%",
        "score": score_picture(of.call),
        "score change": f"+{score_picture(of.call)};-{score_picture(of.call)};0",
    }
    for values, said in zip(table.rows, table.texts, strict=True):
        row += 1
        for column, (kind, value, text) in enumerate(zip(kinds, values, said, strict=True)):
            if kind in texts or value is None or isinstance(value, str):
                sheet.text(row, column, text, "wrapped" if kind == "text" else "right")
            else:
                exact = Fraction(value)
                if kind.startswith("cents"):
                    exact /= 100
                elif kind.startswith("score"):
                    exact /= table.unit
                sheet.number(row, column, exact, pictures[kind])
    return row + 1
