"""What is handed out: an Award and its Reasons go in, a text or a file's bytes come out.

A report decides nothing, and says nothing that is not in the award. Each is named here as
module:function and imported when it is asked for, so that --help stays quick.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tenderscore.award import Award
    from tenderscore.reasons import Reason


def _named(place: str) -> Callable[..., str]:
    module, name = place.split(":")

    def report(*nouns: Any) -> str:
        text: str = getattr(import_module(f"tenderscore.reports.{module}"), name)(*nouns)
        return text

    return report


def _shelf(**places: str) -> Mapping[str, Callable[..., str]]:
    return {format_: _named(place) for format_, place in places.items()}


REPORTS = _shelf(text="text:award_text", json="record:record_json", md="markdown:minutes")
"""(award, reasons) → the whole award."""

REASONS = _shelf(text="text:reason_text", json="record:reason_json", md="fenced:reason_markdown")
"""(award, reason) → one proposal."""

SCORES = _shelf(text="scores:scores_text", json="record:scores_json", md="fenced:scores_markdown")
"""(call, proposals, scorecards) → the ranking."""

CALLS = _shelf(text="call_page:call_text", json="record:call_json", md="fenced:call_markdown")
"""(call) → what it says."""

NOT_PROVEN = _named("draft:not_proven_json")
"""(call, what was found) → draft.json."""

PROOF = _named("proof_file:proof_text")
"""(call, claims) → the proof file."""

DRAFTS = _shelf(text="draft:equals_text", json="draft:equals_json", md="draft:equals_text")
"""(award before the draw) → between which portfolios it will decide."""

FINDINGS = _shelf(
    text="findings:findings_text", json="findings:findings_json", md="findings:findings_markdown"
)
"""(findings) → what is wrong and how to mend it."""


def award_files(award: "Award", reasons: "Sequence[Reason]") -> dict[str, bytes]:
    """Name → content of everything that `select --out` writes; the record comes last."""
    from tenderscore.reports.record import environment_json
    from tenderscore.reports.workbook import award_workbook

    return {
        "award.xlsx": award_workbook(award, reasons),
        "award.md": REPORTS["md"](award, reasons).encode(),
        "environment.json": environment_json(award).encode(),
        "record.json": REPORTS["json"](award, reasons).encode(),
    }
