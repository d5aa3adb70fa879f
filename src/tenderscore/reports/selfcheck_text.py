"""The applicant's check for a terminal of 80 columns, and as Markdown."""

from collections.abc import Iterator, Sequence

from tenderscore.language import say, titled
from tenderscore.problem import Problem
from tenderscore.reports.lines import WIDTH, columns, line
from tenderscore.reports.markdown_parts import escaped, table
from tenderscore.reports.selfcheck_page import page_parts, page_title, sources
from tenderscore.reports.selfcheck_part import Part, Row
from tenderscore.reports.wording import cited, full_source, moment_text, visible
from tenderscore.selfchecking import SelfCheck

INDENT = 3
FIGURE = 9
"""Columns of a terminal that a figure gets."""
LABEL = 16
"""Columns up to which a label stands beside its text."""


def selfcheck_text(its: SelfCheck, findings: Sequence[Problem]) -> str:
    lines = [line(page_title(its)), line(call_line(its))]
    for number, part in enumerate(page_parts(its, findings), start=1):
        lines += ["", line(f"{number}. {part.question} {part.answer}")]
        lines += _figures(part) if len(part.headers) > 4 else _labelled(part)
        lines += [line(note, INDENT) for note in part.notes]
    named = sources(its)
    if named:
        lines += ["", say("Sources:")]
        lines += [line(f"[{visible(key)}] {visible(work)}", INDENT) for key, work in named]
    return "\n".join(lines) + "\n"


def call_line(its: SelfCheck) -> str:
    call = its.call
    return say(
        "For: {title} ({id}, edition {edition}), open until {closes}",
        title=visible(titled(call.title, call.title_de)),
        id=visible(call.id),
        edition=call.edition,
        closes=moment_text(call.closes),
    )


def _labelled(part: Part) -> Iterator[str]:
    """A short first cell stands beside the others, a long one before a colon."""
    widest = max((columns(row.cells[0]) for row in part.rows if len(row.cells) > 1), default=0)
    for row in part.rows:
        label, *rest = row.cells
        text = _joined(rest) + cited(row.source)
        if not rest:
            yield line(label, INDENT)
        elif widest > LABEL:
            yield line(say("{label}: {text}", label=label, text=text), INDENT)
        else:
            said = line(text, INDENT + widest + 2)
            yield " " * INDENT + label + said[INDENT + columns(label) :]


def _joined(cells: Sequence[str]) -> str:
    if len(cells) == 3:
        title, found, needed = cells
        return say("{title}: {found}; needed: {needed}.", title=title, found=found, needed=needed)
    return " ".join(cell if cell.endswith(".") else f"{cell}." for cell in cells if cell)


def _figures(part: Part) -> Iterator[str]:
    """The figures stand on the right; a title that is too long for them has lines of its own."""
    for title, *figures in (("", *part.headers[1:]), *(row.cells for row in part.rows)):
        room = WIDTH - FIGURE * len(figures)
        right = "".join(figure.rjust(FIGURE) for figure in figures)
        fits = INDENT + columns(title) <= room
        if not fits:
            yield line(title, INDENT)
        shown = " " * INDENT + title if fits else ""
        yield (shown + " " * (room - columns(shown)) + right).rstrip()
        yield from (
            line(below.cells[0], INDENT + 2)
            for row in part.rows if row.cells[0] == title
            for below in row.below
        )  # fmt: skip


def selfcheck_markdown(its: SelfCheck, findings: Sequence[Problem]) -> str:
    lines = [f"# {escaped(page_title(its))}", "", escaped(call_line(its))]
    for number, part in enumerate(page_parts(its, findings), start=1):
        lines += ["", f"## {number}. {escaped(part.question)}", "", f"**{escaped(part.answer)}**"]
        if part.rows:
            rows = (cells for row in part.rows for cells in table_rows(its, row, part))
            lines += ["", *table(table_headers(part), rows)]
        lines += [text for note in part.notes for text in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def table_headers(part: Part) -> list[str]:
    """With a column for sources where a row has one."""
    return [*part.headers, *([say("Source")] if _has_sources(part) else [])]


def table_rows(its: SelfCheck, row: Row, part: Part) -> Iterator[list[str]]:
    """The row, then what it is made of, sources spelled out."""
    for each in (row, *row.below):
        cells = [*each.cells, *[""] * (len(part.headers) - len(each.cells))]
        source = [full_source(its.call, each.source)] if _has_sources(part) else []
        yield [*cells, *source]


def _has_sources(part: Part) -> bool:
    return any(row.source for row in part.rows)
