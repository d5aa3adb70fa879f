"""A grid of two numbers → what every report says of it: a matrix of letters, and who they are."""

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.section import Drawn, Listed, Section
from tenderscore.reports.swept_value import total_text, value_text
from tenderscore.reports.varied_sections import KINDS, outcome_text
from tenderscore.reports.wording import visible
from tenderscore.varying import Grid, Outcome

WIDE = 80
EASED = "*"


def grid_title(grid: Grid) -> str:
    return say("What if: {path}", path=visible(f"{grid.across.path} × {grid.down.path}"))


def grid_sections(call: Call, grid: Grid) -> list[Section]:
    return [
        Section(title=say("What is awarded"), parts=(_span(call, grid), Drawn(matrix(call, grid)))),
        Section(title=say("Who is funded"), parts=(Listed(tuple(legend(call, grid))),)),
    ]


def mark(grid: Grid, outcome: Outcome) -> str:
    """The letter of the portfolio, with a star where rules had to give; a dash for none."""
    if not outcome.funds:
        return "-"
    return grid.letters[outcome.funded] + (EASED if outcome.kind == "relief" else "")


def matrix(call: Call, grid: Grid) -> tuple[str, ...]:
    """A line for each value down; columns of letters, broken into blocks of at most 80 columns."""
    heads = [value_text(call, grid.down.path, each) for each in grid.down.values]
    left = max(map(len, heads))
    wide = max(len(mark(grid, each)) for row in grid.rows for each in row) + 1
    room = max(1, (WIDE - left - 4) // wide)
    lines: list[str] = []
    values = grid.across.values
    for start in range(0, len(values), room):
        stop = min(start + room, len(values))
        ends = [value_text(call, grid.across.path, values[at]) for at in (start, stop - 1)]
        lines += [""] if lines else []
        lines.append(say("  from left to right: {first} to {last}", first=ends[0], last=ends[1]))
        for head, row in zip(heads, grid.rows, strict=True):
            marks = "".join(mark(grid, each).rjust(wide) for each in row[start:stop])
            lines.append(f"  {head.rjust(left)} {marks}")
    return tuple(lines)


def legend(call: Call, grid: Grid) -> list[str]:
    """Each letter: the first in full, the others by who differs; with their points."""
    found: list[str] = []
    first = next(iter(grid.letters), frozenset[str]())
    for funded, letter in grid.letters.items():
        here = [each for row in grid.rows for each in row if each.funds and each.funded == funded]
        totals = sorted({each.total for each in here if each.total is not None})
        points = total_text(call, totals[0])
        if len(totals) > 1:
            points = f"{points} … {total_text(call, totals[-1])}"
        what = outcome_text(here[0])
        if funded == first:
            text = say("{letter}: {ids} ({what}, {points} points)", letter=letter, what=what,
                       ids=", ".join(sorted(funded)) or say("nobody"), points=points)  # fmt: skip
        else:
            text = say(
                "{letter}: A with {comes}, without {goes} ({what}, {points} points)",
                letter=letter, what=what, points=points,
                comes=", ".join(sorted(funded - first)) or say("nobody"),
                goes=", ".join(sorted(first - funded)) or say("nobody"),
            )  # fmt: skip
        found.append(text)
    if any(each.kind == "relief" for row in grid.rows for each in row):
        found.append(say("*: with rules eased"))
    kinds = dict.fromkeys(each.kind for row in grid.rows for each in row if not each.funds)
    if kinds:
        found.append("-: " + ", ".join(say(KINDS[kind]) for kind in kinds))
    return found


def _span(call: Call, grid: Grid) -> str:
    across, down = grid.across, grid.down
    return say(
        "Across: {across}, {n} values. Down: {down}, {m} values. Each point is exact.",
        across=across.path, down=down.path, n=len(across.values), m=len(down.values),
    )  # fmt: skip
