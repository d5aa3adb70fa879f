"""Places in a plane as a native chart on a sheet of its own, its figures beside it."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from tenderscore.language import say
from tenderscore.reports.pages import Pages

DARK, INK, PALE = "#1F3A5F", "#44566B", "#E3E7EC"
FIGURES = "#,##0.####"


@frozen(kw_only=True)
class Line:
    title: str
    across: str
    up: str
    places: Sequence[tuple[Fraction, Fraction] | None]
    """From left to right; None: the line is broken."""
    steps: bool
    """Joined by a line without marks; else marks are joined."""


def step_chart(pages: Pages, drawn: Line) -> None:
    """Nothing where there is nothing to draw."""
    known = [each for each in drawn.places if each is not None]
    if not known:
        return
    name = say("Chart")
    sheet = pages.sheet(name, (27, 16))
    sheet.headers(0, [drawn.across, drawn.up], (0, 1))
    for row, each in enumerate(drawn.places, start=1):
        for column, value in enumerate(each or ()):
            sheet.number(row, column, value, FIGURES)
    chart = sheet.book.add_chart({"type": "scatter", "subtype": "straight"})
    marker = {"type": "none"} if drawn.steps else {
        "type": "circle", "size": 6, "fill": {"color": DARK}, "border": {"color": DARK}
    }  # fmt: skip
    last = len(drawn.places)
    chart.add_series(
        {
            "name": drawn.up,
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, 1, last, 1],
            "line": {"color": DARK, "width": 1.75},
            "marker": marker,
        }
    )
    font = {"size": 8, "color": INK}
    for axis, title, values in ((chart.set_x_axis, drawn.across, [x for x, _ in known]),
                                (chart.set_y_axis, drawn.up, [y for _, y in known])):  # fmt: skip
        least, most = min(values), max(values)
        room = (most - least) / 20 or Fraction(1)
        axis(
            {
                "name": title,
                "name_font": {"size": 9, "bold": False, "color": INK},
                "num_font": font,
                "min": float(least - room),
                "max": float(most + room),
                "num_format": _picture(room),
                "major_gridlines": {"visible": True, "line": {"color": PALE}},
                "line": {"color": INK},
            }
        )
    chart.show_blanks_as("gap")
    chart.set_legend({"none": True})
    chart.set_title({"name": drawn.title, "name_font": {"size": 11, "color": DARK}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 820, "height": 420})
    said = say(
        "{up} over {across}; the two columns say the same.", up=drawn.up, across=drawn.across
    )
    sheet.worksheet.insert_chart(1, 3, chart, {"description": said})
    sheet.page(name, 0)


def _picture(room: Fraction) -> str:
    return "#,##0" if room > 1 else "0.0" if room > Fraction(1, 20) else "0.00##"
