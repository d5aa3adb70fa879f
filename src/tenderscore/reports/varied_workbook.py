"""A number varied, or a grid of two, as a workbook: stretches with a chart of steps, points."""

from fractions import Fraction

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.grid_sections import legend, mark
from tenderscore.reports.pages import pages_of
from tenderscore.reports.section_sheet import sections_sheet
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import MONEY, score_picture
from tenderscore.reports.step_chart import Line, step_chart
from tenderscore.reports.swept_value import value_text
from tenderscore.reports.varied_sections import outcome_text, varied_sections, varied_title
from tenderscore.reports.wording import visible
from tenderscore.varying import Grid, Varied

PLAIN = "#,##0.####"


def sweep_workbook(call: Call, found: Grid | Varied) -> bytes:
    return grid_workbook(call, found) if isinstance(found, Grid) else varied_workbook(call, found)


def varied_workbook(call: Call, varied: Varied) -> bytes:
    """What the text says, a row for each point, and a chart."""
    pages = pages_of(call)
    sheet = pages.sheet(say("Sweep"), (22, 22, 34, 18, 20))
    sections_sheet(sheet, call, varied_sections(call, varied))
    points = pages.sheet(say("Points of the sweep"), (27, 26, 12, 12, 18, 100))
    points_sheet(points, call, varied)
    steps: list[tuple[Fraction, Fraction] | None] = []
    for each in varied.stretches:
        if each.outcome.total is None or each.total_last is None:
            steps.append(None)
        else:
            steps += [(each.first, each.outcome.total), (each.last, each.total_last)]
    step_chart(
        pages,
        Line(
            title=varied_title(varied),
            across=visible(varied.swept.path),
            up=say("Points"),
            places=tuple(steps),
            steps=True,
        ),
    )
    return pages.content()


def points_sheet(sheet: Sheet, call: Call, varied: Varied) -> None:
    path = visible(varied.swept.path)
    sheet.headers(0, [path, say("Awarded"), say("Proposals"), say("Points"), say("Requested"),
                      say("Funded")], (0, 2, 3, 4))  # fmt: skip
    for row, each in enumerate(varied.points, start=1):
        outcome = each.outcome
        sheet.number(row, 0, each.value, PLAIN)
        sheet.text(row, 1, outcome_text(outcome))
        if outcome.total is not None and outcome.money is not None:
            sheet.number(row, 2, len(outcome.funded), "0")
            sheet.number(row, 3, outcome.total, score_picture(call))
            sheet.number(row, 4, Fraction(outcome.money, 100), MONEY)
        sheet.text(row, 5, ", ".join(sorted(outcome.funded)))
    sheet.page(visible(call.id), 0)


def grid_workbook(call: Call, grid: Grid) -> bytes:
    """A matrix of letters with its legend below, and one of points."""
    pages = pages_of(call)
    widths = (28, *(17 for _ in grid.across.values))
    for title, by_points in ((say("Awards"), False), (say("Points"), True)):
        sheet = pages.sheet(title, widths)
        heads = [value_text(call, grid.across.path, each) for each in grid.across.values]
        sheet.headers(0, [f"{visible(grid.down.path)} ↓ {visible(grid.across.path)} →", *heads],
                      range(1, len(widths)))  # fmt: skip
        for row, (value, outcomes) in enumerate(zip(grid.down.values, grid.rows, strict=True), 1):
            sheet.text(row, 0, value_text(call, grid.down.path, value), "plain")
            for column, outcome in enumerate(outcomes, start=1):
                if by_points and outcome.total is not None:
                    sheet.number(row, column, outcome.total, score_picture(call))
                else:
                    sheet.text(row, column, mark(grid, outcome), "centred")
        if not by_points:
            for number, text in enumerate(legend(call, grid)):
                sheet.text(len(grid.rows) + 2 + number, 0, text, "figure")
        sheet.page(visible(call.id), 0)
    return pages.content()
