"""The chart of scenarios: points as columns, the base dark, and the money as a line of marks."""

from typing import Any

from tenderscore.language import say
from tenderscore.reports.chart_ranking import COLUMN, DARK, INK, LIGHT, ROW
from tenderscore.reports.sheet import Sheet
from tenderscore.what_if.simulation import Simulation

LOWEST_SHARE = 10
"""The axis begins this part of the greatest value below the least, so that differences show."""


def simulation_chart(
    sheet: Sheet, sim: Simulation, places: tuple[int, int, int, int], at: tuple[int, int]
) -> None:
    """Of the rows from the first of the places on; the others are the columns of the number, the
    points and the money."""
    answered = [each.totals for each in sim.all if each.totals is not None]
    if not answered:
        return
    first, number, points_at, money_at = places
    last = first + len(sim.all) - 1
    title = say("Scenarios")

    def cells(column: int) -> list[str | int]:
        return [title, first, column, last, column]

    points = [each.points for each in answered]
    money = [each.money for each in answered]
    chart = sheet.book.add_chart({"type": "column"})
    marked = [{"fill": {"color": DARK}}] if sim.base.totals is not None else []
    chart.add_series(
        {
            "name": say("Points"),
            "categories": cells(number),
            "values": cells(points_at),
            "fill": {"color": LIGHT},
            "border": {"color": INK, "width": 0.5},
            "points": marked,
            "gap": 60,
        }
    )
    line = sheet.book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": say("Requested ({currency})", currency=sim.basis.call.currency),
            "categories": cells(number),
            "values": cells(money_at),
            "line": {"none": True},
            "marker": {"type": "diamond", "size": 9, "fill": {"color": "#C0703A"},
                       "border": {"color": INK}},
            "y2_axis": True,
        }
    )  # fmt: skip
    chart.combine(line)
    chart.set_title({"none": True})
    chart.set_y_axis(_axis(say("Points"), int(min(points)), int(max(points))))
    cents = 100
    line.set_y2_axis(
        _axis(sim.basis.call.currency, min(money) // cents, max(money) // cents, "#,##0")
    )
    chart.set_x_axis(
        {
            "name": say("No."),
            "name_font": {"size": 8, "color": INK, "bold": False},
            "num_font": {"size": 8, "color": INK},
            "line": {"color": INK},
        }
    )
    chart.set_legend({"position": "top", "font": {"size": 9, "color": INK}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 12 * COLUMN, "height": 18 * ROW})
    said = say(
        "Columns: the points of the call as it stands, dark, and of each scenario. Diamonds: "
        "the money. The table above says the same."
    )
    sheet.worksheet.insert_chart(*at, chart, {"description": said})


def _axis(name: str, least: int, most: int, picture: str = "0") -> dict[str, Any]:
    room = max(1, most // LOWEST_SHARE)
    return {
        "name": name,
        "name_font": {"size": 8, "color": INK, "bold": False},
        "min": max(0, _rounded(least - room, most)),
        "num_format": picture,
        "major_gridlines": {"visible": picture == "0", "line": {"color": "#E3E7EC"}},
        "num_font": {"size": 8, "color": INK},
        "line": {"none": True},
    }


def _rounded(value: int, most: int) -> int:
    """Down to halves of the power of ten that the greatest lies in."""
    half = int("5" + "0" * (len(str(most)) - 2)) if most >= 10 else 1
    return value // half * half
