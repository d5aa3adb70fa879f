"""How often each borderline proposal is funded, question by question: a native chart of columns."""

from attrs import frozen

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.chart_ranking import COLUMN, INK, ROW
from tenderscore.reports.pages import Pages
from tenderscore.reports.wording import visible

FILLS = ("#1F3A5F", "#C0703A", "#7A9CC6", "#E3B778", "#5B7F5B", "#B0B7C0")
"""Dark and light in turn, so that they differ in grey too."""


@frozen(kw_only=True)
class Charted:
    """Of the sheet of the proposals."""

    columns: tuple[tuple[int, str], ...]
    """Where the shares of a question stand, and its name."""
    rows: tuple[int, ...]
    """Those of the borderline proposals, one after the other."""


def robust_chart(pages: Pages, call: Call, charted: Charted) -> None:
    """A sheet of its own; none where there is nothing to show."""
    columns, rows = charted.columns, charted.rows
    if not rows or not columns:
        return
    name = say("Proposals")

    def cells(column: int) -> list[str | int]:
        return [name, rows[0], column, rows[-1], column]

    sheet = pages.sheet(say("Chart"), (11,) * 14)
    sheet.text(0, 0, say("How often the borderline proposals are funded"), "title")
    chart = sheet.book.add_chart({"type": "column"})
    for number, (column, label) in enumerate(columns):
        chart.add_series(
            {
                "name": label,
                "categories": cells(0),
                "values": cells(column),
                "fill": {"color": FILLS[number % len(FILLS)]},
                "border": {"none": True},
                "gap": 60,
            }
        )
    font = {"size": 8, "color": INK}
    chart.set_title({"none": True})
    chart.set_y_axis(
        {
            "name": say("Funded in percent"),
            "name_font": {**font, "bold": False},
            "num_font": font,
            "num_format": "0",
            "min": 0,
            "max": 100,
            "major_gridlines": {"visible": True, "line": {"color": "#E3E7EC"}},
            "line": {"none": True},
        }
    )
    chart.set_x_axis({"num_font": {**font, "rotation": -90}, "line": {"color": INK}})
    chart.set_legend({"position": "top", "font": {"size": 9, "color": INK}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 13 * COLUMN, "height": 18 * ROW})
    said = say(
        "Of each borderline proposal how often it is funded; the sheet of the proposals says the "
        "same."
    )
    sheet.worksheet.insert_chart(2, 0, chart, {"description": said})
    sheet.page(visible(call.id), one_page=True)
