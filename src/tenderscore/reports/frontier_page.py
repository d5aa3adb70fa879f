"""Score against balance for a terminal, in Markdown, and for machines as JSON and CSV."""

from fractions import Fraction

from tenderscore.call import Call
from tenderscore.frontier import Frontier
from tenderscore.language import in_english
from tenderscore.reports.csv_text import csv_text, harmless
from tenderscore.reports.frontier_sections import frontier_sections, frontier_title
from tenderscore.reports.json_text import json_text
from tenderscore.reports.sections_page import sections_md, sections_text
from tenderscore.reports.varied_record import csv_number
from tenderscore.units import exact_text


def frontier_text(call: Call, frontier: Frontier) -> str:
    return sections_text(call, frontier_title(frontier), frontier_sections(call, frontier))


def frontier_md(call: Call, frontier: Frontier) -> str:
    return sections_md(call, frontier_title(frontier), frontier_sections(call, frontier))


@in_english
def frontier_json(call: Call, frontier: Frontier) -> str:
    """Sorted keys; numbers that may be no decimals are texts: 23/160."""
    against = frontier.against
    return json_text(
        {
            "format": 1,
            "call": call.id,
            "edition": call.edition,
            "against": against.name,
            "detail": against.detail,
            "centres": against.number,
            "centres_fixed_by_rules": frontier.fixed,
            "dropped": list(frontier.dropped),
            "eased": list(frontier.eased),
            "complete": frontier.complete,
            "award": None if frontier.award is None else {
                "points": exact_text(frontier.award[0]),
                "measure": exact_text(frontier.award[1]),
            },
            "portfolios": [
                {
                    "funded": sorted(each.funded),
                    "points": exact_text(each.total),
                    "measure": exact_text(each.value),
                    "award": each.award,
                }
                for each in frontier.edges
            ],
            "steps": [
                {
                    "comes": list(each.comes),
                    "goes": list(each.goes),
                    "points_lost": exact_text(each.lost),
                    "measure_gained": exact_text(each.gained),
                    "points_for_1": exact_text(each.price),
                }
                for each in frontier.steps()
            ],
        }
    )  # fmt: skip


def frontier_csv(call: Call, frontier: Frontier) -> str:
    """A row for each portfolio; distances and shares are of 1."""
    prices: list[Fraction | None] = [None, *(each.price for each in frontier.steps())]
    rows = [
        [
            csv_number(edge.total),
            csv_number(edge.value),
            "" if price is None else csv_number(price),
            str(int(edge.award)),
            harmless(" ".join(sorted(edge.funded))),
        ]
        for edge, price in zip(frontier.edges, prices, strict=True)
    ]
    headers = ["points", harmless(frontier.against.name), "points for 1", "award", "funded"]
    return csv_text([headers, *rows])
