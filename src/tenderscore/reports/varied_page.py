"""A number varied, or a grid of two, for a terminal and in Markdown."""

from tenderscore.call import Call
from tenderscore.reports.grid_sections import grid_sections, grid_title
from tenderscore.reports.sections_page import sections_md, sections_text
from tenderscore.reports.varied_sections import varied_sections, varied_title
from tenderscore.varying import Grid, Varied


def varied_text(call: Call, varied: Varied) -> str:
    return sections_text(call, varied_title(varied), varied_sections(call, varied))


def varied_md(call: Call, varied: Varied) -> str:
    return sections_md(call, varied_title(varied), varied_sections(call, varied))


def grid_text(call: Call, grid: Grid) -> str:
    return sections_text(call, grid_title(grid), grid_sections(call, grid))


def grid_md(call: Call, grid: Grid) -> str:
    return sections_md(call, grid_title(grid), grid_sections(call, grid))
