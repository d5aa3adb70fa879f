"""A part of a report that terminal and minutes share: a title, and what stands under it."""

from collections.abc import Iterator

from attrs import frozen

from tenderscore.reports.lines import line
from tenderscore.reports.table import Table, table_lines


@frozen
class Listed:
    """Sentences of equal rank."""

    items: tuple[str, ...]


@frozen
class Drawn:
    """Lines of at most 80 columns that stand as they are."""

    lines: tuple[str, ...]


Part = str | Listed | Table | Drawn


@frozen(kw_only=True)
class Section:
    title: str
    parts: tuple[Part, ...]
    """Empty: there is nothing to be said, not even the title."""


def section_lines(section: Section) -> Iterator[str]:
    """For a terminal; a blank line on either side of what is not a sentence."""
    if not section.parts:
        return
    yield f"{section.title}:"
    apart = False
    for part in section.parts:
        if isinstance(part, str):
            if apart:
                yield ""
            yield line(part, 2)
            apart = False
            continue
        if not isinstance(part, Listed):
            yield ""
            apart = True
        yield from _lines(part)


def _lines(part: Listed | Table | Drawn) -> Iterator[str]:
    if isinstance(part, Listed):
        yield from (line(item, 4) for item in part.items)
    elif isinstance(part, Drawn):
        yield from part.lines
    else:
        yield from table_lines(part)
