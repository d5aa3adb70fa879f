"""The sheet Weights: which proposals are safe, shares as numbers, all awards."""

from collections.abc import Sequence

from tenderscore.reports.lookup import Lookup
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_answers import write_sections
from tenderscore.reports.weight_lines import rpm_section, weights_section
from tenderscore.weights.decomposition import Decomposition
from tenderscore.weights.holding import Stay
from tenderscore.weights.rpm import Rpm

WIDTHS = (16, 34, 34, 24)


def weights_sheet(
    sheet: Sheet, of: Lookup, found: Decomposition, stays: Sequence[Stay], core: Rpm | None = None
) -> None:
    sections = [weights_section(of, found, stays, numbers=True)]
    if core is not None:
        sections.append(rpm_section(of, core, numbers=True))
    write_sections(sheet, of, sections)
