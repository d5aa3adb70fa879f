"""What is handed out: an Award and its Reasons go in, a text or a file's bytes come out.

A report decides nothing, and says nothing that is not in the award. Add one as a function here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenderscore.award import Award
    from tenderscore.explain import Reason

# Each is imported when it is asked for, so that --help stays quick.


def _text(award: "Award", reasons: "Sequence[Reason]") -> str:
    from tenderscore.reports.text import award_text

    return award_text(award, reasons)


def _json(award: "Award", reasons: "Sequence[Reason]") -> str:
    from tenderscore.reports.record import record_json

    return record_json(award, reasons)


def _markdown(award: "Award", reasons: "Sequence[Reason]") -> str:
    from tenderscore.reports.markdown import minutes

    return minutes(award, reasons)


REPORTS: Mapping[str, Callable[["Award", "Sequence[Reason]"], str]] = {
    "text": _text,
    "json": _json,
    "md": _markdown,
}
