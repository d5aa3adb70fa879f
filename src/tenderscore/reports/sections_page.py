"""A title and sections as a text for a terminal, or as Markdown."""

from collections.abc import Iterable

from tenderscore.call import Call
from tenderscore.reports.lines import line
from tenderscore.reports.markdown_parts import escaped
from tenderscore.reports.section import Section, section_lines
from tenderscore.reports.section_markdown import section_markdown
from tenderscore.reports.wording import call_titles


def sections_text(call: Call, title: str, sections: Iterable[Section]) -> str:
    """At most 80 columns wide."""
    parts = ["\n".join(section_lines(each)) for each in sections if each.parts]
    return "\n\n".join([line(call_titles(call)[0]) + "\n" + line(title), *parts]) + "\n"


def sections_md(call: Call, title: str, sections: Iterable[Section]) -> str:
    parts = ["\n".join(section_markdown(each)) for each in sections if each.parts]
    heads = [f"# {escaped(title)}", escaped(call_titles(call)[0])]
    return "\n\n".join([*heads, *parts]) + "\n"
