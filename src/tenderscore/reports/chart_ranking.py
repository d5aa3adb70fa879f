"""The chart of the ranking: funded and refused as columns, and a line where the ranking would cut.

Its figures stand beside the sheet Ranking, outside of what is printed.
"""

from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.language import say
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import (
    CHARTED,
    RANKING_HEADER,
    cut_of,
    scored,
)
from tenderscore.reports.wording import score_text

DARK, LIGHT, INK = "#1F3A5F", "#C9D3DE", "#44566B"
COLUMN, ROW = 82, 20
"""Pixels of a column eleven letters wide, and of a row."""


def ranking_chart(
    sheet: Sheet, of: Lookup, answers: Answers, at: tuple[int, int], size: tuple[int, int]
) -> None:
    """At this cell, so many columns and rows large."""
    ids = scored(of)
    if not ids:
        return
    name = say("Ranking")
    first, last = RANKING_HEADER + 1, RANKING_HEADER + len(ids)

    def places(column: int) -> list[str | int]:
        return [name, first, column, last, column]

    chart = sheet.book.add_chart({"type": "column"})
    for column, label, fill in ((CHARTED, say("Funded"), DARK),
                                (CHARTED + 1, say("Not funded"), LIGHT)):  # fmt: skip
        chart.add_series(
            {
                "name": label,
                "categories": places(1),
                "values": places(column),
                "fill": {"color": fill},
                "border": {"color": INK, "width": 0.5},
                "overlap": 100,
                "gap": 15,
            }
        )
    cut = cut_of(of, answers)
    if cut is not None:
        line = sheet.book.add_chart({"type": "line"})
        line.add_series(
            {
                "name": say("Cut of the ranking alone: {score}", score=score_text(of.call, cut)),
                "categories": places(1),
                "values": places(CHARTED + 2),
                "line": {"color": INK, "width": 1.5, "dash_type": "dash"},
            }
        )
        chart.combine(line)
    lowest = min(of.scorecards[id_].ranking or 0 for id_ in ids)
    chart.set_y_axis(
        {
            "min": float(Fraction(max(0, lowest // of.call.total_unit))),
            "num_format": "0.0",
            "major_gridlines": {"visible": True, "line": {"color": "#E3E7EC"}},
            "num_font": {"size": 8, "color": INK},
            "line": {"none": True},
        }
    )
    chart.set_x_axis(
        {"num_font": {"size": 7, "rotation": -90, "color": INK}, "line": {"color": INK}}
    )
    chart.set_legend({"position": "top", "font": {"size": 9, "color": INK}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": size[0] * COLUMN - 6, "height": size[1] * ROW})
    sheet.worksheet.insert_chart(*at, chart, {"description": _said(of, cut)})


def _said(of: Lookup, cut: int | None) -> str:
    """What the chart shows, for those who do not see it."""
    said = say(
        "Columns of the scores of all scored proposals, best first: {n} funded are dark, the "
        "others light. The sheet Ranking says the same.",
        n=len(of.funded),
    )
    if cut is None:
        return said
    score = score_text(of.call, cut)
    return f"{said} {say('A line stands where the ranking alone would cut: {score}.', score=score)}"
