"""How sure an award is, for a terminal and as a brief in Markdown."""

from collections.abc import Iterator

from tenderscore.language import say, titled
from tenderscore.reports.agenda_section import agenda_section
from tenderscore.reports.lines import line
from tenderscore.reports.lookup import Lookup, input_files, look_up
from tenderscore.reports.markdown_parts import escaped
from tenderscore.reports.overspending_lines import overspending_section
from tenderscore.reports.robust_sections import standing_section
from tenderscore.reports.sampling_lines import frequencies_section
from tenderscore.reports.section import Section, section_lines
from tenderscore.reports.section_markdown import section_markdown
from tenderscore.reports.sentences import call_text
from tenderscore.reports.swap_lines import swaps_section
from tenderscore.reports.weight_lines import rpm_section, weights_section
from tenderscore.reports.wording import call_titles, visible
from tenderscore.robustness import Robust
from tenderscore.units import amount_text, decimal_text

DIGITS = 16
"""Of a digest, where it is only to be recognised; the record has all of it."""


def robust_text(found: Robust) -> str:
    of = look_up(found.award, ())
    lines = [*call_titles(of.call), "", line(_award(of))]
    for section in sections(of, found):
        lines += ["", *section_lines(section)]
    return "\n".join(lines) + "\n"


def robust_brief(found: Robust) -> str:
    of = look_up(found.award, ())
    title = escaped(titled(of.call.title, of.call.title_de))
    parts: list[Iterator[str]] = [iter([f"# {say('How sure is it? {call}', call=title)}"])]
    parts += [iter([escaped(_award(of))])]
    parts += [section_markdown(section) for section in sections(of, found)]
    parts += [iter([escaped(_from(of))])]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def sections(of: Lookup, found: Robust) -> list[Section]:
    """The answers first, then what they stand on."""
    return [
        standing_section(of, found),
        agenda_section(of, found.agenda),
        *weight_sections(of, found),
        *drawn_sections(of, found),
    ]


def weight_sections(of: Lookup, found: Robust, numbers: bool = False) -> list[Section]:
    """`numbers`: shares as numbers, for a workbook."""
    parts = []
    if found.weights is not None:
        parts.append(weights_section(of, found.weights, found.stays, numbers))
    parts += [swaps_section(of, other, its) for other, its in found.swaps]
    if found.rpm is not None:
        parts.append(rpm_section(of, found.rpm, numbers))
    return parts


def drawn_sections(of: Lookup, found: Robust) -> list[Section]:
    return [
        *(frequencies_section(of.call, each) for each in found.drawn),
        *(overspending_section(of.call, each) for each in found.overspending),
    ]


def _award(of: Lookup) -> str:
    return say(
        "As the award stands: {n} of {all} funded with {points} points and {money}.",
        n=len(of.funded),
        all=len(of.award.proposals),
        points=decimal_text(of.award.selection.total, of.call.total_unit),
        money=amount_text(of.requested, of.call.currency),
    )


def _from(of: Lookup) -> str:
    names = ", ".join(f"{visible(name)} ({sha[:DIGITS]})" for name, sha in input_files(of.award))
    return say("{call}. Computed from {files}.", call=call_text(of.call), files=names)
