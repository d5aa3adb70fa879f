"""The table of limits, as `--limits` prints it: option, number, what is counted, why so many."""

from textwrap import fill

from tenderscore.language import say
from tenderscore.reports.lines import WIDTH
from tenderscore.units import whole_text
from tenderscore.workbook.limits import Limits, limit_rows


def limits_text(limits: Limits | None = None) -> str:
    rows = [
        (option, whole_text(most), say("{what}: {reason}", what=what, reason=reason))
        for option, most, what, reason in limit_rows(limits or Limits())
    ]
    wide = max(len(option) for option, _, _ in rows)
    high = max(len(most) for _, most, _ in rows)
    hang = " " * (wide + high + 4)
    lines = [
        fill(f"{option:{wide}}  {most:>{high}}  {text}", WIDTH, subsequent_indent=hang)
        for option, most, text in rows
    ]
    heading = say("At most so much of a workbook is read; each limit can be raised:")
    return "\n".join([heading, "", *lines]) + "\n"
