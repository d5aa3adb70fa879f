"""Score against balance as a workbook: what the text says, who is funded, and a chart."""

from tenderscore.call import Call
from tenderscore.frontier import Frontier
from tenderscore.language import say
from tenderscore.reports.frontier_sections import (
    MEASURES,
    frontier_sections,
    frontier_title,
    measure_text,
)
from tenderscore.reports.pages import pages_of
from tenderscore.reports.section_sheet import sections_sheet
from tenderscore.reports.sheets_scores import score_picture
from tenderscore.reports.step_chart import Line, step_chart
from tenderscore.reports.wording import visible


def frontier_workbook(call: Call, frontier: Frontier) -> bytes:
    """The same bytes for the same frontier."""
    against = frontier.against
    pages = pages_of(call)
    sheet = pages.sheet(say("Frontier"), (8, 16, 18, 26, 18, 30))
    sections_sheet(sheet, call, frontier_sections(call, frontier))
    measure = say(MEASURES[against.name])
    shown = measure if against.name == "reach" else say("{measure} in %", measure=measure)
    times = 1 if against.name == "reach" else 100
    places = tuple((each.value * times, each.total) for each in frontier.edges)
    title = frontier_title(frontier)
    step_chart(pages, Line(title=title, across=shown, up=say("Points"), places=places, steps=False))
    funded = pages.sheet(say("Funded"), (8, 14, 16, 130))
    funded.headers(0, [say("No."), say("Points"), measure, say("Funded")], (0, 1, 2))
    for row, each in enumerate(frontier.edges, start=1):
        funded.number(row, 0, row, "0")
        funded.number(row, 1, each.total, score_picture(call))
        funded.text(row, 2, measure_text(against, each.value), "right")
        funded.text(row, 3, ", ".join(sorted(each.funded)))
    funded.page(visible(call.id), 0)
    return pages.content()
