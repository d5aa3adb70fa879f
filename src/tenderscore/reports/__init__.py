"""What is handed out: an Award and its Reasons go in, a text or a file's bytes come out.

A report decides nothing, and says nothing that is not in the award. Each is named here as
module:function and imported when it is asked for, so that --help stays quick.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tenderscore.answers import Answers
    from tenderscore.award import Award
    from tenderscore.what_if.simulation import Simulation


def _named(place: str) -> Callable[..., str]:
    module, name = place.split(":")

    def report(*nouns: Any) -> str:
        text: str = getattr(import_module(f"tenderscore.reports.{module}"), name)(*nouns)
        return text

    return report


def _shelf(**places: str) -> Mapping[str, Callable[..., str]]:
    return {format_: _named(place) for format_, place in places.items()}


REPORTS = _shelf(text="text:award_text", json="record:record_json", md="markdown:minutes")
"""(award, answers) → the whole award."""

REASONS = _shelf(text="text:reason_text", json="record:reason_json", md="fenced:reason_markdown")
"""(award, reason) → one proposal."""

SCORES = _shelf(text="scores:scores_text", json="record:scores_json", md="fenced:scores_markdown")
"""(call, proposals, scorecards) → the ranking."""

CALLS = _shelf(text="call_page:call_text", json="record:call_json", md="fenced:call_markdown")
"""(call) → what it says."""

SMES = _shelf(text="sme_page:sme_text", json="sme_page:sme_json", md="sme_page:sme_markdown")
"""(call, assessed partners) → who is an SME, and why."""

REPLACEMENTS = _shelf(
    text="reserve_page:replacement_page",
    json="record:replacement_json",
    md="fenced:replacement_markdown",
)
"""(award, replacement) → who moves up if several fall out at once."""

PARTNERS = _shelf(
    text="reserve_page:partner_page", json="record:partner_json", md="fenced:partner_markdown"
)
"""(award, what becomes of the consortium) → what follows if a partner leaves."""

NOT_PROVEN = _named("draft:not_proven_json")
"""(call, what was found) → draft.json."""

PROOF = _named("proof_file:proof_text")
"""(call, claims) → the proof file."""

DRAFTS = _shelf(text="draft:equals_text", json="draft:equals_json", md="draft:equals_text")
"""(award before the draw) → between which portfolios it will decide."""

FINDINGS = _shelf(
    text="findings:findings_text",
    json="findings:findings_json",
    md="findings:findings_markdown",
    csv="finding_rows:findings_csv",
)
"""(findings) → what is wrong and how to mend it."""

SELFCHECKS = _shelf(
    text="selfcheck_text:selfcheck_text",
    json="selfcheck_record:selfcheck_json",
    md="selfcheck_text:selfcheck_markdown",
)
"""(self-check, findings) → what an applicant can know before the jury, on one page."""

SIMULATIONS = _shelf(
    text="simulation_text:simulation_text",
    json="simulation_record:simulation_json",
    md="simulation_brief:simulation_brief",
    csv="simulation_rows:simulation_csv",
)
"""(simulation) → scenarios beside the call as it stands."""

ROBUST = _shelf(
    text="robust_text:robust_text",
    json="robust_record:robust_json",
    md="robust_text:robust_brief",
    csv="robust_rows:robust_csv",
)
"""(robust) → how sure the award is."""

DIFFERENCES = _shelf(
    text="difference_pages:differences_text",
    json="difference_record:differences_json",
    md="difference_pages:differences_markdown",
)
"""(differences) → two records compared."""

VARIED = _shelf(
    text="varied_page:varied_text",
    json="varied_record:varied_json",
    md="varied_page:varied_md",
    csv="varied_record:varied_csv",
)
"""(call, a number varied) → what is awarded at each value, and where it changes."""

GRIDS = _shelf(
    text="varied_page:grid_text",
    json="varied_record:grid_json",
    md="varied_page:grid_md",
    csv="varied_record:grid_csv",
)
"""(call, a grid) → what is awarded at each pair of values."""

FRONTIERS = _shelf(
    text="frontier_page:frontier_text",
    json="frontier_page:frontier_json",
    md="frontier_page:frontier_md",
    csv="frontier_page:frontier_csv",
)
"""(call, frontier) → score against balance, and what each step costs."""
MACHINES = _shelf(text="machine_page:machine_text", json="machine_page:machine_json")
"""(looks) → what of the machine matters."""


def simulation_files(sim: "Simulation") -> dict[str, bytes]:
    """Name → content of everything that `simulate --out FOLDER` writes; the record comes last."""
    from tenderscore.reports.simulation_workbook import simulation_workbook

    return {
        "scenarios.xlsx": simulation_workbook(sim),
        "scenarios.csv": SIMULATIONS["csv"](sim).encode("utf-8-sig"),
        "brief.md": SIMULATIONS["md"](sim).encode(),
        "scenarios.json": SIMULATIONS["json"](sim).encode(),
    }


def award_files(award: "Award", answers: "Answers") -> dict[str, bytes]:
    """Name → content of everything that `select --out` writes; the record comes last."""
    from tenderscore.reports.record import environment_json
    from tenderscore.reports.tile_svg import tile_svg
    from tenderscore.reports.workbook import award_workbook

    drawn = tile_svg(answers.balance, award.call)
    return {
        **({"balance.svg": drawn.encode()} if drawn else {}),
        "award.xlsx": award_workbook(award, answers),
        "award.md": REPORTS["md"](award, answers).encode(),
        "environment.json": environment_json(award).encode(),
        "record.json": REPORTS["json"](award, answers).encode(),
    }
