"""A section of a report in Markdown."""

from collections.abc import Iterator

from tenderscore.reports.markdown_parts import escaped, table
from tenderscore.reports.section import Drawn, Listed, Section


def section_markdown(section: Section) -> Iterator[str]:
    if section.parts:
        yield f"## {escaped(section.title)}"
    for part in section.parts:
        yield ""
        if isinstance(part, str):
            yield escaped(part)
        elif isinstance(part, Listed):
            yield from (f"- {escaped(item)}" for item in part.items)
        elif isinstance(part, Drawn):
            yield from ("```text", *part.lines, "```")
        else:
            yield from table([escaped(header) for header in part.headers], part.texts)
